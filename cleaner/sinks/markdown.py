"""Records as Markdown (CommonMark, tables as on GitHub)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from cleaner.model import BodyBlock, Embed, Image, LiveEntry, Record
from cleaner.sinks.front_matter import front_matter
from cleaner.sinks.groups import (
    Group,
    cells_of,
    embed_label,
    goes_on,
    item_of,
    margins_of,
    parts_of,
    post_lines,
    post_source,
)
from cleaner.sinks.markdown_text import escape, inline, link, target
from cleaner.sinks.presentation import caption_line, deck, entry_author, entry_time, facts_line
from cleaner.sinks.rows import Row
from cleaner.text import is_web_address, without_controls

TOP_LEVEL, LOWEST_LEVEL = 2, 6  # the title is the only heading of level 1
BULLETS, POINTS = "-*", ".)"  # of a list; the second where it follows another list, which it else would go on with
MAX_FILLED = 100  # columns that empty cells stand in; of a wider table each row is as long as its own cells
MAX_NUMBER = 999_999_999


def write_markdown(
    rows: Iterable[Row], stream: TextIO, *, many: bool, plain: bool = False, posts: bool = False
) -> None:
    """Each record under its title, with front matter where it is one; with many, a thematic break between them.

    plain: without links and front matter. posts: with what they say, as quotations.
    """
    opened = False
    for row in rows:
        if opened:
            stream.write("\n---\n\n")
        opened = True
        stream.write(page_of(row, plain=plain, posts=posts, has_front_matter=not (many or plain)))


def page_of(row: Row, *, plain: bool = False, posts: bool = False, has_front_matter: bool = True) -> str:
    """One record as a Markdown document that ends in a line end."""
    head = front_matter(row.record) + "\n" if has_front_matter and not plain else ""
    return head + "\n\n".join(_parts(row.record, row.name, plain, posts)) + "\n"


def _parts(record: Record, name: str, plain: bool, posts: bool) -> Iterator[str]:
    yield f"# {_heading(escape(record.title or name))}"
    subtitle = deck(record)
    if subtitle:
        yield f"**{escape(subtitle)}**"
    facts = facts_line(record)
    if facts:
        yield escape(facts)
    list_before = False
    for part in parts_of(record):
        if isinstance(part, Embed):
            yield from _embed(part, record, plain, posts)
        elif isinstance(part, Image):
            yield from _picture(part, plain)
        elif isinstance(part, LiveEntry):
            yield from _entry(part, record)
        else:
            yield from _group(part, plain, list_before)
        list_before = isinstance(part, Group) and part.kind == "list_item" and not list_before
    if record.photo_credits:
        yield f"Photos: {escape('; '.join(record.photo_credits))}"
    address = record.canonical_url or record.url
    if address:
        yield link(address)


def _picture(image: Image, plain: bool) -> Iterator[str]:
    caption = escape(caption_line(image) or "")
    if image.url and is_web_address(image.url) and not plain:
        yield f"![{escape(image.alt or '')}]({target(image.url)})"
    if caption:
        yield f"*{caption}*"


def _entry(entry: LiveEntry, record: Record) -> Iterator[str]:
    """When an entry of a live blog was written, and by whom, above its text."""
    time, author = escape(entry_time(entry) or ""), escape(entry_author(entry, record) or "")
    if time or author:
        yield " · ".join(filter(None, (f"**{time}**" if time else "", author)))


def _embed(embed: Embed, record: Record, plain: bool, posts: bool) -> Iterator[str]:
    """What a post says, where it is asked for, and the link to an embed."""
    lines = post_lines(embed, record.body) if posts else []
    if lines:
        source = post_source(embed)
        quoted = [*map(escape, lines), *([f"— {escape(source)}"] if source else [])]
        yield "\n>\n".join(f"> {line}" for line in quoted)
    if embed.url and is_web_address(embed.url) and not plain:
        yield f"[{escape(embed_label(embed))}]({target(embed.url)})"


def _group(group: Group, plain: bool, list_before: bool) -> Iterator[str]:
    blocks = group.blocks
    match group.kind:
        case "list_item":
            yield "\n".join(_items(blocks, plain, list_before))
        case "table":
            if group.caption:
                yield escape(group.caption)
            yield "\n".join(_rows(blocks, plain))
        case "heading":
            yield from (_leveled(block, plain) for block in blocks)
        case "quote":
            source = [f"> — {escape(group.source)}"] if group.source else []
            yield "\n>\n".join([*(f"> {inline(block.text, block.spans, plain=plain)}" for block in blocks), *source])
        case "preformatted":
            yield from _fenced(blocks)
        case _:
            yield from (inline(block.text, block.spans, plain=plain) for block in blocks)


def _leveled(block: BodyBlock, plain: bool) -> str:
    level = min(max(TOP_LEVEL, block.level or TOP_LEVEL), LOWEST_LEVEL)
    return f"{'#' * level} {_heading(inline(block.text, block.spans, plain=plain))}"


def _heading(marked: str) -> str:
    """A line of which a last `#` would be taken for the end of the heading's mark."""
    return marked if not marked.endswith("#") or marked.endswith("\\#") else f"{marked[:-1]}\\#"


