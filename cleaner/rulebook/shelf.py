"""One folder of rule files: listed once, read as far as its index asks for it.

`index.json` holds what start-up needs of the files. It is written by `write_index` and committed with them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Struct

from cleaner.errors import OutputError, RuleError
from cleaner.rulebook.compile import compile_checked, compile_file, file_id
from cleaner.rulebook.marked import parse_yaml
from cleaner.rulebook.plan import CompiledFile, Folder
from cleaner.rulebook.schema import RuleFile

FOLDERS: tuple[Folder, ...] = ("sites", "platforms", "shared")
SUFFIX = ".yaml"
INDEX_NAME = "index.json"
INDEX_FORMAT = 2


class IndexedSite(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One site file. size: in bytes; sha256: of its bytes."""

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
    except FileNotFoundError:
        return Index()
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file=str(path)) from error
    try:
        if msgspec.json.decode(content, type=_Version).index != INDEX_FORMAT:
            raise RuleError("index of another version; write it anew with `cleaner rules index`", file=str(path))
        return msgspec.json.decode(content, type=Index)
    except msgspec.DecodeError as error:
        raise RuleError(f"broken index ({error}); write it anew with `cleaner rules index`", file=str(path)) from error


def format_index(index: Index) -> str:
    """The text of an index: one line per file, sorted, so that a change of one file is a change of one line."""
    tables = (f'"{name}": {_format_rows(getattr(index, name))}' for name in ("sites", "common"))
    return f'{{"index": {index.index}, {", ".join(tables)}}}\n'


def _format_rows(rows: Mapping[str, Struct]) -> str:
    lines = [f"  {json.dumps(name)}: {msgspec.json.encode(rows[name]).decode()}" for name in sorted(rows)]
    return "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"


def save_index(folder: Path, index: Index) -> Path:
    """Write the index into the folder. Raises OutputError where that is not possible."""
    path = folder / INDEX_NAME
    try:
        path.write_text(format_index(index), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    return path


def content_hash(content: bytes) -> str:
    """SHA-256 of a file's bytes, as hex."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule file. id: `platforms/wix`, for a site its name alone. site: what decides whether a page needs it.

    compiled: None as long as the file is not read. yielded: hosts that a user's own files have taken over.
    """

    id: str
    folder: Folder
    path: Path
    site: IndexedSite
    compiled: CompiledFile | None = None
    yielded: frozenset[str] = frozenset()

    @property
    def stem(self) -> str:
        """The file's name without .yaml."""
        return self.path.name.removesuffix(SUFFIX)


@dataclass(slots=True)
class Shelf:
    """The entries of one folder by id, and every problem met on the way."""

    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[RuleError] = field(default_factory=list)


def read_shelf(root: Path, *, sites: bool = True, trust_index: bool = True) -> Shelf:
    """List a folder with sites/, platforms/ and shared/, or with site files at its top.

    A site file is read where the index does not know it with this size; a platform or shared file is parsed and
    checked where the index does not hold what these very bytes say. sites=False: site files are not even listed.
    Raises RuleError where the folder cannot be listed.
    """
    shelf = Shelf()
    index = read_index(root) if trust_index else Index()
    for folder, place in _places(root, sites=sites):
        for path, size in _files(place, shelf):
            entry, problems = _entry(path, size, folder, index)
            shelf.problems += problems
            if entry is not None and entry.id in shelf.entries:
                problem = f"there is a second file for this id: {shelf.entries[entry.id].path}"
                shelf.problems.append(RuleError(problem, file=str(path)))
            elif entry is not None:
                shelf.entries[entry.id] = entry
    return shelf


def read_entry(path: Path, folder: Folder, common: CommonFile | None = None) -> tuple[Entry | None, list[RuleError]]:
    """Read and compile one file. common: what the index holds of it, used where it is of these very bytes."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [RuleError(f"cannot be read: {error.strerror}", file=str(path))]
    stem, sha256 = path.name.removesuffix(SUFFIX), content_hash(content)
    compiled: CompiledFile | None
    problems: list[RuleError] = []
    if common is not None and common.sha256 == sha256:
        compiled = compile_checked(common.rule, str(path), folder, stem)
    else:
        compiled, problems = compile_file(content, str(path), folder, stem)
    if compiled is None:
        return None, problems
    match = compiled.match
    site = IndexedSite(len(content), sha256, match.hosts, match.paths, match.dump)
    return Entry(compiled.id, folder, path, site, compiled), []


def index_of(shelf: Shelf) -> Index:
    """The index of a folder whose files were all read. A file with `!replace` is parsed at each start."""
    sites = {entry.stem: entry.site for entry in shelf.entries.values() if entry.folder == "sites"}
    common: dict[str, CommonFile] = {}
    for entry in shelf.entries.values():
        marked = parse_yaml(entry.path.read_bytes(), str(entry.path))
        if entry.folder != "sites" and not marked.replaced:
            common[entry.id] = CommonFile(entry.site.sha256, msgspec.convert(marked.value, RuleFile))
    return Index(sites=sites, common=common)


def _places(root: Path, *, sites: bool) -> Iterator[tuple[Folder, Path]]:
    """The folders that hold rule files, with the kind of file they hold."""
    for folder in FOLDERS:
        if (root / folder).is_dir() and (sites or folder != "sites"):
            yield folder, root / folder
    if sites:
        yield "sites", root


def _entry(path: Path, size: int, folder: Folder, index: Index) -> tuple[Entry | None, list[RuleError]]:
    stem = path.name.removesuffix(SUFFIX)
    site = index.sites.get(stem) if folder == "sites" else None
    if site is not None and site.size == size:
        return Entry(stem, folder, path, site), []
    return read_entry(path, folder, index.common.get(file_id(folder, stem)) if folder != "sites" else None)


def _files(place: Path, shelf: Shelf) -> list[tuple[Path, int]]:
    """The .yaml files of a folder with their sizes, by name."""
    found: list[tuple[Path, int]] = []
    try:
        with os.scandir(place) as listing:
            for item in listing:
                if item.name.endswith(".yml"):
                    problem = f"rule files end in {SUFFIX}: rename it, or it would be left out"
                    shelf.problems.append(RuleError(problem, file=item.path))
                elif item.name.endswith(SUFFIX) and item.is_file():
                    found.append((place / item.name, item.stat().st_size))
    except OSError as error:
        raise RuleError(f"the rules folder cannot be read: {error.strerror}", file=str(place)) from error
    return sorted(found)
