"""The story as the page's data hold it, in HTML: what is read where the page itself shows none."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cleaner.json_ld import find_article
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Json
from cleaner.text import collapse, count_words, ends_sentence, storable

ARTICLE_KEYS = ("articleBody", "reviewBody", "text")
MARKUP = lazy_pattern(r"(?i)</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|section|figure)\b[^<>]*>", any_length=True)
TAG = lazy_pattern(r"<[^<>]*>", any_length=True)
MIN_PARAGRAPH_WORDS, MIN_STORY_WORDS = 8, 50


class StoryText(NamedTuple):
    """A story and where it was found: `jsonld:articleBody`, `state:__NEXT_DATA__`. words: those in sentences."""

    source: str
    html: str
    words: int
    is_titled: bool = True


def json_ld_story(
    objects: Sequence[Mapping[str, Json]], addresses: frozenset[str], titles: Iterable[str]
) -> StoryText | None:
    """The text of the page's own article in its JSON-LD; None where it holds none. titles: folded."""
    node = find_article(objects, addresses, tuple(titles)) or {}
    for key in ARTICLE_KEYS:
        text = node.get(key)
        if isinstance(text, str) and count_words(text) >= MIN_STORY_WORDS:
            source = as_html(text)
            return StoryText(f"jsonld:{key}", source, sentence_words(source))
    return None


def as_html(text: str) -> str:
    """A text as HTML; one without markup has a paragraph in each line."""
    text = storable(text)
    if "&lt;" in text and not MARKUP.search(text):
        text = html.unescape(text)
    if MARKUP.search(text):
        return text if text.lstrip().startswith("<") else f"<p>{text}</p>"
    lines = [line if TAG.search(line) else html.escape(html.unescape(line), quote=False) for line in text.split("\n")]
    return "".join(f"<p>{line}</p>" for line in lines)


def sentence_words(source: str) -> int:
    """The words of a text in paragraphs that end like sentences."""
    paragraphs = [collapse(TAG.sub(" ", part)) for part in MARKUP.split(source)]
    counts = [count_words(part) for part in paragraphs if ends_sentence(part)]
    return sum(count for count in counts if count >= MIN_PARAGRAPH_WORDS)
