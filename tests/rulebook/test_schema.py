"""The JSON Schema that editors read is the one the types give."""

from __future__ import annotations

import json

from cleaner.model import Role
from cleaner.rulebook import shipped_folder
from cleaner.rulebook.schema import FIELD_NAMES, GROUPS, FieldTable, json_schema


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
