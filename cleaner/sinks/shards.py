"""Shards: the output of a run in numbered parts, each whole or not there."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import msgspec

from cleaner.model import Record
from cleaner.sinks.compressed import Compression, open_compressed
from cleaner.sinks.destination import flush_folder, flush_to_disk
from cleaner.sinks.rows import Row
from cleaner.sinks.tables import CSV_ENCODING, INDEX_FILE, write_csv, write_index

DECODER = msgspec.json.Decoder(Record)
ROW_GROUP = 1000  # rows decoded and written at a time: 20 MB of records
LEFT_OUT = b'{"left_out":'  # a row that a filter left out; it keeps its number


@dataclass(frozen=True, slots=True)
class Shard:
    """What one shard is to hold. rows: a file of JSON lines, one record each, or why there is none.

    first: the page number of the first.
    """

    number: int
    first: int
    rows: Path

    def lines(self) -> Iterator[bytes]:
        """The lines of records, without their ends."""
        with self.rows.open("rb") as file:
            for line in file:
                if not line.startswith(LEFT_OUT):
                    yield line.rstrip(b"\n")

    def records(self) -> Iterator[Row]:
        for line in self.lines():
            record = DECODER.decode(line)
            yield Row(record.input.name or "", record)


class ShardStore(Protocol):
    """Where the shards of one format go. Methods raise OSError and OutputError.

    add() publishes all of a shard or nothing of it; adding the same rows again gives the same bytes. before_publish
    is called when the shard is safely on the disk and only its publication, which takes no time, is left.
    """

    def count(self) -> int:
        """How many shards, from the first on without a gap, are there."""

    def add(self, shard: Shard, before_publish: Callable[[], None]) -> None: ...

    def clear(self) -> None:
        """Remove the shards, and what was left of unfinished ones."""


class FileShards:
    """`records-00000.jsonl` and on; write fills one file, or a folder of that name where ending is empty."""

    def __init__(self, folder: Path, ending: str, write: Callable[[Shard, Path], None]) -> None:
        self._folder = folder
        self._ending = ending
        self._write = write

    def count(self) -> int:
        number = 0
        while self._path(number).exists():
            number += 1
        return number

    def add(self, shard: Shard, before_publish: Callable[[], None]) -> None:
        path = self._path(shard.number)
        part = path.with_name(f".{path.name}.part")
        _remove(part)
        self._write(shard, part)
        flush_to_disk(part)
        before_publish()
        _remove(path)  # a folder cannot be replaced; a file here is one that the journal does not know
        part.rename(path)
        flush_folder(self._folder)

    def clear(self) -> None:
        shard = rf"records-\d{{5,}}{re.escape(self._ending)}"
        for path in self._folder.iterdir():
            if re.fullmatch(rf"{shard}|\.{shard}\.part", path.name):
                _remove(path)

    def _path(self, number: int) -> Path:
        return self._folder / f"records-{number:05}{self._ending}"


def write_json_lines(compression: Compression | None) -> Callable[[Shard, Path], None]:
    def write(shard: Shard, path: Path) -> None:
        with open_compressed(path, compression) as stream:
            for line in shard.lines():
                stream.write(line + b"\n")

    return write


def write_table(compression: Compression | None, kept: Sequence[str]) -> Callable[[Shard, Path], None]:
    def write(shard: Shard, path: Path) -> None:
        with open_compressed(path, compression) as stream:
            text = io.TextIOWrapper(stream, encoding=CSV_ENCODING, newline="\n")
            write_csv(shard.records(), text, many=True, kept=kept)
            text.detach()  # flushes, and leaves the closing to whom it belongs

    return write


def write_pages(
    ending: str, page_of: Callable[[Row], str], escape: Callable[[str], str], kept: Sequence[str]
) -> Callable[[Shard, Path], None]:
    """A folder with one file a page, named for its number in the run, and a table of all of them."""

    def write(shard: Shard, path: Path) -> None:
        path.mkdir()

        def written() -> Iterator[tuple[str, Row]]:
            for number, row in enumerate(shard.records(), shard.first):
                record, name = row.record, f"{number:08}{ending}"
                page = page_of(row) if record.text else f"{record.status.value}: {escape(record.reason or '')}\n"
                (path / name).write_text(page, encoding="utf-8", newline="\n")
                yield name, row

        with (path / INDEX_FILE).open("w", encoding=CSV_ENCODING, newline="\n") as file:
            write_index(written(), file, kept)

    return write


def write_parquet(shard: Shard, path: Path) -> None:
    """record_schema(), nested; compressed with Zstandard, which every reader of Parquet knows by now."""
    import pyarrow.parquet as pq  # an extra, and 100 ms

    from cleaner.sinks.arrow_schema import record_schema, records_to_batch

    rows = shard.records()
    with pq.ParquetWriter(path, record_schema(), compression="zstd") as writer:
        while group := list(islice(rows, ROW_GROUP)):
            writer.write_batch(records_to_batch(row.record for row in group))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
