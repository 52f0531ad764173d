"""The folder of a run: whose it is, what is done, and the rows that are not yet in a shard.

FOLDER/_run.json              what the run is: inputs, rules, version, format; and whether it is finished
FOLDER/records-00000.jsonl …  the shards
FOLDER/.run/journal.jsonl     one line per shard: pages, where the next one starts, counts
FOLDER/.run/rows-00007.jsonl  rows of the shard that is being filled
FOLDER/.run/lock              held while a run writes here

pandas, Spark, DuckDB and Ray read the folder as one data set: they leave out names that begin with `_` or `.`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec
from msgspec import Struct

from cleaner.errors import OutputError
from cleaner.run.reader import Checkpoint, Survey
from cleaner.run.selection import Selection
from cleaner.run.tally import READ_FACTS, RowFacts, Tally
from cleaner.sinks.compressed import Compression
from cleaner.sinks.destination import flush_folder
from cleaner.structs import resolved

try:
    import fcntl
except ImportError:  # Windows: nothing keeps two runs out of one folder there
    fcntl = None  # type: ignore[assignment]

T = TypeVar("T")
STATE = ".run"


class Settings(Struct, frozen=True):
    """What decides the rows and the shards of a run. Limits and the number of workers do not."""

    version: str
    rules_digest: str
    arguments: tuple[str, ...]
    survey: Survey
    url: str | None
    kind: str | None
    columns: tuple[str | None, str | None, str | None, str | None]
    format: str
    compression: Compression | None
    shard_pages: int
    keep: tuple[str, ...] = ()
    selection: Selection = Selection()


@resolved
class RunFile(Struct):
    """_run.json. earlier: settings under which the first records were made, where it was gone on with anyway.

    records: how many there are; left_out: what is none, by what it is. Both when it is finished.
    """

    settings: Settings
    is_finished: bool = False
    earlier: tuple[Settings, ...] = ()
    records: int | None = None
    left_out: dict[str, int] = {}
    format_version: int = 1


@resolved
class JournalEntry(Struct):
    """A line of the journal. end: the point after the shard's last page. tally: of its rows."""

    pages: int
    end: Checkpoint
    tally: Tally


class RunFolder:
    """Reads and writes the state. All writes are whole or not there; OSError is the caller's to explain."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state = path / STATE
        self._journal = self._state / "journal.jsonl"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out. Raises OutputError where one is at work; a lock goes with the process that holds it."""
        self._state.mkdir(parents=True, exist_ok=True)
        with held_lock(self._state / "lock", f"{self.path}: another run is writing there; wait for it, or end it"):
            yield

    def is_foreign(self) -> bool:
        """Whether there is something in the folder that is not of a run."""
        return (
            self.path.exists() and not self.run_file.exists() and any(one.name != STATE for one in self.path.iterdir())
        )

    # -------------------------------------------------------------- _run.json

    @property
    def run_file(self) -> Path:
        return self.path / "_run.json"

    def read_run(self) -> RunFile | None:
        """None where no run was begun. Raises OutputError where _run.json is not of this program."""
        try:
            return msgspec.json.decode(self.run_file.read_bytes(), type=RunFile)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as error:
            raise OutputError(f"{self.run_file}: not written by this program; name another folder") from error

    def write_run(self, run: RunFile) -> None:
        self._replace(self.run_file, msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n")

    # -------------------------------------------------------------- journal

    def read_journal(self) -> list[JournalEntry]:
        """The lines that are whole."""
        return [entry for _, entry in _whole_lines(self._journal, msgspec.json.Decoder(JournalEntry).decode)]

    def write_journal(self, entries: list[JournalEntry]) -> None:
        """Drop lines of shards that were not published after all."""
        self._replace(self._journal, b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries))

    def append_journal(self, entry: JournalEntry) -> None:
        with self._journal.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        flush_folder(self._state)  # with the first line the file is new

    # -------------------------------------------------------------- rows of the shard being filled

    def rows_file(self, shard: int) -> Path:
        return self._state / f"rows-{shard:05}.jsonl"

    def read_rows(self, shard: int) -> Iterator[tuple[int, RowFacts]]:
        """The facts of the rows that wait for their shard, with the end of each in the file."""
        yield from _whole_lines(self.rows_file(shard), READ_FACTS)

    def open_rows(self, shard: int, size: int) -> BinaryIO:
        """The rows' file, cut to a size, to be written on. A row is in the file when write() returns."""
        file = self.rows_file(shard).open("ab", buffering=0)
        file.truncate(size)
        return file

    def forget_rows(self, *, but: int | None = None) -> None:
        """Remove rows that are in their shards."""
        for path in self._state.glob("rows-*.jsonl"):
            if but is None or path != self.rows_file(but):
                path.unlink()

    def clear(self) -> None:
        """Forget everything but the lock."""
        self.run_file.unlink(missing_ok=True)
        self._journal.unlink(missing_ok=True)
        self.forget_rows()

    def _replace(self, path: Path, content: bytes) -> None:
        part = self._state / f"{path.name}.part"
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        flush_folder(path.parent)


@contextmanager
def held_lock(path: Path, problem: str) -> Iterator[None]:
    """Hold a lock while the block lasts. Raises OutputError with the problem where another process holds it."""
    with path.open("ab") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise OutputError(problem) from error
        yield


def _whole_lines(path: Path, decode: Callable[[bytes], T]) -> Iterator[tuple[int, T]]:
    """Decoded lines up to the first that is not whole, with the position after each; a kill tears the last one."""
    if not path.exists():
        return
    position = 0
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            try:
                facts = decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):  # a power cut may leave zeros
                return
            position += len(line)
            yield position, facts
