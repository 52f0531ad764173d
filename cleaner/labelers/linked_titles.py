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
    pieces = page.tree.pieces_of(title) if page.tree is not None else ()
    links = (link for piece in pieces[:1] for link in piece.element.iterancestors("a") if piece.element.tag != "a")
    own = pieces[0].element if pieces and pieces[0].element.tag == "a" else next(links, None)
    href = "" if own is None else own.get("href", "")
    base = page.signals.base or page.document.url or page.signals.canonical
    return bool(href) and not href.startswith("#") and host_of(absolute(href, base) or href) in (None, host_of(base))
