"""Records as plain text: what a reader would copy from the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from cleaner.sinks.presentation import facts_line
from cleaner.sinks.rows import Row
from cleaner.text import without_controls

LINE = "─" * 60


def write_text(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """Title, subtitle, the line of authors, date and outlet, the body; with many, each under its input's name."""
    opened = False
    for row in rows:
        if many:
            stream.write("\n" if opened else "")
            stream.write(f"{LINE}\n{without_controls(row.name)}\n{LINE}\n\n")
        opened = True
        stream.write(page_of(row))


def page_of(row: Row) -> str:
    """One record as a text that ends in a line end."""
    record = row.record
    parts = (record.title, record.subtitle, facts_line(record), record.text)
    return "\n\n".join(without_controls(part) for part in parts if part) + "\n"
