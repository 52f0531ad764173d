"""The JSON Schema of rule files, for editors, with a description and an example of every key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cleaner.model import schema_of
from cleaner.rulebook.schema import RuleFile


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors; generated from RuleFile.

    A key without a value is a mistake, so `null` is nowhere allowed, though absent keys are None in the types.
    """
    schema = _without_null(schema_of(RuleFile))
    for name, keys in _help().items():
        for key, (description, example) in keys.items():
            schema["$defs"][name]["properties"][key] |= {"description": description, "examples": [example]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Rule file of Cleaner", **schema}


def _help() -> dict[str, dict[str, tuple[str, object]]]:
    """Description and example of each key, by type; days as texts, as JSON has them."""
    import yaml  # only the schema needs it

    text = Path(__file__).with_name("schema_help.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, tuple[str, object]]] = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return found


def _without_null(node: Any) -> Any:
    """A part of a JSON Schema in which no value may be null, and none has a default: absent keys say nothing."""
    if isinstance(node, list):
        return [_without_null(item) for item in node if item != {"type": "null"}]
    if isinstance(node, dict):
        return {key: _without_null(value) for key, value in node.items() if key != "default"}
    return node
