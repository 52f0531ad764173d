"""Recognise news agencies and picture distributors by any of their spellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from cleaner.lines.agency_table import Agency, agencies
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word
from cleaner.text import UNSPACED, normalized

# Up to this many Latin letters a spelling is compared with its capitals: "SID" is an agency, "Sid" a first name.
MAX_CASED_CHARS = 4
TOKEN = lazy_pattern(r"[\w.&'’*]+|[^\w\s]")
EDGES = ' \t.,;:()[]{}|/–—-"„“”'


class AgencyMention(NamedTuple):
    """An agency named in a text: characters start to end."""

    agency: Agency
    start: int
    end: int


def find_agency(text: str) -> Agency | None:
    """The agency whose spelling the whole text is; "The" and punctuation around it do not count."""
    plain = normalized("NFKC", text).strip(EDGES)
    article, _, rest = plain.partition(" ")
    return lookup(plain) or (lookup(rest) if article.lower() == "the" else None)


def agencies_in(text: str) -> tuple[AgencyMention, ...]:
    """The agencies a credit names, in order, longest spelling first: "AP/YONHAP", "TASS Russian News Agency".

    For credits and source lines only: in running text "Contacto" or "MAP" may be anything.
    """
    mentions: list[AgencyMention] = []
    for mention in (*spaced_mentions(text), *joined_mentions(text)):
        if all(mention.end <= other.start or other.end <= mention.start for other in mentions):
            mentions.append(mention)
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def without_agencies(text: str, mentions: Iterable[AgencyMention], instead: str = " ") -> str:
    """The text with something else where it names agencies; mentions: in order."""
    kept, position = "", 0
    for mention in mentions:
        kept += text[position : mention.start] + instead
        position = mention.end
    return kept + text[position:]


def spaced_mentions(text: str) -> Iterator[AgencyMention]:
    """The longest spelling that begins at each word of the text; a later one may lie inside an earlier."""
    tokens, longest = list(TOKEN.finditer(text)), spellings().longest
    for first, token in enumerate(tokens):
        count = longest.get(first_key(token.group()), 0)
        for last in reversed(tokens[first : first + count]):
            agency = lookup(normalized("NFKC", text[token.start() : last.end()]).rstrip("."))
            if agency is not None:
                yield AgencyMention(agency, token.start(), last.end())
                break


def joined_mentions(text: str) -> Iterator[AgencyMention]:
    """Agencies inside words, in scripts that join words: "サッカー＝共同", "연합뉴스제공"."""
    if joins_words(text):
        for spelling, agency in joined_spellings():
            start = text.find(spelling)
            if start >= 0:
                yield AgencyMention(agency, start, start + len(spelling))


def joins_words(text: str) -> bool:
    """Whether the text has letters of a script that writes an agency and what follows in one word."""
    return not text.isascii() and (JOINED_SCRIPT.search(text) is not None or UNSPACED.search(text) is not None)


def lookup(spelling: str) -> Agency | None:
    """The agency of exactly this spelling, case aside where the spelling is long enough."""
    table = spellings()
    return table.cased.get(spelling) or table.folded.get(fold_word(spelling))


def is_cased(spelling: str) -> bool:
    """Whether the spelling is so short that only its own capitals tell it from a name or word."""
    return len(spelling) <= MAX_CASED_CHARS and spelling.isascii() and spelling.isalpha()


class AgencySpellings(NamedTuple):
    """The spellings, ready to be looked up.

    cased: short ones, as listed and in capitals. folded: the longer ones. longest: first token → how many tokens the
    longest spelling has that begins with it.
    """

    cased: Mapping[str, Agency]
    folded: Mapping[str, Agency]
    longest: Mapping[str, int]


@cache
def spellings() -> AgencySpellings:
    """All spellings of the table; the first agency that has a spelling keeps it."""
    cased: dict[str, Agency] = {}
    folded: dict[str, Agency] = {}
    longest: dict[str, int] = {}
    for spelling, agency in _pairs():
        if is_cased(spelling):
            cased.setdefault(spelling, agency)
            cased.setdefault(spelling.upper(), agency)
        else:
            folded.setdefault(fold_word(spelling), agency)
        tokens = TOKEN.findall(normalized("NFKC", spelling))
        key = first_key(tokens[0])
        longest[key] = max(longest.get(key, 0), len(tokens))
    return AgencySpellings(cased, folded, longest)


@cache
def joined_spellings() -> tuple[tuple[str, Agency], ...]:
    """The spellings of scripts that join words, longest first."""
    joined = (pair for pair in _pairs() if joins_words(pair[0]))
    return tuple(sorted(joined, key=lambda pair: -len(pair[0])))


def _pairs() -> Iterator[tuple[str, Agency]]:
    """Each spelling of the table with its agency."""
    return ((spelling, agency) for agency in agencies() for spelling in agency.all_spellings)


def first_key(token: str) -> str:
    """The form of a spelling's first token by which the longer ones are looked up."""
    return fold_word(token).rstrip(".")
