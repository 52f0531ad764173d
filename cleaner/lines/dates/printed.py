"""The dates of a line and of a <time> element, with what the words beside them say they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from cleaner.lines.dates import read_dates, read_machine_date
from cleaner.lines.dates.clock import Reading
from cleaner.lines.dates.day_first import is_day_first
from cleaner.lines.dates.relative import read_relative
from cleaner.lines.dates.zones import as_zone
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, TimeSignal
from cleaner.vocabulary import alternatives, ordered_words

Meaning: TypeAlias = Literal["published", "modified"]
# Also inside a word: dumps glue the name before ("Jane DoeUpdated"), Korean and Chinese always do (기사입력). Searched
# in lower case: with re.IGNORECASE the search tries every word at every character, a tenth of a page's time.
MEANING = lazy_pattern(
    rf"(?P<published>{alternatives(ordered_words('published_words'))})"
    rf"|(?P<modified>{alternatives(ordered_words('modified_words'))})"
)


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

    def in_block(self, block: Block, times: Iterable[TimeSignal], *, may_be_relative: bool) -> tuple[FoundDate, ...]:
        """The dates of a block: those of its <time> elements among all of the page's, then those of its text."""
        in_times = [self.in_time(signal, block.text) for signal in times if signal.block == block.index]
        in_line = self.in_line(block.text, may_be_relative=may_be_relative)
        return (*(found for found in in_times if found is not None), *in_line)

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
        for reading in readings:
            after = line[reading.end :] if len(readings) == 1 else ""
            meaning = meaning_of(line[position : reading.start]) or meaning_of(after)
            dates.append(FoundDate("line", reading, line[reading.start : reading.end], meaning))
            position = reading.end
        return tuple(dates)

    def in_time(self, signal: TimeSignal, line: str) -> FoundDate | None:
        """The date of a <time> element, by its attribute or its text; what it is say the words before, or its class."""
        raw = signal.value or signal.text
        reading = read_machine_date(raw, self.day_first) or read_machine_date(signal.text, self.day_first)
        if reading is None and self.read_at is not None:
            reading = next(iter(read_relative(signal.text, self.read_at)), None)
        if reading is None:
            return None
        before = line[: max(0, line.find(signal.text))]
        return FoundDate("time", reading, raw, meaning_of(before) or meaning_of(" ".join(sorted(signal.tokens))))


def date_reader(
    country: str | None, language: str | None, domain: str | None, fetched_at: datetime | None, timezone: str | None
) -> DateReader:
    """The reader of a page's dates, from what its site and its metadata say."""
    zone = as_zone(timezone)
    read_at = fetched_at if fetched_at is None or zone is None else fetched_at.astimezone(zone)
    return DateReader(is_day_first(country, language, domain), read_at)


def meaning_of(text: str) -> Meaning | None:
    """What the words beside a date say it is: the last word that says something decides."""
    meaning = None
    for match in MEANING.finditer(text.lower()):
        meaning = match.lastgroup
    return meaning  # type: ignore[return-value]  # the two names of the groups
