"""Read dates and times as pages print them, in metadata and in text, in the languages of `vocabulary/months.txt`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from cleaner.lines.dates.clock import Reading, at_time_of, with_time
from cleaner.lines.dates.months import MONTH_NAME, month_number
from cleaner.lines.lazy import lazy_pattern

MAX_CHARS = 400  # no line that gives a date is longer
DAY = r"(?<!\d)(?P<day>[0-3]?\d)"
YEAR = r"(?P<year>(?:1[6-9]|2[01])\d\d)(?!\d)"
ORDINAL = r"(?:st|nd|rd|th|er|º|°|\.ª?|ª)?"

NUMBERED = lazy_pattern(
    r"(?<![\d.])(?P<year>(?:1[6-9]|2[01])\d\d)\s?[-./年년]\s?(?P<month>[01]?\d)\s?[-./月월]\s?"
    r"(?P<day>[0-3]?\d)(?!\d)\.?\s?(?:日|일)?"
)
DAY_NAME_YEAR = lazy_pattern(
    rf"{DAY}{ORDINAL}[\s-]{{0,2}}(?:(?:of|de|di|del|den)\s+|d['’])?{MONTH_NAME}"
    rf"\.?,?[\s-]{{0,3}}(?:(?:de|del|di|năm)\s+)?{YEAR}"
)
# The time of day before the year is the form of Java and of the date command: `Fri May  3 15:47:42 CEST 2024`.
NAME_DAY_YEAR = lazy_pattern(
    rf"(?<!\w){MONTH_NAME}\.?\s{{0,3}}{DAY}{ORDINAL}(?!\d),?\s{{1,3}}"
    rf"(?:(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s(?:(?P<zone>[A-Z]{{2,5}})\s)?)?{YEAR}"
)
YEAR_NAME_DAY = lazy_pattern(rf"(?<!\d){YEAR}\.?[\s/-]{{1,2}}{MONTH_NAME}[\s/-]{{1,2}}(?P<day>[0-3]?\d)(?!\d)")
# Two digits are a year after dots and strokes; 24-05-03 may begin with one. "28.09.1912:05" is the 28th of September
# 2019, five past twelve: templates forget the space.
SHORT_YEAR = r"(?<!-)(?<!-\s)\d\d"
MIXED = lazy_pattern(
    r"(?<![\d.,])(?P<first>[0-3]?\d)\s?(?P<joint>[./-])\s?(?P<other>[0-3]?\d)(?P=joint)\s?"
    rf"(?P<year>{SHORT_YEAR}(?=(?:[01]\d|2[0-3]):[0-5]\d)|(?:1[6-9]|2[01])\d\d(?!\d|\.\d)|{SHORT_YEAR}(?!\d|\.\d))"
)
COMPACT = lazy_pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<zone>Z)?)?(?!\d)"
)
EPOCH = lazy_pattern(r"1\d{9}(?:\d{3})?")
DIGIT = lazy_pattern(r"\d")  # asked before the others, which saves 2 % of a page
IN_TEXT = (NUMBERED, DAY_NAME_YEAR, NAME_DAY_YEAR, YEAR_NAME_DAY, MIXED)  # the first that fits at a place wins


@lru_cache(maxsize=256)  # a labeler and a field read the same lines of a page
def read_dates(text: str, day_first: bool | None = None) -> tuple[Reading, ...]:
    """Every complete date in a short text, in order of place, each with the time printed beside it.

    day_first: how 03/04/2024 is meant where both could be a month; None: such a date is not read. Dates without a
    year and words such as "yesterday" are not read. Raises nothing.
    """
    start = text[:MAX_CHARS]
    return _readings(start, IN_TEXT, day_first) if DIGIT.search(start) else ()


def read_machine_date(text: str, day_first: bool | None = None) -> Reading | None:
    """The date of a metadata value: as in text, as 20240503, or as seconds or milliseconds since 1970."""
    value = text.strip()
    if EPOCH.fullmatch(value):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        day = (moment.year, moment.month, moment.day)
        return Reading(*day, 0, len(value), moment.hour, moment.minute, moment.second, zone=0)
    return next(iter(_readings(value[:MAX_CHARS], (*IN_TEXT, COMPACT), day_first)), None)


def _readings(text: str, patterns: tuple[re.Pattern[str], ...], day_first: bool | None) -> tuple[Reading, ...]:
    matches = [match for pattern in patterns for match in pattern.finditer(text)]
    kept: list[Reading] = []
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        reading = day_of_match(match, day_first)
        if reading is None or (kept and reading.start < kept[-1].end):
            continue
        if match.groupdict().get("hour"):
            kept.append(at_time_of(match, reading) or reading)
        else:
            kept.append(with_time(text, reading))
    return tuple(kept)


def day_of_match(match: re.Match[str], day_first: bool | None = None) -> Reading | None:
    """The day a pattern found; None where the calendar has no such day, or where it could be two."""
    year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    try:
        if "first" in match.re.groupindex:
            day, month = _day_and_month(match, day_first)
        else:
            day, month = int(match["day"]), month_number(match["month"])
        date(year, month, day)
    except ValueError:
        return None
    return Reading(year, month, day, *match.span())


def _day_and_month(match: re.Match[str], day_first: bool | None) -> tuple[int, int]:
    """Which of two numbers is the day. With dots it is the first (German, Russian, Finnish …)."""
    first, second = int(match["first"]), int(match["other"])
    if match["joint"] == "." or first > 12 or first == second:
        return first, second
    if second > 12:
        return second, first
    if day_first is None:
        raise ValueError("either may be the month")
    return (first, second) if day_first else (second, first)
