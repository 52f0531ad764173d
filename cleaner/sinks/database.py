"""Records in one SQLite database: tables records, authors, images and sources, and a full-text index.

Each shard is one transaction, and `user_version` counts them in the same transaction: after a kill at any moment the
file holds whole shards, and says how many.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from cleaner.errors import OutputError
from cleaner.model import Record
from cleaner.sinks.shards import Shard
from cleaner.sinks.tables import FIRST_COLUMNS, Cell

FILE = "records.sqlite"
LEFT_BEHIND = ("", "-journal")


def json_text(value: object) -> str:
    return msgspec.json.encode(value).decode()


# Lists and objects are JSON, which SQLite's json_each() and Datasette both read.
RECORD_COLUMNS: Mapping[str, Callable[[Record], Cell]] = {
    "record_id": lambda record: record.id,
    **FIRST_COLUMNS,
    "kicker": lambda record: record.kicker,
    "dateline": lambda record: record.dateline.raw if record.dateline else None,
    "published": lambda record: record.published.value if record.published else None,
    "published_precision": lambda record: record.published.precision if record.published else None,
    "published_zone": lambda record: record.published.zone if record.published else None,
    "modified": lambda record: record.modified.value if record.modified else None,
    "section": lambda record: json_text(record.section),
    "tags": lambda record: json_text(record.tags),
    "language": lambda record: record.language.code if record.language else None,
    "text": lambda record: record.text,
    "body": lambda record: json_text(record.body),
    "notices": lambda record: json_text(record.notices),
    "is_free": lambda record: record.access.free,
    "is_complete": lambda record: record.access.complete,
    "removed": lambda record: json_text(record.removed),
    "quality": lambda record: record.quality.score,
    "flags": lambda record: json_text(record.quality.flags),
    "text_sha256": lambda record: record.fingerprint.text,
    "simhash": lambda record: record.fingerprint.simhash,
    "provenance": lambda record: json_text(record.provenance),
    "body_by": lambda record: record.tool.body_by,
    "rule": lambda record: record.tool.rule,
    "input_name": lambda record: record.input.name,
    "input_sha256": lambda record: record.input.sha256,
    "fetched_at": lambda record: record.input.fetched_at,
}
NUMBERS = {"quality": "REAL", "is_free": "INTEGER", "is_complete": "INTEGER"}


def authors_of(record: Record) -> Iterator[tuple[Cell, ...]]:
    for one in record.authors:
        yield one.name, one.kind, one.role, one.email, one.handle, one.affiliation, one.raw


def images_of(record: Record) -> Iterator[tuple[Cell, ...]]:
    for one in record.images:
        credit = one.credit
        agencies = json_text(credit.agency) if credit else None
        credits = (credit.raw, credit.photographer, agencies, credit.distributor) if credit else (None,) * 4
        yield one.url, one.caption, one.alt, one.lead, *credits


def sources_of(record: Record) -> Iterator[tuple[Cell, ...]]:
    for one in record.sources:
        yield one.name, one.relation


# Table → its columns beside `record` (records.id) and `position` (from 0), and the rows a record gives.
PARTS: Mapping[str, tuple[tuple[str, ...], Callable[[Record], Iterator[tuple[Cell, ...]]]]] = {
    "authors": (("name", "kind", "role", "email", "handle", "affiliation", "raw"), authors_of),
    "images": (
        ("url", "caption", "alt", "is_lead", "credit", "photographer", "agencies", "distributor"),
        images_of,
    ),
    "sources": (("name", "relation"), sources_of),
}
INDEXED = ("title", "subtitle", "text")


class Database:
    """A ShardStore in one file. `records.id` is the number of the page in the run."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

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
                for statement in schema():
                    database.execute(statement)
            for number, row in enumerate(shard.records(), shard.first):
                insert(database, number, row.record)
            columns = ", ".join(INDEXED)
            database.execute(
                f"INSERT INTO records_fts (rowid, {columns}) SELECT id, {columns} FROM records WHERE id >= ?",
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


def schema() -> Iterator[str]:
    """The statements that make the tables."""
    columns = ", ".join(f"{name} {NUMBERS.get(name, 'TEXT')}" for name in RECORD_COLUMNS)
    yield f"CREATE TABLE records (id INTEGER PRIMARY KEY, {columns})"
    for name in ("record_id", "url", "outlet_domain", "published", "status"):
        yield f"CREATE INDEX records_{name} ON records ({name})"
    for table, (names, _) in PARTS.items():
        columns = ", ".join(f"{name} {'INTEGER' if name == 'is_lead' else 'TEXT'}" for name in names)
        yield (
            f"CREATE TABLE {table} (record INTEGER NOT NULL REFERENCES records (id), position INTEGER NOT NULL, "
            f"{columns}, PRIMARY KEY (record, position)) WITHOUT ROWID"
        )
        if names[0] == "name":
            yield f"CREATE INDEX {table}_name ON {table} (name)"
    yield f"CREATE VIRTUAL TABLE records_fts USING fts5 ({', '.join(INDEXED)}, content='records', content_rowid='id')"


def insert(database: sqlite3.Connection, number: int, record: Record) -> None:
    values = [number, *(column(record) for column in RECORD_COLUMNS.values())]
    database.execute(f"INSERT INTO records VALUES ({', '.join('?' * len(values))})", values)
    for table, (names, rows_of) in PARTS.items():
        rows = [(number, position, *row) for position, row in enumerate(rows_of(record))]
        if rows:
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * (len(names) + 2))})", rows)
