"""Where the headline stands that no labeler has named yet."""

from __future__ import annotations

from cleaner.article import Article
from cleaner.model import Role

HEAD_BLOCKS = 10  # so far above the body a headline is looked for that nothing marks


def headline_before(article: Article, first: int) -> int:
    """Index of the headline above the body's first block; where none is marked, as far above as one may stand."""
    labels, blocks = article.labels.labels, article.page.blocks
    above = range(min(first, len(blocks) - 1), -1, -1)
    for index in above:
        label = labels[index]
        if label is not None and label.role is Role.HEADLINE:
            return index
    return next((index for index in above if blocks[index].tag == "h1"), first - HEAD_BLOCKS)

