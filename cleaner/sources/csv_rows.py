"""The rows of CSV, each read for itself: one bad row costs no other, whichever way quotes are written in it."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import partial
from typing import NamedTuple, TypeAlias

from cleaner.sources.unpacking import Unreadable

MAX_REREAD_ROWS = 20  # reading on after a row whose quotes do not close reads its lines once more
ESCAPE = "\\"  # before quotes, in what Spark, MySQL and pandas with `escapechar` write; others double them
ESCAPED = re.compile(r"\\(.?)", re.DOTALL)
QUOTED_CELL = '(?:^|(?<=[{0}]))"(?:[^"]|"")*+"(?=[{0}\r\n]|$)'  # with quotes that are doubled
ODD = r"(?<!\\)(?:\\\\)*+\\"  # a backslash that none before it escapes
ESCAPED_END = re.compile(rf"{ODD}[\r\n]*$")
ESCAPED_CLOSE = rf'{ODD}"(?:[{{0}}\r\n]|$)'
CsvLine: TypeAlias = str | Exception  # an error in the place of a line that cannot be read


class CsvForm(NamedTuple):
    """How a table is written. width: of its head; has_spaces: behind delimiters; max_chars: of a row."""

    delimiter: str
    width: int
    has_spaces: bool
    max_chars: int


def read_rows(lines: Iterator[CsvLine], form: CsvForm) -> Iterator[list[str] | Exception]:
    """The rows that are not blank, and errors in the places of those that cannot be read.

    A row whose quotes do not close where they should, within form.max_chars and before the end or an
    error, has a stray quote or is cut short: it is one error, and reading goes on with the next of its lines that
    begins a row of the width (in a table of one column: after it). Raises Unreadable where that happens too often.
    """
    source = _Lines(lines)
    reader = _RowReader(source, form)
    rereads = 0
    is_searching = False  # for that line
    while (row := reader.next_row()).has_read:
        if row.problem is not None and not (is_searching and row.lines):
            yield row.problem
            is_searching = form.width > 1
        elif not is_searching or len(row.cells) == form.width:
            is_searching = False
            if row.cells:
                yield row.cells
        if is_searching and len(row.lines) > 1:
            rereads += 1
            if rereads > MAX_REREAD_ROWS:
                raise Unreadable(f"no CSV from here on: the quotes of more than {MAX_REREAD_ROWS} rows do not close")
            source.give_back(row.lines[1:])


class Fit(IntEnum):
    """How well a row reads in one way of writing quotes. WHOLE: it is blank, or as the head says, to the last one.

    DOUBTFUL: its width is not the head's, or its quotes look written in the other way; UNLIKELY: both.
    """

    NONE = 0
    UNLIKELY = 1
    DOUBTFUL = 2
    WHOLE = 3


class _Lines:
    """Lines that can be given back, to be read in another way."""

    def __init__(self, source: Iterator[CsvLine]) -> None:
        self._source = source
        self._returned: deque[CsvLine] = deque()

    def take(self) -> CsvLine | None:
        return self._returned.popleft() if self._returned else next(self._source, None)

    def give_back(self, lines: list[str] | list[CsvLine]) -> None:
        self._returned.extendleft(reversed(lines))


class _RowReader:
    """Reads rows as the last one was written: with quotes that are doubled, or behind a backslash.

    Once a row has doubled quotes, those of all are.
    """

    def __init__(self, source: _Lines, form: CsvForm) -> None:
        self._source = source
        self._read = partial(_Row, source, form)
        self._is_escaped = self._is_doubled = False
        self._long_misses = 0

    def next_row(self) -> _Row:
        """The next row; in the other way of writing where it fits better so."""
        row = self._read(is_escaped=self._is_escaped)
        fit = row.fit()
        self._is_doubled = self._is_doubled or (fit is Fit.WHOLE and row.has_doubled_quotes)
        has_escape = any(ESCAPE in line for line in row.lines)
        if fit is Fit.WHOLE or self._is_doubled or not has_escape or self._long_misses > MAX_REREAD_ROWS:
            return row
        self._source.give_back(row.taken)
        other = self._read(is_escaped=not self._is_escaped)
        if other.fit() > fit:
            self._is_escaped, self._is_doubled = not self._is_escaped, other.has_doubled_quotes
            return other
        self._long_misses += len(other.lines) > 1
        self._source.give_back(other.taken)
        for _ in row.taken:
            self._source.take()
        if fit is Fit.NONE and row.problem is None:
            row.problem = Unreadable("no CSV: quotes and backslashes in the middle of a text")
        return row


class _Row:
    """One row. lines: what was read for it; taken: with the error that ended it. problem: why it has no cells."""

    def __init__(self, source: _Lines, form: CsvForm, *, is_escaped: bool) -> None:
        self._source = source
        self._form = form
        self._chars_left = form.max_chars
        self._is_escaped = is_escaped
        self._specials = f'"{ESCAPE}{form.delimiter}\r\n'
        self.taken: list[CsvLine] = []
        self.problem: Exception | None = None
        self.cells: list[str] = []
        self._has_stray_quotes = False
        try:
            self.cells = self._parse(self, strict=True)
        except csv.Error as error:
            if len(self.lines) == 1 and self.problem is None:  # careless quotes, which harm no other row
                self._has_stray_quotes = True
                self.cells = self._parse(self.lines, strict=False)
            else:
                self.problem = self.problem or Unreadable(f"no CSV: {error}")

    def _parse(self, lines: Iterable[str], *, strict: bool) -> list[str]:
        escape = ESCAPE if strict and self._is_escaped else None
        delimiter, spaces = self._form.delimiter, self._form.has_spaces
        rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=spaces, strict=strict, escapechar=escape)
        return next(rows, [])

    @property
    def lines(self) -> list[str]:
        return [line for line in self.taken if isinstance(line, str)]

    @property
    def has_read(self) -> bool:
        return bool(self.taken)

    def fit(self) -> Fit:
        """How well it reads in this way."""
        if self.problem is not None or self._has_stray_quotes or (self._is_escaped and self.has_doubled_quotes):
            return Fit.NONE
        has_odd_width = len(self.cells) not in (0, self._form.width)
        seems_other = not self._is_escaped and self._seems_escaped()
        return Fit(Fit.WHOLE - has_odd_width - seems_other)

    @property
    def has_doubled_quotes(self) -> bool:
        """Whether there are quotes that are doubled, and none behind a backslash."""
        text = "".join(self.lines)
        between = rf"[^{self._form.delimiter}\r\n]"
        return re.search(f'{between}""|""{between}', ESCAPED.sub("", text)) is not None

    def _seems_escaped(self) -> bool:
        """Whether a row whose quotes would be doubled has some behind a backslash, or ends with one."""
        text = "".join(self.lines)
        if f'{ESCAPE}"' not in text:
            return len(self.lines) == 1 and ESCAPED_END.search(text) is not None
        rest = re.sub(QUOTED_CELL.format(self._form.delimiter), "", text)
        return '"' in rest or re.search(ESCAPED_CLOSE.format(self._form.delimiter), text) is not None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line, for csv.reader, which asks for one only while the row is incomplete."""
        item = self._source.take() if self._chars_left >= 0 else None
        if item is not None:
            self.taken.append(item)
        if isinstance(item, str):
            self._chars_left -= len(item)
            return ESCAPED.sub(self._as_escape, item) if self._is_escaped else item
        self.problem = item
        if item is None and self.taken:
            self.problem = Unreadable("the quotes of this row do not close")
        raise StopIteration

    def _as_escape(self, found: re.Match[str]) -> str:
        """A backslash before what needs none is one of the text."""
        return found[0] if found[1] in self._specials else f"{ESCAPE}{found[0]}"
