"""Hashes of a body for exact and near duplicates."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Sequence

from cleaner.model import Fingerprint
from cleaner.text import WORD, fold

SHINGLE_WORDS = 3
SIMHASH_BITS = 64
SHINGLES_AT_ONCE = 1 << 12  # 64 kB
LANE_BYTES = 16  # of a hash and what a product of it takes


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
    """Each bit is what most shingles have there."""
    width = min(SHINGLE_WORDS, len(words))
    count = len(words) - width + 1
    ones = [0] * SIMHASH_BITS
    for start in range(0, count, SHINGLES_AT_ONCE):
        shingles = _shingles(words[start : start + SHINGLES_AT_ONCE + width - 1], width)
        each = int.from_bytes(b"\1" * (len(shingles) // LANE_BYTES), "little")
        for place in range(SIMHASH_BITS // 8):
            column = int.from_bytes(shingles[place::LANE_BYTES], "little")
            for bit in range(8):
                ones[8 * place + bit] += (column >> bit & each).bit_count()
    return sum(1 << bit for bit, found in enumerate(ones) if count < 2 * found)


def _shingles(words: Sequence[bytes], width: int) -> bytes:
    """The hashes of the shingles, each in the lower half of a lane. One long number, as numpy takes longer to import.

    A hash is made of its words' hashes, the second and third turned by a bit and two so that order counts.
    """
    low = int.from_bytes((b"\xff" * 8 + b"\0" * 8) * len(words), "little")
    checksums = struct.pack("<" + "Q8x" * len(words), *map(zlib.crc32, words))
    hashes = int.from_bytes(checksums, "little") * 0x9E3779B97F4A7C15 & low  # as in SplitMix64: bits are scattered
    hashes = ((hashes ^ hashes >> 30) & low) * 0xBF58476D1CE4E5B9 & low
    hashes = (hashes ^ hashes >> 27) & low
    shingles = hashes
    for place in range(1, width):
        turned = (hashes << place | hashes >> SIMHASH_BITS - place) & low
        shingles ^= turned >> place * LANE_BYTES * 8
    return shingles.to_bytes(len(checksums), "little")[: (len(words) - width + 1) * LANE_BYTES]
