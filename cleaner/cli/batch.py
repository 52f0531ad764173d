"""Many inputs cleaned one after the other: rows, counts, and a line for each that failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from cleaner.cli.progress import FAILED, ProgressBar
from cleaner.errors import InputError
from cleaner.model import TRUNCATED, RawPage, Record, Status
from cleaner.pipeline import Trace, trace_many
from cleaner.sinks import Row
from cleaner.sources import InputPage, Location, ReadOptions, read_place
from cleaner.stages.assemble import failed_record
from cleaner.text import counted

if TYPE_CHECKING:
    from cleaner.model import Json
    from cleaner.rulebook import Rulebook

FORMATS_WITH_STATUS = ("json", "jsonl", "csv", "xlsx", "folder")
WORDLESS_FORMATS = ("text", "markdown", "html", "tei")  # they have no place for a status


class NothingRead(Exception):
    """Not one input could be read, so there is nothing to write; each had its line."""


class Batch:
    """Cleans inputs. total, failed: of the inputs so far; failed are unreadable ones, binary ones and crashes."""

    def __init__(
        self, reading: ReadOptions, rules: Rulebook, progress: ProgressBar, *, explain: bool, format_name: str
    ) -> None:
        self.reading = reading
        self.rules = rules
        self.progress = progress
        self.explain = explain
        self.format_name = format_name
        self.total = 0
        self.failed = 0
        self.statuses: Counter[Status] = Counter()

    @property
    def exit_code(self) -> int:
        """0: all went well; 1: some failed; 2: all failed."""
        if not self.failed:
            return 0
        return 1 if self.failed < self.total else 2

    def rows(self, places: Sequence[Location]) -> Iterator[Row]:
        """The rows in the order of the places, each made when it is needed.

        Rows of unreadable inputs wait until a page has been read. Raises NothingRead at the end where none was.
        """
        waiting: list[Row] | None = []
        for place in places:
            for found in read_place(place, self.reading):
                row = self._make_row(found)
                if waiting is not None and isinstance(found.page, InputError):
                    waiting.append(row)
                    continue
                yield from self._worth_writing(*(waiting or ()), row)
                waiting = None
            self.progress.advance()
        if waiting is not None:
            raise NothingRead

    def outcome(self) -> str:
        """What came of all pages: `200 pages: 195 ok, 5 teaser_only`."""
        counts = ", ".join(f"{count:,} {status.value}" for status, count in self.statuses.most_common())
        return f"{counted(self.total, 'page')}: {counts}"

    def _make_row(self, found: InputPage) -> Row:
        row = self._read(found)
        self.statuses[row.record.status] += 1
        return row

    def _read(self, found: InputPage) -> Row:
        self.total += 1
        if isinstance(found.page, InputError):
            known = found.known or RawPage(b"")
            record = failed_record(known, self.rules.digest, Status.ERROR, str(found.page), name=found.name)
            self.progress.say(str(found.page))
            self.failed += 1
            return Row(found.name, record)
        [traced] = trace_many([found.page], self.rules)
        self._say(found.name, traced.record)
        return Row(found.name, traced.record, _receipt(traced) if self.explain else None)

    def _say(self, name: str, record: Record) -> None:
        if TRUNCATED in record.quality.flags:
            self.progress.say(f"{name}: truncated: read as far as it goes")
        if record.status in FAILED:
            self.failed += 1
            self.progress.say(f"{name}: {record.reason}")
        elif record.status is not Status.OK and self.format_name in WORDLESS_FORMATS:
            self.progress.say(f"{name}: {record.status.value}: {record.reason}")

    def _worth_writing(self, *rows: Row) -> Iterator[Row]:
        """Formats for people have nothing to show of a page that failed: it has had its line."""
        if self.format_name in FORMATS_WITH_STATUS:
            yield from rows
        else:
            yield from (row for row in rows if row.record.status not in FAILED)


def _receipt(traced: Trace) -> tuple[dict[str, Json], ...]:
    if traced.page is None or traced.story is None:
        return ()
    from cleaner.report import explain_blocks

    return tuple(msgspec.to_builtins(block) for block in explain_blocks(traced.page, traced.story.labels))
