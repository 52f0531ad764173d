"""Leave out of a dump's context the single lines that rules took out from between its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.labelers.block_model.measures import COLUMN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_LONE_LINES = 2
HEAD_GROUPS = 3  # role groups up to this are the story's own: what stands beside such a line is likely its beginning


def without_lone_lines(own: NDArray[np.float64]) -> list[int]:
    """The blocks of a dump without lines that rules took out from between two paragraphs, one or two at a time.

    "Advertisement", "Read more: …", "Photo: …" there says nothing of the paragraphs.
    """
    is_open, is_prose = own[:, COLUMN["role_group"]] <= 1, own[:, COLUMN["prose"]] > 0
    is_story = (is_open & is_prose).tolist()
    is_named = (own[:, COLUMN["role_group"]] > HEAD_GROUPS).tolist()
    kept: list[int] = []
    lone: list[int] = []  # lines without a place in the story since the last paragraph
    for index, named in enumerate(is_named):
        if named and (lone or (kept and is_story[kept[-1]])):
            lone.append(index)
            continue
        if len(lone) > MAX_LONE_LINES or not is_story[index]:
            kept += lone
        lone = []
        kept.append(index)
    return kept + lone
