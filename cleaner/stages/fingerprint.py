"""Hashes of a body for exact and near duplicates."""

from __future__ import annotations

import hashlib
import sys
import zlib
from array import array

from cleaner.model import Fingerprint
from cleaner.text import WORD, fold

SHINGLE_WORDS = 3
SIMHASH_BITS = 64
HASH = (1 << SIMHASH_BITS) - 1
LANE_BITS = 2 * SIMHASH_BITS  # room for the product of two hashes
LANE_BYTES = LANE_BITS // 8
# What WORD takes for a letter of a word stays, the rest becomes a space: a tenth of the pattern's time.
ASCII_WORDS = bytes(code if WORD.fullmatch(chr(code)) else 32 for code in range(128)).ljust(256)
FOLDS = 7  # of a column of bits: its parts then are up to 128, which a byte holds


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
    return [word.encode() for word in WORD.findall(folded)]


def _simhash(checksums: list[int]) -> int:
    """Each bit is what most shingles have there. checksums: 32 bits of each word, in order.

    All words are worked on at once, as lanes of one long integer: a fifth of the time of one after the other. A
    shingle's hash is made of its words' hashes, the second and third turned by a bit and two so that order counts.
    """
    width = min(SHINGLE_WORDS, len(checksums))
    lanes = int.from_bytes(b"\1".ljust(LANE_BYTES, b"\0") * len(checksums), "little") * HASH
    hashes = _scatter(checksums, lanes)
    shingles = hashes
    for place in range(1, width):
        turned = (hashes << place | hashes >> (SIMHASH_BITS - place)) & lanes
        shingles ^= turned >> (place * LANE_BITS)
    count = len(checksums) - width + 1
    packed = array("Q", shingles.to_bytes(len(checksums) * LANE_BYTES, "little")[: count * LANE_BYTES])
    return _majority(int.from_bytes(packed[::2].tobytes(), "little"), count)


def _scatter(checksums: list[int], lanes: int) -> int:
    """A hash in each lane from 32 bits: each bit of the one is in play for each bit of the other (as in SplitMix64)."""
    words, spread = array("I", checksums), array("I", bytes(LANE_BYTES * len(checksums)))
    if sys.byteorder == "big":
        words.byteswap()
    spread[:: LANE_BYTES // words.itemsize] = words
    hashes = int.from_bytes(spread.tobytes(), "little") * 0x9E3779B97F4A7C15 & lanes
    hashes = (hashes ^ hashes >> 30 & lanes) * 0xBF58476D1CE4E5B9 & lanes
    return hashes ^ hashes >> 27 & lanes


def _majority(rows: int, count: int) -> int:
    """The bits that are set in more than half of the rows of 64 bits.

    Of each byte of a row one bit is looked at, in all rows at once; the rows are folded in half and added up until
    few are left.
    """
    places = SIMHASH_BITS // 8
    ones = int.from_bytes(b"\1" * places * count, "little")
    value = 0
    for bit in range(8):
        counts, height = rows >> bit & ones, count
        for _ in range(FOLDS):
            height = (height + 1) // 2
            half = height * SIMHASH_BITS
            counts = (counts >> half) + (counts & (1 << half) - 1)
        column = counts.to_bytes(height * places, "little")
        for place in range(places):
            if 2 * sum(column[place::places]) > count:
                value |= 1 << (place * 8 + bit)
    return value
