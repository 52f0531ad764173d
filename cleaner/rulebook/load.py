"""Rule files into a rulebook: those that ship, the user's on top, and every mistake before any page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from cleaner.errors import RuleError
from cleaner.rulebook.book import Rulebook, check_extends, plain_host
from cleaner.rulebook.shelf import INDEX_NAME, Entry, Shelf, index_of, read_index, read_shelf, save_index

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
    shelf = read_shelf(shipped_folder(), sites=sites)
    _raise_first([*shelf.problems, *_problems_between(shelf.entries, shelf.entries)])
    entries = shelf.entries
    if folder is not None:
        own = _user_shelf(Path(folder), sites=sites)
        entries = _on_top(own.entries, entries)
        _raise_first([*own.problems, *_problems_between(own.entries, entries)])
    return Rulebook(entries, (_load_again, (None if folder is None else str(folder), sites)))


def load_all_errors(folder: str | Path | None = None) -> list[RuleError]:
    """Everything wrong in a rules folder, all files read; None: in the rules that ship."""
    root = shipped_folder() if folder is None else Path(folder)
    own = read_shelf(root, trust_index=False) if folder is None else _user_shelf(root, sites=True, trust_index=False)
    shipped = read_shelf(shipped_folder(), sites=False).entries if folder is not None else {}
    return [*own.problems, *_problems_between(own.entries, _on_top(own.entries, shipped)), *_stale_index(root, own)]


def write_index(folder: str | Path | None = None) -> Path:
    """Write the index of a rules folder (None: of the rules that ship) and return its path.

    Raises the first RuleError of any file: only what is right is indexed.
    """
    root = shipped_folder() if folder is None else Path(folder)
    shelf = read_shelf(root, trust_index=False)
    _raise_first([*shelf.problems, *_conflicts(shelf.entries)])
    return save_index(root, index_of(shelf))


def _load_again(folder: str | None, sites: bool, digest: str) -> Rulebook:
    """What a pickled rulebook becomes. Raises RuleError where the files are not those it was made from."""
    book = load_rules(folder, sites=sites)
    if book.digest != digest:
        where = str(shipped_folder() if folder is None else folder)
        raise RuleError("the rules here are not those the rulebook was made from: install the same ones", file=where)
    return book


def _user_shelf(root: Path, *, sites: bool, trust_index: bool = True) -> Shelf:
    if not root.is_dir():
        raise RuleError("no such folder", file=str(root))
    shelf = read_shelf(root, sites=sites, trust_index=trust_index)
    if sites and not shelf.entries and not shelf.problems:
        raise RuleError(
            "no rule files here: expected sites/*.yaml, platforms/*.yaml, shared/*.yaml or *.yaml", file=str(root)
        )
    return shelf


def _stale_index(root: Path, shelf: Shelf) -> list[RuleError]:
    """What is wrong with the index of a folder whose files were all read; a folder needs none."""
    path = root / INDEX_NAME
    try:
        indexed = read_index(root)
    except RuleError as error:
        return [error]
    if not path.exists() or shelf.problems or indexed == index_of(shelf):
        return []
    return [RuleError("it is behind the rule files: write it anew with `cleaner rules index`", file=str(path))]


def _on_top(own: Mapping[str, Entry], shipped: Mapping[str, Entry]) -> dict[str, Entry]:
    """Both shelves; a file of one's own replaces the one of the same id and takes the hosts it names."""
    taken = {plain_host(host) for entry in own.values() for host in entry.site.hosts}
    kept = {name: entry for name, entry in shipped.items() if name not in own}
    return {name: replace(entry, yielded=frozenset(taken)) for name, entry in kept.items()} | dict(own)


def _problems_between(own: Mapping[str, Entry], entries: Mapping[str, Entry]) -> list[RuleError]:
    """What is wrong between files: own ones are looked at, all may be named."""
    problems = _conflicts(own)
    for entry in own.values():
        if entry.compiled is not None:
            problems += check_extends(entry, entry.compiled, entries)
    return problems or _cycles(entries)


def _conflicts(entries: Mapping[str, Entry]) -> list[RuleError]:
    """Two rules for one host: both without paths, or with a path in common."""
    first: dict[tuple[str, str], Entry] = {}
    problems: list[RuleError] = []
    for entry in sorted(entries.values(), key=lambda entry: entry.id):
        for i, host in enumerate(entry.site.hosts if entry.folder == "sites" else ()):
            for path in entry.site.paths or ("",):
                other = first.setdefault((plain_host(host), path), entry)
                if other is not entry:
                    line = entry.compiled.lines.get(("match", "hosts", i)) if entry.compiled else None
                    problem = f"two rules for the host '{host}': the other is {other.path}"
                    problems.append(RuleError(problem, file=str(entry.path), line=line))
    return problems


def _cycles(entries: Mapping[str, Entry]) -> list[RuleError]:
    done: set[str] = set()
    for name in sorted(entries):
        problem = _cycle_from(name, entries, (), done)
        if problem is not None:
            return [problem]
    return []


def _cycle_from(name: str, entries: Mapping[str, Entry], way: tuple[str, ...], done: set[str]) -> RuleError | None:
    entry = entries[name]
    if entry.compiled is None or name in done:
        return None
    for i, other in enumerate(entry.compiled.extends):
        if other in (*way, name):
            row = " → ".join((*way, name, other))
            return RuleError(
                f"extends itself: {row}", file=str(entry.path), line=entry.compiled.lines.get(("extends", i))
            )
        problem = _cycle_from(other, entries, (*way, name), done)
        if problem is not None:
            return problem
    done.add(name)
    return None


def _raise_first(problems: list[RuleError]) -> None:
    if problems:
        raise problems[0]
