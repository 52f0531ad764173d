"""A date as read to a Moment of the record: RFC 3339, never more precise than the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

from cleaner.lines.dates.clock import Reading
from cleaner.lines.dates.zones import REAL_OFFSETS, as_zone
from cleaner.model import Moment

EAST = timedelta(hours=14)  # the furthest zone


def to_moment(reading: Reading, raw: str, local_zone: str | None = None) -> Moment:
    """The Moment of a reading. raw: as printed. local_zone: IANA name, assumed for a time that gives none.

    A day stays a day. Midnight to the second without a zone or in UTC is what systems write for a day: it becomes one.
    A time in UTC is not moved to the outlet's zone, where it might be another day. Fractions of seconds are dropped.
    """
    if reading.hour is None or _is_made_up_midnight(reading):
        return Moment(f"{reading.year:04}-{reading.month:02}-{reading.day:02}", "day", raw=raw)
    precision = "minute" if reading.second is None else "second"
    naive = datetime(reading.year, reading.month, reading.day, reading.hour, reading.minute or 0, reading.second or 0)
    given = as_zone(reading.zone)
    assumed = as_zone(local_zone) if given is None else None
    aware = naive.replace(tzinfo=given or assumed)
    value = aware.isoformat(timespec="seconds")
    if reading.zone == 0:
        value = value.removesuffix("+00:00") + "Z"
    return Moment(value, precision, zone="given" if given else "assumed" if assumed else "unknown", raw=raw)  # type: ignore[arg-type]  # two of its Literal's values


def to_local(moment: Moment, others: Iterable[Moment]) -> Moment:
    """A UTC instant with the offset that another statement of the same instant gives; else as it is.

    "2022-05-04T00:44:52Z" in the metadata and "3 May 2022, 21:44" in print are one instant, three hours west of
    Greenwich: the reader's day is the 3rd. Only statements that agree to the minute count; of a whole hour before
    midnight UTC also the next day in print, of which it is the midnight further east. The outlet's zone is never
    assumed here: without a second statement the instant stays in UTC.
    """
    if not moment.value.endswith("Z"):
        return moment
    others = tuple(others)
    instant = datetime.fromisoformat(moment.value)
    stated = [datetime.fromisoformat(other.value) for other in others if other.precision != "day"]
    days = {date.fromisoformat(other.value) for other in others if other.precision == "day"}
    if all(other.tzinfo is not None and other == instant for other in stated) and _is_midnight_of(instant, days):
        return Moment(min(days).isoformat(), "day", raw=moment.raw)
    offsets = [offset for other in stated if (offset := _offset_of(other, instant)) is not None]
    prints_utc = any(
        other.tzinfo is None and _to_minute(other) == _to_minute(instant.replace(tzinfo=None)) for other in stated
    )
    if not offsets or prints_utc:
        return moment
    value = instant.astimezone(timezone(offsets[0])).isoformat(timespec="seconds")
    return Moment(value, moment.precision, zone="given", raw=moment.raw)


def _is_midnight_of(instant: datetime, days: set[date]) -> bool:
    """Whether a full hour in UTC is the midnight with which a system writes the one day that is printed."""
    if len(days) != 1 or (instant.minute, instant.second) != (0, 0):
        return False
    ahead = datetime.combine(min(days), time(), UTC) - instant
    return timedelta(0) < ahead <= EAST


def _offset_of(stated: datetime, instant: datetime) -> timedelta | None:
    """How far from Greenwich a statement of the same instant was made; None for Greenwich and for another instant."""
    offset = stated.utcoffset()
    if offset is None:
        offset = _to_minute(stated) - _to_minute(instant.replace(tzinfo=None))
    elif _to_minute(stated) != _to_minute(instant):
        return None
    return offset if offset and offset.total_seconds() in REAL_OFFSETS else None


def _to_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _is_made_up_midnight(reading: Reading) -> bool:
    return (reading.hour, reading.minute, reading.second) == (0, 0, 0) and reading.zone in (None, 0)
