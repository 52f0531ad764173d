"""Which blocks stand near the story: where its byline and its pictures are printed."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.model import Block, Label, Role, Story

# In blocks: a byline stands at most so far above the headline, inside the body's edges, below the body; HEAD_BLOCKS is
# how far above the body a headline is looked for that nothing marks.
ABOVE_BLOCKS, UNDER_BLOCKS, INTO_BLOCKS, BELOW_BLOCKS, HEAD_BLOCKS = 4, 6, 1, 8, 10
NOT_OURS = frozenset(
    {
        Role.RELATED,
        Role.POPULAR,
        Role.COMMENTS,
        Role.NAVIGATION,
        Role.FOOTER,
        Role.NEWSLETTER,
        Role.ADVERT,
        Role.CONSENT,
    }
)


class Near(NamedTuple):
    """The story and the blocks in which its byline may stand: above the text, below it; none that is boilerplate."""

    story: Story
    above: tuple[Block, ...]
    below: tuple[Block, ...]


def near_blocks(story: Story) -> Near:
    """The blocks from just above the headline into the text, and those just behind the text."""
    blocks, labels = story.page.blocks, story.labels.labels
    if not story.body:
        return Near(story, ours(blocks, labels), ())
    first, last = story.body[0].index, story.body[-1].index
    headline = headline_before(story, first)
    turn = max(first + INTO_BLOCKS, headline + UNDER_BLOCKS) + 1
    above = blocks[max(0, headline - ABOVE_BLOCKS) : turn]
    return Near(
        story, ours(above, labels), ours(blocks[max(turn, last - INTO_BLOCKS) : last + BELOW_BLOCKS + 1], labels)
    )


def ours(blocks: tuple[Block, ...], labels: tuple[Label | None, ...]) -> tuple[Block, ...]:
    """The blocks that no rule or voice has named other people's."""
    return tuple(block for block in blocks if (label := labels[block.index]) is None or label.role not in NOT_OURS)


def headline_before(story: Story, first: int) -> int:
    """Index of the headline above the body's first block; where none is marked, as far above as one may stand."""
    labels, blocks = story.labels.labels, story.page.blocks
    above = range(min(first, len(blocks) - 1), -1, -1)
    for index in above:
        label = labels[index]
        if label is not None and label.role is Role.HEADLINE:
            return index
    return next((index for index in above if blocks[index].tag == "h1"), first - HEAD_BLOCKS)
