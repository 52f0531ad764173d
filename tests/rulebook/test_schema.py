"""The JSON Schema that editors read is the one the types give."""

from __future__ import annotations

import json

import msgspec
import pytest

from cleaner.model import Role
from cleaner.rulebook import shipped_folder
from cleaner.rulebook.check import compile_file
from cleaner.rulebook.fetch_rule import FetchRule
from cleaner.rulebook.json_schema import json_schema
from cleaner.rulebook.schema import (
    FIELD_NAMES,
    GROUPS,
    Body,
    FieldRule,
    FieldTable,
    Match,
    OutletFacts,
    Repeat,
    RuleFile,
    Source,
    Spot,
)


def test_the_committed_schema_is_fresh() -> None:
    committed = shipped_folder() / "site-rule.schema.json"

    assert json.loads(committed.read_text(encoding="utf-8")) == json_schema(), (
        "write it anew: cleaner schema rule > rules/site-rule.schema.json"
    )


def test_the_schema_names_every_role() -> None:
    assert json_schema()["$defs"]["Role"]["enum"] == sorted(Role)


def test_the_schema_allows_no_key_without_value() -> None:
    assert '"null"' not in json.dumps(json_schema())


def test_every_group_feeds_a_field_that_rules_may_name() -> None:
    fields = {FIELD_NAMES.get(name, name) for name in FieldTable.__struct_fields__}

    assert {field for field, _ in GROUPS.values()} <= fields


def test_every_key_has_a_description_and_an_example() -> None:
    for name, part in json_schema()["$defs"].items():
        for key, described in part.get("properties", {}).items():
            assert described.get("description"), f"{name}.{key}: write it in cleaner/rulebook/schema_help.yaml"
            assert described.get("examples"), f"{name}.{key}"


@pytest.mark.parametrize(
    ("struct", "key", "example"),
    [
        (kind, field.encode_name, json_schema()["$defs"][kind.__name__]["properties"][field.encode_name]["examples"][0])
        for kind in (RuleFile, OutletFacts, Match, Spot, Repeat, Source, FieldRule, FieldTable, Body, FetchRule)
        for field in msgspec.structs.fields(kind)
    ],
)
def test_examples_are_what_the_key_takes(struct: type, key: str, example: object) -> None:
    needed = {"rule": 1} if struct is RuleFile else {}
    msgspec.convert({**needed, key: example}, struct)


MISTAKES = (
    ("headline: x", "did you mean 'label'", False),
    ("fields: {headline: [{css: h1}]}", "did you mean 'title'", True),
    ("fields: {titel: [{css: h1}]}", "did you mean 'title'", True),
    ("label: [{role: remove, css: p}]", "did you mean 'boilerplate'", True),
    ("label: [{role: byline, line: 'By (?P<zzz>.+)', why: w}]", "known here: title, subtitle", True),
    ("outlet: {country: UK}", "write GB", True),
)


@pytest.mark.parametrize(("text", "hint", "is_given"), MISTAKES)
def test_a_mistake_names_what_was_meant(text: str, hint: str, is_given: bool) -> None:
    content = f"rule: 1\nsite: a.example\nmatch: {{hosts: [a.example]}}\n{text}\n".encode()
    _, problems = compile_file(content, "a.example.yaml", "sites", "a.example")
    assert any(hint in problem.problem for problem in problems) is is_given
    assert problems
