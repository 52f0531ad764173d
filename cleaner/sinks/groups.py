"""Blocks of a body that belong together: a list, a table, a quotation, preformatted text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from cleaner.model import BodyBlock, Cell, Embed, Image, LiveEntry, Record, Span

ALONE = frozenset({"paragraph", "heading"})
CELL_SEPARATOR = " | "
DASHES = " -–—―"
NUMBER_MARK = re.compile(r"\(?(\d{1,3})[.)]\s+")  # of an item in a dump, whose number is part of its text


class CellText(NamedTuple):
    """A cell of a row and the spans in its text."""

    cell: Cell
    spans: tuple[Span, ...]


class Group(NamedTuple):
    """Neighbouring blocks that are one thing; a paragraph or heading is one alone.

    start: index of the first in the body. caption, source: where no block of the body says it.
    """

    kind: str
    blocks: tuple[BodyBlock, ...]
    start: int = 0
    caption: str | None = None
    source: str | None = None


def parts_of(record: Record) -> Iterator[Group | Embed | Image | LiveEntry]:
    """The body's groups with the pictures and embeds of the story in their places, and entries where they begin.

    What stands inside a group comes behind it. A picture without a place comes first where it is the main one, else
    last.
    """
    end = len(record.body)
    placed: list[tuple[int, Embed | Image | LiveEntry]] = [(_place_of(image, end), image) for image in record.images]
    placed += [(embed.block, embed) for embed in record.embeds]
    placed += [(entry.start, entry) for entry in record.entries if not _begins_with_time(entry, record.body)]
    waiting = deque(sorted(placed, key=itemgetter(0)))
    for group in groups_of(record.body):
        while waiting and waiting[0][0] <= group.start:
            yield waiting.popleft()[1]
        yield group
    yield from (part for _, part in waiting)


def _begins_with_time(entry: LiveEntry, body: Sequence[BodyBlock]) -> bool:
    return any(block.text == entry.printed for block in body[entry.start : entry.end][:1])


def _place_of(image: Image, end: int) -> int:
    if image.block is not None:
        return image.block
    return 0 if image.lead else end


def groups_of(body: Sequence[BodyBlock]) -> Iterator[Group]:
    """The body's groups, in order; blocks that the page's markup does not group are one where they are neighbours."""
    before, start = "", 0
    for (kind, *_), found in groupby(enumerate(body), key=_key):
        blocks = tuple(block for _, block in found)
        caption, source = blocks[0].caption, blocks[0].source
        if caption == before:
            caption = None
        if blocks[-1].text.lstrip(DASHES) == source:
            source = None
        yield Group(kind, blocks, start, caption, source)
        before, start = blocks[-1].text, start + len(blocks)


def _key(numbered: tuple[int, BodyBlock]) -> tuple[str, int | None, bool | None]:
    """What neighbours of one group share; in a dump a numbered list ends where one with bullets begins."""
    number, block = numbered
    if block.kind in ALONE:
        return block.kind, number, None
    return block.kind, block.group, block.ordered if block.group is None else None


def embed_label(embed: Embed) -> str:
    """What an embed is called where it is a link: `Video: YouTube`."""
    host = (embed.url or "").partition("//")[2].partition("/")[0].removeprefix("www.")
    return f"{embed.kind.capitalize()}: {embed.provider or host}"


def post_lines(embed: Embed, body: Sequence[BodyBlock]) -> list[str]:
    """The paragraphs of a post; none where the body has them."""
    lines = embed.text.split("\n") if embed.text else []
    near = body[max(embed.block - 1, 0) : embed.block + 2]
    return [] if lines and any(_says(block, lines) for block in near) else lines


def _says(block: BodyBlock, lines: Sequence[str]) -> bool:
    """Whether a block holds a post, or a quotation is a piece of it: its lines may be blocks of their own."""
    return lines[0] in block.text or (block.kind == "quote" and any(block.text in line for line in lines))


def post_source(embed: Embed) -> str:
    """Who wrote a post and when, as one line; empty where the page does not say."""
    return ", ".join(filter(None, (embed.author, embed.date)))


def cells_of(row: BodyBlock) -> list[CellText]:
    """The cells of a table's row; where the markup does not name them, the parts of its text."""
    cells = row.cells or tuple(map(Cell, row.text.split(CELL_SEPARATOR)))
    found, end = [], 0
    for cell in cells:
        start = max(row.text.find(cell.text, end), end)
        end = start + len(cell.text)
        found.append(CellText(cell, spans_within(row.spans, start, end)))
    return found


def spans_within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The parts of spans between two characters, counted from the first."""
    inside = [span for span in spans if span.start < end and start < span.end]
    return tuple(replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start) for span in inside)


def item_of(block: BodyBlock) -> BodyBlock:
    """A list item without the number that is part of its text in a dump."""
    mark = NUMBER_MARK.match(block.text) if block.ordered else None
    if mark is None or int(mark[1]) != block.number:
        return block
    start, end = mark.end(), len(block.text)
    return replace(block, text=block.text[start:], spans=spans_within(block.spans, start, end))


def goes_on(block: BodyBlock, latest: dict[int, BodyBlock]) -> bool:
    """Whether a block is a further one of an item, with a list in between or without. latest: of each open level."""
    level = block.level or 1
    before = latest.get(level)
    for deeper in [other for other in latest if other > level]:
        del latest[deeper]
    latest[level] = block
    if before is None or block.number is None:
        return False
    return (block.number, block.ordered) == (before.number, before.ordered)


def margins_of(line: BodyBlock) -> str:
    """What stands before the text of a preformatted line: empty lines, and white space."""
    return "\n" * line.gap + " " * line.indent
