"""Records as CSV: one row each, what is nested as text; and columns of records for every table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
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
    "modified": "modified.value",
    "section": "section",
    "tags": "tags",
    "language": "language.code",
    "photo_credits": "photo_credits",
    "text": "text",
    "quality": "quality.score",
    "body_by": "tool.body_by",
    "rule": "tool.rule",
    "input_name": "input.name",
    "input_sha256": "input.sha256",
}


def member(part: Any, path: str) -> Any:
    """The member at a dotted path; None where a part on the way is absent."""
    for name in path.split("."):
        part = getattr(part, name, None)
    return part


def write_csv(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """A head and one row per record (RFC 4180, lines end in \\n); lists are joined by `; `, what is absent is empty.

    Where a spreadsheet could begin to read a formula, an apostrophe stands.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        record = row.named_record
        writer.writerow([_cell(member(record, path)) for path in COLUMNS.values()])


def _cell(value: Any) -> Any:
    """A value as it stands in a cell; of a list the names of its items, or the items."""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(str(_cell(getattr(item, "name", item))) for item in value)
    return FORMULA.sub(r"\g<0>'", without_controls(value)) if isinstance(value, str) else value
