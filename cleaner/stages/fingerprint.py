"""Hashes of a body for exact and near duplicates."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

from cleaner.model import Fingerprint
from cleaner.text import WORD, fold

SHINGLE_WORDS = 3
SIMHASH_BITS = 64
ROWS_AT_ONCE = 1 << 16  # a byte for each bit: 4 MB
# What WORD takes for a letter of a word stays, the rest becomes a space: a tenth of the pattern's time.
ASCII_WORDS = bytes(code if WORD.fullmatch(chr(code)) else 32 for code in range(128)).ljust(256)


def fingerprint(text: str) -> Fingerprint:
    """SHA-256 of the folded words, and a 64-bit simhash of their three-word shingles, both in hex.

    Simhash after Charikar, Similarity estimation techniques from rounding algorithms (2002). Two bodies that
    differ in a sentence differ in few bits. An empty text has no fingerprint.
    """
    words = _words(fold(text))
    if not words:
        return Fingerprint()
    simhash = _simhash([zlib.crc32(word) for word in words])
    return Fingerprint(text=hashlib.sha256(b" ".join(words)).hexdigest(), simhash=f"{simhash:016x}")


def _words(folded: str) -> list[bytes]:
    """The words of a folded text in UTF-8; folding has made most English text ASCII."""
    if folded.isascii():
        return folded.encode().translate(ASCII_WORDS).split()
    return " ".join(WORD.findall(folded)).encode().split()


def _simhash(checksums: Sequence[int]) -> int:
    """Each bit is what most shingles have there. checksums: 32 bits of each word, in order.

    A shingle's hash is made of its words' hashes, the second and third turned by a bit and two so that order counts.
    """
    import numpy as np

    hashes = np.array(checksums, np.uint64) * np.uint64(0x9E3779B97F4A7C15)  # as in SplitMix64: bits are scattered
    hashes = (hashes ^ hashes >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    width = min(SHINGLE_WORDS, len(hashes))
    count = len(hashes) - width + 1
    shingles = hashes[:count].copy()
    for place in range(1, width):
        turned = hashes << np.uint64(place) | hashes >> np.uint64(SIMHASH_BITS - place)
        shingles ^= turned[place : place + count]
    rows = shingles.astype("<u8").view(np.uint8).reshape(count, -1)
    ones = np.zeros(SIMHASH_BITS, np.int64)
    for start in range(0, count, ROWS_AT_ONCE):
        bits = np.unpackbits(rows[start : start + ROWS_AT_ONCE], axis=1, bitorder="little")
        ones += bits.sum(axis=0, dtype=np.int64)
    return int.from_bytes(np.packbits(2 * ones > count, bitorder="little").tobytes(), "little")
