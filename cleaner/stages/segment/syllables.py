"""Korean lines that end inside a word: terminals and printers break them behind any syllable, as they do Chinese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

FIRST, LAST = "\uac00", "\ud7a3"  # syllables of Hangul
MEETING = re.compile(r"(?=([\uac00-\ud7a3] ?\S|\S ?[\uac00-\ud7a3])).")


def met_syllables(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines that end with a syllable, above one that begins with one."""
    for before, after in pairwise(texts):
        if FIRST <= before[-1:] <= LAST and FIRST <= after.lstrip()[:1] <= LAST:
            yield before, after


class Syllables:
    """Where the lines of a dump have spaces beside syllables, counted when first asked for."""

    def __init__(self, texts: Iterable[str], ends: Iterable[bool] = ()) -> None:
        """ends: of each line that goes on behind a syllable with another, whether it is full."""
        self._texts = texts
        self._ends = ends

    @cached_property
    def _counts(self) -> Counter[tuple[str, int, int]]:
        """How often each sign stands first (0) or last (-1) where two meet, by their length: 3 with a space."""
        meetings = Counter(found for text in self._texts for found in MEETING.findall(text))
        counts: Counter[tuple[str, int, int]] = Counter()
        for found, count in meetings.items():
            for place in (0, -1):
                counts[found[place], place, len(found)] += count
                counts["", place, len(found)] += count
        return counts

    @cached_property
    def _are_cut(self) -> bool:
        """Whether lines end behind any syllable, and so at the width; else they end between words, as many before."""
        ends = list(self._ends)
        return 2 * sum(ends) >= len(ends)

    def touch(self, before: str, after: str) -> bool:
        """Whether two parts of a text are one word where they meet: as their signs mostly stand in the others."""
        if not any(FIRST <= sign <= LAST for sign in (before[-1], after[0])) or not self._are_cut:
            return False
        counts = self._counts
        first, last, all_pairs = (
            (counts[sign, place, 3] + 0.5) / (counts[sign, place, 2] + 0.5)
            for sign, place in ((before[-1], 0), (after[0], -1), ("", 0))
        )
        return first * last < all_pairs
