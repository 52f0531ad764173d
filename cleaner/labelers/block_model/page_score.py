"""How right the body of a page can be expected to be: a logistic regression over numbers of the whole page.

Learned from bodies with known text that the block model chose on pages of outlets it had not seen; `python -m
training.pages` makes its weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cleaner.labelers.block_model.final_body import FINAL_NAMES
from cleaner.model import DocumentKind, Labels
from cleaner.structs import resolved

PATH = Path(__file__).parent / "weights" / "scores.json"
FARTHEST = 4.0  # a number farther from the mean, in deviations, says no more
COLUMN = {name: number for number, name in enumerate(FINAL_NAMES)}
DIGITS = 4  # what exp() differs in between machines does not reach a record


class Term(Struct, frozen=True):
    """One of FINAL_NAMES: mean and deviation on the pages learned from, and what it weighs."""

    name: str
    mean: float
    deviation: float
    weight: float


class ScoreWeights(Struct, frozen=True):
    """Of one kind of page. unsure_below: score below which a body is called unsure."""

    bias: float
    terms: tuple[Term, ...]
    unsure_below: float


@resolved
class ScoreManifest(Struct, frozen=True):
    """The weights, and what they were made from. data: digest of each data set. figures: cross-validated by outlet."""

    command: str
    data: Mapping[str, str]
    settings: Mapping[str, float]
    figures: Mapping[str, Mapping[str, float]]
    kinds: Mapping[str, ScoreWeights]


class PageScore(Struct, frozen=True):
    """expected_f1: of the body, 0–1. is_unsure: so low that the body is rather wrong."""

    expected_f1: float
    is_unsure: bool


def with_score(kind: DocumentKind, labels: Labels) -> Labels:
    """The labels of a page as they are in the end, with the score of their body where the block model named it."""
    if labels.numbers_of is None:
        return labels
    numbers = labels.numbers_of(labels.labels)
    score = score_page(kind, numbers)
    doubts = () if score.is_unsure else labels.doubts
    flags = tuple(flag for flag in labels.flags if flag not in doubts)
    scored = replace(labels, expected_f1=score.expected_f1, is_unsure=score.is_unsure, flags=flags)
    return replace(scored, numbers=numbers, numbers_of=None)


def score_page(kind: DocumentKind, numbers: Sequence[float]) -> PageScore:
    """The score of a body. numbers: FINAL_NAMES; empty for a page without blocks."""
    if not numbers:
        return PageScore(0.0, is_unsure=True)
    weights = read_manifest().kinds[kind]
    score = round(evaluate(weights, numbers), DIGITS)
    return PageScore(score, score < weights.unsure_below)


def evaluate(weights: ScoreWeights, numbers: Sequence[float]) -> float:
    """The regression's answer. numbers: FINAL_NAMES."""
    total = weights.bias
    for term in weights.terms:
        deviations = (numbers[COLUMN[term.name]] - term.mean) / term.deviation
        total += term.weight * max(-FARTHEST, min(FARTHEST, deviations))
    return 1 / (1 + exp(-total))


@lru_cache(maxsize=1)
def read_manifest() -> ScoreManifest:
    """The manifest that ships."""
    return msgspec.json.decode(PATH.read_bytes(), type=ScoreManifest)
