"""doubt: what speaks for and against the body of a page."""

from __future__ import annotations

import numpy as np

from cleaner.labelers.block_model.doubt import DOUBT_NAMES, NO_VOTES, doubts, vote_doubts

COLUMNS = ("words", "prose", "in_article_body", "has_article_body", "text_words_mean", "repeats")
WORDS = (2, 20, 20, 20, 20)


def numbers(scores: list[float], **columns: list[float]) -> dict[str, float]:
    """DOUBT_NAMES of a dump of a headline and four sentences, of which those above .5 are body."""
    given = {"words": WORDS, "prose": [0, 1, 1, 1, 1], "in_article_body": [-1] * 5, "repeats": [1] * 5, **columns}
    rows = np.array([given.get(name, [0] * 5) for name in COLUMNS], dtype=np.float32).T
    likely = np.array(scores)
    column = {name: number for number, name in enumerate(COLUMNS)}
    return dict(zip(DOUBT_NAMES, doubts(rows, column, likely, likely > 0.5, 0.9), strict=True))


def test_a_sure_body_has_no_doubts() -> None:
    sure = numbers([0, 1, 1, 1, 1])
    assert {sure[name] for name in ("doubt_in", "doubt_out", "shaky_in", "shaky_out", "prose_between")} == {0.0}
    assert sure["largest_run"] == 1.0


def test_doubts_are_shares_of_the_words_of_the_body() -> None:
    unsure = numbers([0, 0.6, 1, 1, 0.4])
    assert unsure["shaky_in"] == round(20 / 60, 4)
    assert unsure["doubt_in"] == round(0.4 * 20 / 60, 4)
    assert unsure["shaky_out"] == round(20 / 60, 4)


def test_runs_end_where_other_prose_stands() -> None:
    parted = numbers([0, 1, 0, 1, 1])
    assert parted["largest_run"] == round(40 / 60, 4)
    assert (parted["prose_before"], parted["prose_between"], parted["prose_behind"]) == (0.0, round(20 / 60, 4), 0.0)


def test_copies_and_lost_sentences_of_the_declared_body_count() -> None:
    assert numbers([0, 1, 1, 0, 0], repeats=[1, 1, 2, 1, 1])["repeated_in"] == 0.5
    lost = numbers([0, 1, 1, 0, 0], in_article_body=[0, 1, 1, 1, 0], has_article_body=[1] * 5)
    assert (lost["declared_in"], lost["declared_out"]) == (1.0, 0.5)


def test_without_a_body_there_is_nothing_to_doubt() -> None:
    assert set(numbers([0.0] * 5).values()) == {-1.0}


def test_votes_agree_by_words() -> None:
    assert vote_doubts({1, 2}, {2, 3}, WORDS) == (round(1 / 3, 4),) * 3
    assert vote_doubts({1, 2}, (), WORDS) == NO_VOTES
