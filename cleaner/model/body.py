"""What the body of a story consists of: blocks of text, with their links and stress, lists, tables and quotations."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

SpanKind: TypeAlias = Literal["link", "strong", "emphasis", "code", "superscript", "subscript", "quote"]


class Part(Struct, frozen=True, omit_defaults=True):
    """Base of the record's parts: an unknown member is left out of the JSON."""


class Span(Part, frozen=True, gc=False):
    """A marked run of a block's text, characters start to end. url: of a link, absolute where the page's is known."""

    kind: SpanKind
    start: int
    end: int
    url: str | None = None


class Cell(Part, frozen=True, gc=False):
    """A cell of a table's row. header: it names its row or column. colspan, rowspan: how many it takes."""

    text: str
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


class Structure(Struct, frozen=True, kw_only=True, gc=False):
    """What a block is beside its text: the members of BodyBlock that are read off the page's markup."""

    level: int | None = None
    ordered: bool | None = None
    number: int | None = None
    group: int | None = None
    cells: tuple[Cell, ...] = ()
    caption: str | None = None
    source: str | None = None
    spans: tuple[Span, ...] = ()


PLAIN = Structure()


class BodyBlock(Part, frozen=True):
    """One block of the body.

    level: of a heading, 1–6; of a list item, how deep its list is nested, from 1. ordered, number: of a list item.
    group: blocks of one list, table, quotation or preformatted text have one number. cells: of a table's row.
    caption: of a table, at its first row. source: of a quotation, at its first block.
    """

    kind: Literal["paragraph", "heading", "list_item", "quote", "table", "preformatted"]
    text: str
    level: int | None = None
    ordered: bool | None = None
    number: int | None = None
    group: int | None = None
    cells: tuple[Cell, ...] = ()
    caption: str | None = None
    source: str | None = None
    spans: tuple[Span, ...] = ()


class Link(Part, frozen=True):
    """A link of the story. text: what it stands behind. block: index in `body`. own_site: it leads to the same site."""

    url: str
    text: str
    block: int
    own_site: bool | None = None