def _items(blocks: Iterable[BodyBlock], plain: bool, list_before: bool) -> Iterator[str]:
    """The lines of a list; what is nested stands under the text of the item around it."""
    columns = [0]  # where the items of each level begin
    latest: dict[int, BodyBlock] = {}
    for block in blocks:
        depth = min(max(block.level or 1, 1), len(columns))
        item = item_of(block)
        text = inline(item.text, item.spans, plain=plain)
        is_first = not latest
        if goes_on(block, latest):
            del columns[depth + 1 :]
            yield f"\n{' ' * columns[-1]}{text}"
            continue
        del columns[depth:]
        number = min(max(block.number or 0, 0), MAX_NUMBER)
        mark = f"{number}{POINTS[list_before]}" if block.ordered else BULLETS[list_before]
        interrupts = block.ordered and number != 1 and len(columns) > 1  # which only a list from 1 on may
        yield f"{chr(10) if interrupts and not is_first else ''}{' ' * columns[-1]}{mark} {text}"
        columns.append(columns[-1] + len(mark) + 1)


def _rows(blocks: Iterable[BodyBlock], plain: bool) -> Iterator[str]:
    """Markdown knows no table without a head: the first row is taken for it, and is as long as the longest."""
    rows = list(_grid(blocks, plain))
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        columns = min(width, MAX_FILLED) if number else width
        yield f"| {' | '.join([*row, *[''] * (columns - len(row))])} |"
        if number == 0:
            yield "|" + " --- |" * width


def _grid(blocks: Iterable[BodyBlock], plain: bool) -> Iterator[list[str]]:
    """The cells of each row, with empty ones where a cell takes several columns or rows."""
    rows_left: dict[int, int] = {}  # column → rows below that the cell in it takes
    for block in blocks:
        row: list[str] = []
        for cell, spans in cells_of(block):
            row += _held(rows_left, len(row))
            columns, rows = (min(cell.colspan, MAX_FILLED), cell.rowspan) if len(row) < MAX_FILLED else (1, 1)
            rows_left |= dict.fromkeys(range(len(row), len(row) + columns), rows - 1)
            shown = [span for span in spans if span.kind != "code"]  # code would hold the bars of its cell
            row += [inline(cell.text, shown, plain=plain), *[""] * (columns - 1)]
        yield [*row, *_held(rows_left, len(row))]


def _held(rows_left: dict[int, int], column: int) -> Iterator[str]:
    """An empty cell for each column from this one on that a cell of a row above takes."""
    while rows_left.get(column, 0) > 0:
        rows_left[column] -= 1
        column += 1
        yield ""


def _fenced(blocks: tuple[BodyBlock, ...]) -> Iterator[str]:
    """Preformatted lines of one group in one fence."""
    runs = [blocks] if blocks[0].group is not None else [(block,) for block in blocks]
    for run in runs:
        text = "\n".join(margins_of(block) + without_controls(block.text) for block in run)
        longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        yield f"{fence}\n{text}\n{fence}"
