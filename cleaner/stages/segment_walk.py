"""One walk over a parsed page: where blocks begin and end, and which texts each element holds."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree
from msgspec import Struct

from cleaner.model import Block
from cleaner.text import BLANK, UNPRINTED, ends_sentence
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


class _Owner(Struct, frozen=True, gc=False):
    """A block-level element, as its blocks need it; for an inline element with tokens, the block with them added."""

    tag: str
    ancestors: tuple[str, ...]
    tokens: frozenset[str]
    hidden: bool
    row: bool = False
    block: _Owner | None = None  # of an inline element: the block-level element around it


class _Frame(Struct, frozen=True, gc=False):
    """An element that is open. first: number of its first piece; inline: its edges do not break the text."""

    owner: _Owner
    first: int
    inline: bool
    in_link: bool


class _Part(Struct, frozen=True, gc=False):
    """An entry of the open block. element None: what stands between two texts, never a piece."""

    text: str
    element: Element | None = None
    is_tail: bool = False
    in_link: bool = False


SPACE = _Part(" ")
CELL_EDGE = _Part(" | ")


@dataclass(slots=True)
class Walk:
    """One pass over the elements in document order; no recursion: hostile pages nest deeper than Python recurses."""

    max_blocks: int
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    spans: dict[Element, tuple[int, int]] = field(default_factory=dict)
    by_token: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    by_tag: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    attributed: list[tuple[Element, list[str]]] = field(default_factory=list)
    truncated: bool = False
    _open: list[_Part] = field(default_factory=list)
    _owner: _Owner | None = None
    _filled: int = 0
    _breaks: int = 0

    def run(self, root: Element) -> None:
        stack = [_Frame(_Owner("", (), frozenset(), False), 0, False, False)]
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                frame = self._enter(element, stack[-1])
                if frame is None:
                    walker.skip_subtree()
                    frame = _Frame(stack[-1].owner, self._filled, True, False)
                elif element.text:
                    self._add(element.text, element, False, frame)
                stack.append(frame)
                continue
            frame = stack.pop()
            if not frame.inline and self._open:
                self._flush()
                if self.truncated:
                    return
            self.spans[element] = (frame.first, self._filled)
            if element.tail and len(stack) > 1:
                self._add(element.tail, element, True, stack[-1])
        self._flush()

    def _enter(self, element: Element, parent: _Frame) -> _Frame | None:
        """Open an element; None for one whose text is not read."""
        tag, above = element.tag, parent.owner
        if tag == "br" or tag == "hr":
            self._break(above, tag)
            return None
        self.by_tag[tag].append(element)
        names: list[str] = element.keys()  # type: ignore[assignment]  # the stubs know of bytes, lxml 5 and 6 do not
        tokens = self._index(element, names) if names else names
        if tag in UNREAD:
            return None
        hidden = bool(names) and ("style" in names or "hidden" in names) and _is_hidden(element)
        if tag in INLINE or above.row or ("-" in tag and above.tag in TEXT_BLOCKS):
            if hidden:
                return None
            if above.row and self._open and (tag == "td" or tag == "th"):
                self._open.append(CELL_EDGE)
            if tokens:
                joined = above.tokens.union(tokens)
                above = _Owner(above.tag, above.ancestors, joined, above.hidden, above.row, above.block or above)
            return _Frame(above, self._filled, True, parent.in_link or tag == "a")
        if self._open:
            self._flush()
        joined = above.tokens.union(tokens) if tokens else above.tokens
        ancestors = (*above.ancestors, above.tag) if above.tag else ()
        row = tag == "tr" and _is_data_row(element)
        return _Frame(_Owner(tag, ancestors, joined, above.hidden or hidden, row), self._filled, False, parent.in_link)

    def _index(self, element: Element, names: list[str]) -> list[str]:
        """Note the element's attributes and under its class and id tokens; return the tokens."""
        self.attributed.append((element, names))
        tokens = element.get("class", "").split() if "class" in names else []
        if "id" in names and (own := element.get("id", "").strip()):
            tokens.append(own)
        for token in tokens:
            bearers = self.by_token[token]
            if not bearers or bearers[-1] is not element:
                bearers.append(element)
        return tokens

    def _break(self, owner: _Owner, tag: str) -> None:
        if owner.row:
            self._open.append(SPACE)
        elif self._open:
            self._breaks += 1 if tag == "br" else 2

    def _add(self, text: str, element: Element, is_tail: bool, frame: _Frame) -> None:
        if text.isspace():
            if self._open:
                self._open.append(SPACE)
            return
        if not text.strip(BLANK):  # zero-width characters, perhaps with white space
            if self._open and any(map(str.isspace, text)):
                self._open.append(SPACE)
            return
        if self._breaks:
            if self._breaks > 1 or not _runs_on(self._open, text):
                self._flush()
            else:
                self._open.append(SPACE)
            self._breaks = 0
        owner = frame.owner
        if self._owner is None:
            self._owner = owner
        elif self._owner is not owner:
            self._owner = owner.block or self._owner.block or owner
        self._open.append(_Part(text, element, is_tail, frame.in_link))
        self._filled += 1

    def _flush(self) -> None:
        """Close the open block: collapse its text and note where each piece came to stand."""
        owner, self._owner = self._owner, None
        if owner is not None and not self.truncated:
            text, linked = self._collapse()
            block = Block(
                len(self.blocks), text, owner.tag, 0, linked, owner.tokens, owner.ancestors, hidden=owner.hidden
            )
            self.blocks.append(block)
            self.truncated = len(self.blocks) >= self.max_blocks
        self._open.clear()
        self._breaks = 0

    def _collapse(self) -> tuple[str, int]:
        """The open block's text and how much of it is linked; each text of it becomes a Piece."""
        index = len(self.blocks)
        parts: list[str] = []
        length = linked = 0
        spaced = True
        before = SPACE
        for part in self._open:
            raw = part.text
            words = " ".join(raw.split())
            if not words.isprintable():
                words = " ".join(UNPRINTED.sub("", words).split())
            if not spaced and (not words or raw[0].isspace() or _stands_apart(before, part)):
                parts.append(" ")
                length, spaced = length + 1, True
            if not words:
                continue
            before = part
            parts.append(words)
            if part.element is not None:
                self.pieces.append(Piece(index, length, length + len(words), part.element, part.is_tail))
            length += len(words)
            linked += len(words) if part.in_link else 0
            spaced = raw[-1].isspace()
            if spaced:
                parts.append(" ")
                length += 1
        return "".join(parts).rstrip(), linked


def _stands_apart(before: _Part, part: _Part) -> bool:
    """Whether two texts that touch are shown apart: words of neighbour elements that both have a class.

    Name and job of an author, section and headline: a style sheet keeps them apart, no white space does.
    """
    if part.element is None or before.element is None or part.is_tail or before.is_tail:
        return False
    if not (before.text[-1].isalnum() and part.text[0].isalnum()):
        return False
    return (
        part.element.getprevious() is before.element
        and part.element.get("class") is not None
        and before.element.get("class") is not None
    )


def _runs_on(open_parts: list[_Part], text: str) -> bool:
    """Whether the text after a single <br> goes on with the sentence before it."""
    before = next((part.text for part in reversed(open_parts) if not part.text.isspace()), "").rstrip()
    return text.lstrip()[:1].islower() and not ends_sentence(before) and not before.endswith(":")


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
