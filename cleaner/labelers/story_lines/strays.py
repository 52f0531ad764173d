"""Find the few words of a body that stand above the headline: no story begins there."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.model import Role
from cleaner.text import count_words

MAX_STRAY_SHARE = 0.1  # of the body's words: with more above it, the headline is somebody else's


def find_strays(article: Article) -> Iterator[LineCandidate]:
    """The blocks of the body above the headline, where they are few words: weather, dates, lines of a box."""
    if article.headline is None:
        return
    above = [block for block in article.body if block.index < article.headline.index]
    words_above, words = (sum(count_words(block.text) for block in blocks) for blocks in (above, article.body))
    if words_above < MAX_STRAY_SHARE * words:
        for block in above:
            yield LineCandidate(block.index, Role.BOILERPLATE, 1, "coherence", "a few words above the headline")
