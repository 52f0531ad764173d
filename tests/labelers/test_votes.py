"""votes: how much trafilatura's vote counts, block by block."""

from __future__ import annotations

from cleaner.labelers.block_model import BlockScores
from cleaner.labelers.votes import INNER_NO, WEIGHT, weigh_votes


def scores(*likely: float, words: float = 40.0) -> BlockScores:
    return BlockScores(likely, 0.5, 0.6, (words,) * len(likely))


def test_a_yes_beside_the_story_counts_nothing_and_a_no_counts() -> None:
    assert weigh_votes(scores(0.2, 0.9, 0.9, 0.2, 0.6), {0, 1, 2, 3}) == [0.0, WEIGHT, WEIGHT, 0.0, WEIGHT]


def test_between_two_blocks_that_both_take_a_yes_counts_more_than_a_no() -> None:
    assert weigh_votes(scores(0.9, 0.2, 0.7, 0.9), {0, 1, 3}) == [WEIGHT, WEIGHT, INNER_NO, WEIGHT]


def test_a_choice_of_another_part_of_the_page_counts_nothing() -> None:
    assert weigh_votes(scores(0.9, 0.9, 0.9, 0.2, 0.2), {3, 4}) == [0.0] * 5
    assert weigh_votes(scores(0.9, 0.9, 0.9, 0.9, 0.9, 0.2), {4, 5}) == [0.0] * 6


def test_where_the_model_has_chosen_next_to_nothing_every_vote_counts() -> None:
    assert weigh_votes(scores(0.2, 0.6, 0.1, words=9), {0, 2}) == [WEIGHT] * 3
    assert weigh_votes(scores(), set()) == []
