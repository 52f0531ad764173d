"""What teasers on a page are told by: a linked title of another story, and the text below it in the same item."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from cleaner.model import Block, Page, Place
from cleaner.text import count_words
from cleaner.urls import absolute, host_of

LINKED_SHARE, TITLE_WORDS = 0.9, 3  # of a block that is another story's title, and no more
NEAR_BLOCKS, NEAR_PLACES = 3, 6  # between a title and its text: a date, a name; how far above both their item is


def is_linked_title(block: Block) -> bool:
    """Whether a block is a link of several words and no more."""
    return block.link_share >= LINKED_SHARE and count_words(block.text) >= TITLE_WORDS


def title_above(blocks: Sequence[Block], text: Block) -> Block | None:
    """The linked title right above a text; None where there is none, or the text is one itself."""
    if is_linked_title(text):
        return None
    return next(filter(is_linked_title, reversed(blocks[max(text.index - NEAR_BLOCKS, 0) : text.index])), None)


def near_places(block: Block) -> list[Place]:
    """The elements around a block, innermost first, as far out as an item may be."""
    return list(islice(block.place.outwards(), NEAR_PLACES))


def common_place(title: Block, text: Block) -> Place | None:
    """The innermost element near them that holds both; None where there is none, or a paragraph holds the title."""
    above = near_places(title)
    return next((place for place in near_places(text)[1:] if place in above), None)


def leads_on(page: Page, title: int) -> bool:
    """Whether a block is a link to another page of the site."""
    href = address_of(page, title, 0)
    base = page.signals.base or page.document.url or page.signals.canonical
    return bool(href) and not href.startswith("#") and host_of(absolute(href, base) or href) in (None, host_of(base))


def address_of(page: Page, block: int, piece: int) -> str:
    """Where the link around a piece of a block's text leads; empty of text that is no link."""
    pieces = page.tree.pieces_of(block) if page.tree is not None else ()
    at = pieces[piece] if pieces else None
    if at is None or (at.is_tail and at.element.tag == "a"):
        return ""
    link = at.element if at.element.tag == "a" else next(at.element.iterancestors("a"), None)
    return "" if link is None else link.get("href", "")
