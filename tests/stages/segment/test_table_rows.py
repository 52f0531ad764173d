"""is_row: lines of a dump whose cells begin in the same columns are the rows of a table."""

from __future__ import annotations

import pytest

from cleaner.model import Document, Options
from cleaner.stages.segment import segment

ROWS = ["Harbour    Boats  Fare", "Marle      12     $3.00   ", "Barwick    9      $2.50"]
SENTENCE = "The ferry to Marle was late again on Monday."


def rows_of(text: str) -> list[str]:
    blocks = segment(Document(text, "text", None, "utf-8", "given", "", 1), Options()).blocks
    return [block.text for block in blocks if block.is_row]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("indent", ["", "   "])
def test_cells_below_each_other_are_a_table(gap: str, indent: str) -> None:
    table = gap.join(indent + row for row in ROWS)

    assert rows_of(f"{SENTENCE}\n\n{table}\n\n{SENTENCE}") == [" ".join(row.split()) for row in ROWS]


@pytest.mark.parametrize(
    "lines",
    [
        ROWS[:2],
        [" ".join(row.split()) for row in ROWS],
        ["Boats  leave", "Nobody has   paid", "Sheep   are late"],  # gaps in different columns
        [ROWS[0], "", "", ROWS[1], "", "", ROWS[2]],
        [ROWS[0], f"  {ROWS[1]}", f"    {ROWS[2]}"],
        [ROWS[0], SENTENCE, ROWS[1], SENTENCE, ROWS[2]],
    ],
)
def test_other_lines_are_none(lines: list[str]) -> None:
    assert rows_of("\n".join([SENTENCE, "", *lines, "", SENTENCE])) == []


def test_cell_that_a_row_lacks_ends_no_table() -> None:
    lines = [ROWS[0], "Tolland           free", *ROWS[1:]]

    assert len(rows_of("\n".join(lines))) == len(lines)
