"""page_score: how right the body of a page can be expected to be."""

from __future__ import annotations

from math import isclose

from cleaner.labelers.block_model.final_body import FINAL_NAMES
from cleaner.labelers.block_model.page_score import FARTHEST, ScoreWeights, Term, evaluate, read_manifest, score_page

WEIGHTS = ScoreWeights(0.0, (Term("expected", 0.9, 0.1, 2.0), Term("doubt_in", 0.1, 0.1, -1.0)), 0.8)
# A page as the weights know it: every number at its mean.
MEANS = {term.name: term.mean for term in read_manifest().kinds["html"].terms}


def page(**numbers: float) -> list[float]:
    return list(({name: MEANS.get(name, 0.0) for name in FINAL_NAMES} | numbers).values())


def score(**numbers: float) -> float:
    return score_page("html", page(**numbers)).expected_f1


def test_what_lies_at_the_mean_says_nothing() -> None:
    assert evaluate(WEIGHTS, page(expected=0.9, doubt_in=0.1)) == 0.5
    assert (
        evaluate(WEIGHTS, page(expected=1.0, doubt_in=0.1)) > 0.5 > evaluate(WEIGHTS, page(expected=0.9, doubt_in=0.2))
    )


def test_a_number_far_off_is_bounded() -> None:
    far = evaluate(WEIGHTS, page(expected=-100.0, doubt_in=0.1))
    assert isclose(far, evaluate(WEIGHTS, page(expected=0.9 - FARTHEST * 0.1, doubt_in=0.1)))


def test_doubts_lower_the_score() -> None:
    assert score(expected=0.6) < score() < score(expected=0.99)
    assert score(doubt_in=0.4, shaky_in=0.8, last_score=0.5) < score()


def test_page_without_blocks_has_no_score() -> None:
    assert score_page("text", ()).is_unsure


def test_weights_name_numbers_that_there_are() -> None:
    for weights in read_manifest().kinds.values():
        assert {term.name for term in weights.terms} <= set(FINAL_NAMES)
        assert 0.5 < weights.unsure_below < 1.0
