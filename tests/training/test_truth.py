"""truth: which blocks of a page are its true text."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidfuzz", reason="needs the extra [train]")

from training.truth import align

STORY = [
    "The council met on Monday evening in the old hall.",
    "It agreed.",
    "The bridge is to be repaired before winter.",
]


def test_blocks_of_the_story_are_told_from_those_around_it() -> None:
    assert align(["Home", *STORY, "Read also: ten ways to cook"], "\n".join(STORY)) == [False, True, True, True, False]


def test_a_teaser_that_repeats_a_sentence_is_not_the_story() -> None:
    assert align([*STORY, "Related", STORY[0]], "\n".join(STORY)) == [True, True, True, False, False]


def test_short_line_is_true_only_where_it_stands_in_the_truth() -> None:
    assert align(["It agreed.", "Menu", *STORY], "\n".join(STORY)) == [False, False, True, True, True]


def test_block_without_a_word_is_what_both_neighbours_are() -> None:
    assert align([STORY[0], "***", STORY[2], "•", "Menu"], "\n".join([STORY[0], STORY[2]])) == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_nothing_is_true_without_a_truth() -> None:
    assert align(STORY, "") == [False, False, False]
