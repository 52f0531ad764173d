"""The words of lines and of the story by which a headline or deck is known to be about it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping

from cleaner.article import Article
from cleaner.declared.titles import part_texts
from cleaner.text import UNSPACED, WORD, bare, collapse, count_words, fold

BODY_CHARS, BODY_BLOCKS = 4000, 40  # of the story whose words are compared
MAX_SITE_WORDS, LONG_TITLE = 3, 6  # words of a site's name, of a title that holds more than names
TOP_HEADINGS = ("****** ", "# ")  # of html2text and of Markdown
MAX_TOP_HEADINGS = 2  # the site's name and the story's; where there are more, each entry of a list has one
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


def top_headings(article: Article) -> frozenset[str]:
    """The headings of the first rank that the marks of a dump show, by letters and digits; none where it has many."""
    text = article.page.document.text
    if not any(mark in text for mark in TOP_HEADINGS):
        return frozenset()
    marked = [line for line in map(str.lstrip, text.splitlines()) if line.startswith(TOP_HEADINGS)]
    forms = frozenset(bare(html.unescape(line)) for line in marked[: 2 * MAX_TOP_HEADINGS + 1])
    return forms if len(forms) <= MAX_TOP_HEADINGS else frozenset()


def site_part(opening: str, counts: Mapping[str, int]) -> str | None:
    """The last part of a page's title, folded, where it is a name of few words behind a headline."""
    *headline, name = [fold(part) for part in part_texts(opening)] or [""]
    is_behind = any(counts.get(part, 0) > 0 and " " in part for part in headline) or count_words(opening) > LONG_TITLE
    return name if headline and is_behind and count_words(name) <= MAX_SITE_WORDS else None
