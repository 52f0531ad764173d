"""How far in the lines of preformatted text begin, and behind how many empty ones; their texts no longer say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.etree import iterwalk
from msgspec.structs import replace

from cleaner.model import Block
from cleaner.tree import Element, Piece

MAX_LEVELS = 100
MAX_INDENT = 200  # columns
MAX_AHEAD = 5  # lines of the page that are no lines of the body, between two that are: hidden, cut out
MAX_GAP = 5  # empty lines

SourceLine = tuple[str, int, int]  # its text without white space, how far in it begins, the empty lines before it


class MarginReader:
    """Reads the lines of `<pre>` elements as the page has them, each element once, for the lines of the body."""

    def __init__(self) -> None:
        self._lines: dict[Element, tuple[list[SourceLine], int]] = {}

    def with_margins(self, pieces: Sequence[Piece], lines: Iterable[Block]) -> Iterator[Block]:
        """The lines of a preformatted block, each with its margins. pieces: what the block's text consists of."""
        element = pieces[0].element
        around = (element, *islice(element.iterancestors(), MAX_LEVELS))
        outermost = next((above for above in reversed(around) if above.tag == "pre"), None)
        if outermost is None:
            yield from lines
            return
        source, at = self._lines.get(outermost) or (list(_source_lines(outermost)), 0)
        for line in lines:
            (indent, gap), at = _margins_of("".join(line.text.split()), source, at)
            yield replace(line, structure=replace(line.structure, indent=indent, gap=gap)) if indent or gap else line
        self._lines[outermost] = source, at


def _margins_of(text: str, source: Sequence[SourceLine], at: int) -> tuple[tuple[int, int], int]:
    """Indent and gap of a line, and where in the source the next is. A line may be several that were broken to fit."""
    for start in range(at, min(at + MAX_AHEAD, len(source))):
        end, length = start, 0
        while end < len(source) and text.startswith(source[end][0], length) and length < len(text):
            length += len(source[end][0])
            end += 1
        if length == len(text):
            return source[start][1:], end
    return (0, 0), at


def _source_lines(element: Element) -> Iterator[SourceLine]:
    gap, has_begun = 0, False
    for line in "".join(_texts(element)).expandtabs().splitlines():
        if text := "".join(line.split()):
            yield text, min(len(line) - len(line.lstrip()), MAX_INDENT), min(gap, MAX_GAP)
        has_begun = has_begun or bool(text)
        gap = gap + 1 if has_begun and not text else 0


def _texts(element: Element) -> Iterator[str]:
    """The texts of an element, a line end for each `<br>`."""
    for event, inner in iterwalk(element, events=("start", "end", "comment")):
        if event == "start":
            yield "\n" if inner.tag == "br" else inner.text or ""
        elif inner is not element:
            yield inner.tail or ""
