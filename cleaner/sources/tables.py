"""CSV files and JSON lines read as pages: one per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from cleaner.errors import ColumnError, InputError
from cleaner.model import Json, RawPage
from cleaner.sources.places import Place, ending, packing, printable
from cleaner.sources.reading import Columns, Entry, Input, Reader, Reading
from cleaner.sources.storage import name_beside, open_place
from cleaner.sources.unpacking import unpacked

# The usual names, in the order of trust; compared in lower case.
PAGE_NAMES = ("html", "body", "page", "raw_html", "page_content", "content", "text")
FILE_NAMES = ("path", "file", "filename")
URL_NAMES = ("url", "uri", "link", "page_url", "source_url", "target_uri", "warc_target_uri")
DATE_NAMES = ("fetched_at", "fetch_time", "crawl_date", "crawled_at", "timestamp", "warc_date")
MILLISECONDS_FROM = 1e11  # seconds since 1970 reach it in the year 5138
COMPACT_DATE = "%Y%m%d%H%M%S"  # as in CDX indexes
LINE_ROOM = 8  # times the limit of a page: JSON may spell one byte as \u00e9, and the line has other members
DELIMITERS = ",;\t|"


def choose_columns(names: Sequence[str], asked: Columns, where: str) -> Columns:
    """The columns by their names in the table, those asked for or else the usual ones.

    Raises ColumnError where one that was asked for is not there, or none of them is a page or a file.
    """
    for name in (asked.page, asked.file, asked.url, asked.date):
        if name is not None and name not in names:
            raise ColumnError(f"{where}: no column {name!r}; it has {_listed(names)}")
    known = {name.lower(): name for name in reversed(names)}

    def find(usual: Sequence[str]) -> str | None:
        return next((known[name] for name in usual if name in known), None)

    page = asked.page or (None if asked.file else find(PAGE_NAMES))
    file = asked.file or (None if page else find(FILE_NAMES))
    if page is None and file is None:
        raise ColumnError(f"{where}: no column of pages; name it with --page-column. It has {_listed(names)}")
    return Columns(page, file, asked.url or find(URL_NAMES), asked.date or find(DATE_NAMES))


def read_row(
    cells: Mapping[str, Json], name: str, columns: Columns, entry: Entry, reading: Reading, read: Reader
) -> Iterator[Input]:
    """The page of one row; name: of the row. read: how a file is read that the row names. Raises InputError."""
    url = cells.get(columns.url or "") or None
    date = read_date(cells.get(columns.date or ""))
    if columns.page is not None:
        body = cells.get(columns.page)
        if not isinstance(body, (str, bytes)):
            raise ColumnError(f"{name}: {columns.page!r} is {'missing' if body is None else 'no text'}")
        page = RawPage(body, str(url) if url is not None else None, fetched_at=date)
        yield Input(name, reading.with_given(page))
        return
    other = cells.get(columns.file or "")
    if not isinstance(other, str) or not other:
        raise ColumnError(f"{name}: {columns.file!r} names no file")
    path, address = name_beside(entry.path, entry.address, other)
    place = Place(printable(str(path or address)), "file", path, address=address)
    kind = PurePosixPath(other)
    for found in read(
        Entry(place.name, ending(kind), packing(kind), partial(open_place, place), path, address), reading
    ):
        if isinstance(found.page, RawPage):
            known = msgspec.structs.replace(found.page, url=url or found.page.url, fetched_at=date)
            yield Input(found.name, reading.with_given(known))
        else:
            yield found


def read_date(value: Json) -> datetime | None:
    """A time as tables spell it: RFC 3339, seconds or milliseconds since 1970, 14 digits; without a zone it is UTC."""
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    try:
        if isinstance(value, (int, float)):
            return datetime.fromtimestamp(value / 1000 if value >= MILLISECONDS_FROM else value, UTC)
        if isinstance(value, str):
            text = value.strip()
            is_compact = len(text) == 14 and text.isdigit()
            if text.isdigit() and not is_compact:
                return read_date(int(text))
            return read_date(datetime.strptime(text, COMPACT_DATE) if is_compact else datetime.fromisoformat(text))
    except (ValueError, OverflowError, OSError):
        return None
    return None


def read_json_lines(entry: Entry, reading: Reading, read: Reader) -> Iterator[Input]:
    """One page per line, which is an object with a member of the page. A bad line is an error in its place."""
    columns: Columns | None = None
    with unpacked(entry) as stream:
        for number, line in _lines(stream, reading.max_bytes * LINE_ROOM):
            name = f"{entry.name}:{number}"
            try:
                row = _parse(line, name, reading)
                columns = columns or choose_columns(tuple(row), reading.columns, entry.name)
                yield from read_row(row, name, columns, entry, reading, read)
            except InputError as error:
                yield Input(name, error)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Number (from 1) and content of the lines that are not blank; None where one is longer than the limit."""
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) >= limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                continue
            yield number, None
        elif line.strip():
            yield number, line


def _parse(line: bytes | None, name: str, reading: Reading) -> Mapping[str, Json]:
    if line is None:
        raise reading.too_large(name)
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: no JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"{name}: no JSON object")
    return row


def read_csv(entry: Entry, reading: Reading, read: Reader) -> Iterator[Input]:
    """One page per row after the head (UTF-8); the head's commonest delimiter is taken for all."""
    csv.field_size_limit(max(csv.field_size_limit(), reading.max_bytes))  # 131,072 of itself; pages are longer
    with unpacked(entry) as stream, io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="") as text:
        head = text.readline(reading.max_bytes)
        delimiter = max(DELIMITERS, key=head.count)
        names = next(csv.reader([head], delimiter=delimiter), [])
        columns = choose_columns(names, reading.columns, entry.name)
        rows = csv.reader(text, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            name = f"{entry.name}:{number}"
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                raise InputError(f"{name}: no CSV from here on: {error}") from error
            if not cells:
                number -= 1
                continue
            try:
                yield from read_row(dict(zip(names, cells, strict=False)), name, columns, entry, reading, read)
            except InputError as error:
                yield Input(name, error)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "no columns"
