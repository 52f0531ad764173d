"""Find the phrase of a list with which a text begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Set

from cleaner.lines.names import fold_word
from cleaner.text import UNSPACED

MAX_WORDS = 8
QUOTES = ('"', "«", "„", "“")


def opening_phrase(text: str, phrases: Set[str]) -> str:
    """The longest of the phrases the text begins with, as printed, more text behind it; empty where there is none."""
    words = text.split(" ")
    for count in range(min(MAX_WORDS, len(words) - 1), 0, -1):
        phrase = " ".join(words[:count])
        if fold_word(phrase) in phrases:
            return phrase
    return ""


class Phrases:
    """Phrases that a text is looked up in, case aside. As the alternatives of a pattern they take 5 ms of a start."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._longest_first = tuple(sorted(phrases, key=len, reverse=True))

    def cut_end(self, text: str, gap: str) -> str:
        """The text without the longest phrase it ends with, behind a character of the gap or an unspaced letter."""
        plain = small(text)
        if plain.endswith(self._longest_first):
            for phrase in self._longest_first:
                rest = text[: len(text) - len(phrase)]
                if plain.endswith(phrase) and rest and (rest[-1] in gap or is_unspaced(rest[-1])):
                    return rest.rstrip(gap)
        return text

    def cut_front(self, text: str, *, may_touch: bool = False) -> str:
        """The text without the longest phrase it begins with, before a space.

        may_touch: or before a quote, or where the phrase is of a script without spaces.
        """
        plain = small(text)
        if plain.startswith(self._longest_first):
            for phrase in self._longest_first:
                rest = text[len(phrase) :]
                touches = may_touch and (rest[:1] in QUOTES or is_unspaced(phrase[-1]))
                if plain.startswith(phrase) and (rest[:1] == " " or touches):
                    return rest.lstrip()
        return text


def small(text: str) -> str:
    """The text in small letters, in Turkish too."""
    return text.replace("İ", "i").casefold()


def is_unspaced(char: str) -> bool:
    """Whether a word may follow the character without a space: it is of such a script, or closes a bracket."""
    return char in ")㈱㈜" or "\uac00" <= char <= "\ud7a3" or UNSPACED.match(char) is not None
