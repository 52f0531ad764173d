"""The learned labeler: how likely each block is part of the story, on pages and on dumps.

A gradient-boosted forest over what a block is like, what stands around it and where it stands; `python -m
training.train` makes its weights. Block classification with context after Kohlschütter et al. (Boilerplate
detection using shallow text features, 2010) and Vogels et al. (Web2Text, 2018); trees after CatBoost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.labelers.block_model.context import features
from cleaner.labelers.block_model.declared_texts import DeclaredTexts
from cleaner.labelers.block_model.expected_f1 import calibrated, expected_f1
from cleaner.labelers.block_model.measures import COLUMN
from cleaner.labelers.block_model.page_view import PageView
from cleaner.labelers.block_model.weights import load_weights
from cleaner.model import Label, Page

__all__ = ["BlockScores", "DeclaredTexts", "score_blocks"]


class BlockScores(Struct, frozen=True):
    """What the model thinks of the blocks of a page.

    scores: how likely each is part of the story, 0–1; 0 for those that rules have labelled. threshold: a block above it
    is body. expected_f1: of the body so chosen. words: of each block, as the model counts them. shape: the page with
    this body in numbers: SHAPE_NAMES, COHESION_NAMES, DOUBT_NAMES. view: for those of another body; None without any.
    """

    scores: tuple[float, ...]
    threshold: float
    expected_f1: float
    words: tuple[float, ...]
    shape: tuple[float, ...] = ()
    view: PageView | None = None

    def with_votes(self, votes: frozenset[int], weights: Sequence[float]) -> BlockScores:
        """The scores with another labeler's choice mixed in; expected_f1 stays what the model thought alone.

        weights: what its answer counts, for each block.
        """
        pairs = enumerate(zip(self.scores, weights, strict=True))
        mixed = [(1 - weight) * score + weight * (index in votes) for index, (score, weight) in pairs]
        return replace(self, scores=tuple(round(score, 4) for score in mixed))

    def with_place(self, place: frozenset[int], odds: float) -> BlockScores:
        """The scores where a place is likely the story's: the odds of what stands before and behind it, times these.

        What stands in it may still be a box, and between its parts a heading: there the scores stay as they are.
        """
        first, last = min(place), max(place)
        scores = enumerate(self.scores)
        changed = [score if first <= i <= last else odds * score / (odds * score + 1 - score) for i, score in scores]
        return replace(self, scores=tuple(round(score, 4) for score in changed))

    def without(self, blocks: Collection[int]) -> BlockScores:
        """The scores with 0 for some blocks."""
        if not blocks:
            return self
        return replace(self, scores=tuple(0.0 if i in blocks else score for i, score in enumerate(self.scores)))

    @property
    def body(self) -> frozenset[int]:
        """Indices of the blocks that are body."""
        return frozenset(index for index, score in enumerate(self.scores) if score > self.threshold)


def score_blocks(page: Page, labels: Sequence[Label | None], declared: DeclaredTexts) -> BlockScores:
    """Score the blocks that no rule has labelled. labels: one per block, None where no rule has labelled it.

    Deterministic on one machine and between machines: questions compare single numbers, answers are summed as whole
    numbers. Cost: about 40 µs a block.
    """
    weights = load_weights(page.document.kind)
    manifest = weights.manifest
    if not page.blocks:
        return BlockScores((), manifest.threshold, 0.0, ())
    rows = features(page, labels, weights.small_words, manifest.tokens, manifest.words, declared)
    is_open = [index for index, label in enumerate(labels) if label is None]
    scores = [0.0] * len(labels)
    for index, score in zip(is_open, weights.forest.scores(rows[is_open]).tolist(), strict=True):
        scores[index] = score
    words = tuple(rows[:, COLUMN["words"]].tolist())
    expected = expected_f1(scores, words, manifest.threshold)
    view = PageView(page, rows, weights.columns, scores, expected)
    shape = view.numbers(view.likely > manifest.threshold)
    calibrated_f1 = calibrated(expected, manifest.calibration)
    return BlockScores(tuple(scores), manifest.threshold, calibrated_f1, words, shape, view)
