"""JSON lines and JSON files read as pages: each object that has one is a row, with names of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import BinaryIO, NamedTuple

import msgspec

from cleaner.errors import ColumnError, InputError
from cleaner.model import Json
from cleaner.sources.bounded_lines import read_lines
from cleaner.sources.encoded_text import as_utf8
from cleaner.sources.json_array import read_elements
from cleaner.sources.json_tables import tables_in
from cleaner.sources.reading import (
    InputFile,
    InputPage,
    NoPages,
    Reader,
    ReadOptions,
    TableColumns,
    attempt,
    unpacked,
    unreadable,
)
from cleaner.sources.story_pages import story_cells
from cleaner.sources.tables import (
    PAGE_NAMES,
    Cells,
    Table,
    choose_columns,
    facts_columns,
    kept_cells,
    note_unrecognised,
    present_columns,
    usual_name,
)
from cleaner.sources.unpacking import BrokenData, Unreadable, with_start

LINE_ROOM = 8  # times the limit of a page: JSON may spell one byte as \u00e9, and the line has other members
PROBED_ROWS = 20  # in which a column that the person names has to be
PROBED_BYTES = 20_000_000
RECORD_SCHEMA = "newsrecord/"  # what the records of this program begin their `schema` with
RECORDS = "records that cleaner has written"
# datatrove's documents keep what is known of a page here; in them, and in no other table, `date` is that of the crawl.
METADATA = "metadata"
DOCUMENT_MEMBERS = frozenset({"text", "id", METADATA})
DOCUMENT_DATE = "date"


class JsonRow(NamedTuple):
    """name: of the row. value: an object; or why it is none, in its place."""

    name: str
    value: Json


def read_json_lines(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """One page per line, which is an object with a member of the page. A bad line is an error in its place."""
    with unpacked(entry) as packed:
        stream = as_utf8(packed)
        lines = read_lines(stream.readline, reading.max_bytes * LINE_ROOM)
        first = next(lines, b"")
        if isinstance(first, bytes) and first.strip() == b"[":  # an indented array
            rows = _elements(with_start(b"[", stream), entry, reading)
        else:
            rows = _lines(chain([first], lines), entry)
        yield from _read_rows(rows, entry, reading, read)


def read_json(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """The pages of a JSON file: one object, an array of them, an object with such an array, or JSON lines after all.

    Raises NoPages where the first rows are none.
    """
    limit = reading.max_bytes * LINE_ROOM
    with unpacked(entry) as packed:
        stream = as_utf8(packed)
        start = stream.peek(1).lstrip()[:1]  # type: ignore[attr-defined]  # as_stream() made it
        if start == b"[":
            rows = _elements(stream, entry, reading)
            yield from _read_rows(_with_pages(rows, entry, reading), entry, reading, read)
            return
        body = stream.read(limit)
        whole = attempt(entry.name, partial(_decode, body))
        if isinstance(whole, dict):
            yield from _read_rows(iter(_rows_of(whole, entry, reading)), entry, reading, read)
            return
        rest = with_start(body, stream)
        lines = _lines(read_lines(rest.readline, limit), entry)
        yield from _read_rows(_with_pages(lines, entry, reading), entry, reading, read)


def _rows_of(whole: dict[str, Json], entry: InputFile, reading: ReadOptions) -> list[JsonRow]:
    """The rows of an object: itself, or those of the one table in it that holds pages."""
    names = _page_names(reading)
    if _is_row(whole, names):
        return [JsonRow(entry.name, whole)]
    tables = [rows for rows in tables_in(whole) if any(_is_row(row, names) for row in rows)]
    if len(tables) != 1:
        raise _no_pages(entry, names)
    return [JsonRow(f"{entry.name}:{number}", value) for number, value in enumerate(tables[0], 1)]


def _with_pages(rows: Iterator[JsonRow], entry: InputFile, reading: ReadOptions) -> Iterator[JsonRow]:
    """The rows. Raises NoPages where the first ones are rows of something else."""
    first, rows = _look_at_first(rows)
    names = _page_names(reading)
    if not any(_is_row(row.value, names) or isinstance(row.value, BrokenData) for row in first):
        raise _no_pages(entry, names)
    return rows


def _page_names(reading: ReadOptions) -> Sequence[str]:
    """The names a page, or the file of one, may have."""
    wanted = [name.lower() for name in (reading.columns.page, reading.columns.file) if name]
    return wanted or PAGE_NAMES


def _no_pages(entry: InputFile, names: Sequence[str]) -> NoPages:
    return NoPages(f"{entry.name}: no pages in it: no object has a text by one of the names {', '.join(names)}")


def _is_row(value: Json, names: Sequence[str]) -> bool:
    if not isinstance(value, dict):
        return False
    texts = tuple(name for name, text in story_cells(value).items() if isinstance(text, str))
    return usual_name(texts, names) is not None or _is_record(value)


def _elements(stream: BinaryIO, entry: InputFile, reading: ReadOptions) -> Iterator[JsonRow]:
    is_row = partial(_is_row, names=_page_names(reading))
    for number, value in enumerate(read_elements(stream, reading.max_bytes * LINE_ROOM, is_row), 1):
        yield JsonRow(f"{entry.name}:{number}", value)


def _lines(lines: Iterator[bytes | Exception], entry: InputFile) -> Iterator[JsonRow]:
    for number, line in enumerate(lines, 1):
        if isinstance(line, Exception) or line.strip():
            name = f"{entry.name}:{number}"
            yield JsonRow(name, attempt(name, partial(_parse, line, name)))


def _read_rows(rows: Iterator[JsonRow], entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """The pages of the rows. Raises ColumnError where the first ones have no page by the name that is asked for."""
    if reading.columns != TableColumns():
        first, rows = _look_at_first(rows)
        names = {name for row in first if isinstance(row.value, dict) for name in _cells(row.value)}
        if names:
            present_columns(sorted(names), reading.columns, entry.name, reading.warn)
    for name, value in _noting(rows, entry, reading):
        if isinstance(value, Exception):
            yield InputPage(name, unreadable(name, value))
        elif not isinstance(value, dict):
            yield InputPage(name, InputError(f"{name}: no JSON object"))
        elif _is_record(value):
            reading.leave_out(RECORDS)
        else:
            yield from _read_row(value, name, entry, reading, read)


def _noting(rows: Iterator[JsonRow], entry: InputFile, reading: ReadOptions) -> Iterator[JsonRow]:
    """The rows; behind the first ones it is noted where none of their members is taken for the address or the time."""
    names: dict[str, None] = {}
    number = 0
    for number, row in enumerate(rows, 1):
        if number <= PROBED_ROWS and isinstance(row.value, dict) and not _is_record(row.value):
            names |= dict.fromkeys(_cells(row.value))
        yield row
        if number == PROBED_ROWS:
            _note_unrecognised(tuple(names), entry, reading)
    if number < PROBED_ROWS:
        _note_unrecognised(tuple(names), entry, reading)


def _note_unrecognised(names: Sequence[str], entry: InputFile, reading: ReadOptions) -> None:
    columns = facts_columns(names, reading.columns)
    if columns.date is None and set(names) >= DOCUMENT_MEMBERS:
        columns = replace(columns, date=DOCUMENT_DATE)
    page = reading.columns.page or usual_name(names, PAGE_NAMES)
    note_unrecognised(names, replace(columns, page=page), entry.name, reading)


def _read_row(
    row: Mapping[str, Json], name: str, entry: InputFile, reading: ReadOptions, read: Reader
) -> Iterator[InputPage]:
    cells = _cells(row)
    present = tuple(member for member, value in cells.items() if value is not None)
    try:
        columns = choose_columns(present, reading.columns, name, first=lambda: cells)
    except ColumnError as error:
        table = Table(entry, reading, read, facts_columns(present, reading.columns))
        yield replace(table.without_page(error, cells, name), kept=kept_cells(cells, reading.columns.keep))
        return
    if columns.date is None and row.keys() >= DOCUMENT_MEMBERS and DOCUMENT_DATE in cells:
        columns = replace(columns, date=DOCUMENT_DATE)
    yield from Table(entry, reading, read, columns).read_row(cells, name)


def _cells(row: Mapping[str, Json]) -> Cells:
    """The members of an object, and what its `metadata` says that it does not say itself."""
    metadata = row.get(METADATA)
    return story_cells({**metadata, **row} if isinstance(metadata, dict) else row)


def _look_at_first(rows: Iterator[JsonRow]) -> tuple[list[JsonRow], Iterator[JsonRow]]:
    """Some rows, few where they are large; and all of them, with what reading them raises after the last."""
    first: list[JsonRow] = []
    size = 0
    try:
        for row in rows:
            first.append(row)
            cells = row.value.values() if isinstance(row.value, dict) else ()
            size += sum(len(cell) for cell in cells if isinstance(cell, str))
            if len(first) == PROBED_ROWS or size > PROBED_BYTES:
                break
    except Exception as error:  # of damaged data: what came before it is read first
        return first, chain(first, _raised(error))
    return first, chain(first, rows)


def _raised(error: Exception) -> Iterator[JsonRow]:
    raise error
    yield


def _is_record(row: Mapping[str, Json]) -> bool:
    return str(row.get("schema")).startswith(RECORD_SCHEMA)


def _parse(line: bytes | Exception, name: str) -> Json:
    if isinstance(line, Exception):
        raise unreadable(name, line)
    return _decode(line)


def _decode(text: bytes) -> Json:
    """What the JSON says. Bytes that are no UTF-8 become lone surrogates; half an emoji (`\\ud83d`) stays one."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    try:
        return json.loads(text.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"no JSON: {error}") from error
