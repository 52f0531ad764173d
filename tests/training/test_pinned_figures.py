"""The pinned figures hold on the data sets, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.floors import PINNED, Floors, check_data, falls, read_floors
from training.measure import measure

pytestmark = pytest.mark.slow

FLOORS = read_floors(PINNED)


@pytest.mark.bench
@pytest.mark.parametrize("name", sorted(FLOORS.data))
def test_no_figure_is_below_its_floor(name: str, bench_folder: Path) -> None:
    own = Floors(
        {name: FLOORS.data[name]}, {where: row for where, row in FLOORS.figures.items() if where.split()[0] == name}
    )
    check_data(own, bench_folder)
    assert falls(own, measure(bench_folder, [name], lambda where: None)) == []
