"""Dates that are told from the day of reading: "2 hours ago", "yesterday, 17:05", "3 March"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from cleaner.lines.dates import Reading, read_clock
from cleaner.lines.dates.months import MONTH_NUMBERS
from cleaner.lines.lazy import lazy_pattern

MAX_CHARS = 120  # no line that says it is longer
MAX_DAYS_AGO = 31  # "40 days ago" is no longer what sites print; "2 years ago" is of the story
MAX_AHEAD_DAYS = 2

# Units, as words begin in the languages of month_names.
MINUTES = r"""min(?:ut\w*)?\b\.? | хвил\w* | мин\w*\.? | λεπτ\w+ | dakika | menit | phút | דקות?
    | دقيقة | دقائق | دقیقه
    | मिनट | นาที | 分钟 | 分鐘 | 分 | 분"""
HOURS = r"""hours? | hrs?\b\.? | h\b | stunden? | std\.? | heures? | horas?
    | or[ae] | hor(?:es|a) | uur | uren
    | timm(?:e|ar) | timer? | tunti\w* | tundi | godzin\w* | hodin\w* | sat[ai]? | час\w* | годин\w*
    | ώρ\w+ | óra | saat | jam | giờ | שעה | שעות | ساعة | ساعات
    | ساعت | घंटे | घंटा | ชั่วโมง | 小时 | 小時 | 時間 | 시간"""
DAYS = r"""days? | tag(?:e|en)? | jours? | días? | dias? | giorn[io] | dies | dag(?:en|ar|er|e)? | päivä\w* | päev\w*
    | dni | dn[íyůem]\w* | dan[ai]? | zile? | день | дня | дней | дн[іїя] | дні | дні?в | дни | ημέρ\w+
    | gün | hari | ngày | יום | ימים | يوم | أيام | روز | दिन | วัน | 天 | 日 | 일"""
UNITS = lazy_pattern(rf"(?P<minutes>{MINUTES})|(?P<hours>{HOURS})|(?P<days>{DAYS})", re.VERBOSE | re.IGNORECASE)
BEFORE = r"""vor | il\ y\ a | hace | há | acum | în\ urmă\ cu | fa | för | před | pred | prije | пре | преди
    | πριν(?:\ από)? | منذ | قبل | לפני"""
AFTER = r"""ago | geleden | fa | atrás | sedan | siden | sitten | tagasi | temu | назад | тому | önce
    | (?:yang\ )?lalu
    | trước | पहले | پیش | ที่แล้ว | ที่ผ่านมา | 之?前 | 전"""
ONE = r"an? | one | eine[rm]? | une? | una | un[ao] | één | en | ett | et | jedn\w+ | одну?"
AGO = lazy_pattern(
    rf"""(?:\b(?P<before>{BEFORE})\s+)?(?<![\d.,:])(?P<count>\d{{1,3}}|\b(?:{ONE})\b)\s?(?P<unit>{MINUTES}|{HOURS}|{DAYS})
    (?:\s?(?P<after>{AFTER})(?![^\W\d_\u3040-\u9fff]))?""",
    re.VERBOSE | re.IGNORECASE,
)
TODAY = r"""today | heute | aujourd['’]hui | hoy | hoje | oggi | avui | vandaag | idag | i\ dag | tänään | täna
    | dziś | dzisiaj
    | dnes | danas | днес | сегодня | сьогодні | σήμερα | ma(?=,?\ \d) | astăzi | azi | bugün
    | hari\ ini | hôm\ nay | היום
    | اليوم | امروز | आज | วันนี้ | 今天 | 今日 | 오늘"""
YESTERDAY = r"""yesterday | gestern | hier(?=,?\ (?:à|\d)) | ayer | ontem | ieri | ahir | gisteren
    | igår | i\ går | eilen | eile
    | wczoraj | včera | včeraj | jučer | juče | вчера | вчора | χθες | χτες | tegnap | dün | kemarin
    | hôm\ qua | אתמול
    | أمس | دیروز | कल | เมื่อวาน | 昨天 | 昨日 | 어제"""
DAY_WORD = lazy_pattern(
    rf"(?<![^\W\d_])(?:(?P<today>{TODAY})|(?P<yesterday>{YESTERDAY}))(?![^\W\d_\u0900-\u097f])",
    re.VERBOSE | re.IGNORECASE,
)
NO_YEAR = r"(?!\s*[.,/-]?\s*\d{2,4}\b(?!\s*[:h時시]))"
DAY_NAME = lazy_pattern(
    rf"(?<![\d.:])(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{{3,12}})\b\.?{NO_YEAR}"
)
NAME_DAY = lazy_pattern(rf"\b(?P<month>[^\W\d_]{{3,12}})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b{NO_YEAR}")
MONTH_DAY_SIGNS = lazy_pattern(r"(?<![\d年년])(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]")


def read_relative(text: str, now: datetime) -> tuple[Reading, ...]:
    """The dates a short line tells from the day it was fetched: "ago", today and yesterday, a day without a year.

    now: when the page was fetched, in the reader's zone if that is known. Minutes ago are told to the minute; hours
    and days ago only to the day. A day without a year is the last such day.
    """
    plain = text[:MAX_CHARS]
    found = sorted((*_ago(plain, now), *_day_words(plain, now), *_without_year(plain, now)), key=lambda r: r.start)
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return tuple(kept)


def _ago(text: str, now: datetime) -> Iterator[Reading]:
    for match in AGO.finditer(text):
        if not (match["before"] or match["after"]):
            continue
        count = int(match["count"]) if match["count"].isdigit() else 1
        unit = UNITS.match(match["unit"])
        kind = unit.lastgroup if unit is not None else None
        if kind is None or (kind == "days" and count > MAX_DAYS_AGO):
            continue
        then = now - timedelta(**{kind: count})
        day = Reading(then.year, then.month, then.day, *match.span())
        offset = now.utcoffset()
        if kind == "minutes" and offset is not None:
            day = replace(day, hour=then.hour, minute=then.minute, zone=int(offset.total_seconds()))
        yield day


def _day_words(text: str, now: datetime) -> Iterator[Reading]:
    for match in DAY_WORD.finditer(text):
        day = now.date() - timedelta(days=match["yesterday"] is not None)
        yield read_clock(text, Reading(day.year, day.month, day.day, *match.span()))


def _without_year(text: str, now: datetime) -> Iterator[Reading]:
    for pattern in (DAY_NAME, NAME_DAY, MONTH_DAY_SIGNS):
        for match in pattern.finditer(text):
            name = match["month"]
            month = int(name) if name.isdigit() else MONTH_NUMBERS.get(name.lower())
            day = _last_such_day(month, int(match["day"]), now.date()) if month else None
            if day is not None:
                yield read_clock(text, Reading(day.year, day.month, day.day, *match.span()))


def _last_such_day(month: int, day: int, today: date) -> date | None:
    """The last such day that is not ahead; None where the calendar has none of the last five years."""
    for year in range(today.year + 1, today.year - 5, -1):
        try:
            made = date(year, month, day)
        except ValueError:  # the 29th of February, the 31st of June
            continue
        if made <= today + timedelta(days=MAX_AHEAD_DAYS):
            return made
    return None
