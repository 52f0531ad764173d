"""Recognise news agencies and picture distributors by any of their spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cleaner.fields.agency_table import AGENCIES, Agency
from cleaner.fields.names import fold_word
from cleaner.text import UNSPACED

# Up to this many Latin letters a spelling is compared with its capitals: "SID" is an agency, "Sid" a first name.
MAX_CASED_CHARS = 4
TOKEN = re.compile(r"[\w.&'’*]+|[^\w\s]")
UNSPACED_OR_HANGUL = re.compile(rf"[\uac00-\ud7a3]|{UNSPACED.pattern}")
EDGES = ' \t.,;:()[]{}|/–—-"„“”'


class Found(NamedTuple):
    """An agency named in a text: characters start to end."""

    agency: Agency
    start: int
    end: int


def find_agency(text: str) -> Agency | None:
    """The agency whose spelling the whole text is; "The" and punctuation around it do not count."""
    plain = unicodedata.normalize("NFKC", text).strip(EDGES)
    agency = lookup(plain)
    if agency is None and plain[:4].lower() == "the ":
        agency = lookup(plain[4:])
    return agency


def agencies_in(text: str) -> tuple[Found, ...]:
    """The agencies a credit names, in order, longest spelling first: "AP/YONHAP", "TASS Russian News Agency".

    For credits and source lines only: in running text "Contacto" or "MAP" may be anything.
    """
    tokens = [match.span() for match in TOKEN.finditer(text)]
    found: list[Found] = []
    first = 0
    while first < len(tokens):
        hit = longest_from(text, tokens, first)
        if hit is not None:
            found.append(Found(hit[0], tokens[first][0], tokens[hit[1]][1]))
        first = first + 1 if hit is None else hit[1] + 1
    found += [
        hit for hit in unspaced_in(text) if all(hit.end <= other.start or other.end <= hit.start for other in found)
    ]
    return tuple(sorted(found, key=lambda hit: hit.start))


def longest_from(text: str, tokens: list[tuple[int, int]], first: int) -> tuple[Agency, int] | None:
    """The agency of the longest spelling that begins at the token, and the index of its last token."""
    start = tokens[first][0]
    longest = LONGEST_BY_FIRST.get(first_key(text[start : tokens[first][1]]), 0)
    for last in range(min(len(tokens), first + longest) - 1, first - 1, -1):
        piece = text[start : tokens[last][1]]
        agency = lookup(unicodedata.normalize("NFKC", piece).rstrip("."))
        if agency is not None:
            return agency, last
    return None


def unspaced_in(text: str) -> list[Found]:
    """Agencies inside words, in scripts that join words: "サッカー＝共同", "연합뉴스제공"."""
    if not UNSPACED_OR_HANGUL.search(text):
        return []
    found: list[Found] = []
    for spelling, agency in UNSPACED_SPELLINGS:  # longest first
        start = text.find(spelling)
        if start >= 0 and all(start >= hit.end or start + len(spelling) <= hit.start for hit in found):
            found.append(Found(agency, start, start + len(spelling)))
    return found


def lookup(spelling: str) -> Agency | None:
    """The agency of exactly this spelling, case aside where the spelling is long enough."""
    return BY_PRINTED.get(spelling) or BY_FOLDED.get(fold_word(spelling))


def is_cased(spelling: str) -> bool:
    """Whether the spelling is so short that only its own capitals tell it from a name or word."""
    return len(spelling) <= MAX_CASED_CHARS and spelling.isascii() and spelling.isalpha()


def by_printed() -> dict[str, Agency]:
    """Short spellings as listed and in capitals; the first row of the table that has one keeps it."""
    made: dict[str, Agency] = {}
    for agency in AGENCIES:
        for spelling in agency.spellings:
            if is_cased(spelling):
                made.setdefault(spelling, agency)
                made.setdefault(spelling.upper(), agency)
    return made


def by_folded() -> dict[str, Agency]:
    """All longer spellings, folded."""
    made: dict[str, Agency] = {}
    for agency in AGENCIES:
        for spelling in agency.spellings:
            if not is_cased(spelling):
                made.setdefault(fold_word(spelling), agency)
    return made


def first_key(token: str) -> str:
    """The form of a spelling's first token by which the longer ones are looked for."""
    return fold_word(token if token.isascii() else unicodedata.normalize("NFKC", token)).rstrip(".")


def longest_by_first() -> dict[str, int]:
    """First token of a spelling → how many tokens the longest spelling that begins with it has."""
    made: dict[str, int] = {}
    for agency in AGENCIES:
        for spelling in agency.spellings:
            tokens = TOKEN.findall(unicodedata.normalize("NFKC", spelling))
            key = first_key(tokens[0])
            made[key] = max(made.get(key, 0), len(tokens))
    return made


BY_PRINTED: Mapping[str, Agency] = MappingProxyType(by_printed())
BY_FOLDED: Mapping[str, Agency] = MappingProxyType(by_folded())
LONGEST_BY_FIRST: Mapping[str, int] = MappingProxyType(longest_by_first())
UNSPACED_SPELLINGS = tuple(
    sorted(
        (
            (spelling, agency)
            for agency in AGENCIES
            for spelling in agency.spellings
            if UNSPACED_OR_HANGUL.search(spelling)
        ),
        key=lambda pair: -len(pair[0]),
    )
)
