"""Recognise a login or pen name where the page itself says that an author stands there: "uriebe", "c1ph4"."""

from __future__ import annotations

import re

from cleaner.lines.bylines.parts import (
    SIGNS,
    tidy,
    unglued,
    without_addresses,
    without_date,
    without_prefix,
)
from cleaner.lines.bylines.segments import segments
from cleaner.lines.bylines.tails import cut_tail
from cleaner.lines.lazy import MAX_LINE_CHARS, lazy_pattern
from cleaner.lines.names import GLUED_WORDS, plain_word
from cleaner.lines.words import (
    LABELS,
    MONTHS_AND_DAYS,
    NOBODY,
    NOT_IN_NAMES,
    PLACE_WORDS,
    PREFIXES,
    SHORT_WEEKDAYS,
    TAIL,
)
from cleaner.model import Author
from cleaner.text import collapse

PEN_NAME = lazy_pattern(r"[^\W\d_][\w.'’-]{1,29}(?: [^\W\d_][\w.'’-]{1,29}){0,2}")
ACCOUNT = lazy_pattern(r"([a-z]{3,})\.([a-z]{5,})")  # "jane.smith": who has such an account bears the name
TECHNICAL = lazy_pattern(  # an account of the house, numbers, a domain
    r"admin|\d.*\d.*\d.*\d|^(?:user|test|www)\b|[.@]{2}|\.(?:[a-z]{2,4}|online|media)$", re.I
)
NOT_IN_PEN_NAMES = NOT_IN_NAMES | LABELS | TAIL | PREFIXES | MONTHS_AND_DAYS | SHORT_WEEKDAYS
MAX_CHARS = 120


def read_pen_name(text: str) -> Author | None:
    """The name in a text that an element or declaration says to be an author's; None where it cannot be one.

    One to three words with a letter first; not "admin", a button, a date or a domain.
    """
    if len(text) > MAX_LINE_CHARS:
        return None
    bare = unglued(collapse(without_addresses(tidy(text))[0]).strip(SIGNS))
    name = cut_tail(without_prefix(bare)).strip(SIGNS)
    first, _, rest = name.partition(" ")
    name = first if rest.partition(" ")[0] in PLACE_WORDS else name  # "By JaneMakes in Woodworking"
    if not PEN_NAME.fullmatch(name) or TECHNICAL.search(name) or (" " in name and GLUED_WORDS.search(name)):
        return None
    words = frozenset(map(plain_word, name.split()))
    if words & NOT_IN_PEN_NAMES or words <= NOBODY or plain_word(name) in NOBODY:
        return None
    account = ACCOUNT.fullmatch(name)
    return Author(" ".join(map(str.capitalize, account.groups())) if account else name, raw=collapse(text))


def read_signed(text: str) -> Author | None:
    """The one-word name in a dated line that says "by": "Veröffentlicht am 12. Juni 2017 von gizzmo"."""
    if len(text) > MAX_CHARS or not any(map(str.isdigit, text)):
        return None
    for segment in segments(unglued(text)):
        undated = without_date(segment)
        name = without_prefix(undated)
        signed = cut_tail(name).strip(SIGNS)
        if name != undated and signed and " " not in signed:
            return read_pen_name(signed)
    return None
