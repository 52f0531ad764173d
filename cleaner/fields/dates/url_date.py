"""The day of publication that many sites write into a story's address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from cleaner.lines.dates import day_of_match
from cleaner.lines.dates.printed import FoundDate
from cleaner.lines.lazy import lazy_pattern

# /2024/05/03/, /2024-05-03-, /20240503/, /2024/5/3/, /2024/may/03/
DAY_IN_URL = lazy_pattern(
    r"(?:^|[/_.-])(?P<year>(?:19|20)\d\d)(?P<joint>[/_.-]?)"
    r"(?P<month>\d\d|(?<=[/_.-])(?:\d|[a-z]{3,9}))(?P=joint)(?P<day>\d\d|(?<=[/_.-])\d)(?=$|[/_.?&#-]|[a-z])"
)
# /29-10-2021/: only where the first number can be no month
DAY_FIRST = lazy_pattern(
    r"(?:^|[/_.-])(?P<day>1[3-9]|2\d|3[01])[-.](?P<month>\d\d?)[-.](?P<year>(?:19|20)\d\d)(?=$|[/_.?&#-])"
)
# /AKR20240503123400001: the number of a story that begins with its day, customary in Korea
IN_NUMBER = lazy_pattern(
    r"/[A-Z]{1,4}(?P<year>20[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)\d{4,12}(?=$|[/_.?&#-])"
)
MONTH_IN_URL = lazy_pattern(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0[1-9]|1[0-2])(?=$|[/_.?&#-])")


def url_dates(*addresses: str | None) -> Iterator[FoundDate]:
    """The days of the calendar in addresses, in their order."""
    for path in map(_path, addresses):
        matches = chain.from_iterable(pattern.finditer(path) for pattern in (DAY_IN_URL, DAY_FIRST, IN_NUMBER))
        for match in matches:
            day = day_of_match(match)
            if day is not None:
                yield FoundDate("url", day, match.group().strip("/_.-"))


def url_month(*addresses: str | None) -> date | None:
    """The first day of the month in an address that gives no day: /2024/05/storm."""
    match = next(filter(None, (MONTH_IN_URL.search(_path(address)) for address in addresses)), None)
    return date(int(match["year"]), int(match["month"]), 1) if match is not None else None


def _path(address: str | None) -> str:
    return (address or "").partition("?")[0]
