"""The window of time that a crawl is about: whether a candidate may be of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from cleaner.fields.dates.url_date import url_dates, url_month
from cleaner.lines.dates.printed import day_of
from cleaner.scrape.candidates import FoundAddress

SLACK = timedelta(days=1)  # the day in an address is that of the outlet's zone
REST_OF_MONTH = timedelta(days=30)  # of the longest


def is_within(candidate: FoundAddress, since: datetime | None, until: datetime | None) -> bool:
    """Whether a candidate may be from since until then, by what the publisher says of it and by its address.

    A page that has changed since is of the window, however old its address is.
    """
    earliest, latest = _span_of_address(candidate.url)
    if candidate.changed_at is not None:
        earliest, latest = max(filter(None, (earliest, candidate.changed_at))), candidate.changed_at
    is_old = since is not None and latest is not None and latest < since
    is_new = until is not None and earliest is not None and earliest >= until
    return not is_old and not is_new


def _span_of_address(url: str) -> tuple[datetime | None, datetime | None]:
    """From when to when the page is, by the days in its address, or the month; None where it has none."""
    days = [day_of(found.reading) for found in url_dates(url)]
    month = url_month(url)
    if month is not None and not days:
        days = [month, month + REST_OF_MONTH]
    if not days:
        return None, None
    begin, end = datetime.combine(min(days), time.min, UTC), datetime.combine(max(days), time.max, UTC)
    return begin - SLACK, end + SLACK
