"""Of a dump: which lines are the rows of a table: their cells begin in the columns where those of the row above do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.stages.segment.pieces import PrintedLine
from cleaner.stages.segment.side_by_side import GAP

MIN_ROWS, MAX_GAP = 3, 1  # of a table; blank lines between two rows


def cells_of(raw: str, indent: int) -> tuple[int, ...]:
    """The columns in which the cells of a line begin; none where it has no wide gap."""
    ends = [gap.end() for gap in GAP.finditer(raw, indent)] if "  " in raw[indent:] else []
    return (indent, *ends) if ends else ()


def table_rows(lines: Iterable[PrintedLine]) -> Iterator[int]:
    """The numbers of the lines that are rows of tables."""
    run: list[PrintedLine] = []
    for line in lines:
        if run and not (line.cells and line.gap <= MAX_GAP and _are_rows(run[-1], line)):
            if len(run) >= MIN_ROWS:
                yield from (row.number for row in run)
            run = []
        if line.cells:
            run.append(line)
    if len(run) >= MIN_ROWS:
        yield from (row.number for row in run)


def _are_rows(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether two lines begin in one column, and a further cell of them in another."""
    return above.cells[0] == line.cells[0] and not set(above.cells[1:]).isdisjoint(line.cells[1:])
