"""The words of a page that spell the name of a host: "Süddeutsche Zeitung" for sueddeutsche-zeitung.de."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from cleaner.text import normalized

LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
UMLAUT = re.compile(r"(?<=[aou])e")
MIN_LETTERS, MAX_LETTERS = 2, 40  # of a name that a page spells out
BETWEEN_LETTERS = r"\W?\W?"  # of one word and the next


def without_accents(text: str) -> str:
    """The text in small letters, the Latin ones without accents; as long as before."""
    plain = text.translate(_without_accents())
    return plain.lower() if len(plain.lower()) == len(text) else plain


def spelled_by(label: str, text: str, plain: str) -> Counter[str]:
    """How often each printing of a host's label stands in the text, as words of their own outside of addresses.

    Case, spaces, punctuation and accents may differ, "the" may be missing, "ä" be written "ae". plain: the text
    as without_accents() gives it.
    """
    letters = [re.escape(letter) for letter in UMLAUT.sub("", label) if letter.isalnum()]
    if not MIN_LETTERS <= len(letters) <= MAX_LETTERS:
        return Counter()
    umlauts = [letter + "e?" if letter in "aou" else letter for letter in letters]
    pattern = re.compile(rf"(?<![\w@./-]){BETWEEN_LETTERS.join(umlauts)}(?![\w@]|\.\w)")
    return Counter(text[match.start() : match.end()] for match in pattern.finditer(plain))


@cache
def _without_accents() -> dict[int, str]:
    """Latin letters with accents, and each without; text keeps its length."""
    plain = {code: normalized("NFD", chr(code))[0] for code in LATIN}
    return {code: letter for code, letter in plain.items() if letter.isascii()}
