"""Records in one SQLite database: tables records, authors, images and sources, a full-text index, and a view.

Each shard is one transaction, and `user_version` counts them in the same transaction: after a kill at any moment the
file holds whole shards, and says how many.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cleaner.errors import OutputError
from cleaner.model import Record
from cleaner.sinks.shards import Shard
from cleaner.sinks.tables import FIRST_COLUMNS, kept_name, member, printed_utc

FILE = "records.sqlite"
LEFT_BEHIND = ("", "-journal", "-wal", "-shm")  # the last two where somebody has opened it in another mode


# Column → the member it holds. Lists and objects are JSON, which SQLite's json_each() and Datasette both read.
RECORD_COLUMNS: Mapping[str, str] = {
    "id": "id",
    **FIRST_COLUMNS,
    "kicker": "kicker",
    "dateline": "dateline.raw",
    "published": "published.value",
    "published_precision": "published.precision",
    "published_zone": "published.zone",
    "published_utc": "published.utc",
    "published_day": "published.day",
    "modified": "modified.value",
    "modified_utc": "modified.utc",
    "section": "section",
    "tags": "tags",
    "language": "language.code",
    "text": "text",
    "body": "body",
    "links": "links",
    "embeds": "embeds",
    "entries": "entries",
    "notices": "notices",
    "is_free": "access.free",
    "is_complete": "access.complete",
    "removed": "removed",
    "quality": "quality.score",
    "flags": "quality.flags",
    "text_sha256": "fingerprint.text",
    "simhash": "fingerprint.simhash",
    "provenance": "provenance",
    "body_by": "tool.body_by",
    "rule": "tool.rule",
    "input_name": "input.name",
    "input_sha256": "input.sha256",
    "kept": "input.kept",
    "fetched_at": "input.fetched_at",
    "fetched_utc": "input.fetched_utc",
}
# Table, called like the member → its columns beside `record` and `position` (from 0).
PARTS: Mapping[str, Mapping[str, str]] = {
    "authors": {
        "name": "name",
        "kind": "kind",
        "role": "role",
        "email": "email",
        "handle": "handle",
        "affiliation": "affiliation",
        "raw": "raw",
    },
    "images": {
        "url": "url",
        "caption": "caption",
        "alt": "alt",
        "is_lead": "lead",
        "block": "block",
        "credit": "credit.raw",
        "photographer": "credit.photographer",
        "agencies": "credit.agency",
        "distributor": "credit.distributor",
    },
    "sources": {"name": "name", "relation": "relation"},
}
TYPES = {
    "quality": "REAL",
    "is_free": "INTEGER",
    "is_complete": "INTEGER",
    "is_lead": "INTEGER",
    "block": "INTEGER",
    "published_utc": "TIMESTAMP",
    "modified_utc": "TIMESTAMP",
    "fetched_utc": "TIMESTAMP",
    "published_day": "DATE",
}  # others: TEXT
# What one wants to see of a story at a glance; and what was kept of the inputs, each in a column of its own.
VIEW = """CREATE VIEW stories AS SELECT record, published_utc, published, outlet, title, (
SELECT group_concat(name, ', ') FROM (SELECT name FROM authors WHERE authors.record = records.record ORDER BY position)
) AS authors, status, quality, flags, language, substr(text, 1, 200) AS opening, url{kept} FROM records"""
KEPT = ", (SELECT value FROM json_each(records.kept) WHERE key = {name}) AS {column}"
INDEXED = ("title", "subtitle", "text")


class Database:
    """A ShardStore in one file. `record`, in every table, is the number of the page in the run.

    kept: columns of the inputs that are in the records.
    """

    def __init__(self, folder: Path, kept: Sequence[str] = ()) -> None:
        self._path = folder / FILE
        self._kept = kept

    def count(self) -> int:
        if not self._path.exists():
            return 0
        with self._open() as database:
            (count,) = database.execute("PRAGMA user_version").fetchone()
            return int(count)

    def add(self, shard: Shard, before_publish: Callable[[], None]) -> None:
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            if shard.number == 0:
                for statement in schema(self._kept):
                    database.execute(statement)
            for number, row in enumerate(shard.records(), shard.first):
                insert(database, number, row.record)
            columns = ", ".join(INDEXED)
            database.execute(
                f"INSERT INTO records_fts (rowid, {columns}) SELECT record, {columns} FROM records WHERE record >= ?",
                (shard.first,),
            )
            database.execute(f"PRAGMA user_version = {shard.number + 1:d}")
            before_publish()
            database.execute("COMMIT")

    def clear(self) -> None:
        for ending in LEFT_BEHIND:
            self._path.with_name(FILE + ending).unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, isolation_level=None)) as database:
                database.execute("PRAGMA synchronous = FULL")
                yield database
        except sqlite3.Error as error:
            raise OutputError(f"{self._path}: cannot be written: {error}") from error


def schema(kept: Sequence[str] = ()) -> Iterator[str]:
    """The statements that make the tables. kept: columns of the inputs that are in the records."""
    yield f"CREATE TABLE records (record INTEGER PRIMARY KEY, {_typed(RECORD_COLUMNS)})"
    for name in ("id", "url", "outlet_domain", "published", "published_utc", "status"):
        yield f"CREATE INDEX records_{name} ON records ({name})"
    for table, columns in PARTS.items():
        yield (
            f"CREATE TABLE {table} (record INTEGER NOT NULL REFERENCES records (record), position INTEGER NOT NULL, "
            f"{_typed(columns)}, PRIMARY KEY (record, position)) WITHOUT ROWID"
        )
        if "name" in columns:
            yield f"CREATE INDEX {table}_name ON {table} (name)"
    indexed = ", ".join(INDEXED)
    yield f"CREATE VIRTUAL TABLE records_fts USING fts5 ({indexed}, content='records', content_rowid='record')"
    yield VIEW.format(kept="".join(KEPT.format(name=_quoted(name, "'"), column=_kept_column(name)) for name in kept))


def _kept_column(name: str) -> str:
    return _quoted(kept_name(name, {"record", "authors", "opening", *RECORD_COLUMNS}), '"')


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark


def _typed(columns: Iterable[str]) -> str:
    return ", ".join(f"{name} {TYPES.get(name, 'TEXT')}" for name in columns)


def insert(database: sqlite3.Connection, number: int, record: Record) -> None:
    """Add a record and its parts; number: of the page in the run."""
    _insert_row(database, "records", (number, *_cells(record, RECORD_COLUMNS)))
    for table, columns in PARTS.items():
        for position, part in enumerate(getattr(record, table)):
            _insert_row(database, table, (number, position, *_cells(part, columns)))


def _insert_row(database: sqlite3.Connection, table: str, values: Sequence[Any]) -> None:
    database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


def _cells(part: Struct, columns: Mapping[str, str]) -> Iterator[Any]:
    for path in columns.values():
        value = member(part, path)
        if isinstance(value, datetime):
            value = printed_utc(value)
        elif isinstance(value, date):
            value = value.isoformat()
        yield msgspec.json.encode(value).decode() if isinstance(value, (tuple, dict)) else value
