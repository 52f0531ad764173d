"""CSV files read as pages: one per row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import partial

from cleaner.errors import InputError
from cleaner.sources.bounded_lines import read_lines
from cleaner.sources.csv_rows import CsvForm, read_rows
from cleaner.sources.encoded_text import as_utf8
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions, attempt, unpacked
from cleaner.sources.tables import Table, by_name, choose_columns, note_unrecognised
from cleaner.sources.unpacking import Unreadable

ROW_ROOM = 2  # times the limit of a page: CSV doubles quotes, and the row has other cells
DELIMITERS = ",;\t|"
HINT = re.compile(r'"?sep=([,;\t|])"?')  # for Excel, in the line before the head


def read_csv(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """One page per row after the head; the head's commonest delimiter is taken for all.

    Pages that are not in UTF-8 are handed on as the bytes they are.
    """
    max_chars = ROW_ROOM * reading.max_bytes
    csv.field_size_limit(max(csv.field_size_limit(), 2 * max_chars))  # rows are bounded here, and fields with them
    with (
        unpacked(entry) as stream,
        io.TextIOWrapper(as_utf8(stream), "utf-8", errors="surrogateescape", newline="") as text,
    ):
        lines = read_lines(text.readline, max_chars)
        names, form = _read_head(lines, max_chars)
        first = partial(_first_cells, names, lines, form)
        columns = choose_columns(names, reading.columns, entry.name, reading.warn, first)
        note_unrecognised(names, columns, entry.name, reading)
        table = Table(entry, reading, read, columns)
        for number, row in enumerate(read_rows(lines, form), 1):
            name = f"{entry.name}:{number}"
            found = attempt(name, partial(_cells, names, row))
            if isinstance(found, InputError):
                yield InputPage(name, found)
            else:
                yield from table.read_row(found, name)


def _read_head(lines: Iterator[str | Exception], max_chars: int) -> tuple[list[str], CsvForm]:
    """The names of the columns, and how the rows are written. Raises what made the first line unreadable."""
    head = next((line for line in lines if isinstance(line, Exception) or line.strip()), "")
    hint = HINT.fullmatch(head.strip()) if isinstance(head, str) else None
    if hint is not None:
        head = next(lines, "")
    if isinstance(head, Exception):
        raise head
    delimiter = hint[1] if hint is not None else max(DELIMITERS, key=head.count)
    has_spaces = f"{delimiter} " in head
    names = next(csv.reader([head], delimiter=delimiter, skipinitialspace=has_spaces), [])
    return names, CsvForm(delimiter, len(names), has_spaces, max_chars)


def _first_cells(names: Sequence[str], lines: Iterator[str | Exception], form: CsvForm) -> dict[str, str]:
    """The cells of the first row; none where there is no such row, or it cannot be read."""
    row = attempt("", partial(next, read_rows(lines, form), []))
    return {} if isinstance(row, Exception) else by_name(names, row)


def _cells(names: Sequence[str], row: Sequence[str] | Exception) -> dict[str, str]:
    """The cells of a row by their names. Raises Unreadable where it has more: a text in it may end at a delimiter."""
    if isinstance(row, Exception):
        raise row
    if any(cell.strip() for cell in row[len(names) :]):
        raise Unreadable(f"{len(row)} cells in this row, and {len(names)} in the head: is a text without quotes?")
    return by_name(names, row)
