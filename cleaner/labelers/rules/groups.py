"""The named groups of a pattern as values of fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from cleaner.model import Candidate
from cleaner.rulebook.patterns import LineMatch, Pattern
from cleaner.rulebook.schema import GROUPS

# Of a group that is a part, the parts that can stand for the value where no group names it, best first.
VALUE_PARTS = ("name", "place", "handle", "email", "affiliation", "role")


class Caught(Struct, frozen=True, eq=False):
    """What one match says of one field. spans: characters of its groups in the text."""

    field: str
    value: str
    parts: dict[str, str]
    spans: tuple[tuple[int, int], ...]


def read_line(pattern: Pattern, text: str) -> Iterator[Caught]:
    """The fields that the named groups of a pattern feed, which matches the whole text."""
    if pattern.groups:  # one without groups need not be compiled by itself
        yield from read_groups(pattern, pattern.full(text))


def read_groups(pattern: Pattern, match: LineMatch | None) -> Iterator[Caught]:
    """The fields the named groups feed, in the order of the groups; groups that caught nothing are left out."""
    if match is None:
        return
    parts: dict[str, dict[str, str]] = {}
    values: dict[str, list[str]] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for group, number in pattern.groups.items():
        field, part = GROUPS[group]
        text = (match[number] or "").strip()
        if text:
            spans.setdefault(field, []).append(match.span(number))
            values.setdefault(field, [])
            parts.setdefault(field, {})
        if text and part is not None:
            parts[field][part] = text
        elif text:
            values[field].append(text)
    for field, own in parts.items():
        stand_ins = [own[part] for part in VALUE_PARTS if part in own]
        value, *further = values[field] or stand_ins[:1]
        yield Caught(field, value, own, tuple(spans[field]))
        yield from (Caught(field, other, {}, ()) for other in further)


def distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates without those that say the same of the same field again."""
    seen: dict[tuple[str, str, tuple[tuple[str, str], ...]], Candidate] = {}
    for candidate in candidates:
        seen.setdefault((candidate.field, candidate.value, tuple(candidate.parts.items())), candidate)
    return tuple(seen.values())
