"""What differs between two records, field by field, leaving out what every release changes."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from cleaner.model import Json, Record

FIELDS: tuple[str, ...] = Record.__struct_fields__
# Members of `tool`: an edit of program or rules that leaves the result alone must not fail a sample.
VOLATILE = ("version", "rules_digest", "rule_version")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not as expected. field: of the record, or `check.<key>` for a human's list."""

    field: str
    expected: Json
    actual: Json

    def __str__(self) -> str:
        """The field's name, then what was expected (-) and what came (+), with a line of what is the same around."""
        compared = list(difflib.unified_diff(_lines(self.expected), _lines(self.actual), n=1, lineterm=""))
        shown = ("…" if line.startswith("@@") else f"{line[0]} {line[1:]}" for line in compared[3:])
        return "\n".join((f"{self.field}:", *(f"  {line}" for line in shown)))


def stable_members(record: Record) -> dict[str, Json]:
    """The record as expected.json holds it: its JSON (lists, not tuples) without the volatile members."""
    members: dict[str, Json] = json.loads(record.to_json())
    for name in VOLATILE:
        members["tool"].pop(name, None)
    return members


def compare_field(field: str, expected: Mapping[str, Json], actual: Mapping[str, Json]) -> Difference | None:
    """The difference in one field; a member that only one side has counts as null on the other."""
    wanted, got = expected.get(field), actual.get(field)
    return None if wanted == got else Difference(field, wanted, got)


def compare(expected: Mapping[str, Json], actual: Mapping[str, Json]) -> tuple[Difference, ...]:
    """All fields that differ, in the order of the record."""
    found = (compare_field(field, expected, actual) for field in FIELDS)
    return tuple(filter(None, found))


def _lines(value: Json) -> list[str]:
    if isinstance(value, str):
        return list(filter(None, value.split("\n")))
    return json.dumps(value, ensure_ascii=False, indent=1).split("\n")
