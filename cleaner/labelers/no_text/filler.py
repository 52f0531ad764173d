"""Filler in the place of a text's end: lorem ipsum behind a paywall."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaner.text import count_words, ends_sentence, fold
from cleaner.vocabulary import ordered_words

MIN_FILLER = 2  # fillers in one of the texts: a sentence on filler texts names one
MIN_BEFORE = 40  # words of the story before a template's fillers: the same text again and again
MAX_SHARED = 1 / 3  # of a filler text's words that the story uses, too


def find_filler(texts: Sequence[str]) -> set[int]:
    """The places of filler texts at the end of a story; a page in Latin, or one to try out a design, keeps them.

    They are less than the story, unless one stands there twice: a template that nobody has filled.
    """
    words = ordered_words("filler_texts")
    if not any(map("\n".join(texts).__contains__, words)):
        return set()
    counts = [sum(map(text.__contains__, words)) for text in texts]
    used = {word for text, count in zip(texts, counts, strict=True) if not count for word in fold(text).split()}
    filler = {place for place, count in enumerate(counts) if count and _shared(texts[place], used) < MAX_SHARED}
    if max(counts) < MIN_FILLER or not filler:
        return set()
    first = min(filler)
    filled, before = _words(texts, filler), _words(texts, range(first))
    behind = _words(texts, range(first, len(texts))) - filled
    is_template = before >= MIN_BEFORE and len({texts[place] for place in filler}) < len(filler)
    if filled <= behind or not (before > filled or is_template):
        return set()
    return filler | {place for place in range(first, max(filler)) if not ends_sentence(texts[place])}  # its headings


def _shared(text: str, used: Collection[str]) -> float:
    """The share of a text's words that are used elsewhere."""
    words = fold(text).split()
    return sum(word in used for word in words) / len(words)


def _words(texts: Sequence[str], places: Collection[int]) -> int:
    return sum(count_words(texts[place]) for place in places)
