"""One walk over a parsed page: where blocks begin and end, and which texts each element holds."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from cleaner.model import NOWHERE, Block, Place
from cleaner.text import UNPRINTED, ends_sentence
from cleaner.tree import Element, Piece

# fmt: off
UNREAD = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "canvas", "select",
    "textarea", "input", "audio", "video", "map", "rp", "rt", "noframes", "datalist",
})
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img", "picture", "source",
})
# Elements whose text is one run: an unknown element inside one of them is part of the sentence.
TEXT_BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption", "caption", "td", "th",
})
ROW_BREAKERS = (
    "table", "p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "form", "img",
)
# fmt: on
MAX_ROW_CHARS = 600  # a longer row is layout, not data
HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
STREAMED_ID = "S:"  # React streams finished parts of a page as <div hidden id="S:0"> and shows them by script

Kind: TypeAlias = Literal["break", "unread", "inline", "block"]
# One look-up for each element; what is not in it is a block, or an element the page has invented.
KINDS: dict[str, Kind] = {
    **dict.fromkeys(UNREAD, "unread"), **dict.fromkeys(INLINE, "inline"), "br": "break", "hr": "break",
}  # fmt: skip


NO_NAMES = ("", "", False)  # no classes, no id, not hidden

# An element that is open: its place, whether it is inline (its edges do not break the text), whether it is in a link.
# A plain tuple: one is made for each element of the page.
_Frame: TypeAlias = tuple[Place, bool, bool]


@dataclass(slots=True)
class Walk:
    """One pass over the elements in document order; no recursion: hostile pages nest deeper than Python recurses.

    truncated: it ended at max_blocks; left_hidden: it has gone around a hidden inline element.
    The open block is put together while its texts come in: _parts is its text so far, _length characters long;
    _spaced: it ends in a space, or has no text yet; _last: the text before, as the page has it, and its element.
    """

    max_blocks: int
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    starts: dict[Element, int] = field(default_factory=dict)
    ends: dict[Element, int] = field(default_factory=dict)
    by_token: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    by_tag: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    by_attribute: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    truncated: bool = False
    left_hidden: bool = False
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _linked: int = 0
    _spaced: bool = True
    _last: str = ""
    _last_element: Element | None = None
    _place: Place | None = None
    _breaks: int = 0

    def run(self, root: Element) -> None:
        self._read(root)
        self._flush()
        while self.truncated and self.pieces and self.pieces[-1].block >= len(self.blocks):
            self.pieces.pop()

    def _read(self, root: Element) -> None:
        """Go from element to first child, next sibling or parent: a third of what lxml's iterwalk() costs."""
        element: Element | None = root
        frame: _Frame = (NOWHERE, False, False)
        stack: list[tuple[Element, _Frame]] = []
        starts, ends, pieces = self.starts, self.ends, self.pieces
        while element is not None:
            inner = self._enter(element, frame)
            starts[element] = len(pieces)
            if inner is not None:
                text = element.text
                if text and (self._parts or not text.isspace()):
                    self._add(text, element, False, inner)
                if len(element):
                    stack.append((element, frame))
                    element, frame = element[0], inner
                    continue
                if self._parts and not inner[1]:
                    self._flush()
            while True:
                ends[element] = len(pieces)
                if self.truncated:
                    return
                text = element.tail
                if text and stack and (self._parts or not text.isspace()):  # most is white space between blocks
                    self._add(text, element, True, frame)
                following = element.getnext()
                if following is not None or not stack:
                    element = following
                    break
                if self._parts and not frame[1]:
                    self._flush()
                element, frame = stack.pop()

    def _enter(self, element: Element, parent: _Frame) -> _Frame | None:
        """Open an element and note it under its tag, attributes, class and id; None for one whose text is not read."""
        tag, above = element.tag, parent[0]
        kind = KINDS.get(tag, "block")
        if kind == "break":
            self._break(above, tag)
            return None
        self.by_tag[tag].append(element)
        names: list[str] = element.keys()  # type: ignore[assignment]  # the stubs know of bytes, lxml 5 and 6 do not
        classes, own_id, hidden = self._index(element, names) if names else NO_NAMES
        if kind == "unread":
            return None
        if kind == "inline" or above.row or ("-" in tag and above.tag in TEXT_BLOCKS):
            if hidden:
                self.left_hidden = True
                return None
            if above.row and self._parts and (tag == "td" or tag == "th"):
                self._mark_cell()
            if classes or own_id:
                above = Place(above.tag, classes, own_id, above, True, above.hidden, above.row)
            elif parent[1] and (parent[2] or tag != "a"):
                return parent
            return above, True, parent[2] or tag == "a"
        if self._parts:
            self._flush()
        row = tag == "tr" and _is_data_row(element)
        return Place(tag, classes, own_id, above, False, above.hidden or hidden, row), False, parent[2]

    def _index(self, element: Element, names: list[str]) -> tuple[str, str, bool]:
        """Note an element under its attributes, classes and id; return classes and id, and whether it is hidden."""
        by_attribute, by_token = self.by_attribute, self.by_token
        classes = own_id = ""
        hidden = False
        for name in names:
            if name == "class":
                classes = element.get("class", "")
                for token in classes.split():
                    bearers = by_token[token]
                    if not bearers or bearers[-1] is not element:
                        bearers.append(element)
            elif name == "id":
                own_id = element.get("id", "").strip()
            else:
                by_attribute[name].append(element)
                if name == "style" or name == "hidden":
                    hidden = hidden or _is_hidden(element)
        if own_id:
            bearers = by_token[own_id]
            if not bearers or bearers[-1] is not element:
                bearers.append(element)
        return classes, own_id, hidden

    def _break(self, place: Place, tag: str) -> None:
        if place.row:
            self._parts.append("")  # a row is open from its first line break on
            self._space()
        elif self._parts:
            self._breaks += 1 if tag == "br" else 2

    def _space(self) -> None:
        if not self._spaced:
            self._parts.append(" ")
            self._length += 1
            self._spaced = True

    def _mark_cell(self) -> None:
        """Keep the text of a cell apart from that of the cell before it."""
        self._space()
        self._parts.append("| ")
        self._length += 2
        self._last, self._last_element = "|", None

    def _add(self, text: str, element: Element, is_tail: bool, frame: _Frame) -> None:
        """Add a text to the open block, white space collapsed, and note which characters it became."""
        if text.isspace():
            if self._parts:
                self._space()
            return
        words = " ".join(text.split())
        if not words.isprintable():
            words = " ".join(UNPRINTED.sub("", words).split())
            if not words:  # zero-width characters, perhaps with white space
                if self._parts and any(map(str.isspace, text)):
                    self._space()
                return
        if self._breaks:
            self._end_line(text)
        place = frame[0]
        if self._place is None:
            self._place = place
        elif self._place is not place:
            self._place = _block_around(place if place.inline or not self._place.inline else self._place)
        if not self._spaced and (text[0].isspace() or (not is_tail and self._stands_apart(text, element))):
            self._space()
        start = self._length
        end = self._length = start + len(words)
        self.pieces.append(Piece(len(self.blocks), start, end, element, is_tail))
        self._parts.append(words)
        self._last, self._last_element = text, None if is_tail else element
        if frame[2]:
            self._linked += end - start
        self._spaced = False
        if text[-1].isspace():
            self._space()

    def _end_line(self, text: str) -> None:
        """Close the block at a line break, or go on with it where the text after a single <br> runs on."""
        last = self._last.rstrip()
        runs_on = text.lstrip()[:1].islower() and not ends_sentence(last) and not last.endswith(":")
        if self._breaks == 1 and runs_on:
            self._space()
            self._breaks = 0
        else:
            self._flush()

    def _stands_apart(self, text: str, element: Element) -> bool:
        """Whether two texts that touch are shown apart: words of neighbour elements that both have a class.

        Name and job of an author, section and headline: a style sheet keeps them apart, no white space does.
        """
        before = self._last_element
        if before is None or not (self._last[-1].isalnum() and text[0].isalnum()):
            return False
        return element.getprevious() is before and element.get("class") is not None and before.get("class") is not None

    def _flush(self) -> None:
        """Close the open block."""
        place, self._place = self._place, None
        if place is not None and not self.truncated:
            text = "".join(self._parts).rstrip()
            self.blocks.append(Block(len(self.blocks), text, place.tag, 0, self._linked, place, hidden=place.hidden))
            self.truncated = len(self.blocks) >= self.max_blocks
        self._parts.clear()
        self._length = self._linked = self._breaks = 0
        self._spaced = True
        self._last, self._last_element = "", None


def _block_around(place: Place) -> Place:
    while place.inline and place.around is not None:
        place = place.around
    return place


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None and not element.get("id", "").startswith(STREAMED_ID):
        return True
    style = element.get("style")
    return style is not None and HIDING_STYLE.search(style) is not None


def _is_data_row(row: Element) -> bool:
    """A row of data is short and holds no blocks; else the table is layout and its cells are blocks."""
    if next(row.iter(*ROW_BREAKERS), None) is not None:
        return False
    return sum(len(text) for text in row.itertext()) <= MAX_ROW_CHARS
