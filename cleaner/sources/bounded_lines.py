"""Lines of bounded length, and rows of CSV made of them: one bad line or row costs no other."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import chain
from typing import AnyStr

from cleaner.sources.unpacking import BrokenData, Unreadable

LINE_ENDS = (b"\n", "\n", "\r")  # a binary stream has lines of its own ends only
MAX_REREAD_ROWS = 20  # reading on after a row whose quotes do not close reads its lines once more


def read_lines(readline: Callable[[int], AnyStr], limit: int) -> Iterator[AnyStr | Exception]:
    """The lines with their ends, each at most so long, and errors in the places of those that cannot be read.

    readline: of a binary or text stream. Raises what it raises, but for BrokenData, after which it is read on.
    """
    is_rest = False  # of a line that is too long
    while True:
        try:
            line = readline(limit)
        except BrokenData as error:
            yield error
            is_rest = False
            continue
        if not line:
            return
        is_end = len(line) < limit or line[-1:] in LINE_ENDS
        if is_end and not is_rest:
            yield line
        elif not is_rest:
            yield Unreadable(f"a line over the limit of {limit:,} bytes")
        is_rest = not is_end


def read_rows(
    lines: Iterator[str | Exception], delimiter: str, width: int, max_chars: int
) -> Iterator[list[str] | Exception]:
    """The rows of CSV that are not blank, and errors in the places of those that cannot be read.

    width: of the head. A row whose quotes do not close where they should, within max_chars and before the end or an
    error, has a stray quote or is cut short: it is one error, and reading goes on with the next of its lines that
    begins a row of the width (in a table of one column: after it). Raises Unreadable where that happens too often.
    """
    rereads = 0
    is_searching = False  # for that line
    while (row := _Row(lines, delimiter, max_chars)).has_read:
        if row.problem is not None and not (is_searching and row.lines):
            yield row.problem
            is_searching = width > 1
        elif not is_searching or len(row.cells) == width:
            is_searching = False
            if row.cells:
                yield row.cells
        if is_searching and len(row.lines) > 1:
            rereads += 1
            if rereads > MAX_REREAD_ROWS:
                raise Unreadable(f"no CSV from here on: the quotes of more than {MAX_REREAD_ROWS} rows do not close")
            lines = chain(row.lines[1:], lines)


class _Row:
    """One row. lines: what was read for it. problem: why it has no cells."""

    def __init__(self, lines: Iterator[str | Exception], delimiter: str, max_chars: int) -> None:
        self._source = lines
        self._chars_left = max_chars
        self.lines: list[str] = []
        self.problem: Exception | None = None
        self.cells: list[str] = []
        try:
            self.cells = next(csv.reader(self, delimiter=delimiter, strict=True), [])
        except csv.Error as error:
            if len(self.lines) == 1 and self.problem is None:  # careless quotes, which harm no other row
                self.cells = next(csv.reader(self.lines, delimiter=delimiter), [])
            else:
                self.problem = self.problem or Unreadable(f"no CSV: {error}")

    @property
    def has_read(self) -> bool:
        return bool(self.lines) or self.problem is not None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line, for csv.reader, which asks for one only while the row is incomplete."""
        item = next(self._source, None) if self._chars_left >= 0 else None
        if isinstance(item, str):
            self.lines.append(item)
            self._chars_left -= len(item)
            return item
        self.problem = item
        if item is None and self.lines:
            self.problem = Unreadable("the quotes of this row do not close")
        raise StopIteration
