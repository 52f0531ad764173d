"""Records as CSV: one row each, what is nested as text; and columns of records for every table."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from cleaner.sinks.rows import Row
from cleaner.text import without_controls

LIST_SEPARATOR = "; "
# Where a spreadsheet may begin to read a formula (OWASP, "CSV injection"), wide signs and what is not seen before them
# included: a cell, a line in it, and what stands behind a comma or semicolon, since which of the two separates cells is
# a matter of the reader's country. An apostrophe there says that it is text.
FORMULA = re.compile(
    r"""\A(?=[\t\n])
    |   ^(?:[^\S\n]|[\u200b\u2060\ufeff])*(?=[=+\-@＝＋－＠])
    |   (?<=[,;\t])(?=[=+\-@＝＋－＠][\w("'=+\-@])""",
    re.MULTILINE | re.VERBOSE,
)

APOSTROPHE = re.compile(
    r"""\A'(?=[\t\n])
    |   ^((?:[^\S\n]|[\u200b\u2060\ufeff])*)'(?=[=+\-@＝＋－＠])
    |   (?<=[,;\t])'(?=[=+\-@＝＋－＠][\w("'=+\-@])""",
    re.MULTILINE | re.VERBOSE,
)

# Column → the member it shows, or a member of a part. What every table of records begins with, after the id.
FIRST_COLUMNS: Mapping[str, str] = {
    "status": "status",
    "reason": "reason",
    "url": "url",
    "canonical_url": "canonical_url",
    "outlet": "outlet.name",
    "outlet_domain": "outlet.domain",
    "outlet_country": "outlet.country",
    "outlet_publisher": "outlet.publisher",
    "title": "title",
    "subtitle": "subtitle",
}
COLUMNS: Mapping[str, str] = {
    "id": "id",
    **FIRST_COLUMNS,
    "authors": "authors",
    "sources": "sources",
    "published": "published.value",
    "published_utc": "published.utc",
    "published_day": "published.day",
    "modified": "modified.value",
    "modified_utc": "modified.utc",
    "fetched_utc": "input.fetched_utc",
    "section": "section",
    "tags": "tags",
    "language": "language.code",
    "photo_credits": "photo_credits",
    "text": "text",
    "quality": "quality.score",
    "flags": "quality.flags",
    "body_by": "tool.body_by",
    "rule": "tool.rule",
    "input_name": "input.name",
    "input_sha256": "input.sha256",
}
HEAD_CHARS = 200
CSV_ENCODING = "utf-8-sig"  # with the mark by which Excel knows it; readers of data sets leave it out
INDEX_FILE = "index.csv"  # beside files of a page each
RECORD_START = re.compile(r'\s*\[?\s*\{\s*"schema"\s*:\s*"newsrecord/')
HEAD_START = ",".join(list(COLUMNS)[:5])


def member(part: Any, path: str) -> Any:
    """The member at a dotted path; None where a part on the way is absent."""
    for name in path.split("."):
        part = getattr(part, name, None)
    return part


def write_csv(rows: Iterable[Row], stream: TextIO, *, many: bool, kept: Sequence[str] = ()) -> None:
    """A head and one row per record (RFC 4180, lines end in \\n); lists are joined by `; `, what is absent is empty.

    Where a spreadsheet could begin to read a formula, an apostrophe stands. kept: names in `input.kept`; each is a
    column behind those of the record.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*COLUMNS, *_kept_columns(kept)])
    for row in rows:
        writer.writerow(_cells(row, COLUMNS, kept))


def write_index(rows: Iterable[tuple[str, Row]], stream: TextIO, kept: Sequence[str] = ()) -> None:
    """As write_csv(), with the name of each record's file (empty where it has none) before it, and without texts."""
    writer = csv.writer(stream, lineterminator="\n")
    columns = {name: path for name, path in COLUMNS.items() if name != "text"}
    writer.writerow(["file", *columns, *_kept_columns(kept)])
    for file, row in rows:
        writer.writerow([file, *_cells(row, columns, kept)])


def kept_name(name: str, taken: Container[str]) -> str:
    """What the column of a kept name is called. taken: other columns, in small letters; databases tell no others."""
    return f"kept_{name}" if name.lower() in taken else name


def _kept_columns(kept: Sequence[str]) -> list[str]:
    return [_cell(kept_name(name, COLUMNS)) for name in kept]


def _cells(row: Row, columns: Mapping[str, str], kept: Sequence[str]) -> list[Any]:
    record = row.named_record
    values = [*(member(record, path) for path in columns.values()), *map(record.input.kept.get, kept)]
    return [_cell(value) for value in values]


def printed_utc(time: datetime) -> str:
    """A time in UTC as databases and spreadsheets read it, whatever the reader's country."""
    return f"{time:%Y-%m-%d %H:%M:%S}"


def _cell(value: Any) -> Any:
    """A value as it stands in a cell; of a list the names of its items, or the items."""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(str(_cell(getattr(item, "name", item))) for item in value)
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, datetime):
        return printed_utc(value)
    if isinstance(value, date):
        return value.isoformat()
    return FORMULA.sub(r"\g<0>'", without_controls(value)) if isinstance(value, str) else value


def without_apostrophes(text: str) -> str:
    """A cell's text as the record has it: without those that say that it is no formula."""
    return APOSTROPHE.sub(r"\1", text)


def holds_records(path: Path) -> bool:
    """Whether a file begins as the JSON or CSV of records does: it was written here, and is no page."""
    if not path.is_file():  # a pipe would be waited for
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            start = file.read(HEAD_CHARS).removeprefix("\ufeff")
    except OSError:
        return False
    return RECORD_START.match(start) is not None or start.startswith(HEAD_START)
