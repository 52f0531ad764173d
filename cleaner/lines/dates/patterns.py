"""The forms in which dates are printed, as patterns over a line in plain digits and signs (`plain_line`)."""

from __future__ import annotations

import re

from cleaner.lines.dates.calendars import eras
from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary import alternatives, ordered_words

# A character of a word: no sign, space or digit. Vowel signs of Indic and other scripts are no `\w`. Ranges alone,
# without `\s` and `\d`, so that it is one look-up.
SIGNS = (
    r"\x00-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u061b\u061f\u06d4\u0964\u0965"
    r"\u2000-\u200b\u200e-\u206f\u3000-\u303f\uff01-\uff0f"
)
CAPITALS, SMALL = "A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω", "a-zß-öø-ÿа-яёα-ω"
LETTER, NO_CAPITAL = rf"[^{SIGNS}]", rf"[^{SIGNS}{CAPITALS}]"
# One word, not in the middle of another; a capital begins one in "Associated PressApril 28", "May 3, 2024May 5, 2024".
MONTH_NAME = rf"(?P<month>[{CAPITALS}]{{3,12}}+(?![{SMALL}])|[{CAPITALS}]?{NO_CAPITAL}{{1,20}}+)"
WORD_START = rf"(?:\b(?=[^\W\d_])|(?<=[{SMALL}\d])(?=[{CAPITALS}]))"
# Up to three words, and two names of one month: "تشرين الأول", "нэгдүгээр сар", "نيسان / أبريل", "พ.ค".
MONTH_PHRASE = (
    rf"(?P<month>{LETTER}{{1,20}}+(?:[.']{LETTER}{{1,12}}+)?(?:(?:\s|\s?[/(–-]\s?){LETTER}{{1,20}}+\)?){{0,2}}?)"
)
FILLER = rf"(?:(?:{alternatives(ordered_words('date_fillers'))})(?!{LETTER})\.?\s{{0,2}}|d')?"
ORDINAL = rf"(?:[º°]|\.?ª|-?(?:st|nd|rd|th|er|го|е|я|ше|те|ти|an|a|én|jen|η|mh|ain|af|ad|eg|fed|ydd|טן|ی)(?!{LETTER}))?"
DAY = r"(?<!\d)(?P<day>[0-3]?\d)"
GREGORIAN, OTHER = r"(?:1[6-9]|2[01])\d\d", r"1[34]\d\d|2[56]\d\d"
ANY_YEAR = rf"(?:{GREGORIAN}|{OTHER})"
# Templates forget the space behind a year: "Apr 28 20232:23 PM", "April 3, 20244 years", "30.01.202430. Januar 2024".
YEAR = rf"(?P<year>{ANY_YEAR}(?!\d)|(?:19|20)\d\d(?=\d{{1,3}}(?!\d)))"
BEFORE_YEAR = rf"\.?\s?,?[\s-]{{0,3}}{FILLER}"
AFTER_YEAR = rf"(?:\.?\s?-?{FILLER}\.?)[\s./,-]{{0,3}}"

