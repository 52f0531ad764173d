"""One walk over a parsed page: where blocks begin and end, and which texts each element holds."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TypeAlias

from cleaner.model import NOWHERE, Place
from cleaner.stages.segment.block_writer import BlockWriter
from cleaner.stages.segment.display import (
    INLINE,
    STYLED_TAGS,
    holds_one_text,
    is_heading,
    is_hidden,
    is_in_sentence,
    is_paragraph,
    is_story_line,
    is_tooltip,
    keeps_lines,
    leads_nowhere,
)
from cleaner.tree import DECLARING_TAGS, Element

# fmt: off
UNREAD = frozenset({
    "head", "title", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas",
    "select", "textarea", "input", "audio", "video", "map", "rp", "rt", "noframes", "datalist",
})
BREAKS = ("br", "hr")
CELLS = ("td", "th")
ROW_BREAKERS = (
    "table", "tr", "p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "form", "img",
)
# fmt: on
WRAPS = ("p", "div")  # that a cell of data may hold, and nothing else
MAX_ROW_CHARS = 600  # a longer row is layout, not data
MIN_CELLS, MAX_CELLS = 3, 100  # of a row of data that holds blocks
LOOKED_AT = 9  # parts of the open block that show whether its sentence goes on: it may have thousands
SHOWING_ATTRIBUTES = frozenset({"style", "hidden", "aria-hidden", "data-as", "role"})  # say how it is shown
SHADOW_MODES = ("shadowrootmode", "shadowroot")  # of a template that a browser shows: a declarative shadow root
MAX_CLASS_CHARS = 10_000  # of one element; the longest of a public set has 7,433

# An open element: its place; whether it is inline, so that its edges do not break the text; whether it is in a link.
_Frame: TypeAlias = tuple[Place, bool, bool]
OUTSIDE: _Frame = (NOWHERE, False, False)
_Index: TypeAlias = defaultdict[str, list[Element]]


class Walk:
    """One pass over the elements in document order; no recursion: hostile pages nest deeper than Python recurses.

    starts, ends and the three indexes: as PageTree has them. unread: tags of elements whose text is not read.
    """

    def __init__(self, max_blocks: int, unread: frozenset[str] = UNREAD) -> None:
        self.unread = unread
        self.writer = BlockWriter(max_blocks)
        self.starts: dict[Element, int] = {}
        self.ends: dict[Element, int] = {}
        self.by_token: _Index = defaultdict(list)
        self.by_tag: _Index = defaultdict(list)
        self.by_attribute: _Index = defaultdict(list)

    def run(self, root: Element) -> None:
        """Read the page, to the limit of blocks."""
        open_elements: list[tuple[Element, _Frame, _Frame]] = []
        element: Element | None = root
        frame = OUTSIDE
        while element is not None and not self.writer.is_full:
            inner = self._enter(element, frame)
            if inner is None:
                self._note_declaring(element)
            elif len(element):
                open_elements.append((element, frame, inner))
                element, frame = element[0], inner
                continue
            self._leave(element, frame, inner)
            following = element.getnext()
            while following is None and open_elements:
                element, frame, inner = open_elements.pop()
                self._leave(element, frame, inner)
                following = element.getnext()
            element = following
        self.writer.end()

    def _enter(self, element: Element, parent: _Frame) -> _Frame | None:
        """Open an element, note it in the indexes and read its first text; None for one whose text is not read."""
        self.starts[element] = len(self.writer.pieces)
        tag, place = element.tag, parent[0]
        if tag in BREAKS:
            self._break_line(tag, place)
            return None
        self.by_tag[tag].append(element)
        classes, own_id, is_styled = self._index(element)
        if tag in self.unread and not (tag == "template" and any(map(element.get, SHADOW_MODES))):
            return None
        is_inline = tag in INLINE or place.row
        if not is_inline and ("-" in tag or tag == "button"):
            is_inline = self._joins_sentence(element, tag, place)
        hidden = is_styled and tag != "embed" and is_hidden(element)  # lxml puts what follows an <embed> into it
        if is_inline and (hidden or (self.writer.parts and is_tooltip(classes))):  # no part of its sentence
            return None
        if is_styled and tag in STYLED_TAGS and not holds_one_text(place) and is_paragraph(element):
            tag, is_inline = "p", False
        elif tag == "span" and not parent[1] and not holds_one_text(place) and is_story_line(element, classes):
            is_inline = False
        elif is_styled and not is_inline and is_heading(element):
            tag = "h2"
        elif is_styled and not is_inline and keeps_lines(element):
            tag = "pre"
        if is_inline:
            frame = self._open_inline(element, classes, own_id, parent)
        else:
            self.writer.close()
            row = tag == "tr" and _is_data_row(element)
            frame = Place(tag, classes, own_id, place, False, place.hidden or hidden, row), False, parent[2]
        text = element.text
        if text and (self.writer.parts or not text.isspace()):  # most is white space between blocks: 2 % of a page
            self.writer.add(text, element, frame[0], is_tail=False, in_link=frame[2])
        return frame

    def _note_declaring(self, element: Element) -> None:
        """Note what a page says of itself inside an element that is not read: its head, microdata in hidden parts."""
        if len(element):
            for inner in element.iterdescendants(*DECLARING_TAGS):
                self.by_tag[inner.tag].append(inner)

    def _open_inline(self, element: Element, classes: str, own_id: str, parent: _Frame) -> _Frame:
        tag = element.tag
        place, _, in_link = parent
        if place.row and tag in CELLS:
            self.writer.mark_cell()
        if tag == "q":
            self.writer.open_quote()
        if classes or own_id:
            place = Place(place.tag, classes, own_id, place, True, place.hidden, place.row)
        return place, True, in_link or (tag == "a" and not leads_nowhere(element, place))

    def _leave(self, element: Element, parent: _Frame, frame: _Frame | None) -> None:
        """Close an element and read the text behind it. parent: of the element around it; frame: its own."""
        if frame is not None and not frame[1]:
            self.writer.close()
        elif frame is not None and self.writer.open_quotes and element.tag == "q":
            self.writer.close_quote()
        self.ends[element] = len(self.writer.pieces)
        text = element.tail
        if text and parent is not OUTSIDE and (self.writer.parts or not text.isspace()):
            self.writer.add(text, element, parent[0], is_tail=True, in_link=parent[2])

    def _index(self, element: Element) -> tuple[str, str, bool]:
        """Note an element under its attributes; return its classes, its id, and whether it has a style of its own."""
        classes = own_id = ""
        names: list[str] = element.keys()  # type: ignore[assignment]  # the stubs know of bytes
        for name in names:
            if name == "class":
                classes = element.get(name, "")[:MAX_CLASS_CHARS]
            elif name == "id":
                own_id = element.get(name, "").strip()
            self.by_attribute[name].append(element)
        for token in dict.fromkeys(f"{classes} {own_id}".split()):
            self.by_token[token].append(element)
        return classes, own_id, not SHOWING_ATTRIBUTES.isdisjoint(names)

    def _joins_sentence(self, element: Element, tag: str, place: Place) -> bool:
        """Whether a button or an element of the page's own is part of a sentence here."""
        if tag != "button" and holds_one_text(place):
            return True
        return is_in_sentence(element, place, "".join(self.writer.parts[-LOOKED_AT:]))

    def _break_line(self, tag: str, place: Place) -> None:
        if place.row:
            self.writer.break_cell_line()
        else:
            self.writer.break_line(2 if tag == "hr" else 1)


def _is_data_row(row: Element) -> bool:
    """A row of data is short, and holds no blocks; else the table is layout and its cells are blocks.

    In a table of data a cell may hold its text in a block of its own, as text processors and publishing systems write.
    """
    blocks = list(islice(row.iterdescendants(*ROW_BREAKERS), MAX_CELLS + 1))
    if blocks and (len(blocks) > MAX_CELLS or not all(map(_wraps_cell, blocks)) or not _shows_data(row)):
        return False
    return sum(map(len, row.itertext())) <= MAX_ROW_CHARS


def _shows_data(row: Element) -> bool:
    """Whether a row has three cells or more, or its table begins with names of columns."""
    table = next(row.iterancestors("table"), row)
    first = next(table.iter("tr"), row)
    return len(row) >= MIN_CELLS or next(row.iterchildren("th"), next(first.iterchildren("th"), None)) is not None


def _wraps_cell(block: Element) -> bool:
    """Whether a block is all that its cell holds."""
    cell = block.getparent()
    return block.tag in WRAPS and cell is not None and cell.tag in CELLS and len(cell) == 1
