"""What the body of a story consists of: blocks with links and stress, lists, tables, embeds, entries with times."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, TypeAlias

from msgspec import Struct

SpanKind: TypeAlias = Literal["link", "strong", "emphasis", "code", "superscript", "subscript", "quote"]


EmbedKind: TypeAlias = Literal["post", "video", "audio", "document", "chart", "map"]


DAY_CHARS = len("2024-03-01")


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


class Structure(Part, frozen=True, kw_only=True, gc=False):
    """What a block is beside its text, read off the page's markup.

    level: of a heading, 1–6; of a list item, how deep its list is nested, from 1. ordered, number: of a list item.
    group: blocks of one list, table, quotation or preformatted text have one number. cells: of a table's row.
    caption: of a table, at its first row. source: of a quotation, at its first block. indent, gap: of a preformatted
    line, in columns; how many empty ones stand before it.
    """

    level: int | None = None
    ordered: bool | None = None
    number: int | None = None
    group: int | None = None
    indent: int = 0
    gap: int = 0
    cells: tuple[Cell, ...] = ()
    caption: str | None = None
    source: str | None = None
    spans: tuple[Span, ...] = ()


PLAIN = Structure()


class BodyBlock(Structure, frozen=True):
    """One block of the body.

    level: of a heading, 1–6; of a list item, how deep its list is nested, from 1. ordered, number: of a list item.
    group: blocks of one list, table, quotation or preformatted text have one number. cells: of a table's row.
    caption: of a table, at its first row. source: of a quotation, at its first block. indent, gap: of a preformatted
    line, in columns; how many empty ones stand before it.
    """

    kind: Literal["paragraph", "heading", "list_item", "quote", "table", "preformatted"]
    text: str


class Link(Part, frozen=True):
    """A link of the story. text: what it stands behind. block: index in `body`. own_site: it leads to the same site."""

    url: str
    text: str
    block: int
    own_site: bool | None = None


class Embed(Part, frozen=True):
    """Something of another site, or a player, in the story. block: index in `body` of the block it stands before.

    provider: `X`, `YouTube`; None for a file of the page's own. author, date, text: of a post, as the page prints them.
    """

    kind: EmbedKind
    block: int
    provider: str | None = None
    url: str | None = None
    author: str | None = None
    date: str | None = None
    text: str | None = None


class Moment(Part, frozen=True):
    """A date or time, RFC 3339; a day is `2024-03-01`, never with a made-up hour.

    zone: `given` on the page, `assumed` from the outlet, `unknown` (value without offset). utc: the same time, to be
    sorted by; of a day, and where the zone is unknown, there is none.
    """

    value: str
    precision: Literal["day", "minute", "second"]
    zone: Literal["given", "assumed", "unknown"] = "unknown"
    raw: str | None = None
    utc: datetime | None = None

    @property
    def day(self) -> date | None:
        """Its day as the page prints it, whatever the zone; for tables, which sort by it where there is no hour."""
        try:
            return date.fromisoformat(self.value[:DAY_CHARS])
        except ValueError:
            return None


class LiveEntry(Part, frozen=True):
    """An entry of a live blog: the blocks body[start:end]. printed: its time as the page prints it."""

    start: int
    end: int
    time: Moment | None = None
    printed: str | None = None
    title: str | None = None
    author: str | None = None