NUMBERED = lazy_pattern(
    rf"(?<![\d.])(?P<year>{GREGORIAN}|1(?:3[7-9]|4\d)\d|2[56]\d\d)\s?(?:[-./•·]|年\)?|년|\sоны)\s?(?:\([^()]{{2,9}}\)\s?)?"
    r"(?P<month>[01]?\d)\s?(?:[-./•·月월]|-?\s?(?:р|дугаар|дүгээр)\sсарын)\s?(?P<day>[0-3]?\d)(?!\d)\.?\s?(?:日|일)?"
)
DAY_NAME_YEAR = lazy_pattern(rf"{DAY}{ORDINAL}[.,]?[\s-]{{0,2}}{FILLER}{MONTH_PHRASE}{BEFORE_YEAR}{YEAR}")
# The time of day before the year is the form of Java and of the date command: `Fri May  3 15:47:42 CEST 2024`.
NAME_DAY_YEAR = lazy_pattern(
    rf"{WORD_START}{MONTH_NAME}\.?\s{{0,3}}(?P<day>[0-3]?\d)(?!\d){ORDINAL}[.,]?\s{{1,3}}"
    rf"(?:(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s(?:(?P<zone>[A-Z]{{2,5}})\s)?)?{YEAR}"
)
YEAR_NAME_DAY = lazy_pattern(rf"(?<!\d){YEAR}{AFTER_YEAR}{MONTH_PHRASE}[\s/.,-]{{1,2}}(?P<day>[0-3]?\d)(?!\d)")
YEAR_DAY_NAME = lazy_pattern(rf"(?<!\d){YEAR}{AFTER_YEAR}{DAY}[.\s-]{{1,2}}{MONTH_NAME}")
DAY_NUMBER_YEAR = lazy_pattern(
    rf"{DAY}\s?(?:tháng|thg)\s?(?P<month>[01]?\d)\s?(?:,|năm|/)?\s?(?:năm\s)?{YEAR}"
)  # Vietnamese
# "3-May-24"; in Thai "3 พ.ค. 67", the last digits of a Buddhist year.
SHORT_YEAR_NAMED = lazy_pattern(
    rf"{DAY}(?:-(?P<month>[^\W\d_]{{3,9}}+)-|\s?(?P<thai>[\u0e01-\u0e4e.]{{4,12}}+)\s?)(?P<short>\d\d)(?![\d:.])"
)
# Two digits are a year after dots and strokes; 24-05-03 may begin with one. "28.09.1912:05" is the 28th of September
# 2019, five past twelve.
SHORT_YEAR = r"(?<!-)(?<!-\s)\d\d"
MIXED = lazy_pattern(
    r"(?<![\d.,])(?P<first>[0-3]?\d)\s?(?P<joint>[./|-])\s?(?P<other>[0-3]?\d)\s?(?P=joint)\s?"
    rf"(?P<year>{SHORT_YEAR}(?=(?:[01]\d|2[0-3]):[0-5]\d)|(?:{GREGORIAN}|1(?:3[7-9]|4\d)\d|2[56]\d\d)(?!\d|\.\d)"
    rf"|20\d\d(?=[0-3]?\d[.:\s])|{SHORT_YEAR}(?!\d|\.\d))"
)
ERA = lazy_pattern(
    rf"(?:(?P<era>{alternatives(eras())})\s?|(?<!\d)(?=1[01]\d年))(?P<count>元|\d{{1,3}})(?:年\)?|[./-])\s?"
    r"(?:\([^()]{2,9}\)\s?)?(?P<month>[01]?\d)[月./-]\s?(?P<day>[0-3]?\d)(?!\d)日?"
)
COMPACT = lazy_pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<zone>Z)?)?(?!\d)"
)
EPOCH = lazy_pattern(r"1\d{9}(?:\d{3})?")
# Cheap tests before the patterns: what a line must hold for any of them, and for those with a year of four digits.
MAY_BE_DATE = lazy_pattern(r"\d{4}|\d\s?[./-]\s?\d|年|-\d\d|[ก-๎.]\s?\d\d")
FOUR_DIGITS = lazy_pattern(r"\d{4}")
YEAR_FIRST = lazy_pattern(r"\d{4}\D{1,40}\d")


def patterns_for(line: str) -> list[re.Pattern[str]]:
    """The patterns that may find a date in a line; the tests before them are worth half of their time."""
    if MAY_BE_DATE.search(line) is None:
        return []
    found = [MIXED, SHORT_YEAR_NAMED]
    if not line.isascii():
        found += [ERA, DAY_NUMBER_YEAR]
    if FOUR_DIGITS.search(line):
        found += [NUMBERED, DAY_NAME_YEAR, NAME_DAY_YEAR]
        found += [YEAR_NAME_DAY, YEAR_DAY_NAME] if YEAR_FIRST.search(line) else []
    return found
