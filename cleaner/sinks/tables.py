"""Records as CSV: one row each, what is nested as text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO, TypeAlias

from cleaner.model import Record
from cleaner.sinks.rows import Row

Cell: TypeAlias = str | int | float | None
LIST_SEPARATOR = "; "

# What every table of records begins with, behind the id.
FIRST_COLUMNS: Mapping[str, Callable[[Record], Cell]] = {
    "status": lambda record: record.status.value,
    "reason": lambda record: record.reason,
    "url": lambda record: record.url,
    "canonical_url": lambda record: record.canonical_url,
    "outlet": lambda record: record.outlet.name if record.outlet else None,
    "outlet_domain": lambda record: record.outlet.domain if record.outlet else None,
    "outlet_country": lambda record: record.outlet.country if record.outlet else None,
    "title": lambda record: record.title,
    "subtitle": lambda record: record.subtitle,
}
COLUMNS: Mapping[str, Callable[[Record], Cell]] = {
    "id": lambda record: record.id,
    **FIRST_COLUMNS,
    "authors": lambda record: LIST_SEPARATOR.join(author.name for author in record.authors),
    "sources": lambda record: LIST_SEPARATOR.join(source.name for source in record.sources),
    "published": lambda record: record.published.value if record.published else None,
    "modified": lambda record: record.modified.value if record.modified else None,
    "section": lambda record: LIST_SEPARATOR.join(record.section),
    "tags": lambda record: LIST_SEPARATOR.join(record.tags),
    "language": lambda record: record.language.code if record.language else None,
    "photo_credits": lambda record: LIST_SEPARATOR.join(record.photo_credits),
    "text": lambda record: record.text,
    "quality": lambda record: record.quality.score,
    "body_by": lambda record: record.tool.body_by,
    "rule": lambda record: record.tool.rule,
    "input_name": lambda record: record.input.name,
    "input_sha256": lambda record: record.input.sha256,
}


def write_csv(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """A head and one row per record (RFC 4180, lines end in \\n); lists are joined by `; `, the unknown is empty."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        record = row.named_record
        writer.writerow([column(record) for column in COLUMNS.values()])
