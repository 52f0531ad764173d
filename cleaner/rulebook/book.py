"""The rulebook: all rule files a program works with, each site file read when the first page needs it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from cleaner.errors import RuleError
from cleaner.rulebook.compiled import CompiledFile, LayoutPlan, Targets
from cleaner.rulebook.fetch_rule import FetchRule
from cleaner.rulebook.folder import (
    Entry,
    IndexedSite,
    check_extends,
    content_hash,
    plain_host,
    raise_first,
    read_site,
)
from cleaner.rulebook.match import ElementIndex, Layer, Share, build_layer, index_elements
from cleaner.rulebook.patterns import LineSet, Pattern, PatternError, any_of, literal


class Rulebook:
    """All rule files, by id. Immutable to its users; picklable: the copy reads the files again where it is loaded.

    own: ids of the user's files. platforms, shared: their files; platform_elements: the platforms' `html`
    fingerprints, by number of the platform.
    digest: SHA-256 over the ids and contents of all files, in no order; equal digests give equal records.
    What is read, compiled or joined later is kept on the instance; nothing kept changes a result.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        reload: tuple[Callable[..., Rulebook], tuple[Any, ...]],
        own: Collection[str] = (),
    ) -> None:
        self._entries = dict(sorted(entries.items()))
        self._reload = reload
        self._compiled: dict[str, CompiledFile] = {}
        self._layers: dict[tuple[Share, ...], Layer] = {}
        self._hosts = _by_host(self._entries.values(), own)
        rows = sorted(f"{entry.folder}/{entry.stem}\n{entry.site.sha256}\n" for entry in self._entries.values())
        self.digest: str = hashlib.sha256("".join(rows).encode()).hexdigest()
        self.platforms = tuple(map(self.file, self.ids("platforms")))
        self.shared = tuple(map(self.file, self.ids("shared")))
        self._everywhere = {file.id: Share(file.rest) for file in self.shared if file.auto}

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.ids(folder))} {folder}" for folder in ("sites", "platforms", "shared"))
        return f"Rulebook({len(self._entries)} files: {counts}; {self.digest[:12]})"

    def __reduce__(self) -> tuple[Callable[..., Rulebook], tuple[Any, ...]]:
        function, arguments = self._reload
        return function, (*arguments, self.digest)

    def with_site(self, content: bytes, site: str) -> Rulebook:
        """These rules and one more site file, which lies in no folder; it wins where another one is for its hosts.

        What was joined of the other files is not joined again. Raises the first RuleError of the file.
        """
        from cleaner.rulebook.check import compile_file

        path = f"{site}.yaml"
        compiled, problems = compile_file(content, path, "sites", site)
        raise_first(problems)
        assert compiled is not None, "a file without a problem"
        match = compiled.match
        indexed = IndexedSite(len(content), content_hash(content), match.hosts, match.paths, match.dump)
        entry = Entry(compiled.id, "sites", path, indexed, compiled)
        raise_first(check_extends(entry, self._entries))
        book = Rulebook(self._entries | {entry.id: entry}, self._reload, {entry.id})
        book._layers = self._layers
        return book

    def ids(self, folder: str) -> tuple[str, ...]:
        """Ids of the files of one folder (`sites`, `platforms`, `shared`), sorted."""
        return tuple(entry.id for entry in self._entries.values() if entry.folder == folder)

    def site_for(self, host: str, path: str) -> tuple[str, str] | None:
        """The site file for a URL's host and path, and the host in it that matched; the longest host wins."""
        name = plain_host(host)
        while name:
            for site, paths in self._hosts.get(name, ()):
                if paths.full(path):
                    return site, name
            _, _, name = name.partition(".")
        return None

    def fetch_rule(self, host: str, path: str) -> FetchRule | None:
        """How a crawl fetches the pages of the site file for a URL's host and path; None where there is none."""
        found = self.site_for(host, path)
        return None if found is None else self.file(found[0]).fetch

    def dump_hits(self, lines: Iterable[str]) -> dict[str, dict[int, str]]:
        """Which files recognise lines of a dump: file → number of its pattern → the first line that matches."""
        owners, patterns = self._dump_lines
        hits: dict[str, dict[int, str]] = {}
        for text in lines:
            for found in patterns.match(text):
                file, number = owners[found]
                hits.setdefault(file, {}).setdefault(number, text)
        return hits

    def script_hits(self, addresses: str) -> frozenset[str]:
        """Which texts that platforms look for (`script`) stand in the addresses and scripts of a page."""
        texts, patterns = self._scripts
        return frozenset(texts[number] for number in patterns.match(addresses))

    def file(self, name: str) -> CompiledFile:
        """A file by its id, read now where it was not yet. Raises RuleError where it is wrong or not as indexed."""
        if name not in self._compiled:
            entry = self._entries[name]
            self._compiled[name] = entry.compiled or self._read(entry)
        return self._compiled[name]

    def layers(
        self, site: CompiledFile | None, layout: LayoutPlan | None, platforms: tuple[str, ...]
    ) -> tuple[Layer, ...]:
        """What labels a page: the site's layer, that of extended files and platforms, that of the shared files."""
        own: tuple[Share, ...] = ()
        common: dict[str, Share] = {}
        if site is not None:
            plan = layout.plan if layout is not None else site.rest
            own = (Share(plan),)
            for file in self.extended_by(site):
                common[file.id] = Share(file.rest, not plan.sealed_label, not plan.sealed_body)
        for name in platforms:
            for file in self._with_extended(name):
                common.setdefault(file.id, Share(file.rest))
        for name in self._everywhere:
            common.pop(name, None)
        rows = (own, tuple(common.values()), tuple(self._everywhere.values()))
        return tuple(map(self._layer, filter(None, rows)))

    def extended_by(self, site: CompiledFile) -> tuple[CompiledFile, ...]:
        """The files a site extends, directly or not, in order of precedence."""
        files: dict[str, CompiledFile] = {}
        waiting = list(site.extends)
        while waiting:  # the last one stands first, with what it extends behind it
            name = waiting.pop()
            if name not in files:
                files[name] = self.file(name)
                waiting += files[name].extends
        return tuple(files.values())

    @cached_property
    def platform_elements(self) -> ElementIndex:
        """What the platforms' `html` looks for, by number of the platform."""
        return index_elements(Targets(file.html) for file in self.platforms)

    def _with_extended(self, name: str) -> tuple[CompiledFile, ...]:
        file = self.file(name)
        return (file, *self.extended_by(file))

    def _layer(self, shares: tuple[Share, ...]) -> Layer:
        if shares not in self._layers:
            try:
                self._layers[shares] = build_layer(shares)
            except PatternError as error:
                files = ", ".join(share.plan.file for share in shares)
                raise RuleError(str(error), file=files) from error
        return self._layers[shares]

    def _read(self, entry: Entry) -> CompiledFile:
        fresh, problems = read_site(entry)
        if fresh is None or fresh.compiled is None:
            raise problems[0]
        then, now = entry.site, fresh.site
        if (then.hosts, then.paths, then.dump) != (now.hosts, now.paths, now.dump):
            stale = "its `match` is not the one in the index: write the index anew with `cleaner rules index`"
            raise RuleError(stale, file=entry.path)
        raise_first(check_extends(fresh, self._entries))
        return fresh.compiled

    @cached_property
    def _dump_lines(self) -> tuple[list[tuple[str, int]], LineSet]:
        """The patterns of dump lines as one set, with whose they are: file, number in the file."""
        owners: list[tuple[str, int]] = []
        patterns: list[Pattern] = []
        for entry in self._entries.values():
            owners += [(entry.id, number) for number in range(len(entry.site.dump))]
            patterns += map(Pattern, entry.site.dump)
        try:
            return owners, LineSet(patterns)
        except PatternError as error:
            raise RuleError(f"`dump`: {error}", file=f"all {len(self._entries)} files") from error

    @cached_property
    def _scripts(self) -> tuple[tuple[str, ...], LineSet]:
        """The texts that platforms look for in scripts, and the set that finds them."""
        texts = tuple(dict.fromkeys(text for file in self.platforms for text in file.match.script))
        return texts, LineSet(map(literal, texts), whole=False)


def _by_host(entries: Iterable[Entry], own: Collection[str]) -> dict[str, list[tuple[str, Pattern]]]:
    """Host → sites, each with the pattern of its paths; those narrowed by paths before the one that takes the rest.

    Where one of the user's own files names a host, only own files are for it.
    """
    found: dict[str, list[tuple[str, Pattern]]] = {}
    own_hosts = {plain_host(host) for entry in entries if entry.id in own for host in entry.site.hosts}
    for entry in sorted(entries, key=lambda entry: (not entry.site.paths, entry.id)):
        paths = any_of(entry.site.paths)
        for host in map(plain_host, entry.site.hosts):
            if entry.id in own or host not in own_hosts:
                found.setdefault(host, []).append((entry.id, paths))
    return found
