"""Times of fetching as tables spell them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from math import isfinite, isnan

from cleaner.model import FETCH_YEARS, Json

FINER_UNITS_FROM = 1e11  # seconds since 1970 reach it in the year 5138; pandas has milli- and nanoseconds
FINER_UNITS = ("milliseconds", "microseconds", "nanoseconds")
COMPACT_FORMS = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S"}  # by their digits: days of data bases, times of CDX indexes
NUMBER = re.compile(r"\d+(?:\.\d+)?")
UTC_NAMES = ("UTC", "GMT")  # behind a time as BigQuery writes it


def is_given(value: Json) -> bool:
    """Whether a cell holds anything: not null, not blank, not the number that means null in pandas."""
    if isinstance(value, float):
        return not isnan(value)
    return value is not None and value not in ("", b"") and not str(value).isspace()


def read_time(value: Json) -> datetime | None:
    """A time of fetching, aware: a timestamp in UTC; a day at its midnight; text as in RFC 3339 or a header of HTTP.

    A number is seconds since 1970 or finer units; one of 8 or 14 digits is a day or time. Without a zone it is UTC.
    None for what is no time, or none at which a page was fetched.
    """
    try:
        moment = _read(value)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment is not None and moment.year in FETCH_YEARS else None


def _read(value: Json) -> datetime | None:
    match value:
        case bytes():
            return _read_text(value.decode())
        case str():
            return _read_text(value)
        case int() | float() | Decimal():
            return _read_number(float(value))
        case datetime():  # engines show an instant in the zone of their session
            return _aware(value).astimezone(UTC)
        case date():
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return None


def _read_number(value: float) -> datetime | None:
    if not isfinite(value):
        return None
    form = COMPACT_FORMS.get(len(f"{value:.0f}"))
    if form is not None:
        return _aware(datetime.strptime(f"{value:.0f}", form))
    for _ in FINER_UNITS:
        value = value / 1000 if value >= FINER_UNITS_FROM else value
    return datetime.fromtimestamp(value, UTC)


def _read_text(text: str) -> datetime:
    text = text.strip()
    if NUMBER.fullmatch(text):
        number = _read_number(float(text))
        if number is None:
            raise ValueError(text)
        return number
    try:
        return _aware(datetime.fromisoformat(text[:-3].rstrip() + "+00:00" if text.endswith(UTC_NAMES) else text))
    except ValueError:
        return _aware(parsedate_to_datetime(text))


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
