"""What tells a headline that no empty line parts from its neighbours: a browser's copy has these around paragraphs."""

from __future__ import annotations

from cleaner.article import Article
from cleaner.labelers.story_lines.page_words import content_words, is_kicker, is_no_title, is_open, title_words
from cleaner.model import Block, Role
from cleaner.text import count_words, fold

MIN_LONG_WORDS = 14  # of a deck or a paragraph
MIN_HEADLINE_WORDS, MIN_SHARED_WORDS = 4, 2  # of a line like a headline, and of those the ones the story uses
SIGNED_ROLES = frozenset({Role.BYLINE, Role.TIMESTAMP})


def heads_closely(article: Article, block: Block) -> bool:
    """Whether a byline, a date or a long line that is no caption stands below a line, and no gap is around it."""
    below = article.page.blocks[block.index + 1 : block.index + 2]
    if block.index == 0 or block.gap or not below or below[0].gap:
        return False
    role = article.role_of(below[0])
    return role in SIGNED_ROLES or (role is not Role.CAPTION and count_words(below[0].text) >= MIN_LONG_WORDS)


def is_below_headline(article: Article, block: Block, body: frozenset[str]) -> bool:
    """Whether a line stands right below one that is like a headline too: it is the deck. body: the story's words."""
    if block.index == 0 or block.gap:
        return False
    above = article.page.blocks[block.index - 1]
    if is_kicker(above) or is_no_title(above.text) or not is_open(article, above):
        return False
    shared = len(content_words(above.text) & body)
    return title_words(above.text) >= MIN_HEADLINE_WORDS and shared >= MIN_SHARED_WORDS


def is_below_trail(article: Article, block: Block) -> bool:
    """Whether the line right above ends with a line, glued to its sections: "NewsTownStorm closes harbour"."""
    form, trail = fold(block.text), fold(article.page.blocks[max(0, block.index - 1)].text)
    return count_words(form) >= MIN_HEADLINE_WORDS and trail.endswith(form) and trail[: -len(form)][-1:].isalpha()
