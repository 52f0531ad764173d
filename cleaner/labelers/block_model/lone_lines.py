"""Leave out of a dump's context the single lines that rules took out from between its blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaner.labelers.block_model.measures import ROLE_GROUPS
from cleaner.model import Block, Label, Role

MAX_LONE_LINES = 2
# Of a box that begins with the same line again and again: a bar of networks, an offer.
MIN_BOXES, MAX_BOX_LINES, BOX_ROLES = 3, 6, frozenset({Role.SHARE, Role.ADVERT, Role.NEWSLETTER, Role.PAYWALL})
# Roles of the story's head: what stands beside such a line is likely its beginning.
HEAD_ROLES = frozenset(role for role, group in ROLE_GROUPS.items() if group <= 3)


def without_lone_lines(blocks: Sequence[Block], labels: Sequence[Label | None]) -> list[int]:
    """The blocks of a dump without lines that rules took out from between two open ones, one or two at a time.

    "Advertisement", "Read more: …", "Photo: …" between two paragraphs says nothing of the paragraphs. Nor does a box of
    some lines that stands between several.
    """
    runs = _lone_runs(labels)
    heads = Counter(blocks[run[0]].text for run in runs if len(run) <= MAX_BOX_LINES)
    left_out: set[int] = set()
    for run in runs:
        is_offer = all(label is not None and label.role in BOX_ROLES for label in labels[run[0] : run[-1] + 1])
        is_box = is_offer and len(run) <= MAX_BOX_LINES and heads[blocks[run[0]].text] >= MIN_BOXES
        if is_box or len(run) <= MAX_LONE_LINES:
            left_out.update(run)
    return [index for index in range(len(labels)) if index not in left_out]


def _lone_runs(labels: Sequence[Label | None]) -> list[list[int]]:
    """The lines without a place in the story that stand right below each other between two open ones."""
    runs: list[list[int]] = []
    run: list[int] = []
    is_begun = False
    for index, label in enumerate(labels):
        if label is not None and label.role not in HEAD_ROLES:
            run.append(index)
            continue
        if run and is_begun and label is None:
            runs.append(run)
        run, is_begun = [], True
    return runs
