"""The body of a record in a markup with tags: HTML, and what names its tags otherwise. No text of a page is markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import TypeAlias

from cleaner.model import BodyBlock, Span, SpanKind
from cleaner.sinks.groups import Group, cells_of, goes_on, item_of, margins_of
from cleaner.sinks.inline import Run, write_inline
from cleaner.text import is_safe_address, without_controls

# A mark of a text → its tag in HTML. The marks of a quotation are in the text, and <q> would print others.
TAGS: Mapping[SpanKind, str] = {
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
}
MAX_LEVELS = 20  # of nested lists
Attributes: TypeAlias = Mapping[str, str | int | None]
Name: TypeAlias = tuple[str, Mapping[str, str]]


def plain(text: str) -> str:
    """The text as content or as the value of an attribute."""
    return escape(without_controls(text), quote=True)


class Markup:
    """Writes HTML or, with other names, what is built like it.

    names: tag of HTML → tag and its attributes; attributes: name in HTML → name. address: how one is written.
    """

    def __init__(
        self,
        names: Mapping[str, Name] | None = None,
        attributes: Mapping[str, str] | None = None,
        address: Callable[[str], str] = str.strip,
    ) -> None:
        self._names = names or {}
        self._attributes = attributes or {}
        self._address = address

    def element(self, tag: str, inner: str, attributes: Attributes | None = None) -> str:
        """An element, named by its tag in HTML. inner: markup. Attributes without a value are left out."""
        name, fixed = self._names.get(tag, (tag, {}))
        given = {self._attributes.get(key, key): value for key, value in (attributes or {}).items()}
        shown = {key: value for key, value in {**fixed, **given}.items() if key and value is not None}
        written = "".join([f' {key}="{plain(str(value))}"' for key, value in shown.items()])
        return f"<{name}{written}>{inner}</{name}>"

    def inline(self, text: str, spans: Sequence[Span]) -> str:
        """The text with its links and marks."""
        return write_inline(text, spans, plain, self._write_run)

    def _write_run(self, run: Run) -> str:
        kind, url = run.span.kind, run.span.url
        inner = plain(run.inner) if kind == "code" else run.inner
        if kind == "link":
            is_link = url is not None and is_safe_address(url)
            return self.element("a", inner, {"href": self._address(url or "")}) if is_link else inner
        return self.element(TAGS[kind], inner) if kind in TAGS else inner

    def write(self, group: Group) -> Iterator[str]:
        """The elements of a group of blocks that is no heading."""
        match group.kind:
            case "list_item":
                yield self._list(group.blocks)
            case "table":
                rows = "".join(self._row(block) for block in group.blocks)
                caption = self.element("caption", plain(group.caption)) if group.caption else ""
                yield self.element("table", caption + rows)
            case "quote":
                source = self.element("footer", plain(group.source)) if group.source else ""
                yield self.element("blockquote", "".join(map(self._paragraph, group.blocks)) + source)
            case "preformatted":
                lines = [margins_of(block) + self.inline(block.text, block.spans) for block in group.blocks]
                yield self.element("pre", "\n".join(lines))
            case _:
                yield from map(self._paragraph, group.blocks)

    def _paragraph(self, block: BodyBlock) -> str:
        return self.element("p", self.inline(block.text, block.spans))

    def _row(self, block: BodyBlock) -> str:
        return self.element("tr", "".join(self._cells(block)))

    def _cells(self, row: BodyBlock) -> Iterator[str]:
        for cell, spans in cells_of(row):
            columns, rows = (count if count > 1 else None for count in (cell.colspan, cell.rowspan))
            tag = "th" if cell.header else "td"
            yield self.element(tag, self.inline(cell.text, spans), {"colspan": columns, "rowspan": rows})

    def _list(self, blocks: Sequence[BodyBlock]) -> str:
        """A list; its items hold the lists that are nested in them."""
        lists: list[_OpenList] = []
        latest: dict[int, BodyBlock] = {}
        for block in blocks:
            item = item_of(block)
            text = self.inline(item.text, item.spans)
            depth = min(max(block.level or 1, 1), len(lists) + 1, MAX_LEVELS)
            if goes_on(block, latest):
                while len(lists) > depth:
                    self._close(lists)
                lists[-1].items[-1] += self.element("p", text)
                continue
            while len(lists) > depth or (len(lists) == depth > 1 and lists[-1].tag != _list_tag(block)):
                self._close(lists)
            if len(lists) < depth:
                lists.append(_OpenList(block))
            lists[-1].add(text, block.number)
        while len(lists) > 1:
            self._close(lists)
        return self._closed(lists[0])

    def _close(self, lists: list[_OpenList]) -> None:
        """End the innermost list: it is part of the item it stands in."""
        inner = self._closed(lists.pop())
        lists[-1].items[-1] += inner

    def _closed(self, done: _OpenList) -> str:
        pairs = zip(done.items, done.values, strict=True)
        return self.element(done.tag, "".join(self.element("li", item, {"value": value}) for item, value in pairs))


class _OpenList:
    """A list that is being written. values: of items that do not count on from the one before."""

    def __init__(self, first: BodyBlock) -> None:
        self.tag = _list_tag(first)
        self.items: list[str] = []
        self.values: list[int | None] = []
        self._next = 1

    def add(self, item: str, number: int | None) -> None:
        number = self._next if number is None or self.tag == "ul" else number
        self.items.append(item)
        self.values.append(number if number != self._next else None)
        self._next = number + 1


def _list_tag(item: BodyBlock) -> str:
    return "ol" if item.ordered else "ul"
