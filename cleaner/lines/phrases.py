"""Find the phrase of a list with which a text begins."""

from __future__ import annotations

from collections.abc import Set

from cleaner.lines.names import fold_word

MAX_WORDS = 8


def opening_phrase(text: str, phrases: Set[str]) -> str:
    """The longest of the phrases the text begins with, as printed, more text behind it; empty where there is none."""
    words = text.split(" ")
    for count in range(min(MAX_WORDS, len(words) - 1), 0, -1):
        phrase = " ".join(words[:count])
        if fold_word(phrase) in phrases:
            return phrase
    return ""
