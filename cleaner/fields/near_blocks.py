"""Which blocks stand near the story: where its byline and its pictures are printed."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.article import Article
from cleaner.model import Block, Role

# In blocks: a byline stands at most so far above the headline, inside the body's edges, below the body; HEAD_BLOCKS is
# how far above the body a headline is looked for that nothing marks.
DUMP_INTO_BLOCKS = 4  # in a dump nothing marks the line between headline and text
ABOVE_BLOCKS, UNDER_BLOCKS, INTO_BLOCKS, BELOW_BLOCKS, HEAD_BLOCKS = 4, 6, 2, 8, 10
LISTS = frozenset({Role.RELATED, Role.POPULAR})
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

    article: Article
    above: tuple[Block, ...]
    below: tuple[Block, ...]


def near_blocks(article: Article) -> Near:
    """The blocks from just above the headline into the text, and those just behind the text."""
    blocks = article.page.blocks
    if not article.body:
        return Near(article, ours(article, 0, len(blocks)), ())
    first, last = article.body[0].index, article.body[-1].index
    if article.page.document.kind == "text":
        title = article.headline
        start = title.index if title is not None and title.index <= first else first - HEAD_BLOCKS
        turn = first + DUMP_INTO_BLOCKS + 1
        # in a dump a list of teasers is known by its heading, and may take in the head of the story behind it
        above = ours(article, start - ABOVE_BLOCKS, turn, LISTS)
    else:
        start = headline_before(article, first)
        turn = max(first + INTO_BLOCKS, start + UNDER_BLOCKS) + 1
        above = ours(article, start - ABOVE_BLOCKS, turn)
    return Near(article, above, ours(article, max(turn, last - INTO_BLOCKS), last + BELOW_BLOCKS + 1))


def ours(article: Article, start: int, end: int, spared: frozenset[Role] = frozenset()) -> tuple[Block, ...]:
    """The blocks from start to end that no rule or voice has named other people's. spared: roles that count as ours."""
    labels, others = article.labels.labels, NOT_OURS - spared
    around = article.page.blocks[max(0, start) : end]
    return tuple(block for block in around if (label := labels[block.index]) is None or label.role not in others)


def headline_before(article: Article, first: int) -> int:
    """Index of the headline above the body's first block; where none is marked, as far above as one may stand."""
    labels, blocks = article.labels.labels, article.page.blocks
    above = range(min(first, len(blocks) - 1), -1, -1)
    for index in above:
        label = labels[index]
        if label is not None and label.role is Role.HEADLINE:
            return index
    return next((index for index in above if blocks[index].tag == "h1"), first - HEAD_BLOCKS)

