"""trafilatura as a labeler of HTML: which blocks it takes as the body."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial
from itertools import accumulate

from lxml import etree, html

from cleaner.libraries import NoAnswer, ask
from cleaner.model import Page
from cleaner.text import storable
from cleaner.tree import Element, PageTree

# Braille patterns number the blocks: printable, so trafilatura keeps them; in no alphabet of the news; one character
# to it, so its length thresholds shift by three characters a block at most.
FIRST_DIGIT = 0x2801  # U+2800 is the blank pattern
BASE = 255
DIGITS = 2
MAX_MARKED = BASE**DIGITS
MARK = re.compile("([\u2801-\u28ff])([\u2801-\u28ff])")
# trafilatura is quadratic in blocks and elements, and recurses into lists. Of 97 pages of public sets on which the
# block model is in doubt, two have more blocks without a label; none has 10,100 elements, or 60 in one another.
MAX_OPEN_BLOCKS, MAX_ELEMENTS, MAX_DEPTH = 500, 20_000, 150
PLAIN_NAME = re.compile(r"[a-zA-Z][\w-]*")
KEPT_EMPTY = frozenset({"html", "head", "body", "br", "hr", "td", "th"})  # frame, line breaks, columns


def vote(page: Page, labelled: Collection[int]) -> frozenset[int] | NoAnswer | None:
    """Indices of the blocks that trafilatura takes as the story's text; None where the page is too large to ask it.

    labelled: indices of blocks that rules have labelled; they are cut from the copy of the tree it is given.
    Each other block's first text carries a mark through trafilatura, so its answer maps back to blocks exactly,
    whatever it joins, splits or strips. Comments are off, deduplication (a module global there) is off, and no
    metadata is asked for, so no clock is read. Its option `fast` stays off: without its comparison with readability
    and jusText it takes only the summaries of a front page, which then reads like an article, for a fifth of its time.
    """
    tree = page.tree
    if tree is None or not page.blocks:
        return frozenset()
    if len(page.blocks) - len(labelled) > MAX_OPEN_BLOCKS or len(tree.starts) > MAX_ELEMENTS:
        return None
    from trafilatura import bare_extraction  # 250 ms of imports that a page with a body rule never needs

    marked = _marked_copy(tree, frozenset(labelled))
    if marked is None:
        return None
    question = partial(bare_extraction, marked, include_comments=False, deduplicate=False, with_metadata=False)
    found = ask(question)
    if isinstance(found, NoAnswer):
        return found
    text = getattr(found, "text", None)  # None: nothing found. A dict only comes with the option as_dict.
    return frozenset(_read_marks(text, len(page.blocks))) if text else frozenset()


def _marked_copy(tree: PageTree, labelled: Collection[int]) -> Element | None:
    """A copy of the tree without what has no say, with a mark before each open block's text; None if it is too deep.

    Elements without open text (scripts, pictures, labelled boilerplate) are not copied: trafilatura would ignore or
    remove them itself, and most of its time goes with the size of the tree.
    """
    open_before = list(accumulate((piece.block not in labelled for piece in tree.pieces), initial=0))
    texts = _marked_texts(tree, labelled)
    twins: dict[Element, Element] = {}
    depths: dict[Element | None, int] = {}
    for element in tree.root.iter():
        parent = element.getparent()
        above = twins.get(parent) if parent is not None else None
        if above is None and twins:
            continue  # inside an element that is left out
        first, last = tree.span(element)
        tail = texts.get((element, True))
        if open_before[first] == open_before[last] and element.tag not in KEPT_EMPTY:
            if tail and above is not None:
                _append_text(above, tail)
            continue
        twin = _twin(element, above)
        twin.text, twin.tail = texts.get((element, False)), tail
        twins[element] = twin
        depths[twin] = depths.get(above, 0) + 1
        if depths[twin] > MAX_DEPTH:
            return None
    return twins[tree.root]


def _twin(element: Element, above: Element | None) -> Element:
    """A new element like this one, without text, as the last child of above."""
    tag, attributes = element.tag, {str(name): str(value) for name, value in element.attrib.items()}
    if above is None:
        root: Element = html.html_parser.makeelement("html")  # an element of lxml.html, as trafilatura wants it
        return root
    try:
        return etree.SubElement(above, tag, attributes)
    except ValueError:  # lxml reads what it refuses to write: <ulclass="list">, &#1;
        plain = {name: storable(value) for name, value in attributes.items() if PLAIN_NAME.fullmatch(name)}
        return etree.SubElement(above, tag if PLAIN_NAME.fullmatch(tag) else "div", plain)


def _marked_texts(tree: PageTree, labelled: Collection[int]) -> dict[tuple[Element, bool], str]:
    """The open texts by where they stand (element, is_tail), the first of each block with its mark."""
    texts: dict[tuple[Element, bool], str] = {}
    previous = -1
    for piece in tree.pieces:
        if piece.block not in labelled:
            text = (piece.element.tail if piece.is_tail else piece.element.text) or ""
            if not text.isprintable():
                text = storable(text)  # &#1; is read by lxml and refused when written
            if piece.block != previous and piece.block < MAX_MARKED:
                text = f"{_mark(piece.block)} {text.lstrip()}"
            texts[piece.element, piece.is_tail] = text
        previous = piece.block
    return texts


def _append_text(element: Element, text: str) -> None:
    """Put text at the end of what the element holds so far."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _mark(index: int) -> str:
    high, low = divmod(index, BASE)
    return chr(FIRST_DIGIT + high) + chr(FIRST_DIGIT + low)


def _read_marks(text: str, count: int) -> Iterator[int]:
    """Block numbers of the marks in the text; braille that the page itself printed rarely gives one."""
    for high, low in MARK.findall(text):
        index = (ord(high) - FIRST_DIGIT) * BASE + ord(low) - FIRST_DIGIT
        if index < count:
            yield index
