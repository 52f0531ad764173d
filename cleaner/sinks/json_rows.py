"""Records as JSON: one per line, or indented for people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

import msgspec

from cleaner.model import Json
from cleaner.sinks.rows import Row


def write_json_lines(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """One record per line; each line is handed on at once, so that a reader of the pipe need not wait."""
    for row in rows:
        members = row.named_record if row.blocks is None else _members(row)
        stream.write(msgspec.json.encode(members).decode() + "\n")
        stream.flush()


def write_json(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """An indented object of one page; an array where the inputs may hold many, however many come."""
    if not many:
        for row in rows:
            stream.write(page_of(row))
        return
    opened = False
    for row in rows:
        stream.write((",\n" if opened else "[\n") + _indented(row))
        opened = True
    stream.write("\n]\n" if opened else "[]\n")


def page_of(row: Row) -> str:
    """One record as an indented object."""
    return _indented(row) + "\n"


def _indented(row: Row) -> str:
    return json.dumps(_members(row), ensure_ascii=False, indent=2)


def _members(row: Row) -> dict[str, Json]:
    """The record's members; `input.name` says which input it is, and `blocks` is the receipt where it is wanted."""
    members = row.named_record.to_dict()
    if row.blocks is not None:
        members["blocks"] = row.blocks
    return members
