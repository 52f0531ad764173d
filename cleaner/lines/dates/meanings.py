"""What the words beside a date say it is: of publication, or of the last change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from cleaner.vocabulary import ordered_words

Meaning: TypeAlias = Literal["published", "modified"]


def _shortest(words: Iterable[str]) -> list[str]:
    """The words without those that hold another one: "publicado" is found by "publicad"."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
    return kept


# Also inside a word: dumps glue the name before ("Jane DoeUpdated"), Korean and Chinese always do (기사입력).
MEANINGS: Mapping[str, Meaning] = {
    **dict.fromkeys(_shortest(ordered_words("modified_words")), "modified"),
    **dict.fromkeys(_shortest(ordered_words("published_words")), "published"),
}


def meaning_of(text: str) -> Meaning | None:
    """What the words beside a date say it is: the last word that says something decides."""
    if not text or text.isspace():  # most dates stand alone
        return None
    lower = text.lower()
    places = sorted((lower.rfind(word), word) for word in MEANINGS if word in lower)
    meaning, end = None, 0
    for start, word in places:
        if start >= end:  # "date:" in "update:" is no word of its own
            meaning, end = MEANINGS[word], start + len(word)
    return meaning
