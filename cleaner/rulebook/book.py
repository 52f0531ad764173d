"""The rulebook: all rule files a program works with, each site file read when the first page needs it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cleaner.errors import RuleError
from cleaner.rulebook.compile import unknown_file
from cleaner.rulebook.layers import ElementIndex, Layer, build_layer, index_elements
from cleaner.rulebook.patterns import LineSet, Pattern, PatternError, literal
from cleaner.rulebook.plan import CompiledFile, LayoutPlan, Plan, Targets
from cleaner.rulebook.shelf import Entry, read_entry


@dataclass(frozen=True, slots=True)
class DumpLine:
    """A pattern by which a dump is recognised: whose it is, and which of the file's lines."""

    file: str
    number: int
    pattern: Pattern


class Rulebook:
    """All rule files, by id. Immutable to its users; picklable: the copy reads the files again where it is loaded.

    platforms, shared: their files; platform_elements: the platforms' `html` fingerprints, by number of the platform.
    digest: SHA-256 over the ids and contents of all files, in no order; equal digests give equal records.
    What is read, compiled or joined later is kept on the instance; nothing kept changes a result.
    """

    def __init__(self, entries: Mapping[str, Entry], reload: tuple[Callable[..., Rulebook], tuple[Any, ...]]) -> None:
        self._entries = dict(sorted(entries.items()))
        self._reload = reload
        self._compiled: dict[str, CompiledFile] = {
            entry.id: entry.compiled for entry in self._entries.values() if entry.compiled is not None
        }
        self._layers: dict[tuple[str | None, ...], Layer] = {}
        self._paths: dict[str, tuple[Pattern, ...]] = {}
        self._dump: tuple[LineSet, tuple[DumpLine, ...]] | None = None
        self._scripts: tuple[LineSet, tuple[str, ...]] | None = None
        self._hosts = _by_host(self._entries.values())
        rows = sorted(f"{entry.folder}/{entry.stem}\n{entry.site.sha256}\n" for entry in self._entries.values())
        self.digest: str = hashlib.sha256("".join(rows).encode()).hexdigest()
        self.platforms: tuple[CompiledFile, ...] = self._in_folder("platforms")
        self.shared: tuple[CompiledFile, ...] = self._in_folder("shared")
        self.platform_elements: ElementIndex = index_elements(Targets(file.html) for file in self.platforms)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.ids(folder))} {folder}" for folder in ("sites", "platforms", "shared"))
        return f"Rulebook({len(self._entries)} files: {counts}; {self.digest[:12]})"

    def __reduce__(self) -> tuple[Callable[..., Rulebook], tuple[Any, ...]]:
        function, arguments = self._reload
        return function, (*arguments, self.digest)

    def ids(self, folder: str) -> tuple[str, ...]:
        """Ids of the files of one folder (`sites`, `platforms`, `shared`), sorted."""
        return tuple(entry.id for entry in self._entries.values() if entry.folder == folder)

    def site_for(self, host: str, path: str) -> tuple[str, str] | None:
        """The site file for a URL's host and path, and the host in it that matched; the longest host wins."""
        name = plain_host(host)
        while name:
            for site in self._hosts.get(name, ()):
                if self._path_fits(site, path):
                    return site, name
            _, _, name = name.partition(".")
        return None

    def dump_hits(self, lines: Iterable[str]) -> dict[str, dict[int, str]]:
        """Which files recognise lines of a dump: file → number of its pattern → the first line that matches."""
        if self._dump is None:
            found = tuple(
                DumpLine(entry.id, number, Pattern(text))
                for entry in self._entries.values()
                for number, text in enumerate(entry.site.dump)
            )
            self._dump = LineSet(line.pattern for line in found), found
        patterns, known = self._dump
        hits: dict[str, dict[int, str]] = {}
        for text in lines if known else ():
            for number in patterns.match(text):
                hits.setdefault(known[number].file, {}).setdefault(known[number].number, text)
        return hits

    def script_hits(self, addresses: str) -> frozenset[str]:
        """Which texts that platforms look for (`script`) stand in the addresses and scripts of a page."""
        if self._scripts is None:
            texts = tuple(dict.fromkeys(text for file in self.platforms for text in file.match.script))
            self._scripts = LineSet(map(literal, texts), whole=False), texts
        patterns, known = self._scripts
        return frozenset(known[number] for number in patterns.match(addresses))

    def site(self, site: str) -> CompiledFile:
        """A site's file, read now where it was not yet. Raises RuleError where it is wrong or not as indexed."""
        made = self._compiled.get(site)
        if made is None:
            made = self._read(self._entries[site])
            self._compiled[site] = made
        return made

    def layers(
        self, site: CompiledFile | None, layout: LayoutPlan | None, platforms: tuple[str, ...]
    ) -> tuple[Layer, ...]:
        """What labels a page: the site's layer, that of extended files and platforms, that of the shared files."""
        own = layout.plan if layout is not None else site.rest if site is not None else None
        row = self._extended(site) if site is not None else []
        extended = {file.id for file in row}
        row += [file for name in platforms for file in self._with_extended(self._compiled[name])]
        row = [file for file in _distinct(row) if not (file.folder == "shared" and file.auto)]
        made: list[Layer] = []
        if own is not None and site is not None:
            made.append(self._layer(("site", site.id, layout.name if layout else None), (own,)))
        if row:
            flags = (own.sealed_label, own.sealed_body) if own is not None else (False, False)
            plans = tuple(_unsealed(file.rest, *flags) if file.id in extended else file.rest for file in row)
            key = [f"{file.id}{flags if file.id in extended else ''}" for file in row]
            made.append(self._layer(("row", *key), plans))
        shared = tuple(file.rest for file in self.shared if file.auto)
        return (*made, self._layer(("shared",), shared)) if shared else tuple(made)

    def extended_by(self, site: CompiledFile) -> tuple[CompiledFile, ...]:
        """The files a site extends, directly or not, in order of precedence."""
        return tuple(self._extended(site))

    def _layer(self, key: tuple[str | None, ...], plans: tuple[Plan, ...]) -> Layer:
        made = self._layers.get(key)
        if made is None:
            try:
                made = self._layers[key] = build_layer(plans)
            except PatternError as error:
                raise RuleError(str(error), file=", ".join(plan.file for plan in plans)) from error
        return made

    def _extended(self, file: CompiledFile) -> list[CompiledFile]:
        return _distinct(row for name in reversed(file.extends) for row in self._with_extended(self._compiled[name]))

    def _with_extended(self, file: CompiledFile) -> list[CompiledFile]:
        return [file, *self._extended(file)]

    def _read(self, entry: Entry) -> CompiledFile:
        fresh, problems = read_entry(entry.path, entry.folder)
        if fresh is None or fresh.compiled is None:
            raise problems[0]
        known, now = entry.site, fresh.site
        if (known.hosts, known.paths, known.dump) != (now.hosts, now.paths, now.dump):
            problem = "its `match` is not the one in the index: write the index anew with `cleaner rules index`"
            raise RuleError(problem, file=str(entry.path))
        wrong = check_extends(entry, fresh.compiled, self._entries)
        if wrong:
            raise wrong[0]
        return fresh.compiled

    def _path_fits(self, site: str, path: str) -> bool:
        patterns = self._paths.get(site)
        if patterns is None:
            patterns = self._paths[site] = tuple(Pattern(text) for text in self._entries[site].site.paths)
        return not patterns or any(pattern.full(path) for pattern in patterns)

    def _in_folder(self, folder: str) -> tuple[CompiledFile, ...]:
        return tuple(self._compiled[name] for name in self.ids(folder))


