"""The fields of the records of a run, whatever its format, as texts that can be compared."""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cleaner.errors import CleanerError, InputError
from cleaner.sinks.tables import COLUMNS, LIST_SEPARATOR, without_apostrophes
from cleaner.sources.locations import ending, packing
from cleaner.sources.unpacking import unpack

COMPARED = (  # columns of tables
    *("status", "title", "subtitle", "authors", "sources", "published", "modified", "section", "tags", "language"),
    *("outlet", "photo_credits", "text", "quality", "flags", "body_by", "rule"),
)
OUTLET, INPUT = "outlet_domain", "input_name"
PAGE = "page"  # of a format with one file a page: what stands in it, which no other format has
PAGES = "index.csv"  # what lies beside the files of a format with one file a page
BATCH_ROWS = 1000


class RecordValues(Struct, frozen=True):
    """One record. name: of its input; outlet: its domain, or empty. values: by field, of those its format has."""

    name: str
    outlet: str
    values: Mapping[str, str]


def read_values(path: Path) -> Iterator[RecordValues]:
    """The records of a run's folder or of one file, in order. Raises InputError where there are none."""
    files = sorted(file for file in path.rglob("*") if _is_shown(file, path)) if path.is_dir() else [path]
    read = [(file, READERS[form]) for file in files if (form := _form(file)) in READERS]
    if not read:
        raise InputError(f"{path}: no records; name the folder of a run, or a file .jsonl, .parquet, .csv or .sqlite")
    for file, reader in read:
        try:
            yield from reader(file)
        except CleanerError:
            raise
        except Exception as error:  # a damaged file makes libraries raise what they do not document
            raise InputError(f"{file}: cannot be read: {error}") from error


def _is_shown(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "_")) for part in file.relative_to(folder).parts)
    has_index = file.name != PAGES and (file.parent / PAGES).exists()
    return file.is_file() and not hidden and not has_index


def _form(file: Path) -> str:
    return PAGES if file.name == PAGES else ending(file)


def _json_lines(file: Path) -> Iterator[RecordValues]:
    with file.open("rb") as packed, unpack(packed, packing(file), str(file)) as stream:
        for line in stream:
            if line.strip():
                yield _of_record(msgspec.json.decode(line))


def _parquet(file: Path) -> Iterator[RecordValues]:
    from cleaner.errors import ExtraMissing

    try:
        import pyarrow.parquet as pq  # an extra
    except ImportError as error:
        raise ExtraMissing(f"{file}: reading Parquet", "parquet") from error
    with pq.ParquetFile(file) as opened:
        for batch in opened.iter_batches(BATCH_ROWS):
            yield from map(_of_record, batch.to_pylist())


def _csv(file: Path) -> Iterator[RecordValues]:
    with file.open("rb") as packed, unpack(packed, packing(file), str(file)) as stream:
        lines = (line.decode("utf-8-sig") for line in stream)
        for row in _rows_of_csv(lines):
            yield _of_row(row)


def _rows_of_csv(lines: Iterator[str] | TextIO) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(sys.maxsize)
    yield from csv.DictReader(lines)


def _pages(file: Path) -> Iterator[RecordValues]:
    """Records with one file a page: their table, with the file's content."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in _rows_of_csv(stream):
            found = _of_row(row)
            page = _text_beside(file, row["file"]) if row.get("file") else ""
            yield replace(found, values={**found.values, PAGE: page})


def _text_beside(table: Path, name: str) -> str:
    """The text of a file that a table names: one in its own folder, as whoever made the table may name any."""
    page = table.parent / name
    if Path(name).name != name or page.is_symlink() or not page.is_file():
        raise InputError(f"{table}: {name!a} is no file beside it")
    return page.read_text(encoding="utf-8")


def _sqlite(file: Path) -> Iterator[RecordValues]:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        kinds = dict(database.execute("SELECT name, type FROM sqlite_master"))
        if "view" in (kinds.get(name) for name in ("records", "authors", "sources")):  # which may never end
            raise InputError(f"{file}: no records of a run: a view stands in the place of a table")
        parts = {name: _names_of(database, name) for name in ("authors", "sources")}
        for row in database.execute("SELECT * FROM records ORDER BY record"):
            found = dict(row)
            found |= {name: LIST_SEPARATOR.join(names.get(row["record"], ())) for name, names in parts.items()}
            yield _of_row(found)


def _names_of(database: sqlite3.Connection, table: str) -> dict[object, list[str]]:
    names: dict[object, list[str]] = {}
    for record, name in database.execute(f"SELECT record, name FROM {table} ORDER BY record, position"):
        names.setdefault(record, []).append(name)
    return names


def _of_record(record: Mapping[str, Any]) -> RecordValues:
    values = {
        column: without_apostrophes(_text(_member(record, COLUMNS[column]))) for column in (INPUT, OUTLET, *COMPARED)
    }
    return RecordValues(values.pop(INPUT), values.pop(OUTLET), values)


def _of_row(row: Mapping[str, Any]) -> RecordValues:
    values = {column: without_apostrophes(_listed(row[column])) for column in COMPARED if column in row}
    return RecordValues(without_apostrophes(_text(row.get(INPUT))), _text(row.get(OUTLET)), values)


def _member(part: Any, path: str) -> Any:
    for name in path.split("."):
        part = part.get(name) if isinstance(part, Mapping) else None
    return part


def _text(value: Any) -> str:
    """A value as a cell of a table has it."""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(_text(item.get("name", "") if isinstance(item, Mapping) else item) for item in value)
    return "" if value is None else str(value)


def _listed(value: Any) -> str:
    """A cell; a list that a database has as JSON as other tables have it."""
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        try:
            return _text(msgspec.json.decode(value))
        except msgspec.DecodeError:
            return value
    return _text(value)


READERS: Mapping[str, Callable[[Path], Iterator[RecordValues]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _parquet,
    ".csv": _csv,
    ".sqlite": _sqlite,
    PAGES: _pages,
}
