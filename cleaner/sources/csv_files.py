"""CSV files read as pages: one per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from cleaner.sources.archives import unpacked
from cleaner.sources.bounded_lines import read_lines, read_rows
from cleaner.sources.encoded_text import as_utf8
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions, unreadable
from cleaner.sources.tables import Table, by_name, choose_columns

ROW_ROOM = 2  # times the limit of a page: CSV doubles quotes, and the row has other cells
DELIMITERS = ",;\t|"


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
        head = next((line for line in lines if isinstance(line, Exception) or line.strip()), "")
        if isinstance(head, Exception):
            raise head
        delimiter = max(DELIMITERS, key=head.count)
        names = next(csv.reader([head], delimiter=delimiter), [])
        table = Table(entry, reading, read, choose_columns(names, reading.columns, entry.name))
        for number, row in enumerate(read_rows(lines, delimiter, len(names), max_chars), 1):
            name = f"{entry.name}:{number}"
            if isinstance(row, Exception):
                yield InputPage(name, unreadable(name, row))
            else:
                yield from table.read_row(by_name(names, row), name)
