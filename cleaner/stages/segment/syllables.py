"""Korean lines that end inside a word: terminals and printers break them behind any syllable, as they do Chinese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

FIRST, LAST = "\uac00", "\ud7a3"  # syllables of Hangul
MEETING = re.compile(r"(?=([\uac00-\ud7a3] ?\S|\S ?[\uac00-\ud7a3])).")


class Syllables:
    """Where the lines of a dump have spaces beside syllables, counted when first asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

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

    def touch(self, before: str, after: str) -> bool:
        """Whether two parts of a text are one word where they meet: as their signs mostly stand in the others."""
        if not any(FIRST <= sign <= LAST for sign in (before[-1], after[0])):
            return False
        counts = self._counts
        first, last, all_pairs = (
            (counts[sign, place, 3] + 0.5) / (counts[sign, place, 2] + 0.5)
            for sign, place in ((before[-1], 0), (after[0], -1), ("", 0))
        )
        return first * last < all_pairs
