"""Records as plain text: what a reader would copy from the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from cleaner.model import Embed, Record
from cleaner.sinks.groups import Group, parts_of, post_lines, post_source
from cleaner.sinks.presentation import deck, facts_line
from cleaner.sinks.rows import Row
from cleaner.text import without_controls

LINE = "─" * 60


def write_text(rows: Iterable[Row], stream: TextIO, *, many: bool, posts: bool = False) -> None:
    """Title, subtitle, the line of authors, date and outlet, the body; with many, each under its input's name.

    posts: with what posts say, in their places, as quotations.
    """
    opened = False
    for row in rows:
        if many:
            stream.write("\n" if opened else "")
            stream.write(f"{LINE}\n{without_controls(row.name)}\n{LINE}\n\n")
        opened = True
        stream.write(page_of(row, posts=posts))


def page_of(row: Row, *, posts: bool = False) -> str:
    """One record as a text that ends in a line end."""
    record = row.record
    text = "\n\n".join(_with_posts(record)) if posts else record.text
    parts = (record.title, deck(record), facts_line(record), text)
    return "\n\n".join(without_controls(part) for part in parts if part) + "\n"


def _with_posts(record: Record) -> Iterator[str]:
    """The paragraphs of the text, and those of posts behind a `>`."""
    for part in parts_of(record):
        if isinstance(part, Embed):
            lines = post_lines(part, record.body)
            source = post_source(part)
            yield from (f"> {line}" for line in [*lines, *([f"— {source}"] if source and lines else [])])
        elif isinstance(part, Group):
            yield from (block.text for block in part.blocks)
