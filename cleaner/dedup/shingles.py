"""A text as the set of its shingles: hashed runs of three words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaner.text import UNSPACED, WORD, fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE_WORDS = 3
PIECE = re.compile(rf"{UNSPACED.pattern}+|(?:(?!{UNSPACED.pattern})\w)+")
# Odd 64-bit multipliers of a multilinear hash, one a word; the upper half of the sum is the shingle's hash.
MULTIPLIERS = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def words_of(text: str) -> list[str]:
    """The folded words of a text; of scripts without spaces the overlapping pairs of characters.

    A run of Han is one `\\w+` however long, and no edited copy of it would share a word with the original.
    """
    folded = fold(text)
    if not UNSPACED.search(folded):
        return WORD.findall(folded)
    return [word for piece in PIECE.findall(folded) for word in _split(piece)]


def shingles_of(words: list[str]) -> NDArray[np.uint32]:
    """The distinct hashes of all runs of three words, sorted; of fewer words one hash; of none an empty array."""
    import numpy as np  # 80 ms that only a run of dedup needs

    checksums = (zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words)
    hashes = np.fromiter(checksums, dtype=np.uint64, count=len(words))
    width = min(SHINGLE_WORDS, len(words))
    count = len(words) - width + 1 if words else 0
    mixed = np.zeros(count, dtype=np.uint64)
    for shift in range(width):
        mixed += hashes[shift : shift + count] * np.uint64(MULTIPLIERS[shift])
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def _split(piece: str) -> Iterator[str]:
    if len(piece) < 2 or not UNSPACED.match(piece):
        yield piece
        return
    for start in range(len(piece) - 1):
        yield piece[start : start + 2]
