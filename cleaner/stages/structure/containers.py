"""Which list, table, quotation or preformatted text a block belongs to, and as what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from cleaner.model import PLAIN, Cell, Role, Structure
from cleaner.text import collapse
from cleaner.tree import Element, PageTree, Piece, opening_text

LISTS = ("ul", "ol", "dl", "menu")
ITEMS = ("li", "dt", "dd")
CELLS = ("td", "th")
CONTAINERS = {Role.TABLE: ("table",), Role.QUOTE: ("blockquote",), Role.PREFORMATTED: ("pre",)}
SOURCE_TAGS = ("cite", "footer", "figcaption")
DASHES = " \u00a0-–—―~"
MAX_LEVELS = 100
MAX_FIGURE_LEVELS = 3  # around a table: a frame to scroll in, the figure
MAX_SPAN = 100  # columns or rows of one cell
MAX_NUMBER = 1_000_000_000  # of an item; Markdown reads nine digits
MAX_SOURCE_CHARS, MAX_CAPTION_CHARS = 200, 500


class Containers:
    """Places blocks in their containers, which it numbers from 1 as it comes upon them."""

    def __init__(self, tree: PageTree) -> None:
        self._tree = tree
        self._groups: dict[Element, int] = {}
        self._numbers: dict[Element, dict[Element, int]] = {}

    def place(self, role: Role, pieces: Sequence[Piece], text: str) -> Structure:
        """The structure of a block with this role; pieces: what its text consists of. No spans yet."""
        if role is not Role.LIST_ITEM and role not in CONTAINERS:
            return PLAIN
        first = pieces[0]
        element = first.element.getparent() if first.is_tail else first.element
        if element is None:
            return PLAIN
        if role is Role.LIST_ITEM:
            return self._list_item(element)
        container = next((above for above in _upwards(element) if above.tag in CONTAINERS[role]), None)
        if container is None:
            return PLAIN
        is_first = container not in self._groups
        group = self._group(container)
        if role is Role.TABLE:
            cells = tuple(self._cells(element, pieces[0].block, text))
            return Structure(group=group, cells=cells, caption=_caption(container) if is_first else None)
        return Structure(group=group, source=_source(container) if is_first and role is Role.QUOTE else None)

    def _group(self, container: Element) -> int:
        return self._groups.setdefault(container, len(self._groups) + 1)

    def _list_item(self, element: Element) -> Structure:
        around = list(_upwards(element))
        item = next((above for above in around if above.tag in ITEMS), None)
        lists = [above for above in around if above.tag in LISTS]
        if item is None or not lists:
            return PLAIN
        nearest = lists[0]
        number = self._items(nearest).get(item)
        return Structure(level=len(lists), ordered=nearest.tag == "ol", number=number, group=self._group(lists[-1]))

    def _items(self, list_: Element) -> dict[Element, int]:
        """The items of a list with their numbers, as browsers count them."""
        if list_ not in self._numbers:
            items = [child for child in list_ if child.tag in ITEMS]
            step = -1 if list_.get("reversed") is not None else 1
            number = _integer(list_.get("start"), 1 if step > 0 else len(items))
            numbers = self._numbers[list_] = {}
            for item in items:
                number = _integer(item.get("value"), number)
                numbers[item] = number
                number += step
        return self._numbers[list_]

    def _cells(self, element: Element, block: int, text: str) -> Iterator[Cell]:
        """The cells of the row that an element is in."""
        row = next((above for above in _upwards(element) if above.tag == "tr"), None)
        if row is None:
            return
        for cell in row.iterchildren(*CELLS):
            covers = [cover for cover in self._tree.covers(cell) if cover.block == block]
            inside = text[covers[0].start : covers[-1].end] if covers else ""
            spans = (min(max(_integer(cell.get(name), 1), 1), MAX_SPAN) for name in ("colspan", "rowspan"))
            yield Cell(inside, cell.tag == "th", *spans)


def _upwards(element: Element) -> Iterator[Element]:
    """The element and those around it, the nearest first."""
    yield element
    yield from islice(element.iterancestors(), MAX_LEVELS)


def _integer(text: str | None, default: int) -> int:
    """A whole number of an attribute; the default where it is none, or huge."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < MAX_NUMBER else default


def _caption(table: Element) -> str | None:
    """What a table is called: its caption, else that of the figure around it."""
    figures = (above for above in islice(table.iterancestors(), MAX_FIGURE_LEVELS) if above.tag == "figure")
    ends = [end for figure in figures for end in (figure[0], figure[-1]) if end.tag == "figcaption"]
    caption = next(chain(table.iterchildren("caption"), ends), None)
    return collapse(opening_text(caption))[:MAX_CAPTION_CHARS] or None if caption is not None else None


def _source(quotation: Element) -> str | None:
    """Who is quoted, as printed in the quotation or below it in one figure, without the dash before it."""
    figure = quotation.getparent()
    holder = figure if figure is not None and figure.tag == "figure" else quotation
    named = next(holder.iterdescendants(*SOURCE_TAGS), None)
    return collapse(opening_text(named)).lstrip(DASHES)[:MAX_SOURCE_CHARS] or None if named is not None else None
