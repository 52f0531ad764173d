"""Whether the paragraphs of a text speak of the same things, as those of one story do and teasers do not.

Words that come again, after Hoey (Patterns of Lexis in Text, 1991) and Hearst (TextTiling, 1997).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, compress, islice

MIN_WORDS, MAX_CHARS = 12, 240  # of a paragraph, and what is looked at of one
LONG_CHARS = 6  # of a word that says what a text is about
MAX_PARAGRAPHS, MIN_PARAGRAPHS = 16, 3
COHESION_NAMES = ("cohesion", "cohesion_of")
TOO_SHORT = (-1.0, 0.0)
DIGITS = 4


def cohesion(texts: Sequence[str], words: Sequence[float], is_body: Sequence[bool]) -> tuple[float, float]:
    """COHESION_NAMES: share of the long words of paragraphs of the body that another one has too, and of how many.

    words: of each text. -1 for fewer than three paragraphs, or writing without spaces.
    """
    is_paragraph = [kept and count >= MIN_WORDS for kept, count in zip(is_body, words, strict=True)]
    paragraphs = islice(compress(texts, is_paragraph), MAX_PARAGRAPHS)
    found = [{word for word in text[:MAX_CHARS].lower().split() if len(word) >= LONG_CHARS} for text in paragraphs]
    if len(found) < MIN_PARAGRAPHS:
        return TOO_SHORT
    counts = Counter(chain.from_iterable(found))
    repeated = sum(count for count in counts.values() if count > 1)
    return round(repeated / (counts.total() or 1), DIGITS), float(len(found))
