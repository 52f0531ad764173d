"""The index of a rules folder: by it, a start reads no site file and parses no platform and no shared file.

`index.json` is written by `write_index` and committed with the rule files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from cleaner.errors import OutputError, RuleError
from cleaner.rulebook.schema import RuleFile

INDEX_NAME = "index.json"
INDEX_FORMAT = 2


class IndexedSite(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One site file, by what decides whether a page needs it. size: in bytes; sha256: of its bytes."""

    size: int
    sha256: str
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    dump: tuple[str, ...] = ()


class CommonFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One platform or shared file, parsed and checked. sha256: of the bytes it was parsed from."""

    sha256: str
    rule: RuleFile


class Index(Struct, frozen=True, forbid_unknown_fields=True):
    """sites: name of the file without .yaml → what it is for. common: id (`shared/lines`) → what the file says."""

    index: int = INDEX_FORMAT
    sites: dict[str, IndexedSite] = {}
    common: dict[str, CommonFile] = {}


class _Version(Struct, frozen=True):
    """The part of an index that is read first."""

    index: int


def read_index(folder: Path) -> Index:
    """The folder's index; an empty one where it has none. Raises RuleError for a broken one."""
    path = folder / INDEX_NAME
    try:
        content = path.read_bytes()
        version = msgspec.json.decode(content, type=_Version).index
        index = msgspec.json.decode(content, type=Index) if version == INDEX_FORMAT else None
    except FileNotFoundError:
        return Index()
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file=str(path)) from error
    except msgspec.DecodeError as error:
        raise RuleError(f"broken index ({error}); write it anew with `cleaner rules index`", file=str(path)) from error
    if index is None:
        raise RuleError("index of another version; write it anew with `cleaner rules index`", file=str(path))
    return index


def save_index(folder: Path, index: Index) -> Path:
    """Write the index into the folder. Raises OutputError where that is not possible."""
    path = folder / INDEX_NAME
    try:
        path.write_text(format_index(index), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    return path


def format_index(index: Index) -> str:
    """The text of an index: one line per file, sorted, so that a change of one file is a change of one line."""
    tables = (f'"{name}": {_format_rows(getattr(index, name))}' for name in ("sites", "common"))
    return f'{{"index": {index.index}, {", ".join(tables)}}}\n'


def content_hash(content: bytes) -> str:
    """SHA-256 of a file's bytes, as hex."""
    return hashlib.sha256(content).hexdigest()


def _format_rows(rows: Mapping[str, Struct]) -> str:
    lines = [f"  {json.dumps(name)}: {msgspec.json.encode(rows[name]).decode()}" for name in sorted(rows)]
    return "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"
