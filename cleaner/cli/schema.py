"""`cleaner schema`: the JSON Schema of what comes out, and of rule files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cleaner.cli.options import examples

EPILOG = examples(
    ("cleaner schema record > newsrecord-1.schema.json", "to check records, or to make types of it"),
    ("cleaner schema rule > site-rule.schema.json", "for an editor that completes and checks YAML"),
)


@click.command(epilog=EPILOG, short_help="Print the JSON Schema of records or of rule files.")
@click.argument("what", type=click.Choice(["record", "rule"]))
def schema(what: str) -> None:
    """Print the JSON Schema of a record (newsrecord/1) or of a rule file."""
    from cleaner.model import Record, schema_of
    from cleaner.rulebook.json_schema import json_schema
    from cleaner.sinks import open_stdout

    with open_stdout() as stream:
        stream.write(_text(schema_of(Record) if what == "record" else json_schema()))


def write_rule_schema(folder: Path) -> None:
    """Write the schema that the rules in a folder name in their first line; one that is there stays."""
    from cleaner.rulebook.json_schema import json_schema
    from cleaner.sinks import open_file

    path = folder / "site-rule.schema.json"
    if not path.exists():
        with open_file(path) as stream:
            stream.write(_text(json_schema()))


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
