"""The general voice for HTML: trafilatura says which blocks are the body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy
from itertools import accumulate

from lxml.html import HtmlElement

from cleaner.model import Page
from cleaner.text import UNSTORABLE
from cleaner.tree import PageTree, Piece

# Braille patterns number the blocks: printable, so trafilatura keeps them; in no alphabet of the news; one character
# to it, so its length thresholds shift by three characters a block at most.
FIRST_DIGIT = 0x2801  # U+2800 is the blank pattern
BASE = 255
DIGITS = 2
MAX_MARKED = BASE**DIGITS
KEPT_EMPTY = frozenset({"html", "head", "body", "br", "hr", "td", "th"})  # frame, line breaks, columns


def vote(page: Page, labelled: Collection[int]) -> frozenset[int]:
    """Indices of the blocks that trafilatura takes as the story's text; empty where it finds none.

    labelled: indices of blocks that rules have spoken for; they are cut from the copy of the tree it is given.
    Each other block's first text carries a mark through trafilatura, so its answer maps back to blocks exactly,
    whatever it joins, splits or strips. Comments are off, deduplication (a module global there) is off, and no
    metadata is asked for, so no clock is read.
    """
    tree = page.tree
    if tree is None or not page.blocks:
        return frozenset()
    from trafilatura import bare_extraction  # 250 ms of imports that a page with a body rule never needs

    marked = _marked_copy(tree, set(labelled))
    found = bare_extraction(marked, include_comments=False, deduplicate=False, with_metadata=False)
    text = getattr(found, "text", None)  # None: nothing found. A dict only comes with the option as_dict.
    return frozenset(_read_marks(text, len(page.blocks))) if text else frozenset()


def _marked_copy(tree: PageTree, labelled: set[int]) -> HtmlElement:
    """A copy of the tree without what has no say, and with a mark before each open block's text.

    Elements without open text (scripts, pictures, labelled boilerplate) are dropped whole: trafilatura would ignore
    or remove them itself, and most of its time goes with the size of the tree.
    """
    copy = deepcopy(tree.root)
    twins = dict(zip(tree.root.iter(), copy.iter(), strict=True))
    previous = -1
    for piece in tree.pieces:
        if piece.block in labelled:
            _set_text(twins[piece.element], piece, "")
        elif piece.block != previous and piece.block < MAX_MARKED:
            _set_text(twins[piece.element], piece, _mark(piece.block) + " " + _text(piece).lstrip())
        previous = piece.block
    for element in _silent_elements(tree, labelled):
        twins[element].drop_tree()
    return copy


def _silent_elements(tree: PageTree, labelled: set[int]) -> list[HtmlElement]:
    """The outermost elements that hold no open text, in page order."""
    open_before = list(accumulate((piece.block not in labelled for piece in tree.pieces), initial=0))
    silent: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in tree.root.iter():
        first, last = tree.spans.get(element, (0, 0))
        if open_before[first] == open_before[last] and element.tag not in KEPT_EMPTY:
            if element.getparent() not in inside:
                silent.append(element)
            inside.add(element)
    return silent


def _text(piece: Piece) -> str:
    return (piece.element.tail if piece.is_tail else piece.element.text) or ""


def _set_text(element: HtmlElement, piece: Piece, text: str) -> None:
    text = UNSTORABLE.sub("", text)  # &#1; is read by lxml and refused when written
    if piece.is_tail:
        element.tail = text
    else:
        element.text = text


def _mark(index: int) -> str:
    high, low = divmod(index, BASE)
    return chr(FIRST_DIGIT + high) + chr(FIRST_DIGIT + low)


def _read_marks(text: str, count: int) -> Sequence[int]:
    """Block numbers of the marks in the text; a braille pattern that the page itself printed gives none."""
    found: list[int] = []
    position = 0
    while position < len(text) - 1:
        high, low = ord(text[position]) - FIRST_DIGIT, ord(text[position + 1]) - FIRST_DIGIT
        if 0 <= high < BASE and 0 <= low < BASE:
            index = high * BASE + low
            if index < count:
                found.append(index)
            position += 2
        else:
            position += 1
    return found
