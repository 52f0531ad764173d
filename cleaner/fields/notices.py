"""Notes of the editors on the story: corrections, updates, disclosures, where it was first printed, copyright."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from cleaner.article import Article
from cleaner.fields.choice import all_found, rule_offers
from cleaner.lines.notices import kind_of
from cleaner.model import Choice, Notice, Role

MAX_LINK_SHARE = 0.8  # a bar at the foot has links beside the line of rights
ELSEWHERE = "republished_from"
EDITORS_NOTE = "disclosure"  # a note that says none of these things: the editors tell readers about the story


def read_notices(article: Article) -> Choice[tuple[Notice, ...]] | None:
    """The notices in page order, each once: what rules and labelers call notice or copyright."""
    in_order = sorted(_notices(article), key=itemgetter(0))
    return all_found([(source, notice) for _, source, notice in in_order])


def _notices(article: Article) -> Iterator[tuple[int, str, Notice]]:
    """Where each notice stands, and who said so."""
    for candidate in rule_offers(article, "notices", Role.NOTICE):
        yield candidate.block, candidate.source, note(candidate.value)
    for block in article.blocks_as(Role.NOTICE):
        yield block.index, article.source_of(block), note(block.text)
    for block in article.blocks_as(Role.COPYRIGHT):
        if block.link_share < MAX_LINK_SHARE:
            yield block.index, article.source_of(block), _rights_note(block.text)


def _rights_note(text: str) -> Notice:
    """A line of rights; one that says where the story was first printed is of that kind."""
    return Notice(ELSEWHERE if kind_of(text) == ELSEWHERE else "copyright", text)


def note(text: str) -> Notice:
    """A note of the editors, of the kind its first words tell."""
    return Notice(kind_of(text) or EDITORS_NOTE, text)
