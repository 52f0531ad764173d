"""Read the time of day that stands beside a date."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from cleaner.lines.dates.zones import ZONE_PATTERN, zone_of
from cleaner.lines.lazy import lazy_pattern

MORNING, AFTERNOON = "오전|午前|上午", "오후|午後|下午"
HALF = f"(?P<half>{MORNING}|{AFTERNOON})"
CLOCK = rf"""{HALF}?\s?(?P<hour>[0-2]?\d)\s?(?:[:：h]|(?P<dot>\.)|時|시|时|点|點)\s?
    (?P<minute>[0-5]\d)(?:分|분|m(?![a-z]))?(?:[:：.]?(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?(?:秒|초)?)?(?!\d)
    (?P<unit>\s?[ap]\.?\s?m\b\.?|\s?(?:Uhr|uur|h|ч)\b\.?)?(?:\s?\(?(?P<zone>{ZONE_PATTERN})\)?)?"""
TIME_AFTER = lazy_pattern(
    rf"""(?:T|\.?[\s,;|·•@()\[\]/–—-]{{0,6}}
    (?P<word>(?:(?!{MORNING}|{AFTERNOON})[^\W\d_]{{1,12}}[.,]?\s?[\s,;|·•(–—-]{{0,4}}){{0,3}})){CLOCK}""",
    re.VERBOSE | re.IGNORECASE,
)
# A full hour: "à 10h", "um 10 Uhr", "5 pm". The word before it keeps "10 h" of reading or driving out.
HOUR_AFTER = lazy_pattern(
    r"""[\s,;|·•–—-]{1,4}(?:(?:à|um|om|às|as|las|a\ las|alle|at|kl\.?|klo|o|об?|în|la)\s+|(?=\d{1,2}\s?[ap]\.?m))
    (?P<hour>[0-2]?\d)\s?(?P<unit>h\b|Uhr\b|uur\b|[ap]\.?\s?m\b\.?)(?!\s?\d)""",
    re.VERBOSE | re.IGNORECASE,
)
TIME_BEFORE = lazy_pattern(
    rf"(?<![\d.:]){CLOCK}[\s,;|·•()–—-]{{1,5}}(?:[^\W\d_]{{1,12}}[.,]?\s?){{0,2}}$", re.VERBOSE | re.IGNORECASE
)
MAX_CHARS_BEFORE = 40


class Reading(Struct, frozen=True, gc=False):
    """One date as printed. hour and minute are both given or both None. zone: UTC offset in seconds or an IANA name.

    start, end: where date and time stand in the text.
    """

    year: int
    month: int
    day: int
    start: int
    end: int
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: int | str | None = None


def with_time(text: str, reading: Reading) -> Reading:
    """The reading with the time printed after it, or else before it; as it is where none is printed."""
    for match in (
        TIME_AFTER.match(text, reading.end),
        HOUR_AFTER.match(text, reading.end),
        TIME_BEFORE.search(text, max(0, reading.start - MAX_CHARS_BEFORE), reading.start),
    ):
        timed = match and at_time_of(match, reading)
        if timed:
            return replace(timed, start=min(reading.start, timed.start), end=max(reading.end, timed.end))
    return reading


def at_time_of(match: re.Match[str], reading: Reading) -> Reading | None:
    """The reading at a match's hour, minute, second and zone; None where they are no time of day."""
    said = {"half": "", "minute": "", "second": "", "unit": "", "zone": "", "word": "", **match.groupdict("")}
    unit = said["unit"].strip().casefold()
    if said.get("dot") and not (unit or said["half"] or said["word"] or said["zone"]):
        return None  # "5.30" alone is a number
    hour = int(said["hour"])
    if unit.startswith("p") or said["half"] in AFTERNOON.split("|"):
        hour = hour % 12 + 12
    elif unit.startswith("a") or said["half"]:
        hour %= 12
    if hour > 23:
        return None
    minute, second = int(said["minute"] or 0), int(said["second"]) if said["second"] else None
    start, end = match.span()
    return replace(reading, start=start, end=end, hour=hour, minute=minute, second=second, zone=zone_of(said["zone"]))
