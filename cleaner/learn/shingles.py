"""Words in a row: how two texts are held against each other."""

from __future__ import annotations

import re
from collections import Counter

SIZE = 4  # words in a row
WORD = re.compile(r"\w+")
Shingles = Counter[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """All runs of four words of a text, in lower case, each as often as it stands there; of a shorter text itself."""
    words = WORD.findall(text.lower())
    last = max(len(words) - SIZE, 0)
    return Counter(tuple(words[start : start + SIZE]) for start in range(last + 1))


def f1(own: Shingles, wanted: Shingles) -> float:
    """F1 of one text against another, 0–1."""
    right = (own & wanted).total()
    return 2 * right / max(own.total() + wanted.total(), 1)


def share_in(own: Shingles, whole: Shingles) -> float:
    """The share of a text's runs of words that another text has."""
    found = sum(own[one] for one in own.keys() & whole.keys())
    return found / max(own.total(), 1)
