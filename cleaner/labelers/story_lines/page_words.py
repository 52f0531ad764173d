"""The words of lines and of the story by which a headline or deck is known to be about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cleaner.article import Article
from cleaner.text import UNSPACED, WORD, collapse, fold

BODY_CHARS, BODY_BLOCKS = 4000, 40  # of the story whose words are compared
STEM_CHARS = 6  # words are cut there, so that inflected forms meet


def body_words(article: Article) -> frozenset[str]:
    """The content words of the story's beginning."""
    return content_words(collapse(" ".join(block.text for block in article.body[:BODY_BLOCKS]))[:BODY_CHARS])


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: of four letters and more; pairs of characters where words are not spaced."""
    plain = fold(text)
    if UNSPACED.search(plain):
        pairs = (plain[i : i + 2] for i in range(len(plain) - 1))
        return frozenset(pair for pair in pairs if pair.isalnum())
    return frozenset(word[:STEM_CHARS] for word in WORD.findall(plain) if len(word) > 3)


def line_counts(article: Article) -> Mapping[str, int]:
    """How often each line stands in the dump, by its folded form."""
    return Counter(fold(block.text) for block in article.page.blocks)
