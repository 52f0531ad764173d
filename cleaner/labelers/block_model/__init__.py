"""The learned voice: how likely each block is part of the story, on pages and on dumps.

A gradient-boosted forest over what a block is like, what stands around it and where it stands; `python -m
training.train` makes its weights. Block classification with context after Kohlschütter et al. (Boilerplate
detection using shallow text features, 2010) and Vogels et al. (Web2Text, 2018); trees after CatBoost.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleaner.labelers.block_model.context import COLUMN, features
from cleaner.labelers.block_model.measures import Reference
from cleaner.labelers.block_model.weights import calibrated, load_weights
from cleaner.model import Label, Page


class Opinion(Struct, frozen=True):
    """scores: P(body), one per block, 0 where a rule has spoken. threshold: above it a block is body.

    expected_f1: of the body so chosen. words: of each block, as the model counts them.
    open: whether no rule has spoken for the block.
    """

    scores: tuple[float, ...]
    threshold: float
    expected_f1: float
    words: tuple[float, ...]
    open: tuple[bool, ...]

    def with_votes(self, votes: frozenset[int], weight: float) -> Opinion:
        """The opinion with another voice's choice mixed in; expected_f1 stays what the model thought alone."""
        mixed = tuple(
            round((1 - weight) * score + weight * (index in votes), 4) for index, score in enumerate(self.scores)
        )
        return Opinion(mixed, self.threshold, self.expected_f1, self.words, self.open)

    @property
    def kept(self) -> frozenset[int]:
        """Indices of the open blocks that are body."""
        pairs = enumerate(zip(self.scores, self.open, strict=True))
        return frozenset(index for index, (score, is_open) in pairs if is_open and score > self.threshold)


def judge_blocks(page: Page, labels: Sequence[Label | None], reference: Reference) -> Opinion:
    """What the model thinks of each block of a page. labels: what rules have said, None where they have not.
    reference: what the page says of its story.

    Deterministic on one machine and between machines: questions compare single numbers, answers are summed as whole
    numbers. Cost: about 40 µs a block.
    """
    weights = load_weights(page.document.kind)
    threshold = weights.manifest.threshold
    if not page.blocks:
        return Opinion((), threshold, 0.0, (), ())
    rows = features(page, labels, weights.small_words, weights.manifest.tokens, weights.manifest.words, reference)
    is_open = tuple(label is None for label in labels)
    scores = [0.0] * len(is_open)
    asked = [index for index, may in enumerate(is_open) if may]
    for index, score in zip(asked, weights.forest.scores(rows[asked]).tolist(), strict=True):
        scores[index] = score
    words = tuple(rows[:, COLUMN["words"]].tolist())
    expected = expected_f1(scores, words, is_open, threshold)
    return Opinion(tuple(scores), threshold, calibrated(expected, weights.manifest.calibration), words, is_open)


def expected_f1(scores: Sequence[float], words: Sequence[float], is_open: Sequence[bool], threshold: float) -> float:
    """F1 of the chosen words if each block's score is the chance that its words are true, 0–1."""
    true = chosen = hits = 0.0
    for score, count, may in zip(scores, words, is_open, strict=True):
        if may:
            true += score * count
            if score > threshold:
                chosen += count
                hits += score * count
    return 2 * hits / (chosen + true) if chosen else 0.0
