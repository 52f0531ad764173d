"""The dates of a line and of a <time> element, with what the words beside them say they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct

from cleaner.lines.dates import read_dates, read_machine_date
from cleaner.lines.dates.clock import Reading, labelled_time
from cleaner.lines.dates.meanings import Meaning, meaning_of
from cleaner.lines.dates.relative import is_relative, read_relative
from cleaner.lines.dates.zones import as_zone
from cleaner.model import TimeSignal

# Of microdata and RDFa, and the old attribute of <time>.
PROPERTIES: Mapping[str, Meaning] = {
    "datepublished": "published", "article:published_time": "published", "pubdate": "published",
    "datemodified": "modified", "article:modified_time": "modified",
}  # fmt: skip
SIGNS = " \t,;|·•(–—-"  # before a date
TO_THE_MINUTE = ("year", "month", "day", "hour", "minute")


class FoundDate(Struct, frozen=True):
    """A date and its own text.

    source: who gives it: `time` (the element), `line`, `meta:date` …; meaning: `published`, `modified`, or None where
    no word beside it says so.
    """

    source: str
    reading: Reading
    text: str
    meaning: Meaning | None = None


def day_of(reading: Reading) -> date:
    """The day of a reading."""
    return date(reading.year, reading.month, reading.day)


class DateReader(Struct, frozen=True):
    """How the dates of one page are meant.

    day_first: of 03/04/2024, None where nobody knows; read_at: when the page was fetched, in its site's zone.
    """

    day_first: bool | None
    read_at: datetime | None = None

    def in_block(
        self, block: int, line: str, times: Iterable[TimeSignal], *, may_be_relative: bool
    ) -> tuple[FoundDate, ...]:
        """The dates of a block: those of its <time> elements among all of the page's, then those of its text."""
        own = [signal for signal in times if signal.block == block]
        in_times = [found for signal in own for found in self.in_time(signal, line)]
        return (*in_times, *self.in_line(line, may_be_relative=may_be_relative))

    def in_values(self, values: Iterable[tuple[str, str]]) -> Iterator[FoundDate]:
        """The dates of metadata: source and value of each."""
        for source, value in values:
            reading = read_machine_date(value, self.day_first)
            if reading is not None:
                yield FoundDate(source, reading, value)

    def in_line(self, line: str, *, may_be_relative: bool) -> tuple[FoundDate, ...]:
        """The dates of a line in order; "2 hours ago" and "3 May" only where the line is one that gives a date."""
        readings = read_dates(line, self.day_first)
        if not readings and may_be_relative and self.read_at is not None:
            readings = read_relative(line, self.read_at)
        dates, position = [], 0
        ends = [*(reading.start for reading in readings[1:]), len(line)]
        for reading, end in zip(readings, ends, strict=False):
            changed = labelled_time(line, reading, end)
            label_behind = _label_behind(line[reading.end :]) if len(readings) == 1 and changed is None else None
            meaning = meaning_of(line[position : reading.start]) or label_behind
            dates.append(_found(line, reading, meaning))
            position = reading.end
            if changed is not None:
                dates.append(_found(line, changed, meaning_of(line[position : changed.end])))
                position = changed.end
        return _without_change(dates)

    def in_time(self, signal: TimeSignal, line: str) -> Iterator[FoundDate]:
        """The dates of a <time> element: of its attribute or its text, or of both where the text gives two.

        What a date is say its property, the words before and in the element, its classes.
        """
        raw = signal.value or signal.text
        stated = read_machine_date(raw, self.day_first)
        printed = self.in_line(signal.text, may_be_relative=True)
        if len({found.meaning for found in printed}) > 1:
            for found in printed:
                yield FoundDate("time", _sharper(found.reading, stated), found.text, found.meaning)
            return
        reading = stated or next((found.reading for found in printed), None)
        if reading is not None:
            yield FoundDate("time", reading, raw, _meaning_of_time(signal, line))


def _found(line: str, reading: Reading, meaning: Meaning | None) -> FoundDate:
    return FoundDate("line", reading, line[reading.start : reading.end].strip(SIGNS), meaning)


def _without_change(dates: list[FoundDate]) -> tuple[FoundDate, ...]:
    """The dates; of two days that a template prints with nothing between them the first: the other is of a change."""
    touch = len(dates) == 2 and dates[0].reading.end == dates[1].reading.start
    if not touch or any(found.meaning for found in dates):
        return tuple(dates)
    return (min(dates, key=lambda found: day_of(found.reading)),)


def _label_behind(text: str) -> Meaning | None:
    """What the words behind a date say it is; a label with a time of its own says nothing of it."""
    return None if is_relative(text) else meaning_of(text)


def _sharper(printed: Reading, stated: Reading | None) -> Reading:
    """The attribute's reading where it is of the minute that is printed."""
    is_same = stated is not None and all(getattr(stated, name) == getattr(printed, name) for name in TO_THE_MINUTE)
    return stated if is_same and stated is not None else printed


def _meaning_of_time(signal: TimeSignal, line: str) -> Meaning | None:
    """What the date of a <time> is: by its property, else by the words before and in it, else by its classes."""
    for prop, meaning in PROPERTIES.items():
        if prop in map(str.lower, signal.tokens):
            return meaning
    before = line[: max(0, line.find(signal.text))]
    return meaning_of(f"{before} {signal.text}") or meaning_of(" ".join(sorted(signal.tokens)))


def date_reader(day_first: bool | None, fetched_at: datetime | None, timezone: str | None) -> DateReader:
    """The reader of a page's dates, which tells "today" by its site's zone."""
    zone = as_zone(timezone)
    return DateReader(day_first, fetched_at if fetched_at is None or zone is None else fetched_at.astimezone(zone))
