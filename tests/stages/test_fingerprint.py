"""fingerprint: equal for equal words, near for near texts."""

from __future__ import annotations

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
