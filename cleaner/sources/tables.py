"""Tables of pages, one page per row: their columns and rows; CSV files and JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from cleaner.errors import ColumnError, InputError
from cleaner.model import Json, RawPage
from cleaner.sources.places import Location, ending, packing, printable
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions, TableColumns
from cleaner.sources.storage import name_beside, open_place
from cleaner.sources.unpacking import unpacked

# The usual names, in the order of trust; compared in lower case.
PAGE_NAMES = ("html", "body", "page", "raw_html", "page_content", "content", "text")
FILE_NAMES = ("path", "file", "filename")
URL_NAMES = ("url", "uri", "link", "page_url", "source_url", "target_uri", "warc_target_uri")
DATE_NAMES = ("fetched_at", "fetch_time", "crawl_date", "crawled_at", "timestamp", "warc_date")
MILLISECONDS_FROM = 1e11  # seconds since 1970 reach it in the year 5138
COMPACT_DATE = "%Y%m%d%H%M%S"  # as in CDX indexes
COMPACT_CHARS = 14
LINE_ROOM = 8  # times the limit of a page: JSON may spell one byte as \u00e9, and the line has other members
DELIMITERS = ",;\t|"


def choose_columns(names: Sequence[str], wanted: TableColumns, where: str) -> TableColumns:
    """The columns by their names in the table, those wanted or else the usual ones.

    Raises ColumnError where one that is wanted is not there, or none of them is a page or a file.
    """
    for name in astuple(wanted):
        if name is not None and name not in names:
            raise ColumnError(f"{where}: no column {name!r}; it has {_listed(names)}")
    page, file = wanted.page, wanted.file
    if not page and not file:
        page = usual_name(names, PAGE_NAMES)
        file = None if page else usual_name(names, FILE_NAMES)
    if not page and not file:
        raise ColumnError(f"{where}: no column of pages; name it with --page-column. It has {_listed(names)}")
    url, date = wanted.url or usual_name(names, URL_NAMES), wanted.date or usual_name(names, DATE_NAMES)
    return TableColumns(page, file, url, date)


def usual_name(names: Sequence[str], usual: Sequence[str]) -> str | None:
    """The first of the usual names that is among the names of a table, as it is spelt there."""
    spelt = {name.lower(): name for name in reversed(names)}
    return next((spelt[name] for name in usual if name in spelt), None)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "no columns"


@dataclass(frozen=True, slots=True)
class Table:
    """A table and what its columns hold. read: how a file is read that a row names."""

    entry: InputFile
    reading: ReadOptions
    read: Reader
    columns: TableColumns

    def read_row(self, cells: Mapping[str, Json], name: str) -> Iterator[InputPage]:
        """The page of one row, or the error that says why there is none. name: of the row."""
        try:
            if self.columns.page is not None:
                yield InputPage(name, self._page(cells, name, self.columns.page))
            else:
                yield from self._read_file(cells, name)
        except InputError as error:
            yield InputPage(name, error)

    def _page(self, cells: Mapping[str, Json], name: str, column: str) -> RawPage:
        body = cells.get(column)
        if not isinstance(body, (str, bytes)):
            raise ColumnError(f"{name}: {column!r} is {'missing' if body is None else 'no text'}")
        return self._with_facts(RawPage(body), cells)

    def _read_file(self, cells: Mapping[str, Json], name: str) -> Iterator[InputPage]:
        other = cells.get(self.columns.file or "")
        if not isinstance(other, str) or not other:
            raise ColumnError(f"{name}: {self.columns.file!r} names no file")
        path, address = name_beside(self.entry.path, self.entry.address, other)
        place = Location(printable(str(path or address)), "file", path, address=address)
        kind = PurePosixPath(other)
        entry = InputFile(place.name, ending(kind), packing(kind), partial(open_place, place), path, address)
        for found in self.read(entry, self.reading):
            if isinstance(found.page, RawPage):
                yield InputPage(found.name, self._with_facts(found.page, cells))
            else:
                yield found

    def _with_facts(self, page: RawPage, cells: Mapping[str, Json]) -> RawPage:
        """The page with what its row says of it, and the caller of every page."""
        url = cells.get(self.columns.url or "") or page.url
        date = read_date(cells.get(self.columns.date or ""))
        page = msgspec.structs.replace(page, url=str(url) if url is not None else None, fetched_at=date)
        return self.reading.with_given(page)


def read_date(value: Json) -> datetime | None:
    """A time as tables spell it: RFC 3339, seconds or milliseconds since 1970, 14 digits; without a zone it is UTC."""
    try:
        moment = _read_moment(value)
    except (ValueError, OverflowError, OSError):
        return None
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=UTC)


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
        for number, line in _lines(stream, reading.max_bytes * LINE_ROOM):
            name = f"{entry.name}:{number}"
            try:
                row = _parse(line, name, reading)
                if table is None:
                    table = Table(entry, reading, read, choose_columns(tuple(row), reading.columns, entry.name))
            except InputError as error:
                yield InputPage(name, error)
                continue
            yield from table.read_row(row, name)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Number (from 1) and content of the lines that are not blank; None where one is longer than the limit."""
    parts = iter(partial(stream.readline, limit), b"")
    for number, line in enumerate(parts, 1):
        if len(line) < limit or line.endswith(b"\n"):
            if line.strip():
                yield number, line
            continue
        for rest in parts:
            if rest.endswith(b"\n"):
                break
        yield number, None


def _parse(line: bytes | None, name: str, reading: ReadOptions) -> Mapping[str, Json]:
    if line is None:
        raise reading.too_large(name)
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: no JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"{name}: no JSON object")
    return row


def read_csv(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """One page per row after the head (UTF-8); the head's commonest delimiter is taken for all."""
    csv.field_size_limit(max(csv.field_size_limit(), reading.max_bytes))  # 131,072 of itself; pages are longer
    with unpacked(entry) as stream, io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="") as text:
        head = text.readline(reading.max_bytes)
        delimiter = max(DELIMITERS, key=head.count)
        names = next(csv.reader([head], delimiter=delimiter), [])
        table = Table(entry, reading, read, choose_columns(names, reading.columns, entry.name))
        number = 0
        try:
            for number, cells in enumerate(filter(None, csv.reader(text, delimiter=delimiter)), 1):
                yield from table.read_row(dict(zip(names, cells, strict=False)), f"{entry.name}:{number}")
        except csv.Error as error:
            raise InputError(f"{entry.name}:{number + 1}: no CSV from here on: {error}") from error
