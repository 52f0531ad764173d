"""The named groups of a pattern as values of fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from cleaner.model import Candidate
from cleaner.rulebook.patterns import LineMatch, Pattern
from cleaner.rulebook.schema import GROUPS

PICTURE_FIELDS = frozenset({"caption", "credit"})  # each picture of a page has its own
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
    rows: defaultdict[str, _FieldGroups] = defaultdict(_FieldGroups)
    for group, number in pattern.groups.items():
        text = (match[number] or "").strip()
        if text:
            field, part = GROUPS[group]
            rows[field].add(part, text, match.span(number))
    for field, row in rows.items():
        value, *further = row.values or [row.parts[min(row.parts, key=VALUE_PARTS.index)]]
        yield Caught(field, value, row.parts, tuple(row.spans))
        yield from (Caught(field, other, {}, ()) for other in further)


class _FieldGroups:
    """What the groups for one field caught: values, parts of a value, and where all of them stand."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self.parts: dict[str, str] = {}
        self.spans: list[tuple[int, int]] = []

    def add(self, part: str | None, text: str, span: tuple[int, int]) -> None:
        """Add what one group caught. part: None for a value."""
        self.spans.append(span)
        if part is None:
            self.values.append(text)
        else:
            self.parts[part] = text


def distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates without those that say the same of the same field again; of PICTURE_FIELDS, in the same block."""
    seen: dict[tuple[str, str, tuple[tuple[str, str], ...], int], Candidate] = {}
    for candidate in candidates:
        block = candidate.block if candidate.field in PICTURE_FIELDS else -1
        seen.setdefault((candidate.field, candidate.value, tuple(candidate.parts.items()), block), candidate)
    return tuple(seen.values())
