"""Records as a folder with one file a page, named for date and title, and a table that names the files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from cleaner.model import Record
from cleaner.sinks import html, json_rows, markdown, plain, tei
from cleaner.sinks.rows import Row
from cleaner.sinks.tables import CSV_ENCODING, INDEX_FILE, write_index
from cleaner.text import normalized

# Format → ending and the content of one page.
PAGE_FORMATS: Mapping[str, tuple[str, Callable[[Row], str]]] = {
    "markdown": (".md", markdown.page_of),
    "html": (".html", html.page_of),
    "text": (".txt", plain.page_of),
    "tei": (".xml", tei.page_of),
    "json": (".json", json_rows.page_of),
}
DASHES = re.compile(r"-+")
MAX_NAME_BYTES = 100  # of 255 that file systems take; a copy of the folder may have a longer path
DAY_CHARS = 10


def write_page_files(rows: Iterable[Row], folder: Path, page_of: Callable[[Row], str], ending: str) -> None:
    """Write a file for each record that has a text, and `index.csv` with a row for each record.

    No two names are the same where a file system does not tell capital letters from small ones.
    """
    taken: set[str] = set()

    def written() -> Iterable[tuple[str, Row]]:
        for row in rows:
            name = ""
            if row.record.text:
                name = _free_name(name_of(row.record), taken) + ending
                (folder / name).write_text(page_of(row), encoding="utf-8", newline="\n")
            yield name, row

    with (folder / INDEX_FILE).open("w", encoding=CSV_ENCODING, newline="\n") as stream:
        write_index(written(), stream)


def name_of(record: Record) -> str:
    """A name for a record's file, without ending: `2024-03-01-harbour-reopens`. Letters, digits and dashes alone."""
    title = normalized("NFC", record.title or record.id).casefold()
    spaced = "".join(char if unicodedata.category(char)[0] in "LMN" else "-" for char in title)
    slug = DASHES.sub("-", spaced).strip("-").encode()[:MAX_NAME_BYTES].decode(errors="ignore").rstrip("-")
    day = record.published.value[:DAY_CHARS] if record.published is not None else ""
    return f"{day or 'story'}-{slug or record.id}"  # Windows has no files named `con` or `nul`


def _free_name(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
