"""Whether a block speaks of what the story speaks of: words it shares with the main text and with the prose nearby.

A teaser, a comment or a notice reads like the story and stands beside it, but speaks of other things. Lexical cohesion
after Hoey (Patterns of Lexis in Text, 1991) and Hearst (TextTiling, 1997).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

TIE_NAMES = ("tie_words", "tie_main", "tie_opening", "tie_before", "tie_behind", "tie_elsewhere")
HEAD_CHARS = 600  # the start of a block says what it is about
STEM_CHARS = 7  # in most languages words differ by case and number in their endings
WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]{2,}")  # kana, Chinese characters, Thai
FIRST_UNSPACED = "\u0e00"
MIN_WORDS = 6  # of a block: fewer say too little
OPENING = 3  # paragraphs that begin the main text
NEARBY = 3  # paragraphs on each side
UNKNOWN = -1.0


@lru_cache(maxsize=1024)  # of a dump, the texts above and below the story are asked about again
def stems(text: str) -> frozenset[str]:
    """The beginnings of the long words at the start of a text; of writing without spaces, pairs of its letters."""
    head = text[:HEAD_CHARS].lower()
    if max(head, default="") >= FIRST_UNSPACED and UNSPACED.search(head):
        return frozenset(run[at : at + 2] for run in UNSPACED.findall(head) for at in range(len(run) - 1))
    return frozenset(word[:STEM_CHARS] for word in WORD.findall(head))


def tie_columns(texts: Sequence[str], words: Numbers, prose: Numbers, main: range) -> Numbers:
    """Per block TIE_NAMES; -1 where it has too few words, or where there is nothing to compare it with.

    texts: of each block. words: of each block, 0 where it is not asked about. prose: words of a block of prose, else 0.
    main: the blocks of the main text.
    """
    import numpy as np

    columns = np.full((len(texts), len(TIE_NAMES)), UNKNOWN)
    paragraphs = {index: stems(texts[index]) for index in np.flatnonzero(prose).tolist()}
    if any(index in main for index in paragraphs):
        ties = _Ties(paragraphs, main)
        for index in np.flatnonzero(words >= MIN_WORDS).tolist():
            own = paragraphs[index] if index in paragraphs else stems(texts[index])
            if own:
                columns[index] = ties.of(index, own)
    return columns


class _Ties:
    """What the paragraphs of a page speak of. paragraphs: stems by index, in order; some are in the main text."""

    def __init__(self, paragraphs: dict[int, frozenset[str]], main: range) -> None:
        self.order, self.paragraphs, self.main = list(paragraphs), list(paragraphs.values()), main
        inside = [own for index, own in paragraphs.items() if index in main]
        self.in_main = Counter(chain.from_iterable(inside))
        self.outside = Counter(chain.from_iterable(own for index, own in paragraphs.items() if index not in main))
        self.opening = set().union(*inside[:OPENING])

    def of(self, index: int, own: frozenset[str]) -> list[float]:
        """TIE_NAMES of one block: how many stems it has, and the share of them that stands in other paragraphs too.

        Those are: of the main text, of its opening, just before the block, just behind it, outside the main text.
        """
        before, behind = bisect_left(self.order, index), bisect_right(self.order, index)
        is_paragraph, is_main = before < behind, index in self.main
        in_main = sum(self.in_main[stem] > (is_paragraph and is_main) for stem in own)
        outside = sum(self.outside[stem] > (is_paragraph and not is_main) for stem in own)
        return [
            len(own),
            in_main / len(own),
            len(own & self.opening) / len(own),
            _shared(own, self.paragraphs[max(before - NEARBY, 0) : before]),
            _shared(own, self.paragraphs[behind : behind + NEARBY]),
            outside / len(own),
        ]


def _shared(own: frozenset[str], others: Sequence[frozenset[str]]) -> float:
    """The share of the stems that others have too; UNKNOWN without others."""
    return len(own.intersection(chain.from_iterable(others))) / len(own) if others else UNKNOWN
