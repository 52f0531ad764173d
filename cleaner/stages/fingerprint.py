"""Hashes of a body for exact and near duplicates."""

from __future__ import annotations

import hashlib

from cleaner.model import Fingerprint
from cleaner.text import WORD, fold

SHINGLE_WORDS = 3
SIMHASH_BITS = 64
LANE_BITS = 32  # room for a count of four billion shingles a bit
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
    width = min(SHINGLE_WORDS, len(words))
    count = len(words) - width + 1
    lanes = [0] * (SIMHASH_BITS // 8)
    for start in range(count):
        shingle = " ".join(words[start : start + width]).encode()
        for place, byte in enumerate(hashlib.blake2b(shingle, digest_size=8).digest()):
            lanes[place] += SPREAD[byte]
    value = 0
    for place, lane in enumerate(lanes):
        for bit in range(8):
            ones = (lane >> (bit * LANE_BITS)) & ((1 << LANE_BITS) - 1)
            if 2 * ones > count:
                value |= 1 << (place * 8 + bit)
    return value
