"""Gradient-boosted oblivious trees, evaluated with numpy: all the model needs at run time.

In an oblivious tree every level asks one question of all its nodes, so a tree of depth d is d comparisons and one
look-up in a table of 2^d leaves (Prokhorenkova et al., CatBoost, 2018).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAF_SCALE = 1 << 20  # leaves are whole numbers: their sum is the same in any order and on any processor


class Forest(Struct, frozen=True, eq=False):
    """columns, borders: (levels, trees), the question `feature > border`. leaves: (trees, 2 ** levels), in LEAF_SCALE.

    bias: what the sum starts from, in LEAF_SCALE.
    """

    columns: NDArray[np.int16]
    borders: NDArray[np.float32]
    leaves: NDArray[np.int32]
    bias: int

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """P(body) for each row of features, 0–1. Cost: (levels × trees) comparisons a row."""
        import numpy as np

        by_column = np.ascontiguousarray(rows.T)
        levels, trees = self.columns.shape
        answers = np.zeros((trees, len(rows)), dtype=np.uint8)  # a byte a tree: what is small is fast
        for level in range(levels):
            yes = by_column[self.columns[level]] > self.borders[level][:, None]
            answers |= yes.view(np.uint8) << np.uint8(level)
        leaf = answers + (np.arange(trees, dtype=np.int32) << levels)[:, None]
        raw = self.leaves.ravel().take(leaf).sum(axis=0, dtype=np.int64) + self.bias
        # Four digits: what the last bits of exp() differ in between machines does not reach a record.
        likelihood: NDArray[np.float64] = np.round(1.0 / (1.0 + np.exp(-raw / LEAF_SCALE)), 4)
        return likelihood
