"""Records as Markdown (CommonMark, tables as on GitHub)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO
from urllib.parse import quote

from cleaner.model import BodyBlock, Record
from cleaner.sinks.presentation import facts_line
from cleaner.sinks.rows import Row
from cleaner.text import collapse, without_controls

INLINE_MARKS = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w{1,31};))")
LINE_MARKS = re.compile(r"^(?:([#+-])|(\d{1,9})([.)])(?=\s|$))")
UNSAFE_IN_LINKS = re.compile(r"[\s<>\\]")
LINKED = ("http://", "https://")
TOP_LEVEL = 2  # the title is the only heading of level 1


def write_markdown(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """Each record under its title; with many, a thematic break between them."""
    opened = False
    for row in rows:
        if opened:
            stream.write("\n---\n\n")
        opened = True
        stream.write(page_of(row))


def page_of(row: Row) -> str:
    """One record as a Markdown document that ends in a line end."""
    return "\n\n".join(_parts(row.record, row.name)) + "\n"


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    marked = INLINE_MARKS.sub(r"\\\1", collapse(without_controls(text)))
    return LINE_MARKS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", marked)


def link(address: str) -> str:
    """A web address as a link that ends where it ends; another address (`javascript:`) as text."""
    if not address.lower().startswith(LINKED):
        return escape(address)
    return f"<{UNSAFE_IN_LINKS.sub(lambda found: quote(found[0]), without_controls(address))}>"


def _parts(record: Record, name: str) -> Iterator[str]:
    yield f"# {_heading(record.title or name)}"
    if record.subtitle:
        yield f"**{escape(record.subtitle)}**"
    facts = facts_line(record)
    if facts:
        yield escape(facts)
    for kind, blocks in groupby(record.body, key=lambda block: block.kind):
        yield from _run(kind, list(blocks))
    if record.photo_credits:
        yield f"Photos: {escape('; '.join(record.photo_credits))}"
    address = record.canonical_url or record.url
    if address:
        yield link(address)


def _run(kind: str, blocks: list[BodyBlock]) -> Iterator[str]:
    """Neighbouring blocks of one kind: list items and rows of a table belong together, all others stand alone."""
    match kind:
        case "list_item":
            yield "\n".join(f"- {escape(block.text)}" for block in blocks)
        case "table":
            yield "\n".join(_rows([block.text.split(" | ") for block in blocks]))
        case "heading":
            yield from (f"{'#' * max(TOP_LEVEL, block.level or TOP_LEVEL)} {_heading(block.text)}" for block in blocks)
        case "quote":
            yield "\n>\n".join(f"> {escape(block.text)}" for block in blocks)
        case "preformatted":
            yield from (_fenced(without_controls(block.text)) for block in blocks)
        case _:
            yield from (escape(block.text) for block in blocks)


def _heading(text: str) -> str:
    """escape(), of a text whose last `#` would be taken for the end of the heading's mark."""
    marked = escape(text)
    return marked if not marked.endswith("#") or marked.endswith("\\#") else f"{marked[:-1]}\\#"


def _rows(rows: list[list[str]]) -> Iterator[str]:
    """Markdown knows no table without a head: the first row is taken for it."""
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        cells = [escape(cell) for cell in row] + [""] * (width - len(row))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + " --- |" * width


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
