"""Links, stress and other marks inside the text of a block, by their characters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cleaner.model import Page, Span, SpanKind
from cleaner.text import is_safe_address, is_web_address
from cleaner.tree import Element, Piece
from cleaner.urls import absolute

# fmt: off
KINDS: Mapping[str, SpanKind] = {
    "a": "link", "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "sup": "superscript", "sub": "subscript", "q": "quote",
}
# fmt: on
UNMARKED_STYLE = re.compile(r"font-(?:weight\s*:\s*(?:normal|[1-4]00)|style\s*:\s*normal)", re.I)  # pasted from editors
LINE_ENDS = re.compile(r"[\t\n\r]")  # no part of an address, to a browser
CLOSING_QUOTES = frozenset("”’\"'")
MAX_LEVELS = 100  # elements around a text that are looked at
MAX_MARKS = 20  # of them that mark it

_Mark = tuple[SpanKind, str | None]


class InlineReader:
    """Reads the marked runs of texts; what stands around an element is looked up once for all texts in it."""

    def __init__(self, page: Page) -> None:
        self._address = page.document.url or page.signals.canonical
        self._base = page.signals.base
        self._known: dict[Element, tuple[_Mark, ...]] = {}

    def spans(self, pieces: Sequence[Piece], text: str) -> tuple[Span, ...]:
        """The spans of a block, from the first on, the longer first; the pieces are what its text consists of."""
        runs: dict[_Mark, list[list[int]]] = {}
        for piece in pieces:
            element = piece.element.getparent() if piece.is_tail else piece.element
            for mark in self._marks_around(element):
                found = runs.setdefault(mark, [])
                if found and not text[found[-1][1] : piece.start].strip():
                    found[-1][1] = piece.end
                else:
                    found.append([piece.start, piece.end])
        spans = [_span(mark, start, end, text) for mark, found in runs.items() for start, end in found]
        return tuple(sorted(spans, key=_order)) if spans else ()

    def _marks_around(self, element: Element | None) -> tuple[_Mark, ...]:
        """The marks of an element and of those around it, the outermost first, each once; one link, the innermost."""
        if element in self._known:
            return self._known[element]
        path: list[Element] = []
        while element is not None and element not in self._known and len(path) < MAX_LEVELS:
            path.append(element)
            element = element.getparent()
        marks = self._known.get(element, ()) if element is not None else ()
        for inner in reversed(path):
            marks = self._with_mark_of(inner, marks)
            self._known[inner] = marks
        return marks

    def _with_mark_of(self, element: Element, marks: tuple[_Mark, ...]) -> tuple[_Mark, ...]:
        kind = KINDS.get(element.tag)
        if kind is None or len(marks) >= MAX_MARKS or UNMARKED_STYLE.search(element.get("style", "")):
            return marks
        if kind == "link":
            address = self._link(element)
            others = tuple(mark for mark in marks if mark[0] != "link")
            return (*others, (kind, address)) if address else marks
        mark: _Mark = (kind, None)
        return marks if mark in marks else (*marks, mark)

    def _link(self, element: Element) -> str | None:
        """Where a link leads; None for a place on the same page and for what is no web or mail address."""
        href = LINE_ENDS.sub("", element.get("href", "")).strip()
        if not href or href.startswith("#"):
            return None
        address = (absolute(href, self._base) or "").replace(" ", "%20")
        page, _, fragment = address.partition("#")
        is_same_page = fragment != "" and page == self._address
        is_safe = is_web_address(address) or is_safe_address(address)
        return address if is_safe and not is_same_page else None


def _span(mark: _Mark, start: int, end: int, text: str) -> Span:
    """The span of a mark; a quotation ends with the sign that closes it."""
    kind, url = mark
    if kind == "quote" and text[end : end + 1] in CLOSING_QUOTES and end < len(text):
        end += 1
    return Span(kind, start, end, url)


def _order(span: Span) -> tuple[int, int, str]:
    return span.start, -span.end, span.kind
