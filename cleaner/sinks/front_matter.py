"""The fields of a record as YAML at the head of a Markdown file, as Hugo, Jekyll, Obsidian and Pandoc read them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cleaner.model import Json, Outlet, Record
from cleaner.text import collapse, without_controls


def front_matter(record: Record) -> str:
    """The fields that are known, one a line, between two lines of dashes. Values are JSON, which YAML 1.2 includes."""
    lines = [f"{name}: {msgspec.json.encode(_plain(value)).decode()}" for name, value in _fields(record) if value]
    return "\n".join(["---", *lines, "---", ""])


def _fields(record: Record) -> Iterator[tuple[str, Json]]:
    outlet = record.outlet or Outlet()
    yield "title", record.title
    yield "subtitle", record.subtitle
    yield "kicker", record.kicker
    yield "authors", [author.name for author in record.authors]
    yield "sources", [source.name for source in record.sources]
    yield "date", record.published.value if record.published is not None else None
    yield "modified", record.modified.value if record.modified is not None else None
    yield "outlet", outlet.name or outlet.domain
    yield "url", record.canonical_url or record.url
    yield "language", record.language.code if record.language is not None else None
    yield "section", list(record.section)
    yield "tags", list(record.tags)
    yield "photo_credits", list(record.photo_credits)
    yield "status", record.status.value
    yield "score", record.quality.score
    yield "flags", list(record.quality.flags)
    yield "reason", record.reason
    yield "id", record.id


def _plain(value: Json) -> Json:
    """A text or texts on one line each, without what YAML does not take; a number as it is."""
    if isinstance(value, float):
        return value
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return collapse(without_controls(value))
