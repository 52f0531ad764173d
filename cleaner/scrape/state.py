"""The state of a crawl in SQLite: addresses, hosts, articles, and how much of each archive file is whole.

One transaction stores an exchange: what came, where it lies, and what was found in it. A crawl that is killed goes on
with the last transaction; only the request that was under way is made again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cleaner.errors import OutputError

FORMAT = "2"
TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS host (
    authority TEXT PRIMARY KEY, robots TEXT, robots_at TEXT, problem TEXT, delay REAL NOT NULL DEFAULT 0,
    free_at TEXT, refusals INTEGER NOT NULL DEFAULT 0, reserved TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS address (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, host TEXT NOT NULL, purpose TEXT NOT NULL,
    origin TEXT NOT NULL, points INTEGER NOT NULL, why TEXT NOT NULL, changed_at TEXT, state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, hops INTEGER NOT NULL DEFAULT 0, rank INTEGER NOT NULL, etag TEXT,
    last_modified TEXT, first_seen TEXT NOT NULL, fetched_at TEXT, status INTEGER, verdict TEXT, reason TEXT,
    part_of INTEGER, part INTEGER NOT NULL DEFAULT 1, run INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS waiting ON address (host, state, rank, points DESC, id);
CREATE TABLE IF NOT EXISTS article (
    canonical TEXT PRIMARY KEY, address INTEGER NOT NULL, version INTEGER NOT NULL, record TEXT NOT NULL,
    text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS part (
    address INTEGER NOT NULL, number INTEGER NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, html TEXT NOT NULL,
    is_whole INTEGER NOT NULL, PRIMARY KEY (address, number));
CREATE TABLE IF NOT EXISTS shape (pattern TEXT PRIMARY KEY, articles INTEGER NOT NULL, others INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS archive (file TEXT PRIMARY KEY, bytes INTEGER NOT NULL);
"""


def now_text() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class State:
    """The database of a crawl's folder. Used by one thread."""

    def __init__(self, path: Path) -> None:
        try:
            self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._base.row_factory = sqlite3.Row
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = FULL")
            self._base.executescript(TABLES)
        except sqlite3.OperationalError as error:
            raise OutputError(f"{path}: cannot be written: {error}; is the disk full?") from error
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{path}: no state of a crawl ({error}); name another folder") from error
        if self.fact("format", FORMAT) != FORMAT:
            raise OutputError(f"{path}: of another version of this program; name another folder")
        self.set_fact("format", FORMAT)

    def close(self) -> None:
        self._base.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in the block, or nothing."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        return self._base.execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._base.execute(query, values).fetchone()
        return found

    def write(self, statement: str, *values: object) -> int:
        """The number of rows that were changed."""
        return self._base.execute(statement, values).rowcount

    def fact(self, name: str, otherwise: str = "") -> str:
        found = self.row("SELECT value FROM fact WHERE name = ?", name)
        return otherwise if found is None else str(found["value"])

    def lasting_fact(self, name: str, first: str) -> str:
        """The value that a fact got when it was first asked for."""
        self.write("INSERT OR IGNORE INTO fact VALUES (?, ?)", name, first)
        return self.fact(name)

    def set_fact(self, name: str, value: str) -> None:
        self.write("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value)


def copy_state(path: Path, copy: Path) -> None:
    """Copy the database of a crawl, which may be at work; nothing where there is none."""
    if path.exists():
        is_open = path.with_name(f"{path.name}-wal").exists()  # SQLite writes files beside what it reads, unless told
        address = f"{path.absolute().as_uri()}?{'mode=ro' if is_open else 'immutable=1'}"
        with closing(sqlite3.connect(address, uri=True)) as base, closing(sqlite3.connect(copy)) as copied:
            base.backup(copied)
