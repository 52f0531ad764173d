"""Time zones as pages print them: offsets, and the abbreviations that mean one zone only."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.lines.lazy import lazy_pattern

# Left out, because readers of news meet two zones of that name: IST (India, Ireland, Israel), AST (Arabia, Atlantic).
# BST and CST are read as British and American: the others of that name are not printed in English-language papers.
_OFFSET_HOURS: Mapping[str, float] = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "МСК": 3, "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "PKT": 5, "NPT": 5.75,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5,
    "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9,
    "AEST": 10, "AEDT": 11, "ACST": 9.5, "ACDT": 10.5, "AWST": 8, "NZST": 12, "NZDT": 13,
}  # fmt: skip
# Printed without saying whether summer time holds: the zone's own calendar decides.
_NAMED: Mapping[str, str] = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_NAMES = "|".join(sorted((*_OFFSET_HOURS, *_NAMED), key=len, reverse=True))
ZONE_PATTERN = rf"(?-i:(?:(?:UTC|GMT)\s?)?[+−-]\d\d?(?::?\d\d)?(?!\d)|(?:{_NAMES})(?![^\W_]))"
OFFSET = lazy_pattern(r"(?:UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?")
MAX_OFFSET_HOURS = 14


def zone_of(printed: str | None) -> int | str | None:
    """The UTC offset in seconds of a printed zone, or an IANA name; None where it is unknown or none is printed."""
    if not printed:
        return None
    match = OFFSET.fullmatch(printed)
    if match is not None:
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        seconds = hours * 3600 + minutes * 60
        return (seconds if match["sign"] == "+" else -seconds) if hours <= MAX_OFFSET_HOURS and minutes < 60 else None
    if printed in _NAMED:
        return _NAMED[printed]
    hours_east = _OFFSET_HOURS.get(printed)
    return None if hours_east is None else int(hours_east * 3600)
