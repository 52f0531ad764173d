"""A human's list of what is right on a page, held against the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from cleaner.model import Json, Record
from cleaner.regression.compare import Difference
from cleaner.text import fold

# What each key of `check:` is compared with. Those that look into the text are not in the table.
READERS: Mapping[str, Callable[[Record], Json]] = {
    "status": lambda record: str(record.status),
    "title": lambda record: record.title,
    "kicker": lambda record: record.kicker,
    "authors": lambda record: [author.name for author in record.authors],
    "emails": lambda record: [author.email for author in record.authors if author.email],
    "outlet": lambda record: record.outlet.name if record.outlet else None,
    "published": lambda record: record.published.value if record.published else None,
    "modified": lambda record: record.modified.value if record.modified else None,
    "language": lambda record: record.language.code if record.language else None,
    "section": lambda record: list(record.section),
    "tags": lambda record: list(record.tags),
    "sources": lambda record: [source.name for source in record.sources],
    "dateline": lambda record: msgspec.to_builtins(record.dateline) if record.dateline else {},
    "access": lambda record: msgspec.to_builtins(record.access),
    "captions": lambda record: [image.caption for image in record.images if image.caption],
    "photo_credits": lambda record: list(record.photo_credits),
    "paragraphs": lambda record: len(record.body),
}
KEYS: tuple[str, ...] = (*READERS, "subtitle", "first", "last", "never")
LIST_KEYS = frozenset({"authors", "emails", "section", "tags", "sources", "captions", "photo_credits", "never"})
MOMENT_KEYS = frozenset({"published", "modified"})
# Keys whose value names members; only those are compared.
MEMBER_KEYS: Mapping[str, tuple[str, ...]] = {"dateline": ("place", "date", "raw"), "access": ("free", "complete")}


def check_record(check: Mapping[str, Json], record: Record) -> tuple[Difference, ...]:
    """The points of the list on which the record is wrong, in the order of the list.

    check: key of KEYS → what is right; null means that the field must be absent. first, last: how the text begins
    and ends. never: strings that may not stand in the text. subtitle: its text or its lines. Quotes, case and white
    space are folded for these four.
    """
    found = (_check(key, wanted, record) for key, wanted in check.items())
    return tuple(difference for difference in found if difference is not None)


def _check(key: str, wanted: Json, record: Record) -> Difference | None:
    if key == "never":
        text = fold(record.text)
        leaked = [phrase for phrase in wanted if fold(phrase) in text]
        return Difference("check.never", [], leaked) if leaked else None
    if key in ("first", "last"):
        return _check_end(key, wanted, record.text)
    if key == "subtitle":
        lines = "\n".join(wanted) if isinstance(wanted, list) else wanted
        right = fold(record.subtitle or "") == fold(lines or "")
        return None if right else Difference("check.subtitle", lines, record.subtitle)
    got = READERS[key](record)
    if key in MEMBER_KEYS:
        got = {name: got.get(name) for name in wanted}
    same = _is_same_moment(wanted, got) if key in MOMENT_KEYS else got == wanted
    return None if same else Difference(f"check.{key}", wanted, got)


def _is_same_moment(wanted: str | None, got: str | None) -> bool:
    """Whether both are absent, the same text, or the same instant in two zones; a day is not its midnight."""
    if wanted == got or wanted is None or got is None:
        return wanted == got
    try:
        first, second = datetime.fromisoformat(wanted), datetime.fromisoformat(got)
    except ValueError:
        return False
    return first.tzinfo is not None and second.tzinfo is not None and first == second


def _check_end(key: str, wanted: str, text: str) -> Difference | None:
    paragraphs = text.split("\n\n")
    if key == "first":
        right, shown = fold(text).startswith(fold(wanted)), paragraphs[0]
    else:
        right, shown = fold(text).endswith(fold(wanted)), paragraphs[-1]
    return None if right else Difference(f"check.{key}", wanted, shown)
