"""The parsed HTML behind a page, and which characters of which block each element covers.

Text is numbered in pieces while the page is segmented; an element covers a run of pieces, a block is made of
a run of pieces. That one numbering answers both questions rules ask: which blocks lie inside this element, and
which part of a block does this inline element hold.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import attrgetter
from typing import TypeAlias

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

# Plain elements: those of lxml.html cost a call into Python for each that is looked at.
Element: TypeAlias = etree._Element

# By which a page speaks of itself and says what it loads, mostly in its head, which is not segmented.
DECLARING_TAGS = frozenset({"title", "meta", "script", "link", "base", "html", "body", "iframe"})

BLOCK_OF = attrgetter("block")
MAX_TEXTS, MAX_TEXT_CHARS = 200, 2_000  # of a name or a date: its runs of text, the characters of each


def text_of(element: Element) -> str:
    """All text inside an element, as it stands there."""
    return "".join(map(str, element.itertext()))


def opening_text(element: Element) -> str:
    """The text an element begins with: of elements that name something, and may hold the whole page."""
    if not len(element) and element.tag != "br":
        return (element.text or "")[:MAX_TEXT_CHARS]
    return "".join(text[:MAX_TEXT_CHARS] for text in islice(_texts(element), MAX_TEXTS))


def _texts(element: Element) -> Iterator[str]:
    """The runs of text in an element, each <br> among them as a line end."""
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield "\n" if part.tag == "br" else part.text or ""
        elif part is not element and part.tail:
            yield part.tail


class Piece(Struct, frozen=True, gc=False):
    """One run of text: characters start to end of the block with this index.

    It is the text of the element or, with is_tail, the text behind its end tag.
    """

    block: int
    start: int
    end: int
    element: Element
    is_tail: bool


class Cover(Struct, frozen=True, gc=False):
    """The part of a block an element covers: characters start to end; whole: all of it."""

    block: int
    start: int
    end: int
    whole: bool


class PageTree(Struct, frozen=True, eq=False):
    """The tree and the indexes that one walk over it made. It must not be changed.

    root: the parsed page. starts, ends: element → its run of pieces, from the first to before the last; empty for an
    element without text. Two mappings of numbers, as the garbage collector would look at every pair of one.
    lengths: of each block's text. by_token, by_tag, by_attribute: class or id token, tag, another attribute → the
    elements that segmentation walked over and that have it, in page order; of DECLARING_TAGS also those in the
    head and in hidden elements.
    """

    root: Element
    starts: Mapping[Element, int]
    ends: Mapping[Element, int]
    pieces: tuple[Piece, ...]
    lengths: tuple[int, ...]
    by_token: Mapping[str, list[Element]]
    by_tag: Mapping[str, list[Element]]
    by_attribute: Mapping[str, list[Element]]

    def span(self, element: Element) -> tuple[int, int]:
        """The element's run of pieces, [first, last); (0, 0) for an element that segmentation did not walk into."""
        last = self.ends.get(element)
        return (0, 0) if last is None else (self.starts[element], last)

    def has_text(self, element: Element) -> bool:
        """Whether an element holds text of a block."""
        first, last = self.span(element)
        return first < last

    def pieces_of(self, block: int) -> tuple[Piece, ...]:
        """What the text of a block consists of, in page order."""
        first = bisect_left(self.pieces, block, key=BLOCK_OF)
        return self.pieces[first : bisect_right(self.pieces, block, lo=first, key=BLOCK_OF)]

    def followed_by(self, other: PageTree) -> PageTree:
        """This tree, with the blocks of another one behind its own."""
        count = len(self.lengths)
        pieces = tuple(replace(piece, block=piece.block + count) for piece in other.pieces)
        return replace(self, pieces=self.pieces + pieces, lengths=self.lengths + other.lengths)

    def covers(self, element: Element) -> Iterator[Cover]:
        """The blocks, whole or in part, that the element's text makes up, in page order."""
        first, last = self.span(element)
        while first < last:
            piece = self.pieces[first]
            stop = first
            while stop < last and self.pieces[stop].block == piece.block:
                stop += 1
            end = self.pieces[stop - 1].end
            whole = piece.start == 0 and end >= self.lengths[piece.block]
            yield Cover(piece.block, piece.start, end, whole)
            first = stop

    def blocks_in(self, elements: Iterable[Element]) -> list[int]:
        """Indices of the blocks that lie wholly inside one of the elements, ascending, each once."""
        return sorted({cover.block for element in elements for cover in self.covers(element) if cover.whole})

    def blocks_around(self, element: Element) -> tuple[int, int]:
        """The blocks, [first, last), that share the smallest element with this one; (0, 0) on a page without text."""
        for above in element.iterancestors():
            first, last = self.span(above)
            if first < last:
                return self.pieces[first].block, self.pieces[last - 1].block + 1
        return 0, 0

    def first_block(self, element: Element) -> int:
        """Index of the first block at or after the element's start; len(lengths) where none follows.

        Of an element in one that is not read, as in a <noscript>, that of the element around it.
        """
        known = element if element in self.ends else next(filter(self.ends.__contains__, element.iterancestors()), None)
        first = self.starts[known] if known is not None else 0
        return self.pieces[first].block if first < len(self.pieces) else len(self.lengths)
