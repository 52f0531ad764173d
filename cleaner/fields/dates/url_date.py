"""The day of publication that many sites write into a story's address."""

from __future__ import annotations

from datetime import date

from cleaner.lines.dates import Reading
from cleaner.lines.lazy import lazy_pattern

# /2024/05/03/, /2024-05-03-, /20240503/, /2024/may/03/: the year, then month and day, each bounded by something else.
DAY_IN_URL = lazy_pattern(
    r"(?:^|[/_.-])(?P<year>(?:19|20)\d\d)(?P<joint>[/_.-]?)(?P<month>0?[1-9]|1[0-2])(?P=joint)(?P<day>0?[1-9]|[12]\d|3[01])(?=$|[/_.?&#-]|[a-z])"
)
# /29-10-2021/: only where the first number can be no month.
DAY_FIRST = lazy_pattern(
    r"(?:^|[/_.-])(?P<day>1[3-9]|2\d|3[01])[-.](?P<month>0?[1-9]|1[0-2])[-.](?P<year>(?:19|20)\d\d)(?=$|[/_.?&#-])"
)
SHORT_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED_DAY = lazy_pattern(
    rf"/(?P<year>(?:19|20)\d\d)/(?P<month>{'|'.join(SHORT_NAMES)})[a-z]*/(?P<day>0?[1-9]|[12]\d|3[01])(?=/|$)"
)
PATTERNS = (NAMED_DAY, DAY_IN_URL, DAY_FIRST)


def url_date(url: str | None) -> tuple[Reading, str] | None:
    """The day in an address and the text it was read from; None where there is none, or it is no day of a calendar."""
    if not url:
        return None
    path = url.partition("?")[0]
    if "20" not in path and "19" not in path:
        return None
    match = next((found for pattern in PATTERNS if (found := pattern.search(path)) is not None), None)
    if match is None or (match.groupdict().get("joint") == "" and len(match["month"]) + len(match["day"]) != 4):
        return None
    name = match["month"]
    month = int(name) if name.isdecimal() else SHORT_NAMES.index(name) + 1
    year, day = int(match["year"]), int(match["day"])
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Reading(year, month, day, *match.span()), match.group().strip("/_.-")
