"""Rule files into a rulebook: those that ship, the user's on top, and every mistake before any page."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from cleaner.errors import RuleError
from cleaner.rulebook.book import Rulebook
from cleaner.rulebook.folder import (
    INDEX_NAME,
    Entry,
    FolderFiles,
    check_extends,
    index_of,
    plain_host,
    raise_first,
    read_folder,
    read_index,
    save_index,
)

PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder() -> Path:
    """Where the rules that ship lie: inside an installed package, or next to it in a checkout."""
    installed = PACKAGE / "_rules"
    return installed if installed.is_dir() else PACKAGE.parent / "rules"


def load_rules(folder: str | Path | None = None, *, sites: bool = True) -> Rulebook:
    """Load the rules that ship and, on top, those in a folder of yours.

    folder: holds sites/, platforms/ and shared/, or site files at its top; a file of the same id replaces the one
    that ships, and its hosts win. sites=False: no site file is read, neither shipped nor yours.
    Raises RuleError, with file and line, for the first thing wrong in any file that is read now; a site file that
    the index knows is read when the first page needs it.
    """
    shipped = read_folder(shipped_folder(), sites=sites)
    raise_first([*shipped.problems, *_problems_between(shipped.entries, shipped.entries)])
    own = _own_files(Path(folder), sites=sites) if folder is not None else FolderFiles()
    entries = shipped.entries | own.entries
    raise_first([*own.problems, *_problems_between(own.entries, entries)])
    return Rulebook(entries, (_load_again, (folder and str(folder), sites)), frozenset(own.entries))


def load_all_errors(folder: str | Path | None = None) -> list[RuleError]:
    """Everything wrong in a rules folder, all files read; None: in the rules that ship."""
    if folder is None:
        root, shipped = shipped_folder(), {}
        own = read_folder(root, trust_index=False)
    else:
        root, shipped = Path(folder), read_folder(shipped_folder(), sites=False).entries
        own = _own_files(root, sites=True, trust_index=False)
    return [*own.problems, *_problems_between(own.entries, shipped | own.entries), *_stale_index(root, own)]


def write_index(folder: str | Path | None = None) -> Path:
    """Write the index of a rules folder (None: of the rules that ship) and return its path.

    Raises the first RuleError of any file, as only what is right is indexed, and where there are none: an `index.json`
    of something else stays what it is.
    """
    root = shipped_folder() if folder is None else Path(folder)
    files = _own_files(root, sites=True, trust_index=False)
    raise_first([*files.problems, *_conflicts(files.entries)])
    return save_index(root, index_of(files.entries))


def _load_again(folder: str | None, sites: bool, digest: str) -> Rulebook:
    """What a pickled rulebook becomes. Raises RuleError where the files are not those it was made from."""
    book = load_rules(folder, sites=sites)
    if book.digest != digest:
        where = str(shipped_folder() if folder is None else folder)
        raise RuleError("the rules here are not those the rulebook was made from: install the same ones", file=where)
    return book


def _own_files(root: Path, *, sites: bool, trust_index: bool = True) -> FolderFiles:
    """The files of a user's folder. Raises RuleError where there is no such folder, or nothing in it."""
    if not root.is_dir():
        raise RuleError("no such folder", file=str(root))
    files = read_folder(root, sites=sites, trust_index=trust_index)
    if sites and not files.entries and not files.problems:
        problem = "no rule files here: expected sites/*.yaml, platforms/*.yaml, shared/*.yaml or *.yaml"
        raise RuleError(problem, file=str(root))
    return files


def _stale_index(root: Path, files: FolderFiles) -> list[RuleError]:
    """What is wrong with the index of a folder whose files were all read; a folder needs none."""
    path = root / INDEX_NAME
    if files.problems or not path.exists():
        return []
    try:
        index = read_index(root)
    except RuleError as error:
        return [error]
    if index == index_of(files.entries):
        return []
    return [RuleError("it is behind the rule files: write it anew with `cleaner rules index`", file=str(path))]


def _problems_between(own: Mapping[str, Entry], entries: Mapping[str, Entry]) -> list[RuleError]:
    """What is wrong between files: own ones are looked at, all may be named."""
    unknown = [problem for entry in own.values() if entry.extends for problem in check_extends(entry, entries)]
    return [*_conflicts(own), *unknown] or _cycles(entries)


def _conflicts(entries: Mapping[str, Entry]) -> list[RuleError]:
    """Two rules for one host: both without paths, or with a path in common."""
    first: dict[tuple[str, str], Entry] = {}
    problems: list[RuleError] = []
    for _, entry in sorted(entries.items()):
        for i, host in enumerate(entry.site.hosts):
            for path in entry.site.paths or ("",):
                other = first.setdefault((plain_host(host), path), entry)
                if other is not entry:
                    problem = f"two rules for the host '{host}': the other is {other.path}"
                    problems.append(entry.error(problem, ("match", "hosts", i)))
    return problems


def _cycles(entries: Mapping[str, Entry]) -> list[RuleError]:
    """The problem of files that extend themselves, with the way on which they do."""
    extended = {name: entry.extends for name, entry in sorted(entries.items()) if entry.extends}
    try:
        TopologicalSorter(extended).prepare()
    except CycleError as error:
        names = error.args[1][::-1]
        entry = entries[names[0]]
        line = entry.extends.index(names[1])
        return [entry.error(f"extends itself: {' → '.join(names)}", ("extends", line))]
    return []
