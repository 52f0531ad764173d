"""What the block model saw of a page: a body on it in numbers, the model's own choice and what has come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

from cleaner.labelers.block_model.cohesion import cohesion
from cleaner.labelers.block_model.doubt import doubts
from cleaner.labelers.block_model.measures import ROLE_GROUPS
from cleaner.labelers.block_model.page_shape import PageShape
from cleaner.model import Page, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]


class PageView:
    """A page as the block model has it.

    rows, column: its input and where its columns are. scores: how likely each open block is part of the story.
    expected: the F1 of its own choice, by these.
    """

    def __init__(
        self, page: Page, rows: Matrix, column: Mapping[str, int], scores: Sequence[float], expected: float
    ) -> None:
        import numpy as np

        self.kind, self.blocks = page.document.kind, page.blocks
        self.texts = [block.text for block in page.blocks]
        self.rows, self.column, self.expected = rows, column, expected
        self.words: list[float] = rows[:, column["words"]].tolist()
        is_ruled_body = rows[:, column["role_group"]] == ROLE_GROUPS[Role.PARAGRAPH]
        self.likely: Numbers = np.where(is_ruled_body, 1.0, scores)
        self.shape = PageShape(rows, column)

    def with_likely(self, likely: Numbers, expected: float) -> PageView:
        """The page as a model has it that thinks otherwise of its blocks."""
        other = copy(self)
        other.likely, other.expected = likely, expected
        return other

    def without(self, gone: Sequence[int]) -> PageView:
        """The page where some blocks are known to be none of the story: they are not likely, and no prose beside it."""
        other = copy(self)
        other.likely, other.rows = self.likely.copy(), self.rows.copy()
        other.likely[gone] = 0.0
        other.rows[gone, self.column["prose"]] = 0.0
        other.shape = self.shape.without_prose(gone)
        return other

    def numbers(self, is_body: Mask) -> tuple[float, ...]:
        """SHAPE_NAMES, COHESION_NAMES, DOUBT_NAMES of a body."""
        return (
            *self.shape.numbers(is_body),
            *cohesion(self.texts, self.words, is_body.tolist()),
            *doubts(self.rows, self.column, self.likely, is_body, self.expected),
        )
