"""A date as read to a Moment of the record: RFC 3339, never more precise than the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from cleaner.lines.dates.clock import Reading
from cleaner.lines.dates.zones import REAL_OFFSETS, as_zone, zone_in
from cleaner.model import Moment

FIRST_MIDNIGHT_HOUR = 10  # in UTC: nowhere on earth does a day begin earlier


def to_moment(reading: Reading, raw: str, local_zone: str | None = None, country: str = "") -> Moment:
    """The Moment of a reading. raw: as printed. local_zone: IANA name, assumed for a time that gives none.
    country: by which IST and other names of several zones are read.

    A day stays a day. Midnight to the second without a zone or in UTC is what systems write for a day: it becomes one.
    A time in UTC is not moved to the outlet's zone, where it might be another day. Fractions of seconds are dropped.
    """
    if reading.hour is None or _is_made_up_midnight(reading):
        return Moment(f"{reading.year:04}-{reading.month:02}-{reading.day:02}", "day", raw=raw)
    clock = datetime(reading.year, reading.month, reading.day, reading.hour, reading.minute or 0, reading.second or 0)
    zone, known_by = as_zone(zone_in(reading.zone, country)), "given"
    if zone is None:
        zone = as_zone(local_zone)
        known_by = "unknown" if zone is None else "assumed"
    value = clock.replace(tzinfo=zone).isoformat(timespec="seconds")
    if reading.zone == 0:
        value = value.replace("+00:00", "Z")
    return Moment(value, "minute" if reading.second is None else "second", zone=known_by, raw=raw)  # type: ignore[arg-type]  # of its Literal's values


def to_local(moment: Moment, others: Sequence[Moment]) -> Moment:
    """A UTC instant with the offset that another statement of the same instant gives; else as it is.

    "2022-05-04T00:44:52Z" in the metadata and "3 May 2022, 21:44" in print are one instant, three hours west of
    Greenwich: the reader's day is the 3rd. Only statements that agree to the minute count; of a whole hour before
    midnight UTC also the next day in print, of which it is the midnight further east. The outlet's zone is never
    assumed here: without a second statement the instant stays in UTC.
    """
    if not moment.value.endswith("Z"):
        return moment
    instant = datetime.fromisoformat(moment.value)
    days = {other.value for other in others if other.precision == "day"}
    clocks = [datetime.fromisoformat(other.value) for other in others if other.precision != "day"]
    day = _day_from_midnight(instant)
    if days == {day} and set(clocks) <= {instant}:
        return Moment(day, "day", raw=moment.raw)
    offset = next(filter(None, [_offset_of(clock, instant) for clock in clocks]), None)
    if offset is None or instant.replace(tzinfo=None, second=0) in clocks:  # the page prints UTC
        return moment
    value = instant.astimezone(timezone(offset)).isoformat(timespec="seconds")
    return Moment(value, moment.precision, zone="given", raw=moment.raw)


def _day_from_midnight(instant: datetime) -> str:
    """The day of which a full hour in UTC is the midnight further east; empty where it is none."""
    is_midnight = instant.hour >= FIRST_MIDNIGHT_HOUR and instant.minute == instant.second == 0
    return (instant + timedelta(days=1)).date().isoformat() if is_midnight else ""


def _offset_of(clock: datetime, instant: datetime) -> timedelta | None:
    """How far from Greenwich a clock shows the instant, to the minute; None where it shows another."""
    offset = clock.replace(tzinfo=None, second=0) - instant.replace(tzinfo=None, second=0)
    if clock.utcoffset() in (None, offset) and offset.total_seconds() in REAL_OFFSETS:
        return offset
    return None


def _is_made_up_midnight(reading: Reading) -> bool:
    return (reading.hour, reading.minute, reading.second) == (0, 0, 0) and reading.zone in (None, 0)
