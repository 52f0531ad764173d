"""One folder of rule files: which there are, read as far as its index does not say what they hold.

By `index.json` a start reads no site file and parses none of the others, nor the site file that a page needs.
`write_index` writes it; it is committed with the rule files.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path as FilePath
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cleaner.errors import CleanerError, OutputError, RuleError
from cleaner.rulebook.compile import compile_rule, file_id
from cleaner.rulebook.compiled import CompiledFile, Folder, Path, SourceMap
from cleaner.rulebook.schema import RuleFile
from cleaner.rulebook.suggestions import nearest
from cleaner.rulebook.yaml_nodes import MAX_FILE_BYTES
from cleaner.structs import resolved

INDEX_NAME = "index.json"
INDEX_FORMAT = 3
FOLDERS: tuple[Folder, ...] = ("sites", "platforms", "shared")
SUFFIX = ".yaml"
BROKEN_INDEX = "broken index, or one of another version: write it anew with `cleaner rules index`"
MAX_INDEX_BYTES = 100_000_000  # 300 times that of the rules that ship
MAX_HOST_CHARS = 253  # RFC 1035, with the dots; IDNA of longer ones takes time without bound


class IndexedSite(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One site file, by what decides whether a page needs it. size: in bytes; sha256: of its bytes."""

    size: int
    sha256: str
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    dump: tuple[str, ...] = ()


@resolved
class ParsedFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule file, parsed and checked. sha256: of the bytes it was parsed from. lines: of a site file, which its hits

    are named by: the paths of values with their lines.
    """

    sha256: str
    rule: RuleFile
    lines: tuple[tuple[tuple[str | int, ...], int], ...] = ()


@resolved
class Index(Struct, frozen=True, forbid_unknown_fields=True):
    """sites: name of the file without .yaml → what it is for. common: id (`shared/lines`) → what the file says.

    own: the same of sites, a ParsedFile in JSON each, which is read when a page needs it.
    """

    index: Annotated[int, Meta(ge=INDEX_FORMAT, le=INDEX_FORMAT)] = INDEX_FORMAT
    sites: dict[str, IndexedSite] = {}
    common: dict[str, ParsedFile] = {}
    own: dict[str, msgspec.Raw] = {}


class Entry(Struct, frozen=True, eq=False):
    """One rule file. id: `platforms/wix`, for a site its name alone. site: what decides whether a page needs it.

    compiled: None as long as the file is not read. parsed: what the index holds of a site file, a ParsedFile in JSON.
    """

    id: str
    folder: Folder
    path: str
    site: IndexedSite
    compiled: CompiledFile | None = None
    parsed: msgspec.Raw | None = None

    @property
    def stem(self) -> str:
        """The file's name without .yaml."""
        return self.id.rpartition("/")[2]

    @property
    def extends(self) -> tuple[str, ...]:
        """The ids of the files it extends, as far as it is read."""
        return self.compiled.extends if self.compiled is not None else ()

    def error(self, problem: str, path: Path) -> RuleError:
        """A RuleError at the line of the path in the file, as far as it is read."""
        source_map = self.compiled.source_map if self.compiled is not None else SourceMap(self.path)
        return source_map.error(problem, path)


class FolderFiles(Struct, eq=False):
    """The files of one folder by id, and every problem met on the way."""

    entries: dict[str, Entry] = {}
    problems: list[RuleError] = []


def read_folder(root: FilePath, *, sites: bool = True, trust_index: bool = True) -> FolderFiles:
    """List a folder with sites/, platforms/ and shared/, or with site files at its top.

    A site file is read where the index does not know it with this size; a platform or shared file is parsed and
    checked where the index does not hold what these very bytes say. sites=False: site files are not even listed.
    Raises RuleError where the folder cannot be listed.
    """
    files = FolderFiles()
    index = read_index(root) if trust_index else Index()
    for folder, file in _files_of(root, sites=sites):
        if not file.name.endswith(SUFFIX):
            problem = f"rule files end in {SUFFIX}: rename it, or it would be left out"
            files.problems.append(RuleError(problem, file=file.path))
            continue
        entry, problems = _entry(file, folder, index)
        files.problems += problems
        if entry is not None and files.entries.setdefault(entry.id, entry) is not entry:
            problem = f"there is a second file for this id: {files.entries[entry.id].path}"
            files.problems.append(RuleError(problem, file=file.path))
    return files


def read_entry(path: str, folder: Folder, parsed: ParsedFile | None = None) -> tuple[Entry | None, list[RuleError]]:
    """Read and compile one file. parsed: what the index holds of it, used where it is of these very bytes."""
    try:
        content = _read_regular(FilePath(path))
    except OSError as error:
        return None, [RuleError(f"cannot be read: {error.strerror}", file=path)]
    stem, sha256 = os.path.basename(path).removesuffix(SUFFIX), content_hash(content)
    compiled: CompiledFile | None
    problems: list[RuleError] = []
    if parsed is not None and parsed.sha256 == sha256:
        try:
            compiled = compile_rule(parsed.rule, SourceMap(path, dict(parsed.lines)), folder, stem)
        except (CleanerError, ValueError) as error:  # nobody writes an index by hand, but it can be damaged
            return None, [RuleError(f"{BROKEN_INDEX} for this file ({error})", file=path)]
    else:
        from cleaner.rulebook.check import compile_file  # reading YAML and checking: most starts need neither

        compiled, problems = compile_file(content, path, folder, stem)
    if compiled is None:
        return None, problems
    match = compiled.match
    site = IndexedSite(len(content), sha256, match.hosts, match.paths, match.dump)
    return Entry(compiled.id, folder, path, site, compiled), []


