"""One folder of rule files: listed once, read as far as its index asks for it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.errors import RuleError
from cleaner.rulebook.compile import compile_file
from cleaner.rulebook.index import IndexedSite, content_hash, read_index
from cleaner.rulebook.plan import CompiledFile, Folder

FOLDERS: tuple[Folder, ...] = ("sites", "platforms", "shared")
SUFFIX = ".yaml"


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

    Platform and shared files are read. A site file is read where the index does not know it with this size.
    sites=False: site files are not even listed. Raises RuleError where the folder cannot be listed.
    """
    shelf = Shelf()
    index = read_index(root) if sites and trust_index else {}
    listed = [
        (folder, root / folder) for folder in FOLDERS if (root / folder).is_dir() and (sites or folder != "sites")
    ]
    if sites:
        listed.append(("sites", root))
    for folder, place in listed:
        for path, size in _files(place, shelf):
            known = index.get(path.name.removesuffix(SUFFIX)) if folder == "sites" else None
            entry = _entry(path, folder, known if known is not None and known.size == size else None, shelf)
            if entry is not None and entry.id in shelf.entries:
                problem = f"there is a second file for this id: {shelf.entries[entry.id].path}"
                shelf.problems.append(RuleError(problem, file=str(path)))
            elif entry is not None:
                shelf.entries[entry.id] = entry
    return shelf


def read_entry(path: Path, folder: Folder) -> tuple[Entry | None, list[RuleError]]:
    """Read and compile one file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [RuleError(f"cannot be read: {error.strerror}", file=str(path))]
    stem = path.name.removesuffix(SUFFIX)
    compiled, problems = compile_file(content, str(path), folder, stem)
    if compiled is None:
        return None, problems
    match = compiled.match
    site = IndexedSite(len(content), content_hash(content), match.hosts, match.paths, match.dump)
    return Entry(compiled.id, folder, path, site, compiled), []


def _entry(path: Path, folder: Folder, known: IndexedSite | None, shelf: Shelf) -> Entry | None:
    if known is not None:
        return Entry(path.name.removesuffix(SUFFIX), folder, path, known)
    entry, problems = read_entry(path, folder)
    shelf.problems += problems
    return entry


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
