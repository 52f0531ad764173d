"""What the words of short blocks speak for: `subscribe` against the story, `said` for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import fsum

MAX_WORDS = 15  # of longer blocks the shape says enough; what they are about must not count
LEARNED = 3  # numbers a block
WORD = re.compile(r"[^\W\d_]{2,}")


def words_of(text: str) -> list[str]:
    """The words of a short block, lower case; none for a long one."""
    if text.count(" ") >= MAX_WORDS:
        return []
    return WORD.findall(text.lower())


def word_scores(texts: Iterable[str], weights: Mapping[str, float]) -> Iterator[tuple[float, float, float]]:
    """Per text the mean, lowest and highest weight of its known words; zeros where none is known."""
    for text in texts:
        known = [weights[word] for word in words_of(text) if word in weights]
        yield (fsum(known) / len(known), min(known), max(known)) if known else (0.0, 0.0, 0.0)
