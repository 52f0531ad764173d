"""Rows into shards: each row is on the disk when it is written, each shard published when it is full."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from cleaner.run.folder import JournalEntry, RunFolder
from cleaner.run.reader import Checkpoint
from cleaner.run.tally import READ_FACTS, RowFacts, Tally
from cleaner.sinks.shards import Shard, ShardStore


class ShardWriter:
    """Where a run is, and how it goes on.

    shards: published; start: the point after the last of them; waiting: rows of the next one. total: counts of all
    rows so far. was_cut: a shard that had been published is there no more.
    Methods raise OSError and OutputError; what was written stays.
    """

    def __init__(self, folder: RunFolder, store: ShardStore, shard_pages: int) -> None:
        self._folder = folder
        self._store = store
        self._shard_pages = shard_pages
        self.total = Tally()
        self._tally = Tally()
        self._rows: BinaryIO | None = None
        # The journal's line is written before the shard is published, so a kill between leaves a line too many.
        entries = folder.read_journal()
        whole = entries[: store.count()]
        if len(whole) < len(entries):
            folder.write_journal(whole)
        self.was_cut = len(whole) < len(entries)
        self.shards = len(whole)
        self._published = sum(entry.pages for entry in whole)
        self.start = whole[-1].end if whole else Checkpoint()
        self.waiting = 0
        for entry in whole:
            self.total.merge(entry.tally)
        folder.forget_rows(but=self.shards)
        self._take_up()

    @property
    def pages(self) -> int:
        """How many pages are written, which is the number of the next one where there is one."""
        return self._published + self.waiting

    def write(self, row: bytes) -> RowFacts:
        """Keep one row; give back what is counted of it."""
        facts = READ_FACTS(row)
        assert self._rows is not None
        line = row + b"\n"
        written = self._rows.write(line)
        if written < len(line):  # a full disk may take a part; the rest then raises
            self._rows.write(line[written:])
        self.waiting += 1
        self._tally.count(facts)
        self.total.count(facts)
        return facts

    @property
    def is_full(self) -> bool:
        return self.waiting >= self._shard_pages

    def publish(self, end: Checkpoint) -> None:
        """Make a shard of the rows that wait; end: the point after the last of them."""
        assert self._rows is not None
        self._rows.close()
        first = self._published
        entry = JournalEntry(self.waiting, end, self._tally)
        record: Callable[[], None] = lambda: self._folder.append_journal(entry)  # noqa: E731
        self._store.add(Shard(self.shards, first, self._folder.rows_file(self.shards)), record)
        self.shards += 1
        self._published += self.waiting
        self.start = end
        self._folder.forget_rows()
        self._take_up()

    def close(self) -> None:
        if self._rows is not None:
            self._rows.close()

    def _take_up(self) -> None:
        """Count the rows that wait, cut off what a kill has torn, and go on behind them."""
        self.waiting, size, self._tally = 0, 0, Tally()
        for size, facts in self._folder.read_rows(self.shards):  # noqa: B007 read after the loop
            self.waiting += 1
            self._tally.count(facts)
        self.total.merge(self._tally)
        self._rows = self._folder.open_rows(self.shards, size)
