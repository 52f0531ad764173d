"""Recognise news agencies and picture distributors by any of their spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.lines.agency_table import Agency, agencies
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word
from cleaner.text import UNSPACED

# Up to this many Latin letters a spelling is compared with its capitals: "SID" is an agency, "Sid" a first name.
MAX_CASED_CHARS = 4
TOKEN = lazy_pattern(r"[\w.&'’*]+|[^\w\s]")
UNSPACED_OR_HANGUL = lazy_pattern(rf"[\uac00-\ud7a3]|{UNSPACED.pattern}")
EDGES = ' \t.,;:()[]{}|/–—-"„“”'


class Found(NamedTuple):
    """An agency named in a text: characters start to end."""

    agency: Agency
    start: int
    end: int


def find_agency(text: str) -> Agency | None:
    """The agency whose spelling the whole text is; "The" and punctuation around it do not count."""
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip(EDGES)
    agency = lookup(plain)
    if agency is None and plain[:4].lower() == "the ":
        agency = lookup(plain[4:])
    return agency


def agencies_in(text: str) -> tuple[Found, ...]:
    """The agencies a credit names, in order, longest spelling first: "AP/YONHAP", "TASS Russian News Agency".

    For credits and source lines only: in running text "Contacto" or "MAP" may be anything.
    """
    tokens = [match.span() for match in TOKEN.finditer(text)]
    longest = index().longest
    found: list[Found] = []
    next_free = 0
    for first, (start, end) in enumerate(tokens):
        count = longest.get(first_key(text[start:end])) if first >= next_free else None
        hit = longest_from(text, tokens, first, count) if count is not None else None
        if hit is not None:
            agency, last = hit
            found.append(Found(agency, start, tokens[last][1]))
            next_free = last + 1
    if text.isascii():
        return tuple(found)
    found += [
        hit for hit in unspaced_in(text) if all(hit.end <= other.start or other.end <= hit.start for other in found)
    ]
    return tuple(sorted(found, key=lambda hit: hit.start))


def longest_from(text: str, tokens: list[tuple[int, int]], first: int, count: int) -> tuple[Agency, int] | None:
    """The agency of the longest spelling that begins at the token, of at most count, and the index of its last one."""
    start = tokens[first][0]
    for last in range(min(len(tokens), first + count) - 1, first - 1, -1):
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
    for spelling, agency in index().unspaced:
        start = text.find(spelling)
        if start >= 0 and all(start >= hit.end or start + len(spelling) <= hit.start for hit in found):
            found.append(Found(agency, start, start + len(spelling)))
    return found


def lookup(spelling: str) -> Agency | None:
    """The agency of exactly this spelling, case aside where the spelling is long enough."""
    known = index()
    return known.printed.get(spelling) or known.folded.get(fold_word(spelling))


def is_cased(spelling: str) -> bool:
    """Whether the spelling is so short that only its own capitals tell it from a name or word."""
    return len(spelling) <= MAX_CASED_CHARS and spelling.isascii() and spelling.isalpha()


class Index(NamedTuple):
    """The spellings, ready to be looked up.

    printed: short ones, as listed and in capitals. folded: the longer ones. longest: first token → how many tokens the
    longest spelling has that begins with it. unspaced: of scripts that join words, longest first.
    """

    printed: Mapping[str, Agency]
    folded: Mapping[str, Agency]
    longest: Mapping[str, int]
    unspaced: tuple[tuple[str, Agency], ...]


@lru_cache(maxsize=1)
def index() -> Index:
    """The index of the table; the first agency that has a spelling keeps it."""
    printed: dict[str, Agency] = {}
    folded: dict[str, Agency] = {}
    longest: dict[str, int] = {}
    unspaced: list[tuple[str, Agency]] = []
    for agency in agencies():
        for spelling in agency.all_spellings:
            if is_cased(spelling):
                printed.setdefault(spelling, agency)
                printed.setdefault(spelling.upper(), agency)
            else:
                folded.setdefault(fold_word(spelling), agency)
            tokens = TOKEN.findall(unicodedata.normalize("NFKC", spelling))
            key = first_key(tokens[0])
            longest[key] = max(longest.get(key, 0), len(tokens))
            if UNSPACED_OR_HANGUL.search(spelling):
                unspaced.append((spelling, agency))
    return Index(printed, folded, longest, tuple(sorted(unspaced, key=lambda pair: -len(pair[0]))))


def first_key(token: str) -> str:
    """The form of a spelling's first token by which the longer ones are looked for."""
    return fold_word(token if token.isascii() else unicodedata.normalize("NFKC", token)).rstrip(".")
