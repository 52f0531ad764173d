"""Hashes of a body for exact and near duplicates."""

from __future__ import annotations

import hashlib
import sys
import zlib
from array import array
from collections import Counter

from cleaner.model import Fingerprint
from cleaner.text import WORD, fold

SHINGLE_WORDS = 3
SIMHASH_BITS = 64
LANE_BITS = 32  # room for a count of four billion shingles a bit
LANE = (1 << LANE_BITS) - 1
ALL_BITS = (1 << SIMHASH_BITS) - 1
# For each value of a byte: its eight bits spread into eight lanes, so that one addition counts eight bits.
SPREAD = tuple(sum(((byte >> bit) & 1) << (bit * LANE_BITS) for bit in range(8)) for byte in range(256))


def fingerprint(text: str) -> Fingerprint:
    """SHA-256 of the folded words, and a 64-bit simhash of their three-word shingles, both in hex.

    Simhash after Charikar, Similarity estimation techniques from rounding algorithms (2002). Two bodies that
    differ in a sentence differ in few bits. An empty text has no fingerprint.
    """
    words = WORD.findall(fold(text))
    if not words:
        return Fingerprint()
    return Fingerprint(text=hashlib.sha256(" ".join(words).encode()).hexdigest(), simhash=f"{_simhash(words):016x}")


def _simhash(words: list[str]) -> int:
    """Each bit is what most shingles have there. A shingle's hash is made of its words' hashes, each hashed once."""
    width = min(SHINGLE_WORDS, len(words))
    known = {word: _scatter(zlib.crc32(word.encode())) for word in set(words)}
    hashes = [known[word] for word in words]
    turned = [hashes[shift:] for shift in range(width)]
    shingles = [_mix(*row) for row in zip(*turned, strict=False)]  # the later lists are shorter by their shift
    packed = array("Q", shingles)
    if sys.byteorder == "big":
        packed.byteswap()
    columns = packed.tobytes()
    value = 0
    for place in range(SIMHASH_BITS // 8):
        counts = sum(SPREAD[byte] * count for byte, count in Counter(columns[place::8]).items())
        for bit in range(8):
            if 2 * ((counts >> (bit * LANE_BITS)) & LANE) > len(shingles):
                value |= 1 << (place * 8 + bit)
    return value


def _scatter(checksum: int) -> int:
    """64 bits from 32, every bit of the one in play for every bit of the other (the finish of SplitMix64)."""
    value = checksum * 0x9E3779B97F4A7C15 & ALL_BITS
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & ALL_BITS
    return value ^ value >> 27


def _mix(first: int, second: int = 0, third: int = 0) -> int:
    """The words' hashes, the second and third turned by a bit and two, so that their order counts."""
    return first ^ ((second << 1 | second >> 63) & ALL_BITS) ^ ((third << 2 | third >> 62) & ALL_BITS)
