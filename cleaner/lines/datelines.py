"""Parse a dateline: place, date and agency at the start of a paragraph, "MEXICO CITY (AP) —"."""

from __future__ import annotations

import re

from cleaner.lines.agencies import AgencyMention, agencies_in
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import proper_word
from cleaner.model import Dateline
from cleaner.text import fold
from cleaner.vocabulary import words_of

MAX_CHARS = 90
MAX_PLACE_WORDS = 5
MIN_PLACE_CHARS = 5  # of one word in capitals; a shorter one is a place only where a list says so
MAX_ACRONYM_CHARS = 5
PLACE = r"(?P<place>[^\W\d_][^\d():—–=]{1,48}?)"
DAY = r"(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?)(?:\s?\([^\W\d_]{2,14}\))?(?:,?\s\d{4})?"
REGION = r"(?:,\s[A-ZÀ-Þ][a-zà-ÿ]+(?:\s[A-ZÀ-Þ][a-zà-ÿ]+)?)?"  # ", Haiti"
DASH = r"\s*(?:—|–|-{1,2}|=|\.-|\.\s[-–—])\s+"
RUSSIAN_PLACE = r"(?P<place>[А-ЯЁ][А-ЯЁа-яё -]{2,30})[.,]\s(?P<date>\d{1,2}\s[а-я]{3,8})"
HAN = r"\u4e00-\u9fff"
# Capitals alone tell this one from a sentence: "LONDON —", "WASHINGTON, D.C. —", "KYIV, March 3 –"
IN_CAPITALS = lazy_pattern(
    rf"(?P<place>[A-ZÀ-ÞА-ЯЁΑ-Ω][A-ZÀ-ÞА-ЯЁΑ-Ω.,'’/\s-]{{1,40}}?{REGION})(?:[,.]\s(?P<date>{DAY}))?"
    r"\s*(?:—|–|--)\s*(?=[^\W\da-zа-я]|[\"“„«])"
)
PATTERNS = (
    # "Москва. 5 марта. INTERFAX.RU –", "МОСКВА, 5 марта. /ТАСС/.", "МОСКВА, 5 мар — РИА Новости."
    lazy_pattern(rf"{RUSSIAN_PLACE}\.\s*/?(?P<agency>[^/\s][^/–—-]{{1,20}}?)(?:/\.?|\s?[–—-])"),
    lazy_pattern(rf"{RUSSIAN_PLACE}\s[–—-]\s(?P<agency>[^.–—]{{2,20}})\."),
    # "MEXICO CITY (AP) —", "BERLIN, March 3 (Reuters) -", "Berlin/Paris (dpa/tmn) -", "Madrid, 5 mar (EFE).-"
    lazy_pattern(
        rf"{PLACE}(?:[,.]?\s(?P<date>{DAY}|(?<=,\s)\d{{1,2}}))?[,.]?\s*"
        rf"[(/](?P<agency>[^()/]{{2,40}}(?:/[a-z]{{2,5}})?)[)/]\.?(?:{DASH}|\s)"
    ),
    # "(ANSA) - ROMA, 05 MAR - "
    lazy_pattern(rf"\((?P<agency>[^()]{{2,20}})\)\s*[-–—]\s*{PLACE}(?:,\s(?P<date>{DAY}))?{DASH}"),
    # "(서울=연합뉴스) 홍길동 기자 =", "[서울=뉴시스]"
    lazy_pattern(
        r"[(\[](?P<place>[\uac00-\ud7a3·/]{2,12})\s?=\s?(?P<agency>[\uac00-\ud7a3\w]{2,10})[)\]]", east_asian=True
    ),
    # "【北京共同】", "【ワシントン＝山本太一】"
    lazy_pattern(
        rf"[【［\[](?P<place>[\u30a0-\u30ff{HAN}]{{2,12}}?)"
        r"(?:[＝=\s][^】］\]]{2,20}|(?P<agency>共同|時事|ロイター|AFP時事))[】］\]]",
        east_asian=True,
    ),
    # "新华社北京3月5日电", "（中央社記者王小溪台北5日電）"
    lazy_pattern(
        rf"[（(]?(?P<agency>[{HAN}]{{2}}[社网])(?:[記记]者[{HAN}]{{2,3}})?(?P<place>[{HAN}]{{2,6}}?)"
        r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)[电電][）)]?",
        east_asian=True,
    ),
    IN_CAPITALS,
)
SHORT_PLACES = words_of("short_places")
NO_PLACES = words_of("not_places")
SMALL_WORDS = words_of("place_particles")


def parse_dateline(text: str) -> Dateline | None:
    """The dateline a paragraph begins with; None where it begins with a sentence.

    raw: as printed, dash included. Without an agency the place must be in capitals.
    """
    match = match_dateline(text)
    if match is None:
        return None
    place = match["place"].strip(" ,").rstrip(".")
    is_shortened = "." in place or ", " in place  # "D.C.", "St. Paul, Minn."
    if is_shortened and match.string.startswith(f"{place}.", match.start("place")):
        place += "."
    return Dateline(place_case(place), match.groupdict().get("date"), match.group().strip())


def dateline_agencies(text: str) -> tuple[AgencyMention, ...]:
    """The agencies in the dateline a paragraph begins with."""
    match = match_dateline(text)
    return agencies_in(match.group()) if match is not None else ()


def match_dateline(text: str) -> re.Match[str] | None:
    """The first pattern that fits and is no sentence."""
    start = text[:MAX_CHARS]
    for pattern in PATTERNS:
        match = pattern.match(start)
        if match is not None and is_dateline(match):
            return match
    return None


def is_dateline(match: re.Match[str]) -> bool:
    """Whether what a pattern found is a dateline: a place of few, capitalised words, and an agency where one stands."""
    names = match["place"].strip(" ,.").replace("/", " ").split()
    if not 0 < len(names) <= MAX_PLACE_WORDS or names[0][0].islower():
        return False
    agency = match.groupdict().get("agency")
    if agency is not None:
        return is_agency(agency, names[0]) and all(is_place_word(name) for name in names)
    first = fold(names[0]).strip(",.")
    is_capitals = match.re.pattern == IN_CAPITALS.pattern
    is_short = len(names) == 1 and len(first) < MIN_PLACE_CHARS and first not in SHORT_PLACES
    return not is_capitals or not (is_short or first in NO_PLACES)


def is_agency(text: str, place: str) -> bool:
    """Whether what stands for the agency is one; letters no table knows are, where the place is in capitals."""
    is_acronym = text.isalpha() and text.isupper() and text.isascii() and 1 < len(text) <= MAX_ACRONYM_CHARS
    return (is_acronym and place.isupper()) or bool(agencies_in(text))


def is_place_word(name: str) -> bool:
    """Whether a word may be part of a place's name: capitalised, or small like "de"."""
    return not name[0].islower() or fold(name) in SMALL_WORDS


def place_case(place: str) -> str:
    """A place printed in capitals in its usual form: "MEXICO CITY" → "Mexico City"; "D.C." stays."""
    return ", ".join(part if part != part.upper() else capitalised(part) for part in place.split(", "))


def capitalised(part: str) -> str:
    """A name in capitals in its usual form; initials and scripts without capitals stay."""
    names = part.split()
    last = len(names) - 1
    return " ".join(proper_word(name, is_first=n == 0, is_last=n == last) for n, name in enumerate(names))
