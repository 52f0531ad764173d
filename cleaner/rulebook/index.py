"""The index of a rules folder: by it, start-up reads no site file.

`index.json` holds, per site file, what decides whether a page needs it (hosts, paths, dump lines) and by what a
changed file is noticed (size, SHA-256). It is written by `write_index` and committed with the files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from cleaner.errors import OutputError, RuleError

INDEX_NAME = "index.json"
INDEX_FORMAT = 1


class IndexedSite(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One site file. size: in bytes; sha256: of its bytes."""

    size: int
    sha256: str
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    dump: tuple[str, ...] = ()


class Index(Struct, frozen=True, forbid_unknown_fields=True):
    """sites: name of the file without .yaml → what it is for."""

    index: int
    sites: dict[str, IndexedSite]


def read_index(folder: Path) -> Mapping[str, IndexedSite]:
    """What the folder's index says; empty where it has none. Raises RuleError for a broken one."""
    path = folder / INDEX_NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file=str(path)) from error
    try:
        index = msgspec.json.decode(content, type=Index)
    except msgspec.DecodeError as error:
        raise RuleError(f"broken index ({error}); write it anew with `cleaner rules index`", file=str(path)) from error
    if index.index != INDEX_FORMAT:
        raise RuleError("index of another version; write it anew with `cleaner rules index`", file=str(path))
    return index.sites


def format_index(sites: Mapping[str, IndexedSite]) -> str:
    """The text of an index: one line per site, sorted, so that a change of one file is a change of one line."""
    rows = [
        f"  {json.dumps(name)}: {json.dumps(msgspec.to_builtins(sites[name]), ensure_ascii=False)}"
        for name in sorted(sites)
    ]
    body = ",\n".join(rows)
    return f'{{"index": {INDEX_FORMAT}, "sites": {{\n{body}\n}}}}\n' if rows else '{"index": 1, "sites": {}}\n'


def save_index(folder: Path, sites: Mapping[str, IndexedSite]) -> Path:
    """Write the index into the folder. Raises OutputError where that is not possible."""
    path = folder / INDEX_NAME
    try:
        path.write_text(format_index(sites), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    return path


def content_hash(content: bytes) -> str:
    """SHA-256 of a file's bytes, as hex."""
    return hashlib.sha256(content).hexdigest()
