"""A human's list of what is right on a page, held against the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

import msgspec

from cleaner.model import Json, Record
from cleaner.regression.compare import Difference
from cleaner.text import fold

Comparison: TypeAlias = Callable[[Json, Json], tuple[bool, Json, Json]]  # is it right; what was expected; what came
# What each key of `check:` is compared with.
READERS: Mapping[str, Callable[[Record], Json]] = {
    "status": lambda record: str(record.status),
    "title": lambda record: record.title,
    "kicker": lambda record: record.kicker,
    "authors": lambda record: [author.name for author in record.authors],
    "emails": lambda record: [author.email for author in record.authors if author.email],
    "subtitle": lambda record: record.subtitle,
    "outlet": lambda record: getattr(record.outlet, "name", None),
    "publisher": lambda record: getattr(record.outlet, "publisher", None),
    "published": lambda record: getattr(record.published, "value", None),
    "modified": lambda record: getattr(record.modified, "value", None),
    "language": lambda record: getattr(record.language, "code", None),
    "section": lambda record: list(record.section),
    "tags": lambda record: list(record.tags),
    "sources": lambda record: [source.name for source in record.sources],
    "dateline": lambda record: msgspec.to_builtins(record.dateline) if record.dateline else {},
    "access": lambda record: msgspec.to_builtins(record.access),
    "captions": lambda record: [image.caption for image in record.images if image.caption],
    "photo_credits": lambda record: list(record.photo_credits),
    "paragraphs": lambda record: len(record.body),
    "first": lambda record: record.text,
    "last": lambda record: record.text,
    "never": lambda record: record.text,
}
KEYS: tuple[str, ...] = tuple(READERS)
LIST_KEYS = frozenset({"authors", "emails", "section", "tags", "sources", "captions", "photo_credits", "never"})
# Keys whose value names members; only those are compared.
MEMBER_KEYS: Mapping[str, tuple[str, ...]] = {"dateline": ("place", "date", "raw"), "access": ("free", "complete")}


def check_record(check: Mapping[str, Json], record: Record) -> tuple[Difference, ...]:
    """The points of the list on which the record is wrong, in the order of the list.

    check: key of KEYS → what is right; null means that the field must be absent. first, last: how the text begins
    and ends. never: strings that may not stand in the text. subtitle: its text or its lines. Quotes, case and white
    space are folded for these four.
    """
    found = (_check(key, wanted, record) for key, wanted in check.items())
    return tuple(filter(None, found))


def _check(key: str, wanted: Json, record: Record) -> Difference | None:
    is_right, expected, actual = COMPARISONS.get(key, _are_equal)(wanted, READERS[key](record))
    return None if is_right else Difference(f"check.{key}", expected, actual)


def _are_equal(wanted: Json, got: Json) -> tuple[bool, Json, Json]:
    return wanted == got, wanted, got


def _are_equal_lines(wanted: Json, got: Json) -> tuple[bool, Json, Json]:
    lines = "\n".join(wanted) if isinstance(wanted, list) else wanted
    return fold(got or "") == fold(lines or ""), lines, got


def _are_equal_members(wanted: Json, got: Json) -> tuple[bool, Json, Json]:
    return _are_equal(wanted, {name: got.get(name) for name in wanted})


def _are_the_same_instant(wanted: Json, got: Json) -> tuple[bool, Json, Json]:
    """The same value, or the same instant in two zones; a day is not its midnight."""
    instant = _instant(wanted)
    return wanted == got or (instant is not None and instant == _instant(got)), wanted, got


def _instant(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _begins(wanted: Json, text: Json) -> tuple[bool, Json, Json]:
    return fold(text).startswith(fold(wanted)), wanted, text.split("\n\n")[0]


def _ends(wanted: Json, text: Json) -> tuple[bool, Json, Json]:
    return fold(text).endswith(fold(wanted)), wanted, text.split("\n\n")[-1]


def _holds_none(phrases: Json, text: Json) -> tuple[bool, Json, Json]:
    folded = fold(text)
    found = [phrase for phrase in phrases if fold(phrase) in folded]
    return not found, [], found


# Keys that are not simply equal or not.
COMPARISONS: Mapping[str, Comparison] = {
    "subtitle": _are_equal_lines,
    "published": _are_the_same_instant,
    "modified": _are_the_same_instant,
    "dateline": _are_equal_members,
    "access": _are_equal_members,
    "first": _begins,
    "last": _ends,
    "never": _holds_none,
}
