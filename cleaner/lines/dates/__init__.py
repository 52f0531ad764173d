"""Read dates and times as pages print them, in metadata and in text; languages and calendars are in the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from cleaner.lines.dates.calendars import calendar_of, to_gregorian, year_of_era
from cleaner.lines.dates.clock import Reading, at_time_of, with_time
from cleaner.lines.dates.months import Calendar, month_named
from cleaner.lines.dates.patterns import COMPACT, EPOCH, patterns_for
from cleaner.lines.dates.plain import plain_line
from cleaner.lines.dates.weekdays import weekday_in

MAX_CHARS = 400  # no line that gives a date is longer
CENTURY, BUDDHIST_CENTURY = 2000, 2500  # of years in two digits


@lru_cache(maxsize=256)  # a labeler and a field read the same lines of a page
def read_dates(text: str, day_first: bool | None = None) -> tuple[Reading, ...]:
    """Every complete date in a short text, in order of place, each with the time printed beside it.

    day_first: how 03/04/2024 is meant where both could be a month; None: such a date is not read. Dates without a
    year and words such as "yesterday" are not read. Raises nothing.
    """
    line = plain_line(text[:MAX_CHARS])
    return _readings(line, patterns_for(line), day_first)


def read_machine_date(text: str, day_first: bool | None = None) -> Reading | None:
    """The date of a metadata value: as in text, as 20240503, or as seconds or milliseconds since 1970."""
    value = text.strip()
    if EPOCH.fullmatch(value):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        day = (moment.year, moment.month, moment.day)
        return Reading(*day, 0, len(value), moment.hour, moment.minute, moment.second, zone=0)
    line = plain_line(value[:MAX_CHARS])
    return next(iter(_readings(line, [*patterns_for(line), COMPACT], day_first)), None)


def _readings(line: str, patterns: Iterable[re.Pattern[str]], day_first: bool | None) -> tuple[Reading, ...]:
    days = list(_days(line, patterns, day_first))
    kept: list[Reading] = []
    for number, (match, day) in enumerate(days):
        earliest = kept[-1].end if kept else 0
        if day.start < earliest:  # digits of a time
            continue
        next_day = days[number + 1][1].start if number + 1 < len(days) else None
        timed = at_time_of(match, day) if match.groupdict().get("hour") else None
        kept.append(timed or with_time(line, day, earliest, next_day))
    return tuple(kept)


def _days(
    line: str, patterns: Iterable[re.Pattern[str]], day_first: bool | None
) -> Iterator[tuple[re.Match[str], Reading]]:
    """The days of a line, each with the match that found it; of two that overlap the first."""
    matches = [match for pattern in patterns for match in pattern.finditer(line)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        day = day_of_match(match, day_first) if match.start() >= end else None
        if day is not None:
            end = day.end
            yield match, day


def day_of_match(match: re.Match[str], day_first: bool | None = None) -> Reading | None:
    """The day a pattern found; None where the calendar has no such day, or where it could be two."""
    try:
        day = _gregorian_day(match, day_first)
    except ValueError:
        return None
    return Reading(day.year, day.month, day.day, *match.span())


def _gregorian_day(match: re.Match[str], day_first: bool | None) -> date:
    """The day in our calendar. Raises ValueError where there is none, or where it could be two."""
    parts = match.groupdict()
    if "count" in parts:
        return date(year_of_era(match["era"] or "民國", match["count"]), int(match["month"]), int(match["day"]))
    if "short" in parts:
        calendar, month = _month(match["month"] or match["thai"], match)
        century = BUDDHIST_CENTURY if match["thai"] else CENTURY
        return to_gregorian(century + int(match["short"]), month, int(match["day"]), calendar)
    year = int(match["year"]) if len(match["year"]) == 4 else CENTURY + int(match["year"])
    if "first" in parts:
        day, month = _day_and_month(match, year, day_first)
        return to_gregorian(year, month, day, calendar_of(year))
    if match["month"].isdecimal():
        return to_gregorian(year, int(match["month"]), int(match["day"]), calendar_of(year))
    calendar, month = _month(match["month"], match)
    return to_gregorian(year, month, int(match["day"]), calendar)


def _month(printed: str, match: re.Match[str]) -> tuple[Calendar, int]:
    """Calendar and number of a month. Raises ValueError for another word."""
    found = month_named(printed, after_dot=match.string.startswith(".", match.end("day")))
    if found is None:
        raise ValueError("no month")
    return found


def _day_and_month(match: re.Match[str], year: int, day_first: bool | None) -> tuple[int, int]:
    """Which of two numbers is the day: the weekday beside them tells, else the sign between them or day_first.

    With dots it is the first (German, Russian, Finnish …). Raises ValueError where nothing tells.
    """
    first, second = int(match["first"]), int(match["other"])
    if first > 12 or first == second:
        return first, second
    if second > 12:
        is_numbered = match["joint"] == "." and match.end() - match.start() < len("06.18.2025")  # "3.14.2024"
        return (first, second) if is_numbered else (second, first)
    weekday = weekday_in(match.string)
    orders = [(day, month) for day, month in ((first, second), (second, first)) if _falls_on(weekday, year, month, day)]
    if len(orders) == 1:
        return orders[0]
    if match["joint"] == "." or day_first:
        return first, second
    if day_first is None:
        raise ValueError("either may be the month")
    return second, first


def _falls_on(weekday: int | None, year: int, month: int, day: int) -> bool:
    return weekday is not None and to_gregorian(year, month, day, calendar_of(year)).weekday() == weekday
