"""Dates that are told from the day of reading: "2 hours ago", "yesterday, 17:05", "3 March"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from cleaner.lines.dates.clock import Reading, with_time
from cleaner.lines.dates.months import month_number
from cleaner.lines.dates.patterns import MONTH_NAME
from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary import alternatives, forms_by_language, ordered_words

MAX_CHARS = 120  # no line that says it is longer
MAX_DAYS_AGO = 31  # "40 days ago" is no longer what sites print; "2 years ago" is of the story
MAX_AHEAD_DAYS = 2


def _column(topic: str, number: int) -> str:
    """The alternatives of what each language of a vocabulary file lists at one place."""
    columns = forms_by_language(topic).values()
    return alternatives(dict.fromkeys(word for things in columns for word in things[number]))


def _around(phrases: Iterable[str], side: int) -> str:
    """The alternatives of the words before (0) or after (2) the N of phrases such as "för N sedan"."""
    words = (phrase.partition("N")[side].strip() for phrase in phrases)
    return alternatives(dict.fromkeys(word for word in words if word))


BEFORE, AFTER = (_around(ordered_words("ago"), side) for side in (0, 2))
UNITS = ("minutes", "hours", "days")
UNIT = "|".join(f"(?P<{unit}>{_column('date_units', number)})" for number, unit in enumerate(UNITS))
AGO = lazy_pattern(
    rf"(?:\b(?P<before>{BEFORE})\s+)?"
    rf"(?<![\d.,:])(?P<count>\d{{1,3}}|\b(?:{alternatives(ordered_words('one'))})\b)\s?(?:{UNIT})\.?"
    rf"(?:\s?(?P<after>{AFTER}))?(?-i:(?![^\W\d_\u3040-\u9fff]))",  # a large class takes 3 ms to compile without case
    re.IGNORECASE,
)
# "vor 3 Stundenvor 3 Stunden": what readers see and what is read to them met in one line.
TWICE_AGO = lazy_pattern(r"(?P<ago>[^\W\d_][^\d|]{0,16}\d{1,3}[^\d|]{3,20}|\d{1,3} [^\d|]{3,20})(?P=ago)$")
DAY_WORD = lazy_pattern(
    # "hier" is "here" in German, "ma" is "but" or "my" in other languages: they count before a time alone.
    r"(?<![^\W\d_])(?!(?:hier|ma)\b(?!,?\s(?:à\s)?\d))"
    rf"(?:(?P<today>{_column('relative_days', 0)})|(?P<yesterday>{_column('relative_days', 1)}))"
    r"(?![^\W\d_\u0900-\u097f])",
    re.IGNORECASE,
)
NO_YEAR = r"(?!\s*[.,/-]?\s*\d{2,4}\b(?!\s*[:h時시]))"
DAY_NAME = lazy_pattern(
    rf"(?<![\d.:])(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?{MONTH_NAME}(?![^\W\d_])\.?{NO_YEAR}"
)
NAME_DAY = lazy_pattern(rf"(?<![^\W_]){MONTH_NAME}\.?\s?(?P<day>[0-3]?\d)(?:st|nd|rd|th|日|일)?(?!\w){NO_YEAR}")


def read_relative(text: str, now: datetime) -> tuple[Reading, ...]:
    """The dates a short line tells from the day it was fetched: "ago", today and yesterday, a day without a year.

    now: when the page was fetched, in the reader's zone if that is known. Minutes ago are told to the minute; hours
    and days ago only to the day. A day without a year is the last such day.
    """
    plain = text[:MAX_CHARS]
    found = sorted((*_ago(plain, now), *_day_words(plain, now), *_without_year(plain, now)), key=lambda r: r.start)
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return tuple(kept)


def says_ago(text: str) -> bool:
    """Whether a text says how long ago something was."""
    return any(map(_is_ago, AGO.finditer(text)))


def _is_ago(match: re.Match[str]) -> bool:
    """Whether a word says that a count of hours or days is past: "3 hours ago", not "3 hours"."""
    return bool(match["before"] or match["after"])


def is_relative(text: str) -> bool:
    """Whether words tell a day from that of reading: "2 hours ago", "yesterday"."""
    plain = text[:MAX_CHARS]
    return DAY_WORD.search(plain) is not None or says_ago(plain)


def _ago(text: str, now: datetime) -> Iterator[Reading]:
    for match in filter(_is_ago, AGO.finditer(text)):
        count = int(match["count"]) if match["count"].isdigit() else 1
        kind = next(unit for unit in UNITS if match[unit])
        if kind == "days" and count > MAX_DAYS_AGO:
            continue
        then = now - timedelta(**{kind: count})
        day = Reading(then.year, then.month, then.day, *match.span())
        offset = now.utcoffset()
        if kind == "minutes" and offset is not None:
            day = replace(day, hour=then.hour, minute=then.minute, zone=int(offset.total_seconds()))
        yield day


def _day_words(text: str, now: datetime) -> Iterator[Reading]:
    for match in DAY_WORD.finditer(text):
        day = now.date() - timedelta(days=match["yesterday"] is not None)
        yield with_time(text, Reading(day.year, day.month, day.day, *match.span()))


def _without_year(text: str, now: datetime) -> Iterator[Reading]:
    for pattern in (DAY_NAME, NAME_DAY):
        for match in pattern.finditer(text):
            day = _last_such_day(month_number(match["month"]), int(match["day"]), now.date())
            if day is not None:
                yield with_time(text, Reading(day.year, day.month, day.day, *match.span()))


def _last_such_day(month: int, day: int, today: date) -> date | None:
    """The last such day that is not ahead; None where the calendar has none of the last five years."""
    for year in range(today.year + 1, today.year - 5, -1):
        try:
            made = date(year, month, day)
        except ValueError:  # no month, the 29th of February, the 31st of June
            continue
        if made <= today + timedelta(days=MAX_AHEAD_DAYS):
            return made
    return None
