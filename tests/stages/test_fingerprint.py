"""fingerprint: equal for equal words, near for near texts."""

from __future__ import annotations

import zlib

import pytest

from cleaner.stages.fingerprint import fingerprint

STORY = " ".join(f"Sentence number {n} tells of harbour {n % 7} and bridge {n % 5}." for n in range(60))


def distance(one: str, other: str) -> int:
    first, second = fingerprint(one).simhash, fingerprint(other).simhash
    assert first is not None
    assert second is not None
    return (int(first, 16) ^ int(second, 16)).bit_count()


def test_case_quotes_and_white_space_do_not_matter() -> None:
    assert fingerprint("He said:  “Yes”.") == fingerprint('HE SAID: "yes".')


def test_near_texts_are_near_and_others_far() -> None:
    near = distance(STORY, STORY + " One more sentence follows here.")
    far = distance(STORY, " ".join(f"Quite another tale about {n} horses in the rain" for n in range(60)))
    assert near <= 6 < far


def test_no_words_no_fingerprint() -> None:
    assert fingerprint(" … ").text is None


def simhash_word_by_word(words: list[str]) -> int:
    """The definition, one word after the other."""

    def turn(value: int, bits: int) -> int:
        return (value << bits | value >> (64 - bits)) & (1 << 64) - 1

    def scatter(value: int) -> int:
        value = value * 0x9E3779B97F4A7C15 & (1 << 64) - 1
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
        return value ^ value >> 27

    hashes = [scatter(zlib.crc32(word.encode())) for word in words]
    rows = [hashes[place:] for place in range(min(3, len(words)))]
    shingles = [0] * len(rows[-1])
    for place, row in enumerate(rows):
        shingles = [known ^ turn(value, place) for known, value in zip(shingles, row, strict=False)]
    return sum(1 << bit for bit in range(64) if 2 * sum(value >> bit & 1 for value in shingles) > len(shingles))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 130, 131, 700])
def test_all_words_at_once_give_what_they_give_one_by_one(count: int) -> None:
    words = [f"wörter{number % 97}" for number in range(count)]
    assert fingerprint(" ".join(words)).simhash == f"{simhash_word_by_word(words):016x}"


def test_long_texts_are_worked_on_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fingerprint(STORY)
    monkeypatch.setattr("cleaner.stages.fingerprint.SHINGLES_AT_ONCE", 7)
    assert fingerprint(STORY) == whole
