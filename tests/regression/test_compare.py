"""Records compared field by field."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.model import Author, Record, Tool
from cleaner.regression.compare import FIELDS, compare, compare_field, stable_members

MakeRecord = Callable[..., Record]


def test_record_agrees_with_itself(make_record: MakeRecord) -> None:
    members = stable_members(make_record(title="A", text="One.\n\nTwo."))
    assert compare(members, members) == ()


def test_release_and_rule_version_are_left_out(make_record: MakeRecord) -> None:
    newer = make_record(tool=Tool(name="news-cleaner", version="2.0", rule_version=4, rules_digest="d2"))
    assert stable_members(newer) == stable_members(make_record())


def test_rule_that_made_the_record_is_compared(make_record: MakeRecord) -> None:
    other = make_record(tool=Tool(name="news-cleaner", version="1.0", rule="sites/other.example", rule_version=3))
    difference = compare_field("tool", stable_members(make_record()), stable_members(other))
    assert difference is not None


def test_each_field_differs_alone(make_record: MakeRecord) -> None:
    before = stable_members(make_record(title="A", authors=(Author(name="Jo Lee"),)))
    after = stable_members(make_record(title="B", authors=(Author(name="Jo Li"),)))
    assert [difference.field for difference in compare(before, after)] == ["title", "authors"]


def test_missing_member_is_null(make_record: MakeRecord) -> None:
    members = stable_members(make_record(title=None))
    without = {name: value for name, value in members.items() if name != "title"}
    assert compare(without, members) == ()


def test_text_is_shown_paragraph_by_paragraph(make_record: MakeRecord) -> None:
    before = stable_members(make_record(text="One.\n\nTwo.\n\nThree."))
    after = stable_members(make_record(text="One.\n\nShare this\n\nTwo.\n\nThree."))
    shown = str(compare_field("text", before, after))
    assert shown.splitlines() == ["text:", "    One.", "  + Share this", "    Two."]


def test_short_values_are_shown_without_ado(make_record: MakeRecord) -> None:
    before, after = stable_members(make_record(title="A")), stable_members(make_record())
    assert str(compare_field("title", before, after)).splitlines() == ["title:", "  - A", "  + null"]


def test_fields_are_those_of_the_record() -> None:
    assert {"title", "text", "authors", "removed", "tool"} <= set(FIELDS)
