"""forest: oblivious trees, evaluated."""

from __future__ import annotations

import math

import numpy as np

from cleaner.labelers.block_model.forest import LEAF_SCALE, Forest

# Two trees of two levels over two columns: one asks column 0 then column 1, one asks column 1 alone.
FOREST = Forest(
    columns=np.array([[0, 1], [1, 0]], dtype=np.int16),
    borders=np.array([[0.5, 2.0], [1.5, np.inf]], dtype=np.float32),
    leaves=np.array([[0, 1, 2, 3], [0, 10, 0, 0]], dtype=np.int32) * LEAF_SCALE,
    bias=-LEAF_SCALE,
)


def logistic(value: float) -> float:
    return round(1 / (1 + math.exp(-value)), 4)


def test_leaf_is_the_number_the_answers_spell_lowest_level_first() -> None:
    rows = np.array([[0, 0], [1, 0], [0, 2], [1, 3]], dtype=np.float32)
    assert FOREST.scores(rows).tolist() == [logistic(-1), logistic(0), logistic(1), logistic(3 + 10 - 1)]


def test_no_rows_give_no_scores() -> None:
    assert FOREST.scores(np.zeros((0, 2), dtype=np.float32)).tolist() == []


def test_order_of_the_trees_does_not_matter() -> None:
    turned = Forest(FOREST.columns[:, ::-1], FOREST.borders[:, ::-1], FOREST.leaves[::-1].copy(), FOREST.bias)
    rows = np.array([[1, 3], [0, 2]], dtype=np.float32)
    assert turned.scores(rows).tolist() == FOREST.scores(rows).tolist()
