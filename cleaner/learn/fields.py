"""Fields of records held against what they should hold: what somebody gives, else what the page's sources agree on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from cleaner.model import Moment, Record
from cleaner.text import fold

Values = frozenset[str]  # of a field, folded
NOTHING: Values = frozenset()
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MIN_AGREEING = 2  # sources that say the same, where the record says something else


class Reference(Struct, frozen=True):
    """What a field of a page should hold. sure: `given`, `declared` (sources of the page agree), `labelers`."""

    values: Values
    sure: str


class FieldScore(Struct, frozen=True):
    """How right one field of a page is without the rule and with it, 0–1."""

    field: str
    without: float
    with_rule: float

    @property
    def is_lost(self) -> bool:
        """Whether the rule makes it worse."""
        return self.with_rule < self.without


def _text(value: Any) -> Iterable[str]:
    return [value]


def _texts(value: Any) -> Iterable[str]:
    return list(value)


def _names(value: Any) -> Iterable[str]:
    return [one.name for one in value]


def _moment(value: Moment) -> Iterable[str]:
    """The day, and the minute where it is known."""
    return moment_texts(value.value)


def moment_texts(value: str) -> list[str]:
    """The day of an RFC 3339 time, and its minute where it has a zone."""
    moment = datetime.fromisoformat(value) if "T" in value else None
    if moment is None or moment.tzinfo is None:
        return [value[:10]]
    return [value[:10], moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")]


# Fields that are judged → the texts of a value. Of the rest a rule says little, or they follow from the text.
TEXTS: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "title": _text,
    "subtitle": _text,
    "kicker": _text,
    "authors": _names,
    "published": _moment,
    "modified": _moment,
    "section": _texts,
    "sources": _names,
    "dateline": lambda value: [value.place or value.raw or ""],
    "language": lambda value: [value.code],
    "images": lambda value: [image.caption or "" for image in value],
    "photo_credits": _texts,
}
PRINTED_ONLY = frozenset({"subtitle"})  # what a page declares of them and does not print is no value
PRINTED_IN_TEXT = frozenset({"sources", "dateline", "images", "photo_credits"})  # or beside it, by another story
SHOWN_AS = {"images": "captions", "photo_credits": "credits"}


def values_of(field: str, value: Any) -> Values:
    """The folded texts of a field's value; none of None."""
    texts = TEXTS[field](value) if value else ()
    return frozenset(filter(None, map(fold, texts)))


def record_values(record: Record) -> dict[str, Values]:
    """The values of all fields that are judged."""
    return {field: values_of(field, getattr(record, field)) for field in TEXTS}


def refer(field: str, own: Values, declared: Sequence[Values]) -> Reference | None:
    """What a field should hold, by a record without a rule and by what each source of the page declares."""
    votes = Counter(filter(None, declared))
    agreed, count = votes.most_common(1)[0] if votes else (NOTHING, 0)
    if own and votes[own]:
        return Reference(own, "declared")
    if field in PRINTED_ONLY:
        return Reference(own, "labelers") if own and not votes else None
    if count >= (MIN_AGREEING if own else 1):
        return Reference(agreed, "declared")
    return Reference(own, "labelers") if own else None


def score(values: Values, reference: Reference) -> float:
    """F1 of the values of a field, 0–1; where only the labelers know better, the share of theirs that is there."""
    if all(map(DAY.fullmatch, reference.values)):  # somebody gave the day alone: at what time says nothing
        values = frozenset(value[:10] for value in values)
    if reference.sure == "labelers":
        return len(values & reference.values) / len(reference.values)
    return 2 * len(values & reference.values) / max(len(values) + len(reference.values), 1)


def field_scores(
    without: Mapping[str, Values], with_rule: Mapping[str, Values], references: Mapping[str, Reference]
) -> tuple[FieldScore, ...]:
    """How right each field with a reference is, without a rule and with one."""
    return tuple(
        FieldScore(field, score(without[field], reference), score(with_rule[field], reference))
        for field, reference in references.items()
    )
