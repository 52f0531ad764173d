"""How right a choice of blocks can be expected to be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def expected_f1(scores: Sequence[float], words: Sequence[float], threshold: float) -> float:
    """F1 of the blocks above the threshold if each score is the chance that the block's words are true, 0–1."""
    true = chosen = hits = 0.0
    for score, count in zip(scores, words, strict=True):
        true += score * count
        if score > threshold:
            chosen += count
            hits += score * count
    return 2 * hits / (chosen + true) if chosen else 0.0


def calibrated(expected: float, knots: Sequence[tuple[float, float]]) -> float:
    """The F1 that pages of this expected F1 turned out to have: linear between the knots, which begin at 0."""
    for (left, low), (right, high) in pairwise([(0.0, 0.0), *knots]):
        if expected <= right:
            return low + (high - low) * (expected - left) / ((right - left) or 1.0)
    return knots[-1][1]
