"""The pinned figures hold on the data sets, where they are at hand.

Sets that take minutes (`wcxb_dev`, `trafilatura_eval`) are measured by `make floors` alone: they are learned from, and
say less than the pages that no model has seen.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from training.floors import PINNED, Floors, check_data, falls, read_floors
from training.measure import measure

pytestmark = pytest.mark.slow

FLOORS = read_floors(PINNED)
LONG = frozenset({"wcxb_dev", "trafilatura_eval"})


@pytest.mark.bench
@pytest.mark.parametrize("name", sorted(FLOORS.data.keys() - LONG))
def test_no_figure_is_below_its_floor(name: str, bench_folder: Path) -> None:
    check_data(Floors({name: FLOORS.data[name]}, {}), bench_folder)
    pinned = {where: row for where, row in FLOORS.figures.items() if where.split()[0] == name}
    assert falls(pinned, measure(bench_folder, [name], lambda where: None)) == []
