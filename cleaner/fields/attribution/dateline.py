"""Read the dateline: place, date and agency at the start of the text, "MEXICO CITY (AP) —". It stays in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.choice import first_choice, rule_offers
from cleaner.lines.agencies import AgencyMention, agencies_in
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import proper_word
from cleaner.model import Choice, Dateline, Role
from cleaner.text import fold
from cleaner.vocabulary.inline import words

MAX_DATELINE_CHARS = 90
MAX_PLACE_WORDS = 5
LOOKED_AT = 3  # paragraphs of the body: a summary may stand before the one with the dateline
PLACE = r"[^\W\d_][^\d():—–=]{1,48}?"
DATE = r"(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?)(?:\s?\([^\W\d_]{2,14}\))?(?:,?\s\d{4})?"
REGION = r"(?:,\s[A-ZÀ-Þ][a-zà-ÿ]+(?:\s[A-ZÀ-Þ][a-zà-ÿ]+)?)?"  # ", Haiti"
DASH = r"\s*(?:—|–|-{1,2}|=|\.-|\.\s[-–—])\s+"
# "MEXICO CITY (AP) —", "BERLIN, March 3 (Reuters) -", "Berlin/Paris (dpa/tmn) -", "Madrid, 5 mar (EFE).-"
WITH_AGENCY = lazy_pattern(
    rf"^(?P<place>{PLACE})(?:[,.]?\s(?P<date>{DATE}|(?<=,\s)\d{{1,2}}))?[,.]?\s*"
    rf"[(/](?P<agency>[^()/]{{2,40}}(?:/[a-z]{{2,5}})?)[)/]\.?(?:{DASH}|\s)"
)
# "LONDON —", "WASHINGTON, D.C. —", "KYIV, March 3 –": capitals tell it from a sentence
IN_CAPITALS = lazy_pattern(
    rf"^(?P<place>[A-ZÀ-ÞА-ЯЁΑ-Ω][A-ZÀ-ÞА-ЯЁΑ-Ω.,'’/\s-]{{1,40}}?{REGION})(?:[,.]\s(?P<date>{DATE}))?\s*(?:—|–|--)\s*(?=[^\W\da-zа-я]|[\"“„«])"
)
# "Москва. 5 марта. INTERFAX.RU –", "МОСКВА, 5 марта. /ТАСС/."
RUSSIAN = lazy_pattern(
    r"^(?P<place>[А-ЯЁ][А-ЯЁа-яё -]{2,30})[.,]\s(?P<date>\d{1,2}\s[а-я]{3,8})\.\s*"
    r"/?(?P<agency>[^/\s][^/–—-]{1,20}?)(?:/\.?|\s?[–—-])"
)
# "МОСКВА, 5 мар — РИА Новости."
RUSSIAN_DASHED = lazy_pattern(
    r"^(?P<place>[А-ЯЁ][А-ЯЁа-яё -]{2,30}),\s(?P<date>\d{1,2}\s[а-я]{3,8})\s[–—-]\s(?P<agency>[^.–—]{2,20})\."
)
# "(ANSA) - ROMA, 05 MAR - "
AGENCY_FIRST = lazy_pattern(
    rf"^\((?P<agency>[^()]{{2,20}})\)\s*[-–—]\s*(?P<place>{PLACE})(?:,\s(?P<date>{DATE}))?{DASH}"
)
# "(서울=연합뉴스) 홍길동 기자 =", "[서울=뉴시스]"
KOREAN = lazy_pattern(r"^[(\[](?P<place>[\uac00-\ud7a3·/]{2,12})\s?=\s?(?P<agency>[\uac00-\ud7a3\w]{2,10})[)\]]")
# "【北京共同】", "【ワシントン＝山本太一】"
JAPANESE = lazy_pattern(
    r"^[【［\[](?P<place>[\u30a0-\u30ff\u4e00-\u9fff]{2,12}?)"
    r"(?:[＝=\s](?P<rest>[^】］\]]{2,20})|(?P<agency>共同|時事|ロイター|AFP時事))[】］\]]"
)
# "新华社北京3月5日电", "中新社北京3月5日电（记者 …）"
CHINESE = lazy_pattern(
    r"^[（(]?(?P<agency>新华社|新華社|中新社|中新网|中央社)(?P<place>[\u4e00-\u9fff]{2,6}?)(?P<date>\d{1,2}月\d{1,2}日)[电電]"
)
# "（中央社記者王小溪台北5日電）"
TAIWANESE = lazy_pattern(
    r"^[（(](?P<agency>中央社)(?:記者|记者)[\u4e00-\u9fff]{2,3}(?P<place>[\u4e00-\u9fff]{2,6}?)(?P<date>\d{1,2}日)[電电][）)]?"
)
# Four letters in capitals are a place in these only; longer words in capitals open a story as well.
SHORT_PLACES = words(
    "rome oslo lima bern bonn kyiv kiev lyon doha baku gaza riga suva male cali nice york bath hull graz köln"
)
NO_PLACES = words(
    """breaking update updated exclusive watch live video opinion analysis review interview photos note correction
    developing urgent alert listen read nato unesco covid-19 factbox explainer eilmeldung direct vidéo vídeo
    urgente análisis срочно"""
)
SMALL_WORDS = words("de del la le les los am an der den di da do dos das du sur upon of the i w in and et y el al")
ACRONYM = lazy_pattern(r"[A-Z]{2,5}")  # of an agency no table knows; the place in capitals vouches for it
SHORTENED = lazy_pattern(r"\.[A-Z]\.?$|,\s[A-Z][a-z]{1,5}$")  # "D.C.", ", Minn."
PATTERNS = (RUSSIAN, RUSSIAN_DASHED, WITH_AGENCY, AGENCY_FIRST, KOREAN, JAPANESE, CHINESE, TAIWANESE, IN_CAPITALS)


def read_dateline(article: Article) -> Choice[Dateline] | None:
    """The dateline a rule found, of a block with that role, or at the start of the first paragraphs."""
    offers = [*from_rules(article), *from_blocks(article), *from_body(article)]
    return first_choice(offers, lambda line: line.raw or "")


def from_rules(article: Article) -> Iterator[tuple[str, Dateline]]:
    """What rules found: with a place of its own, or a printed line to parse."""
    for candidate in rule_offers(article, "dateline"):
        parsed = parse_dateline(f"{candidate.value} ") or Dateline(place=candidate.value)
        place = candidate.parts.get("place") or parsed.place
        yield candidate.source, Dateline(place_case(place) if place else None, parsed.date, candidate.value)


def from_blocks(article: Article) -> Iterator[tuple[str, Dateline]]:
    """Blocks with the role dateline."""
    for block in article.blocks_as(Role.DATELINE):
        yield (
            "role:dateline",
            parse_dateline(f"{block.text} ") or Dateline(place=place_case(block.text), raw=block.text),
        )


def from_body(article: Article) -> Iterator[tuple[str, Dateline]]:
    """The start of the first paragraphs."""
    for block in article.body[:LOOKED_AT]:
        found = parse_dateline(block.text)
        if found is not None:
            yield "body", found


def parse_dateline(text: str) -> Dateline | None:
    """The dateline a paragraph begins with; None where it begins with a sentence.

    raw: as printed, dash included. Without an agency the place must be in capitals.
    """
    match = match_dateline(text)
    if match is None:
        return None
    parts = match.groupdict()
    place = parts["place"].strip(" ,")
    place = place.rstrip(".")
    if SHORTENED.search(place) and match.string[match.start("place") + len(place) :].startswith("."):
        place += "."
    return Dateline(place_case(place), parts.get("date"), match.group().strip())


def dateline_agencies(text: str) -> tuple[AgencyMention, ...]:
    """The agencies in the dateline a paragraph begins with."""
    match = match_dateline(text)
    return agencies_in(match.group()) if match is not None else ()


def match_dateline(text: str) -> re.Match[str] | None:
    """The first pattern that fits and is no sentence."""
    start = text[:MAX_DATELINE_CHARS]
    for pattern in PATTERNS:
        match = pattern.match(start)
        if match is not None and is_dateline(match):
            return match
    return None


def is_dateline(match: re.Match[str]) -> bool:
    """Whether what a pattern found is a dateline: a place of few, capitalised words, and an agency where one stands."""
    parts = match.groupdict()
    names = [name for name in re.split(r"[\s/]+", parts["place"].strip(" ,.")) if name]
    if not 0 < len(names) <= MAX_PLACE_WORDS:
        return False
    if parts.get("agency") is not None:
        named = all(not name[0].islower() or fold(name) in SMALL_WORDS for name in names)
        known = bool(agencies_in(parts["agency"])) or (ACRONYM.fullmatch(parts["agency"]) and names[0].isupper())
        return named and not names[0][0].islower() and bool(known)
    if match.re.pattern != IN_CAPITALS.pattern:
        return True
    first = fold(names[0]).strip(",.")
    return first not in NO_PLACES and (len(names) > 1 or len(first) > 4 or first in SHORT_PLACES)


def place_case(place: str) -> str:
    """A place printed in capitals in its usual form: "MEXICO CITY" → "Mexico City"; "D.C." stays."""
    return ", ".join(part if part != part.upper() else capitalised(part) for part in place.split(", "))


def capitalised(part: str) -> str:
    """A name in capitals in its usual form; initials and scripts without capitals stay."""
    names = part.split()
    return " ".join(proper_word(name, is_first=n == 0, is_last=n == len(names) - 1) for n, name in enumerate(names))