def read_site(entry: Entry) -> tuple[Entry | None, list[RuleError]]:
    """Read and compile the file of a site that the index knows."""
    try:
        parsed = msgspec.json.decode(entry.parsed, type=ParsedFile) if entry.parsed is not None else None
    except msgspec.DecodeError as error:
        return None, [RuleError(f"{BROKEN_INDEX} for this file ({error})", file=entry.path)]
    return read_entry(entry.path, entry.folder, parsed)


def index_of(entries: Mapping[str, Entry]) -> Index:
    """The index of a folder whose files were all read. A file with `!replace` is parsed at each start."""
    from cleaner.rulebook.parse import parse_rule  # see read_entry

    sites = {entry.stem: entry.site for entry in entries.values() if entry.folder == "sites"}
    index = Index(sites=sites, common={}, own={})
    for entry in entries.values():
        rule, source_map, _ = parse_rule(FilePath(entry.path).read_bytes(), entry.path)
        if rule is not None and not source_map.replaced and entry.folder == "sites":
            parsed = ParsedFile(entry.site.sha256, rule, tuple(source_map.lines.items()))
            index.own[entry.stem] = msgspec.Raw(msgspec.json.encode(parsed))
        elif rule is not None and not source_map.replaced:
            index.common[entry.id] = ParsedFile(entry.site.sha256, rule)
    return index


def check_extends(entry: Entry, entries: Mapping[str, Entry]) -> list[RuleError]:
    """What is wrong with the names a file extends."""
    common = [name for name, other in entries.items() if other.folder != "sites"]
    problems: list[RuleError] = []
    for i, name in enumerate(entry.extends):
        if name not in common:
            problem = f"extends '{name}', which is no rule file{nearest(name, common)}"
            problems.append(entry.error(problem, ("extends", i)))
    return problems


def raise_first(problems: Iterable[RuleError]) -> None:
    """Raise the first of the problems, if there is one."""
    for problem in problems:
        raise problem


def plain_host(host: str) -> str:
    """A host as rules compare it: lower case, ASCII, without port and final dot."""
    name = host.rsplit("@", 1)[-1].split(":")[0].rstrip(".").lower()
    if name.isascii() or len(name) > MAX_HOST_CHARS:
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:  # no host by the standard; compared as it is printed
        return name


def _entry(file: os.DirEntry[str], folder: Folder, index: Index) -> tuple[Entry | None, list[RuleError]]:
    """One file, read where the index is not enough."""
    id = file_id(folder, file.name.removesuffix(SUFFIX))
    site = index.sites.get(id) if folder == "sites" else None
    with suppress(OSError):  # it is said when the file is read
        if site is not None and site.size == file.stat().st_size:
            return Entry(id, folder, file.path, site, parsed=index.own.get(id)), []
    return read_entry(file.path, folder, index.common.get(id))


def _read_regular(path: FilePath, limit_bytes: int = MAX_FILE_BYTES) -> bytes:
    """The bytes of a file. Raises OSError, also for one that is too large, and for a pipe, which might never end."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "no regular file")
    if found.st_size > limit_bytes:
        raise OSError(errno.EFBIG, f"larger than {limit_bytes:,} bytes, which no rule file is; split it")
    return path.read_bytes()


def _files_of(root: FilePath, *, sites: bool) -> Iterator[tuple[Folder, os.DirEntry[str]]]:
    """The rule files of a folder, by name, each with the kind of file it is."""
    places: list[tuple[Folder, FilePath]] = [(folder, root / folder) for folder in FOLDERS if (root / folder).is_dir()]
    for folder, place in [*places, ("sites", root)]:
        if sites or folder != "sites":
            yield from ((folder, file) for file in _files(place))


def _files(place: FilePath) -> list[os.DirEntry[str]]:
    """The files of a folder that look like rule files, by name."""
    try:
        with os.scandir(place) as files:
            found = [file for file in files if os.path.splitext(file.name)[1] in (SUFFIX, ".yml")]
    except OSError as error:
        raise RuleError(f"the rules folder cannot be read: {error.strerror}", file=str(place)) from error
    return sorted(found, key=lambda file: file.name)


def read_index(folder: FilePath) -> Index:
    """The folder's index; an empty one where it has none. Raises RuleError for a broken one."""
    path = folder / INDEX_NAME
    try:
        content = _read_regular(path, MAX_INDEX_BYTES)
        return msgspec.json.decode(content, type=Index)
    except FileNotFoundError:
        return Index()
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file=str(path)) from error
    except msgspec.DecodeError as error:
        problem = f"{BROKEN_INDEX} ({error})"
        raise RuleError(problem, file=str(path)) from error


def save_index(folder: FilePath, index: Index) -> FilePath:
    """Write the index into the folder. Raises OutputError where that is not possible."""
    path = folder / INDEX_NAME
    try:
        part = path.with_name(f".{path.name}.part")
        part.write_text(format_index(index), encoding="utf-8")
        part.replace(path)  # a full disk leaves the old one
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    return path


def format_index(index: Index) -> str:
    """The text of an index: one line per file, sorted, so that a change of one file is a change of one line."""
    tables = (f'"{name}": {_format_rows(getattr(index, name))}' for name in ("sites", "common", "own"))
    return f'{{"index": {index.index}, {", ".join(tables)}}}\n'


def content_hash(content: bytes) -> str:
    """SHA-256 of a file's bytes, as hex."""
    return hashlib.sha256(content).hexdigest()


def _format_rows(rows: Mapping[str, Struct | msgspec.Raw]) -> str:
    lines = [f'  "{name}": {msgspec.json.encode(row).decode()}' for name, row in sorted(rows.items())]
    return "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"
