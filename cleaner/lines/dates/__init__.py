"""Read dates and times as pages print them, in metadata and in text, in the languages of month_names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import TypeAlias

from msgspec import Struct

from cleaner.lines.dates.months import MONTH_NAME, MONTH_NUMBERS
from cleaner.lines.dates.zones import ZONE_PATTERN, zone_of
from cleaner.lines.lazy import lazy_pattern

MAX_CHARS = 400  # no line that gives a date is longer
MIN_YEAR, MAX_YEAR = 1600, 2200
DAY = r"(?<!\d)(?P<day>[0-3]?\d)"
YEAR = r"(?P<year>(?:1[6-9]|2[01])\d\d)(?!\d)"
ORDINAL = r"(?:st|nd|rd|th|er|º|°|\.ª?|ª)?"

# Each pattern in the order it is tried at one place; the first that gives a real date wins.
NUMBERED = lazy_pattern(
    r"(?<![\d.])(?P<year>(?:1[6-9]|2[01])\d\d)\s?(?P<joint>[-./年년])\s?(?P<month>[01]?\d)\s?[-./月월]\s?(?P<day>[0-3]?\d)(?!\d)\.?\s?(?:日|일)?"
)
COMPACT = lazy_pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=$|[^\d]|T?\d{4}(?:\d\d)?(?!\d))"
)
DAY_NAME_YEAR = lazy_pattern(
    rf"{DAY}{ORDINAL}[\s-]{{0,2}}(?:(?:of|de|di|del|den)\s+|d['’])?{MONTH_NAME}\.?,?[\s-]{{0,3}}(?:(?:de|del|di)\s+)?{YEAR}"
)
NAME_DAY_YEAR = lazy_pattern(rf"(?<!\w){MONTH_NAME}\.?\s{{0,2}}{DAY}{ORDINAL}(?!\d),?\s{{1,3}}{YEAR}")
NAME_DAY_TIME_YEAR = lazy_pattern(
    rf"(?<!\w){MONTH_NAME}\.?\s{{1,3}}{DAY}\s(?P<clock>\d\d:\d\d:\d\d)\s(?:(?P<zone>[A-Z]{{2,5}})\s)?{YEAR}"
)
YEAR_NAME_DAY = lazy_pattern(rf"(?<!\d){YEAR}\.?\s{{1,2}}{MONTH_NAME}\s{{1,2}}(?P<day>[0-3]?\d)(?!\d)")
VIETNAMESE = lazy_pattern(rf"{DAY}\s+tháng\s+(?P<month>[01]?\d),?\s+(?:năm\s+)?{YEAR}")
MIXED = lazy_pattern(
    r"(?<![\d.,])(?P<one>[0-3]?\d)\s?(?P<joint>[./-])\s?(?P<two>[0-3]?\d)(?P=joint)\s?"
    # "28.09.1912:05" is the 28th of September 2019, five past twelve: templates forget the space
    r"(?P<year>\d\d(?=(?:[01]\d|2[0-3]):[0-5]\d)|(?:1[6-9]|2[01])\d\d(?!\d|\.\d)|\d\d(?!\d|\.\d))"
)
# What every date with a year holds; most lines hold none of it, and are not looked at by seven patterns.
YEAR_LIKE = lazy_pattern(r"\d(?:(?:(?<=1)[6-9]|(?<=2)[01])\d\d|\s?[./-]\s?\d{1,2}\s?[./-]\s?\d)")
ISO = lazy_pattern(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?")
EPOCH = lazy_pattern(r"1\d{9}(?:\d{3})?")

HALVES = "오전|오후|午前|午後|上午|下午"
CLOCK = rf"""(?P<half>{HALVES})?\s?(?P<hour>[0-2]?\d)\s?(?:[:：h]|(?P<dot>\.)|時|시|点|點)\s?
    (?P<minute>[0-5]\d)(?:分|분|m(?![a-z]))?(?:[:：.]?(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?(?:秒|초)?)?(?!\d)
    (?P<unit>\s?[ap]\.?\s?m\b\.?|\s?(?:Uhr|uur|h|ч)\b\.?)?(?:\s?\(?(?P<zone>{ZONE_PATTERN})\)?)?"""
TIME_AFTER = lazy_pattern(
    rf"""(?:T|\.?[\s,;|·•@()\[\]/–—-]{{0,6}}(?P<word>(?:(?!{HALVES})[^\W\d_]{{1,12}}[.,]?\s?[\s,;|·•(–—-]{{0,4}}){{0,3}})){CLOCK}""",
    re.VERBOSE | re.IGNORECASE,
)
# A full hour: "à 10h", "um 10 Uhr", "5 pm". The word before it keeps "10 h" of reading or driving out.
HOUR_AFTER = lazy_pattern(
    r"""[\s,;|·•–—-]{1,4}(?:(?:à|um|om|às|as|las|a\ las|alle|at|kl\.?|klo|o|об?|în|la)\s+|(?=\d{1,2}\s?[ap]\.?m))
    (?P<hour>[0-2]?\d)\s?(?P<unit>h\b|Uhr\b|uur\b|[ap]\.?\s?m\b\.?)(?!\s?\d)""",
    re.VERBOSE | re.IGNORECASE,
)
TIME_AFTER_COMPACT = lazy_pattern(
    rf"T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?:\s?(?P<zone>{ZONE_PATTERN}))?(?!\d)"
)
TIME_BEFORE = lazy_pattern(
    rf"(?<![\d.:]){CLOCK}[\s,;|·•()–—-]{{1,5}}(?:[^\W\d_]{{1,12}}[.,]?\s?){{0,2}}$", re.VERBOSE | re.IGNORECASE
)
RANGE_END = lazy_pattern(r"[−-]\d\d?:\d\d")
AFTERNOON = frozenset({"오후", "午後", "下午"})


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


# Of what fits: a pattern, how it is read, and what every text holds that it fits.
Pattern: TypeAlias = tuple[re.Pattern[str], Callable[[re.Match[str], bool | None], Reading | None], str]


def read_dates(text: str, day_first: bool | None = None) -> tuple[Reading, ...]:
    """Every complete date in a short text, in order of place, each with the time printed beside it.

    day_first: how 03/04/2024 is meant where both could be a month; None: such a date is not read. Dates without a
    year and words such as "yesterday" are not read. Raises nothing.
    """
    plain = text[:MAX_CHARS]
    return _in_order(plain, _dates(plain, PATTERNS, day_first)) if YEAR_LIKE.search(plain) else ()


def _in_order(plain: str, readings: Iterator[Reading]) -> tuple[Reading, ...]:
    """The readings by place, overlapping ones left out, each with its time."""
    found = sorted(readings, key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(read_clock(plain, reading) if reading.hour is None else reading)
    return tuple(kept)


def read_machine_date(text: str, day_first: bool | None = None) -> Reading | None:
    """The date of a metadata value: as in text, or seconds or milliseconds since 1970."""
    value = text.strip()
    iso = ISO.fullmatch(value)
    if iso is not None:
        return _iso(iso)
    if EPOCH.fullmatch(value):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        day = (moment.year, moment.month, moment.day)
        return Reading(*day, 0, len(value), moment.hour, moment.minute, moment.second, 0)
    plain = value[:MAX_CHARS]
    return next(iter(_in_order(plain, _dates(plain, MACHINE_PATTERNS, day_first))), None)


def _iso(match: re.Match[str]) -> Reading | None:
    """The form nearly all metadata has: a third of the cost of looking for the others."""
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    made = _real(year, month, day, match)
    if made is None or match[4] is None or int(match[4]) > 23 or int(match[5]) > 59:
        return made
    second = int(match[6]) if match[6] and int(match[6]) < 60 else None
    return Reading(year, month, day, *match.span(), int(match[4]), int(match[5]), second, zone_of(match[7]))


def _dates(text: str, patterns: tuple[Pattern, ...], day_first: bool | None) -> Iterator[Reading]:
    for pattern, read, held in patterns:
        for match in pattern.finditer(text) if held in text else ():
            reading = read(match, day_first)
            if reading is not None:
                yield reading


def _numbered(match: re.Match[str], _: bool | None) -> Reading | None:
    return _real(int(match["year"]), int(match["month"]), int(match["day"]), match)


def _named(match: re.Match[str], _: bool | None) -> Reading | None:
    month = MONTH_NUMBERS.get(match["month"].lower())
    return _real(int(match["year"]), month, int(match["day"]), match) if month else None


def _unix(match: re.Match[str], _: bool | None) -> Reading | None:
    """`Fri May  3 15:47:42 CEST 2024`, the form of Java and of the date command."""
    named = _named(match, None)
    if named is None:
        return None
    hour, minute, second = (int(part) for part in match["clock"].split(":"))
    day = (named.year, named.month, named.day)
    return Reading(*day, *match.span(), hour, minute, second, zone_of(match["zone"]))


def _mixed(match: re.Match[str], day_first: bool | None) -> Reading | None:
    """Two numbers of which either may be the month. With dots the day is always first (German, Russian, Finnish …)."""
    one, two, joint = int(match["one"]), int(match["two"]), match["joint"]
    if len(match["year"]) == 2 and joint == "-":
        return None  # 24-05-03 may begin with the year
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    if joint == "." or one > 12 or one == two:
        return _real(year, two, one, match)
    if two > 12:
        return _real(year, one, two, match)
    if day_first is None:
        return None
    return _real(year, two, one, match) if day_first else _real(year, one, two, match)


PATTERNS: tuple[Pattern, ...] = (
    (NUMBERED, _numbered, ""),
    (NAME_DAY_TIME_YEAR, _unix, ":"),
    (DAY_NAME_YEAR, _named, ""),
    (NAME_DAY_YEAR, _named, ""),
    (YEAR_NAME_DAY, _named, ""),
    (VIETNAMESE, _numbered, "tháng"),
    (MIXED, _mixed, ""),
)
MACHINE_PATTERNS: tuple[Pattern, ...] = (*PATTERNS, (COMPACT, _numbered, ""))


def _real(year: int, month: int, day: int, match: re.Match[str]) -> Reading | None:
    """The reading, where the calendar has such a day."""
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Reading(year, month, day, *match.span())


def read_clock(text: str, reading: Reading) -> Reading:
    """The reading with the time printed after it, or else before it."""
    day = (reading.year, reading.month, reading.day)
    compact = TIME_AFTER_COMPACT.match(text, reading.end) if text[reading.end - 1].isdigit() else None
    after = compact or TIME_AFTER.match(text, reading.end) or HOUR_AFTER.match(text, reading.end)
    if after is not None and (clock := _clock(after)) is not None:
        zone = None if _is_range(after) else zone_of(after.groupdict().get("zone"))
        return Reading(*day, reading.start, after.end(), *clock, zone)
    begin = max(0, reading.start - 40)
    before = TIME_BEFORE.search(text[begin : reading.start])
    if before is not None and (clock := _clock(before)) is not None:
        return Reading(*day, begin + before.start(), reading.end, *clock, zone_of(before["zone"]))
    return reading


def _is_range(match: re.Match[str]) -> bool:
    """Whether the "offset" is the end of an event: "10:00-11:30"."""
    groups = match.groupdict()
    return (
        not match.group().startswith("T")
        and not groups.get("second")
        and RANGE_END.fullmatch(groups.get("zone") or "") is not None
    )


def _clock(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    """Hour, minute and second of a match; None where it is no time of day ("5.30" without a word, unit or zone)."""
    groups = match.groupdict()
    hour, minute = int(match["hour"]), int(groups.get("minute") or 0)
    unit, half = (groups.get("unit") or "").strip().casefold(), groups.get("half")
    if groups.get("dot") and not (unit or half or groups.get("word") or groups.get("zone")):
        return None
    if (unit.startswith("p") or half in AFTERNOON) and hour < 12:
        hour += 12
    elif (unit.startswith("a") or (half and half not in AFTERNOON)) and hour == 12:
        hour = 0
    second = int(groups["second"]) if groups.get("second") else None
    return (hour, minute, second) if hour < 24 else None
