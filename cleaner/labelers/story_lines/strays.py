"""Find the few words of a body that stand above the headline: no story begins there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.model import Role
from cleaner.text import count_words

MAX_STRAY_SHARE = 0.1  # of the body's words: with more above it, the headline is somebody else's
STRAY_GAP = 10  # blocks between such words and the text


def find_strays(article: Article) -> Iterator[LineCandidate]:
    """The blocks of the body above the headline, where they are few words: weather, dates, lines of a box."""
    if article.headline is None:
        return
    above = [block for block in article.body if block.index < article.headline.index]
    words_above, words = (sum(count_words(block.text) for block in blocks) for blocks in (above, article.body))
    if words_above < MAX_STRAY_SHARE * words:
        for block in above:
            yield LineCandidate(block.index, Role.BOILERPLATE, 1, "coherence", "a few words above the headline")


def start_of_text(article: Article) -> int:
    """Index of the block a dump's text begins with: behind a few words that a gap parts from all the rest.

    Boxes and menus above a headline hold a sentence or two.
    """
    body = article.body
    left = MAX_STRAY_SHARE * sum(count_words(block.text) for block in body)
    start = 0
    for at, (block, following) in enumerate(pairwise(body), start=1):
        left -= count_words(block.text)
        if left <= 0:
            break
        if following.index - block.index > STRAY_GAP:
            start = at
    return body[start].index if body else 0
