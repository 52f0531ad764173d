"""Recognise a login or pen name where the page itself says that an author stands there: "uriebe", "c1ph4"."""

from __future__ import annotations

import re

from cleaner.lines.bylines.parts import cut_tail, is_date_word, tidy, without_addresses, without_date, without_prefix
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word
from cleaner.lines.words import LABELS, NOBODY, NOT_IN_NAMES, PREFIXES, TAIL
from cleaner.model import Author
from cleaner.text import collapse

WORD = r"[^\W\d_][\w.'’-]{1,29}"
PEN_NAME = lazy_pattern(rf"{WORD}(?: {WORD}){{0,2}}")
ACCOUNT = lazy_pattern(r"([a-z]{3,})\.([a-z]{5,})")  # "jane.smith": who has such an account bears the name
DOMAIN = lazy_pattern(r"\.(?:[a-z]{2,4}|online|media)$", re.I)
TECHNICAL = lazy_pattern(r"admin|\d.*\d.*\d.*\d|^(?:user|test|www)\b|[.@]{2}", re.I)
SEGMENT = lazy_pattern(r"\s*[|｜•·;\n]+\s*|\s+(?=(?:am|on|um|at|le|el)\s\d)|\s+@\s+|\s*//\s*")
MAX_CHARS = 120


def read_pen_name(text: str) -> Author | None:
    """The name in a text that an element or declaration says to be an author's; None where it cannot be one.

    One to three words with a letter first; not "admin", a button, a date or a domain.
    """
    plain = " ".join(without_prefix(collapse(without_addresses(tidy(text))[0]).strip(" ,:|·-–—")).split())
    folded = [fold_word(word) for word in plain.split()]
    known = set(folded) & (NOT_IN_NAMES | LABELS | TAIL | PREFIXES) or any(map(is_date_word, folded))
    if not PEN_NAME.fullmatch(plain) or known or (len(folded) == 1 and plain.lower() in NOBODY):
        return None
    if DOMAIN.search(plain) or TECHNICAL.search(plain):
        return None
    account = ACCOUNT.fullmatch(plain)
    return Author(" ".join(map(str.capitalize, account.groups())) if account else plain, raw=collapse(text))


def read_signed(text: str) -> Author | None:
    """The one-word name in a dated line that says "by": "Veröffentlicht am 12. Juni 2017 von gizzmo"."""
    if len(text) > MAX_CHARS or not any(map(str.isdigit, text)):
        return None
    for segment in SEGMENT.split(text):
        bare = without_date(segment)
        name = without_prefix(bare)
        if name != bare and " " not in (signed := cut_tail(name).strip(" ,:-–—")) and signed:
            return read_pen_name(signed)
    return None
