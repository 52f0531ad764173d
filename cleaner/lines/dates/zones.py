"""Time zones as pages print them: offsets, and the abbreviations that mean one zone only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from cleaner.lines.lazy import lazy_pattern

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# BST is read as British: Bangladesh's is not printed in English-language papers.
_HOURS: Mapping[str, float] = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "МСК": 3, "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "PKT": 5, "NPT": 5.75,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5,
    "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9,
    "AEST": 10, "AEDT": 11, "ACST": 9.5, "ACDT": 10.5, "AWST": 8, "NZST": 12, "NZDT": 13,
}  # fmt: skip
# Printed without saying whether summer time holds: the zone's own calendar decides.
_CALENDARS: Mapping[str, str] = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
# Names of several zones → the country that prints one → hours from UTC.
_BY_COUNTRY: Mapping[str, Mapping[str, float]] = {
    "IST": {"in": 5.5, "ie": 1, "il": 2},
    "CST": {"us": -6, "ca": -6, "mx": -6, "cr": -6, "gt": -6, "hn": -6, "sv": -6, "ni": -6, "cn": 8, "tw": 8, "cu": -5},
    "AST": {"ca": -4, "us": -4, "pr": -4, "bm": -4, "tt": -4, "bb": -4, "sa": 3, "kw": 3, "bh": 3, "qa": 3, "iq": 3},
}
ZONES: Mapping[str, int | str] = {
    **{name: int(hours * 3600) for name, hours in _HOURS.items()},
    **_CALENDARS,
    **{name: name for name in _BY_COUNTRY},
}
# The zones of today that are no whole hours from UTC, in minutes: Newfoundland to the Chatham Islands.
_ODD_MINUTES = (-210, -150, -570, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825)
REAL_OFFSETS = frozenset((*range(-12 * 3600, 15 * 3600, 3600), *(60 * minutes for minutes in _ODD_MINUTES)))

_NAMES = "|".join(sorted(ZONES, key=len, reverse=True))
ZONE_PATTERN = rf"(?-i:(?:(?:UTC|GMT)\s?)?[+−-]\d\d?(?::?\d\d)?(?!\d)|(?:{_NAMES})(?![^\W_]))"
ZONE = lazy_pattern(rf"(?<![^\W_])(?:{_NAMES})(?![^\W_])")
OFFSET = lazy_pattern(r"(?:UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?")


def zone_of(printed: str) -> int | str | None:
    """The UTC offset in seconds of a printed zone, or a name: of IANA, or of several zones ("IST").

    None where no place has it ("10:00-11:30").
    """
    match = OFFSET.fullmatch(printed)
    if match is None:
        return ZONES.get(printed)
    seconds = int(match["hours"]) * 3600 + int(match["minutes"] or 0) * 60
    signed = seconds if match["sign"] == "+" else -seconds
    return signed if signed in REAL_OFFSETS else None


def zone_in(zone: int | str | None, country: str) -> int | str | None:
    """The zone as a country means it, where several have one name; None for a country that is not known to have it.

    country: as ISO 3166 writes it, in small letters.
    """
    if zone not in _BY_COUNTRY:
        return zone
    hours = _BY_COUNTRY[str(zone)].get(country)
    return None if hours is None else int(hours * 3600)


def as_zone(zone: int | str | None) -> timezone | ZoneInfo | None:
    """The zone of an offset in seconds or an IANA name; None for no zone, and for a name nobody knows."""
    if isinstance(zone, int):
        return timezone(timedelta(seconds=zone))
    if not zone:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # 3 ms that only zones with a name need

    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a misspelt zone, a folder of zones ("America"), no database
        return None
