"""Tables of pages, one page per row: their columns and rows; CSV files and JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import TypeAlias

import msgspec

from cleaner.errors import ColumnError, InputError
from cleaner.model import FETCH_YEARS, Json, RawPage
from cleaner.sources.archives import unpacked
from cleaner.sources.bounded_lines import read_lines, read_rows
from cleaner.sources.places import ending, find_beside, packing, printable
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions, TableColumns, attempt, unreadable
from cleaner.sources.storage import open_place

# The usual names, in the order of trust; compared in lower case.
PAGE_NAMES = ("html", "body", "page", "raw_html", "page_content", "content", "text")
FILE_NAMES = ("path", "file", "filename")
URL_NAMES = ("url", "uri", "link", "page_url", "source_url", "target_uri", "warc_target_uri")
DATE_NAMES = ("fetched_at", "fetch_time", "crawl_date", "crawled_at", "timestamp", "warc_date")
MILLISECONDS_FROM = 1e11  # seconds since 1970 reach it in the year 5138
COMPACT_DATE = "%Y%m%d%H%M%S"  # as in CDX indexes
COMPACT_CHARS = 14
LINE_ROOM = 8  # times the limit of a page: JSON may spell one byte as \u00e9, and the line has other members
ROW_ROOM = 2  # times the limit of a page: CSV doubles quotes, and the row has other cells
DELIMITERS = ",;\t|"
MAX_LISTED_NAMES = 50  # in an error
Cells: TypeAlias = Mapping[str, Json]  # an InputError in the place of what could not be read


def choose_columns(names: Sequence[str], wanted: TableColumns, where: str) -> TableColumns:
    """The columns by their names in the table, those wanted or else the usual ones.

    Raises ColumnError where one that is wanted is not there, or none of them is a page or a file.
    """
    for name in wanted.names:
        if name not in names:
            raise ColumnError(f"{where}: no column {name!r}; it has {_listed(names)}")
    page, file = wanted.page, wanted.file
    if not page and not file:
        page = usual_name(names, PAGE_NAMES)
        file = None if page else usual_name(names, FILE_NAMES)
    if not page and not file:
        raise ColumnError(f"{where}: no column of pages; name it with --page-column. It has {_listed(names)}")
    url, date = wanted.url or usual_name(names, URL_NAMES), wanted.date or usual_name(names, DATE_NAMES)
    return TableColumns(page, file, url, date, wanted.keep)


def usual_name(names: Sequence[str], usual: Sequence[str]) -> str | None:
    """The first of the usual names that is among the names of a table, as it is spelt there."""
    spelt = {name.lower(): name for name in reversed(names)}
    return next((spelt[name] for name in usual if name in spelt), None)


def _listed(names: Sequence[str]) -> str:
    return printable(", ".join(names[:MAX_LISTED_NAMES])) or "no columns"


@dataclass(frozen=True, slots=True)
class Table:
    """A table and what its columns hold. read: how a file is read that a row names."""

    entry: InputFile
    reading: ReadOptions
    read: Reader
    columns: TableColumns

    def read_row(self, cells: Cells, name: str) -> Iterator[InputPage]:
        """The page of one row, or the error that says why there is none. name: of the row."""
        kept = {column: text for column in self.columns.keep if (text := as_text(cells.get(column))) is not None}
        for found in self._read_row(cells, name):
            yield replace(found, kept=kept) if kept else found

    def _read_row(self, cells: Cells, name: str) -> Iterator[InputPage]:
        if self.columns.page is not None:
            yield InputPage(name, attempt(name, lambda: self._page(cells, name)))
            return
        entry = attempt(name, lambda: self._named_file(cells, name))
        if isinstance(entry, InputError):
            yield InputPage(name, entry)
            return
        for found in self.read(entry, self.reading):
            page = found.page
            if isinstance(page, RawPage):
                page = attempt(name, partial(self._with_facts, page, cells, name))
            yield InputPage(found.name, page)

    def _page(self, cells: Cells, name: str) -> RawPage:
        body = read_cell(cells, self.columns.page, name)
        if not isinstance(body, (str, bytes)):
            raise ColumnError(f"{name}: {self.columns.page!r} is {'missing' if body is None else 'no text'}")
        return self._with_facts(RawPage(body), cells, name)

    def _named_file(self, cells: Cells, name: str) -> InputFile:
        """The file that the row names. Raises InputError where it is none that a list may name."""
        other = read_cell(cells, self.columns.file, name)
        if not isinstance(other, str) or not other:
            raise ColumnError(f"{name}: {self.columns.file!r} names no file")
        if self.entry.depth:
            raise InputError(f"{name}: a list of files that another list names, or an archive holds, is not read")
        is_asked_for = self.reading.columns.file is not None
        place = find_beside(self.entry.path, self.entry.address, other, name, anywhere=is_asked_for)
        kind = PurePosixPath(other)
        return InputFile(
            place.name, ending(kind), packing(kind), partial(open_place, place), place.path, place.address, depth=1
        )

    def _with_facts(self, page: RawPage, cells: Cells, name: str) -> RawPage:
        """The page with what its row says of it, and the caller of every page."""
        url = read_cell(cells, self.columns.url, name) or page.url
        date = read_date(cells.get(self.columns.date or ""))
        page = msgspec.structs.replace(page, url=str(url) if url is not None else None, fetched_at=date)
        return self.reading.with_given(page)


def read_cell(cells: Cells, column: str | None, name: str) -> Json:
    """What a column holds; None where it does not. Raises InputError where it could not be read. name: of the row."""
    value = cells.get(column or "")
    if isinstance(value, InputError):
        raise InputError(f"{name}: {value}") from value
    return value


def as_text(value: Json) -> str | None:
    """A cell as text: JSON of what is none; None where it is empty, or could not be read."""
    if value is None or isinstance(value, InputError):
        return None
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def read_date(value: Json) -> datetime | None:
    """A time as tables spell it: RFC 3339, seconds or milliseconds since 1970, 14 digits; without a zone it is UTC.

    None for what is no time, or none at which a page was fetched.
    """
    try:
        moment = _read_moment(value)
    except (ValueError, OverflowError, OSError):
        return None
    if moment is None or moment.year not in FETCH_YEARS:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _read_moment(value: Json) -> datetime | None:
    if isinstance(value, str):
        text = value.strip()
        if not text.isdigit():
            return datetime.fromisoformat(text)
        if len(text) == COMPACT_CHARS:
            return datetime.strptime(text, COMPACT_DATE)
        value = int(text)
    if isinstance(value, (int, float)):
        return datetime.fromtimestamp(value / 1000 if value >= MILLISECONDS_FROM else value, UTC)
    return value if isinstance(value, datetime) else None


def read_json_lines(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """One page per line, which is an object with a member of the page. A bad line is an error in its place."""
    table: Table | None = None
    with unpacked(entry) as stream:
        for number, line in enumerate(read_lines(stream.readline, reading.max_bytes * LINE_ROOM), 1):
            if isinstance(line, bytes) and not line.strip():
                continue
            name = f"{entry.name}:{number}"
            try:
                row = _parse(line, name)
                if table is None:
                    table = Table(entry, reading, read, choose_columns(tuple(row), reading.columns, entry.name))
            except InputError as error:
                yield InputPage(name, error)
                continue
            yield from table.read_row(row, name)


def _parse(line: bytes | Exception, name: str) -> Mapping[str, Json]:
    if isinstance(line, Exception):
        raise unreadable(name, line)
    try:
        row = _decode(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: no JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"{name}: no JSON object")
    return row


def _decode(line: bytes) -> Json:
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(line)  # takes half an emoji (`\ud83d`), as Python itself writes it, and a byte order mark


def read_csv(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """One page per row after the head (UTF-8); the head's commonest delimiter is taken for all."""
    max_chars = ROW_ROOM * reading.max_bytes
    csv.field_size_limit(max(csv.field_size_limit(), 2 * max_chars))  # rows are bounded here, and fields with them
    with unpacked(entry) as stream, io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="") as text:
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
                yield from table.read_row(dict(zip(names, row, strict=False)), name)
