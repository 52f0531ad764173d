"""Notes of the editors on the story: corrections, updates, disclosures, where it was first printed, copyright."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.choice import rule_offers
from cleaner.lines.notices import kind_of
from cleaner.model import BOILERPLATE_ROLES, Block, Choice, Label, Notice, Role
from cleaner.text import count_words

MIN_CHARS = 8  # of the shortest such line, in Chinese
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
    for block, label in zip(article.page.blocks, article.labels.labels, strict=True):
        kind = labelled_kind(block, label) or printed_kind(block, label)
        if kind is not None:
            is_ruled = label is not None and label.voice.is_rule
            yield (f"rule:{label.by}" if label is not None and is_ruled else "line"), Notice(kind, block.text)


def labelled_kind(block: Block, label: Label | None) -> str | None:
    """The kind of a block with role notice or copyright; a bar at the foot has links beside the line of rights."""
    role = label.role if label is not None else None
    if role is Role.NOTICE:
        return kind_of(block.text) or EDITORS_NOTE
    return "copyright" if role is Role.COPYRIGHT and block.link_share < MAX_LINK_SHARE else None


def printed_kind(block: Block, label: Label | None) -> str | None:
    """The kind of note a line is by its first words; None for a menu, a date, and what is too short or long for one."""
    if label is not None and (label.role is Role.COPYRIGHT or is_removed(label)):
        return None
    kind = kind_of(block.text) if len(block.text) >= MIN_CHARS else None
    if kind is None or not MIN_WORDS <= count_words(block.text) <= MAX_WORDS or block.link_share > MAX_LINK_SHARE:
        return None
    plain_words = sum(map(str.isalpha, block.text.split()))
    return None if kind in DATED_KINDS and plain_words < MIN_PLAIN_WORDS else kind


def is_removed(label: Label) -> bool:
    """Whether a rule says that a block is boilerplate."""
    return label.role in BOILERPLATE_ROLES and label.voice.is_rule
