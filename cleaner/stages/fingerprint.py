"""Hashes of a body for exact and near duplicates."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence

from cleaner.model import Fingerprint
from cleaner.text import WORD, fold_signs

SHINGLE_WORDS = 3
SIMHASH_BITS = 64
LOW_BITS = 0x0101010101010101  # of the eight bytes of a number
MAX_IN_BYTE = 255
ROWS_AT_ONCE = 1 << 16  # eight numbers for each: 4 MB
# What WORD takes for a letter of a word stays, the rest becomes a space: a tenth of the pattern's time. The bytes of
# characters beyond ASCII stay.
ASCII_WORDS = bytes(code if code > 127 or WORD.fullmatch(chr(code)) else 32 for code in range(256))
OTHER_SIGN = re.compile(r"[^\w\x00-\x7f]")


def fingerprint(text: str) -> Fingerprint:
    """SHA-256 of the folded words, and a 64-bit simhash of their three-word shingles, both in hex.

    Simhash after Charikar, Similarity estimation techniques from rounding algorithms (2002). Two bodies that
    differ in a sentence differ in few bits. An empty text has no fingerprint.
    """
    words = _words(fold_signs(text))
    if not words:
        return Fingerprint()
    simhash = _simhash(words)
    return Fingerprint(text=hashlib.sha256(b" ".join(words)).hexdigest(), simhash=f"{simhash:016x}")


def _words(folded: str) -> list[bytes]:
    """The words of a text in UTF-8, its signs folded."""
    plain = folded if folded.isascii() else OTHER_SIGN.sub(" ", folded)
    return plain.encode().translate(ASCII_WORDS).split()


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
    # Eight bits are counted in one sum: each has a byte of the number to itself, for as many shingles as a byte counts.
    ones = np.zeros((8, 8), np.int64)  # of bit n: row n % 8, column n // 8
    for start in range(0, count, ROWS_AT_ONCE):
        rows = shingles[start : start + ROWS_AT_ONCE]
        lanes = rows >> np.arange(8, dtype=np.uint64)[:, None] & np.uint64(LOW_BITS)
        sums = np.add.reduceat(lanes, range(0, len(rows), MAX_IN_BYTE), axis=1).astype("<u8")
        ones += sums.view(np.uint8).reshape(8, -1, 8).sum(axis=1, dtype=np.int64)
    return int.from_bytes(np.packbits(count < 2 * ones.T, bitorder="little").tobytes(), "little")
