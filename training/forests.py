"""Forests from examples, none of which is weighed by words of its own outlet."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from msgspec import Struct
from numpy.typing import NDArray

from cleaner.labelers.block_model.context import learned_columns
from cleaner.labelers.block_model.forest import LEAF_SCALE, Forest
from training.examples import Example
from training.tokens import token_weights, word_weights

INNER_FOLDS = 3

Learned = tuple[dict[str, float], dict[str, float]]  # weights of class and id subwords, and of words of short blocks


class Settings(Struct, frozen=True):
    """folds: of the cross-validation, 0 for none. The others are CatBoost's; figures are flat around them."""

    folds: int = 4
    trees: int = 400
    depth: int = 6
    learning_rate: float = 0.08
    l2_leaf_reg: float = 5.0
    border_count: int = 64
    seed: int = 1

    def classifier(self, **others: Any) -> CatBoostClassifier:
        """An unfitted forest of these settings. others: CatBoost's own names."""
        return CatBoostClassifier(
            iterations=self.trees,
            depth=self.depth,
            learning_rate=self.learning_rate,
            l2_leaf_reg=self.l2_leaf_reg,
            border_count=self.border_count,
            random_seed=self.seed,
            verbose=0,
            allow_writing_files=False,
            **others,
        )


def folds_of(examples: Sequence[Example], count: int, seed: int) -> list[int]:
    """The fold of each example: all pages of an outlet are in one."""
    outlets = sorted({example.outlet for example in examples})
    order = np.random.default_rng(seed).permutation(len(outlets))
    fold = {outlet: int(place) % count for outlet, place in zip(outlets, order, strict=True)}
    return [fold[example.outlet] for example in examples]


def outside(examples: Sequence[Example], folds: Sequence[int], fold: int) -> list[Example]:
    """The examples that are not in the fold."""
    return [example for example, own in zip(examples, folds, strict=True) if own != fold]


def rows_out_of_fold(examples: Sequence[Example], settings: Settings) -> list[NDArray[np.float32]]:
    """The rows of each example, its words weighed by other outlets: its own would give its labels away."""
    folds = folds_of(examples, INNER_FOLDS, settings.seed + 1)
    learned = [learn_words(outside(examples, folds, fold)) for fold in range(INNER_FOLDS)]
    return [fill_in(example, learned[fold]) for example, fold in zip(examples, folds, strict=True)]


def learn_words(examples: Sequence[Example]) -> Learned:
    return token_weights(examples), word_weights(examples)


def fill_in(example: Example, learned: Learned) -> NDArray[np.float32]:
    """The example's rows with the learned columns filled in."""
    columns = learned_columns(example.texts, example.places, *learned)
    rows = example.rows.copy()
    rows[:, -columns.shape[1] :] = columns
    return rows


def fit_forest(rows: Sequence[NDArray[np.float32]], examples: Sequence[Example], settings: Settings) -> Forest:
    used = [example.weights > 0 for example in examples]
    x = np.concatenate([r[u] for r, u in zip(rows, used, strict=True)])
    y = np.concatenate([e.wanted[u] for e, u in zip(examples, used, strict=True)])
    w = np.concatenate([e.weights[u] for e, u in zip(examples, used, strict=True)])
    model = settings.classifier(rsm=0.4)  # of the columns a tree may ask: half the time, and no worse
    model.fit(x, y, sample_weight=w / w.mean())
    return _export(model)


def _export(model: CatBoostClassifier) -> Forest:
    """The trees as arrays. CatBoost's first split is the lowest bit of a leaf's number."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        model_json: dict[str, Any] = json.loads(path.read_text())
    trees = model_json["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    columns = np.zeros((depth, len(trees)), dtype=np.int16)
    borders = np.full((depth, len(trees)), np.inf, dtype=np.float32)  # a question nobody answers yes
    leaves = np.zeros((len(trees), 1 << depth), dtype=np.int32)
    scale, (bias,) = model_json["scale_and_bias"]
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            columns[level, number], borders[level, number] = split["float_feature_index"], split["border"]
        values = np.array(tree["leaf_values"]) * scale * LEAF_SCALE
        leaves[number, : len(values)] = np.rint(values).astype(np.int32)
    return Forest(columns, borders, leaves, round(bias * LEAF_SCALE))
