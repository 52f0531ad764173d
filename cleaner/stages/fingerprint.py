"""Hashes of a body for exact and near duplicates."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

from cleaner.model import Fingerprint
from cleaner.text import WORD, fold

SHINGLE_WORDS = 3
SIMHASH_BITS = 64
ROWS_AT_ONCE = 1 << 16  # 64 bytes for each: 4 MB


def fingerprint(text: str) -> Fingerprint:
    """SHA-256 of the folded words, and a 64-bit simhash of their three-word shingles, both in hex.

    Simhash after Charikar, Similarity estimation techniques from rounding algorithms (2002). Two bodies that
    differ in a sentence differ in few bits. An empty text has no fingerprint.
    """
    words = " ".join(WORD.findall(fold(text))).encode()
    if not words:
        return Fingerprint()
    return Fingerprint(text=hashlib.sha256(words).hexdigest(), simhash=f"{_simhash(words.split()):016x}")


def _simhash(words: Sequence[bytes]) -> int:
    """Each bit is what most shingles have there.

    A shingle's hash is made of its words' hashes, the second and third turned by a bit and two so that order counts.
    """
    import numpy as np

    checksums = np.fromiter(map(zlib.crc32, words), np.uint64, len(words))
    hashes = checksums * np.uint64(0x9E3779B97F4A7C15)  # as in SplitMix64: bits are scattered
    hashes = (hashes ^ hashes >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    width = min(SHINGLE_WORDS, len(hashes))
    count = len(hashes) - width + 1
    shingles = hashes[:count].copy()
    for place in range(1, width):
        turned = hashes << np.uint64(place) | hashes >> np.uint64(SIMHASH_BITS - place)
        shingles ^= turned[place : place + count]
    ones = np.zeros(SIMHASH_BITS, np.int64)
    for start in range(0, count, ROWS_AT_ONCE):
        rows = shingles[start : start + ROWS_AT_ONCE].astype(">u8")
        bits = np.unpackbits(rows.view(np.uint8).reshape(-1, 8), axis=1)
        ones += bits.sum(axis=0, dtype=np.int64)
    return int.from_bytes(np.packbits(count < 2 * ones).tobytes(), "big")
