"""Each figure in the tables of docs/limits.md is the one in the code."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "limits.md"
ROW = re.compile(r"^\|[^|]+\| ([\d,.]+) \|.* `([\w.]+):([\w.]+)` \|$", re.MULTILINE)
BOUNDS = ROW.findall(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("figure", "module", "name"), BOUNDS, ids=[f"{module}:{name}" for _, module, name in BOUNDS])
def test_figure_is_that_of_the_code(figure: str, module: str, name: str) -> None:
    owner, _, member = name.partition(".")
    value = getattr(import_module(module), owner)

    assert float(figure.replace(",", "")) == (getattr(value(), member) if member else value)


def test_every_row_is_compared() -> None:
    rows = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "`cleaner" in line
    ]

    assert len(rows) == len(BOUNDS) >= 25
