"""Notes of the editors on the story: corrections, updates, disclosures, where it was first printed, copyright."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.choice import rule_offers
from cleaner.lines.notices import kind_of
from cleaner.model import BOILERPLATE_ROLES, Block, Choice, Notice, Role
from cleaner.text import count_words

MIN_WORDS = 4  # "Correction:" alone is a heading
MAX_WORDS = 120  # a note is a paragraph; a longer block that opens like one is an article about a correction
MIN_PLAIN_WORDS = 6  # "First published on 3 May 2024", "Updated: 22:05, 22 Apr 2024" are dates, no notes
MAX_LINK_SHARE = 0.8  # a line of links is a menu
DATED_KINDS = frozenset({"republished_from", "update"})
EDITORS_NOTE = "disclosure"  # a note that says none of these things: the editors tell readers about the story


def read_notices(article: Article) -> Choice[tuple[Notice, ...]] | None:
    """The notes in page order, each once: what rules call notice or copyright, and lines that open like a note."""
    found = [*from_rules(article), *from_blocks(article)]
    if not found:
        return None
    notices = tuple(dict.fromkeys(notice for _, notice in found))
    return Choice(notices, found[0][0])


def from_rules(article: Article) -> Iterator[tuple[str, Notice]]:
    """What rules say under `fields`."""
    for candidate in rule_offers(article, "notices"):
        yield candidate.source, Notice(kind_of(candidate.value) or EDITORS_NOTE, candidate.value)


def from_blocks(article: Article) -> Iterator[tuple[str, Notice]]:
    """Blocks that rules call a note, and lines that open like one and that no rule has removed."""
    for block in article.page.blocks:
        kind = kind_of_block(article, block)
        if kind is not None:
            yield (article.source_of(block) if article.is_ruled(block) else "line"), Notice(kind, block.text)


def kind_of_block(article: Article, block: Block) -> str | None:
    """The kind of note a block is by its role, or by its first words."""
    role = article.role_of(block)
    if role is Role.NOTICE:
        return kind_of(block.text) or EDITORS_NOTE
    if role is Role.COPYRIGHT:  # a bar at the foot has links beside the line of rights
        return "copyright" if block.link_share < MAX_LINK_SHARE else None
    if article.is_ruled(block) and role in BOILERPLATE_ROLES:
        return None
    kind = kind_of(block.text)
    return kind if kind is not None and is_note(block, kind) else None


def is_note(block: Block, kind: str) -> bool:
    """Whether a block that opens like a note is one: a paragraph of text, no menu, no date, no article about a note."""
    is_paragraph = MIN_WORDS <= count_words(block.text) <= MAX_WORDS
    plain_words = sum(map(str.isalpha, block.text.split()))
    is_date = kind in DATED_KINDS and plain_words < MIN_PLAIN_WORDS
    return is_paragraph and not is_date and block.link_share <= MAX_LINK_SHARE
