"""Days of other calendars as days of ours: Persian, Islamic, Buddhist, and years that are counted from an era."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from cleaner.lines.dates.months import Calendar
from cleaner.vocabulary import forms_by_language, ordered_words

MONTHS = 12
FIRST_YEAR = 1600
BUDDHIST_YEARS = range(2500, 2700)  # Thai, Lao, Khmer
BUDDHIST_ERA = 543
# The Persian year: six months of 31 days, then months of 30. Eight years of 33 have a day more (until 1633).
PERSIAN_YEARS, ISLAMIC_YEARS = range(1370, 1420), range(1420, 1500)  # 1991 to 2041, 1999 to 2077
PERSIAN_EPOCH = date(622, 3, 21).toordinal()
PERSIAN_CYCLE, LEAP_YEARS = 33, (1, 5, 9, 13, 17, 22, 26, 30)
MAX_YEARS_IN_ERA = 130


def to_gregorian(year: int, month: int, day: int, calendar: Calendar) -> date:
    """The day in our calendar. Raises ValueError where a calendar has no such day."""
    if not 0 < month <= MONTHS:
        raise ValueError("no month of the year")
    if calendar == "persian":
        return _from_persian(year, month, day)
    if calendar == "islamic":
        return _from_islamic(year, month, day)
    if year < FIRST_YEAR:
        raise ValueError("no year of ours")
    return date(year - BUDDHIST_ERA if year in BUDDHIST_YEARS else year, month, day)


def calendar_of(year: int) -> Calendar:
    """The calendar of a year that is printed with numbers alone: 1403 is Persian, 1445 Islamic."""
    if year in PERSIAN_YEARS:
        return "persian"
    return "islamic" if year in ISLAMIC_YEARS else "gregorian"


def year_of_era(era: str, printed: str) -> int:
    """Reiwa 6 as 2024; "元" is the first year. Raises ValueError for a year that is none of the era."""
    year = 1 if printed == "元" else int(printed)
    if not 0 < year <= MAX_YEARS_IN_ERA:
        raise ValueError("no year of an era")
    return eras()[era] + year


@cache
def eras() -> Mapping[str, int]:
    """The eras by their names, each with the year before its first."""
    listed = [forms for language in forms_by_language("eras").values() for forms in language]
    return {name: int(before) for *names, before in listed for name in names}


@cache
def islamic_years() -> Mapping[int, tuple[date, tuple[int, ...]]]:
    """The first day of each Islamic year, and the lengths of its months."""
    rows = [line.split() for line in ordered_words("islamic_years")]
    return {int(year): (date.fromisoformat(first), tuple(map(int, lengths))) for year, first, *lengths in rows}


def _from_persian(year: int, month: int, day: int) -> date:
    cycles, rest = divmod(year - 1, PERSIAN_CYCLE)
    leap_days = cycles * len(LEAP_YEARS) + sum(leap <= rest for leap in LEAP_YEARS)
    months = (31,) * 6 + (30,) * 6
    if not 0 < day <= months[month - 1]:
        raise ValueError("no day of the month")
    days = 365 * (year - 1) + leap_days + sum(months[: month - 1]) + day - 1
    return date.fromordinal(PERSIAN_EPOCH + days)


def _from_islamic(year: int, month: int, day: int) -> date:
    if year not in islamic_years():
        raise ValueError("no year of the table")
    first, lengths = islamic_years()[year]
    if not 0 < day <= lengths[month - 1]:
        raise ValueError("no day of the month")
    starts = (0, *accumulate(lengths))
    return first + timedelta(days=starts[month - 1] + day - 1)
