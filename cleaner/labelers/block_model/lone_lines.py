"""Leave out of a dump's context the single lines that rules took out from between its blocks."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.labelers.block_model.measures import ROLE_GROUPS
from cleaner.model import Label

MAX_LONE_LINES = 2
# Roles of the story's head: what stands beside such a line is likely its beginning.
HEAD_ROLES = frozenset(role for role, group in ROLE_GROUPS.items() if group <= 3)


def without_lone_lines(labels: Sequence[Label | None]) -> list[int]:
    """The blocks of a dump without lines that rules took out from between two open ones, one or two at a time.

    "Advertisement", "Read more: …", "Photo: …" between two paragraphs says nothing of the paragraphs.
    """
    kept: list[int] = []
    lone: list[int] = []  # lines without a place in the story since the last open block
    for index, label in enumerate(labels):
        if label is not None and label.role not in HEAD_ROLES:
            lone.append(index)
            continue
        if label is not None or len(lone) > MAX_LONE_LINES or not kept:
            kept += lone
        lone = []
        kept.append(index)
    return kept + lone
