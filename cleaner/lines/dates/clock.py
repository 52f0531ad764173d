"""Read the time of day that stands beside a date."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from cleaner.lines.dates.meanings import meaning_of
from cleaner.lines.dates.patterns import LETTER
from cleaner.lines.dates.plain import plain_line
from cleaner.lines.dates.zones import ZONE_PATTERN, zone_of
from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary import alternatives, forms_by_language

MORNING, AFTERNOON = (
    {form for halves in forms_by_language("day_periods").values() for form in halves[n]} for n in (0, 1)
)
HALF = alternatives(MORNING | AFTERNOON)
FIRST_HALF = alternatives(word for word in MORNING | AFTERNOON if word > "\u3000")  # before the hour, in East Asia
SEPARATORS = r"[\s,;|·•@()\[\]/–—-]"
CLOCK = rf"""(?P<half>{FIRST_HALF})?\s?(?P<hour>[0-2]?\d)\s?(?:[:h]|(?P<dot>\.)|時|시|时|点|點)\s?
    (?P<minute>[0-5]\d)(?:分|분|m(?![a-z]))?(?:[:.]?(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?(?:秒|초)?)?(?!\d)
    (?P<unit>\s?(?:{HALF})\.?(?!{LETTER})|\s?(?:Uhr|uur|h|ч|น)(?!{LETTER})\.?)?(?:\s?\(?(?P<zone>{ZONE_PATTERN})\)?)?"""
TIME_AFTER = lazy_pattern(
    rf"""(?:T|\.?{SEPARATORS}{{0,6}}
    (?P<word>(?:(?!{FIRST_HALF}){LETTER}{{1,12}}[.,:]?\s?{SEPARATORS}{{0,4}}){{0,3}})){CLOCK}""",
    re.VERBOSE | re.IGNORECASE,
)
# A full hour: "à 10h", "um 10 Uhr", "5 pm". The word before it keeps "10 h" of reading or driving out.
HOUR_AFTER = lazy_pattern(
    r"""[\s,;|·•–—-]{1,4}(?:(?:à|um|om|às|as|las|a\ las|alle|at|kl\.?|klo|o|об?|în|la)\s+|(?=\d{1,2}\s?[ap]\.?m))
    (?P<hour>[0-2]?\d)\s?(?P<unit>h\b|Uhr\b|uur\b|[ap]\.?\s?m\b\.?)(?!\s?\d)""",
    re.VERBOSE | re.IGNORECASE,
)
TIME_BEFORE = lazy_pattern(
    rf"(?<![\d.:]){CLOCK}[\s,;|·•()–—-]{{1,5}}(?:{LETTER}{{1,12}}[.,]?\s?){{0,2}}$", re.VERBOSE | re.IGNORECASE
)
MAX_CHARS_BEFORE = 40
# "3 March 2026, last updated at 07:41": a clock of the same day, behind words of its own.
LABELLED_TIME = lazy_pattern(
    rf"\.?{SEPARATORS}{{0,6}}+(?P<word>(?:{LETTER}{{1,14}}+[.,:]?+\s?+{SEPARATORS}{{0,4}}+){{1,6}}+){CLOCK}",
    re.VERBOSE | re.IGNORECASE,
)
CURRENCIES = frozenset("€$£%°")  # of an amount, no time of day
BARS = lazy_pattern(r"[|·•]")
BETWEEN_TIME_AND_DAY = lazy_pattern(rf"{SEPARATORS}{{0,5}}(?:{LETTER}{{1,12}}[.,]?\s?){{0,2}}", re.VERBOSE)


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


def with_time(text: str, reading: Reading, earliest: int = 0, next_day: int | None = None) -> Reading:
    """The reading with the time printed after it, or else before it; as it is where none is printed.

    earliest: where the date before it ends; next_day: where the day of the next one begins. What they need is theirs.
    """
    before = _timed(TIME_BEFORE.search(text, max(earliest, reading.start - MAX_CHARS_BEFORE), reading.start), reading)
    after = _timed(TIME_AFTER.match(text, reading.end), reading) or _timed(HOUR_AFTER.match(text, reading.end), reading)
    if after is not None and meaning_of(text[reading.end : after.end]) is not None:
        after = None
    if before is not None and after is not None and _is_of_next(text, reading, after, next_day):
        after = None
    timed = after or before
    if timed is None:
        return reading
    return replace(timed, start=min(reading.start, timed.start), end=max(reading.end, timed.end))


def _timed(match: re.Match[str] | None, reading: Reading) -> Reading | None:
    return None if match is None else at_time_of(match, reading)


def _is_of_next(text: str, reading: Reading, after: Reading, next_day: int | None) -> bool:
    """Whether the time after a day belongs to the next one: "22:14, 3 March 2026 | 07:41, 4 March 2026"."""
    if next_day is None:
        return BARS.search(text, reading.end, after.end) is not None
    return BETWEEN_TIME_AND_DAY.fullmatch(text, after.end, next_day) is not None


def labelled_time(text: str, reading: Reading, end: int) -> Reading | None:
    """The time of the same day that stands behind a label of its own, before `end`: "3 May 2024, updated 7:10"."""
    if not any(map(str.isdigit, text[reading.end : end])):  # behind most dates stands no time
        return None
    match = LABELLED_TIME.match(plain_line(text), reading.end, end)
    if match is None or meaning_of(match["word"]) is None:
        return None
    return at_time_of(match, reading)


def at_time_of(match: re.Match[str], reading: Reading) -> Reading | None:
    """The reading at a match's hour, minute, second and zone; None where they are no time of day."""
    said = {"half": "", "minute": "", "second": "", "unit": "", "zone": "", "word": "", **match.groupdict("")}
    half = said["half"] or said["unit"]
    if said.get("dot") and not (half or said["word"] or said["zone"] or _closes_line(match)):
        return None  # "5.30" alone is a number
    hour = _hour_of_day(int(said["hour"]), half.strip(" .").casefold())
    if hour > 23:
        return None
    minute, second = int(said["minute"] or 0), int(said["second"]) if said["second"] else None
    start, end = match.span()
    return replace(reading, start=start, end=end, hour=hour, minute=minute, second=second, zone=zone_of(said["zone"]))


def _closes_line(match: re.Match[str]) -> bool:
    """Whether a time of two and two digits stands right behind a date and ends the line, or its part: Finnish."""
    behind = match.string[match.end() :].lstrip()
    is_parted = match.start() > 0 and not match.string[match.start()].isdigit()
    return len(match["hour"]) == 2 and is_parted and not behind[:1].isalnum() and behind[:1] not in CURRENCIES


def _hour_of_day(hour: int, half: str) -> int:
    """The hour from 0 to 23, or as printed where it is none of a half of the day: "15:47 pm"."""
    if hour > 12:
        return hour
    if half in AFTERNOON:
        return hour % 12 + 12
    return hour % 12 if half in MORNING else hour