def plain_host(host: str) -> str:
    """A host as rules compare it: lower case, ASCII, without port and final dot."""
    name = host.rsplit("@", 1)[-1].split(":")[0].rstrip(".").lower()
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:  # no host by the standard; compared as it is printed
        return name


def check_extends(entry: Entry, file: CompiledFile, entries: Mapping[str, Entry]) -> list[RuleError]:
    """What is wrong with the names a file extends."""
    known = [name for name, other in entries.items() if other.folder != "sites"]
    return [
        RuleError(unknown_file(name, known), file=str(entry.path), line=file.lines.get(("extends", i)))
        for i, name in enumerate(file.extends)
        if name not in known
    ]


def _by_host(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Host → sites; those narrowed by paths before the one that takes the rest."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for host in entry.site.hosts if entry.folder == "sites" else ():
            name = plain_host(host)
            if name not in entry.yielded:
                found.setdefault(name, []).append(entry)
    return {host: [e.id for e in sorted(row, key=lambda e: (not e.site.paths, e.id))] for host, row in found.items()}


def _distinct(files: Iterable[CompiledFile]) -> list[CompiledFile]:
    """Each file once, where it stands first."""
    return list({file.id: file for file in files}.values())


def _unsealed(plan: Plan, sealed_label: bool, sealed_body: bool) -> Plan:
    """An extended file's plan without what the site replaces."""
    if sealed_label:
        plan = replace(plan, statements=())
    return replace(plan, bodies=()) if sealed_body else plan
