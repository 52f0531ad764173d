"""The JSON Schema that editors read is the one the types give."""

from __future__ import annotations

from pathlib import Path

from cleaner.model import Role
from cleaner.rulebook import shipped_folder
from cleaner.rulebook.schema import FIELD_NAMES, GROUPS, SCHEMA_NAME, FieldTable, json_schema, schema_text, write_schema


def test_the_committed_schema_is_fresh() -> None:
    committed = shipped_folder() / SCHEMA_NAME

    assert committed.read_text(encoding="utf-8") == schema_text(), (
        "write it anew: python -c 'from cleaner.rulebook import *; from cleaner.rulebook.schema import *; "
        "write_schema(shipped_folder())'"
    )


def test_the_schema_names_every_role() -> None:
    assert json_schema()["$defs"]["Role"]["enum"] == sorted(Role)


def test_the_schema_allows_no_key_without_value() -> None:
    assert '"null"' not in schema_text()


def test_the_schema_is_written_into_a_folder(tmp_path: Path) -> None:
    assert write_schema(tmp_path).read_text(encoding="utf-8") == schema_text()


def test_every_group_feeds_a_field_that_rules_may_name() -> None:
    fields = {FIELD_NAMES.get(name, name) for name in FieldTable.__struct_fields__}

    assert {field for field, _ in GROUPS.values()} <= fields
