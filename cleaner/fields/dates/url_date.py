"""The day of publication that many sites write into a story's address."""

from __future__ import annotations

from collections.abc import Iterator
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


def url_dates(*addresses: str | None) -> Iterator[FoundDate]:
    """The days of the calendar in addresses, in their order."""
    for address in addresses:
        path = (address or "").partition("?")[0]
        for match in chain(DAY_IN_URL.finditer(path), DAY_FIRST.finditer(path)):
            day = day_of_match(match)
            if day is not None:
                yield FoundDate("url", day, match.group().strip("/_.-"))
