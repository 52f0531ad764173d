"""Field values that rule files point to: from JSON-LD, metas, states, elements, lines, the URL and labelled blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from cleaner.json_ld import is_article
from cleaner.json_paths import as_text, read_path
from cleaner.labelers.rules.counts import count_sources
from cleaner.labelers.rules.groups import distinct, read_groups
from cleaner.model import Candidate, Json, Labels, Page
from cleaner.page_state import read_states
from cleaner.rulebook.compiled import CompiledSource, FieldPlan
from cleaner.rulebook.match import Layer, SiteMatch
from cleaner.rulebook.patterns import Pattern
from cleaner.text import collapse, fold
from cleaner.tree import Element, PageTree, text_of

MAX_ELEMENTS = 50  # a selector that hits more names no field
AUTHOR_PARTS = {"email": "email", "jobTitle": "role", "affiliation": "affiliation"}
SEPARATOR = "\0"  # stands in no text


class Value(Struct, frozen=True, eq=False):
    """A value as printed. block: where it stands, -1 where it is not from a block."""

    text: str
    block: int = -1
    parts: Mapping[str, str] = {}


class _Reading:
    """One page as field sources see it; what several sources ask for is read once."""

    def __init__(self, page: Page, labels: Labels) -> None:
        self.page = page
        self.roles = [label and label.role for label in labels.labels]
        self.lines: dict[CompiledSource, list[int]] = {}
        self.counts: dict[CompiledSource, int] = {}  # values of the sources that were asked

    @cached_property
    def states(self) -> Mapping[str, Json]:
        """The hydration states, parsed; what is no JSON is left out."""
        return read_states(self.page.signals.states)

    def read_lines(self, layer: Layer) -> None:
        """Find the blocks that the layer's line sources match, by source."""
        if layer.field_lines is None:
            return
        for block in self.page.blocks:
            for number in layer.field_lines.match(block.text):
                self.lines.setdefault(layer.field_line_targets[number], []).append(block.index)

    def values(self, source: CompiledSource, name: str) -> list[Value]:
        """What a source of a field has on the page."""
        return [value for value in SOURCES[source.kind](self, source, name) if value.text]


class _Dropped:
    """What is no value of a field: folded texts, and patterns that match from end to end."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.patterns: list[Pattern] = []

    def add(self, texts: Iterable[str]) -> None:
        """Add what a rule names under `drop`: each is a text and a pattern."""
        self.texts.update(map(fold, texts))
        self.patterns += map(Pattern, texts)

    def holds(self, text: str) -> bool:
        """Whether a text is no value."""
        return fold(text) in self.texts or any(pattern.full(text) for pattern in self.patterns)


class FieldFinds(NamedTuple):
    """by_field: candidates; counts: what each source of the site's own rule gave, in the order of the rule."""

    by_field: Mapping[str, tuple[Candidate, ...]]
    counts: tuple[int, ...]


def field_candidates(page: Page, match: SiteMatch, labels: Labels) -> FieldFinds:
    """What the rules find for each field, best first: site, then extended files and platforms, then shared.

    Of the sources under `fields`, the first that has something (with `all: true`: all that have) gives its values;
    candidates with one `source` belong together. Then come the values that named groups of `label` lines caught
    (`labels.found`), in the order of the files. Values named under `drop` in any of the files are left out.
    Raises nothing.
    """
    reading = _Reading(page, labels)
    dropped = _dropped_values(match)
    found: dict[str, list[Candidate]] = {}
    settled: set[str] = set()
    for layer in match.layers:
        reading.read_lines(layer)
        for name, plan in layer.fields:
            if name in settled:
                continue
            candidates = _candidates(reading, name, plan, dropped[name])
            found.setdefault(name, []).extend(candidates)
            if candidates or plan.sealed:
                settled.add(name)
        for candidate in labels.found:
            if _file_of(candidate) in layer.files and not dropped[candidate.field].holds(candidate.value):
                found.setdefault(candidate.field, []).append(candidate)
    by_field = {name: distinct(candidates) for name, candidates in found.items() if candidates}
    return FieldFinds(by_field, count_sources(match, reading.counts))


def answering_sources(page: Page, match: SiteMatch, labels: Labels) -> list[CompiledSource]:
    """The field sources of the page's own site file that have a value on it, whether or not another comes first."""
    reading = _Reading(page, labels)
    found: list[CompiledSource] = []
    for layer in match.layers:
        if layer.is_site:
            reading.read_lines(layer)
            for name, plan in layer.fields:
                found += [source for source in plan.sources if reading.values(source, name)]
    return found


def candidates_by_source(
    page: Page, labels: Labels, name: str, sources: Iterable[CompiledSource]
) -> Iterator[tuple[Candidate, ...]]:
    """What a page has for a field by each source, as if a rule had it alone; by a `line` source nothing."""
    reading = _Reading(page, labels)
    for source in sources:
        yield distinct(_candidates(reading, name, FieldPlan((source,)), _Dropped()))


def _dropped_values(match: SiteMatch) -> Mapping[str, _Dropped]:
    """By field, what any of the files drops."""
    dropped: defaultdict[str, _Dropped] = defaultdict(_Dropped)
    for layer in match.layers:
        for name, plan in layer.fields:
            dropped[name].add(plan.drop)
    return dropped


def _candidates(reading: _Reading, name: str, plan: FieldPlan, dropped: _Dropped) -> list[Candidate]:
    """The candidates of one file for one field: of the first source that has some, or of all together."""
    found: list[Value] = []
    names: list[str] = []
    for source in plan.sources:
        kept = [value for value in _pieces(reading.values(source, name), plan.split) if not dropped.holds(value.text)]
        reading.counts[source] = len(kept)
        if kept:
            found += kept
            names.append(source.name)
        if found and not plan.all:
            break
    receipt = f"rule:{'+'.join(names)}"
    return [Candidate(name, value.text, receipt, value.block, value.parts) for value in found]


def _pieces(values: Iterable[Value], separators: tuple[str, ...]) -> Iterator[Value]:
    """The values, each taken apart at the separators; only one that stays whole keeps its parts."""
    for value in values:
        text = value.text
        for separator in separators:
            text = text.replace(separator, SEPARATOR)
        pieces = list(filter(None, map(str.strip, text.split(SEPARATOR))))
        parts = value.parts if len(pieces) == 1 else {}
        yield from (Value(piece, value.block, parts) for piece in pieces)


def _file_of(candidate: Candidate) -> str:
    """The file whose statement caught a candidate: `rule:shared/bylines:byline[0]` → `shared/bylines`."""
    return candidate.source.removeprefix("rule:").rpartition(":")[0]


def _jsonld(reading: _Reading, source: CompiledSource, name: str) -> list[Value]:
    nodes = sorted(reading.page.signals.json_ld, key=lambda node: not is_article(node))  # sorted() keeps page order
    return _first_values([(node, source.text) for node in nodes], name)


def _state(reading: _Reading, source: CompiledSource, name: str) -> list[Value]:
    states = reading.states.items()
    return _first_values([(state, source.text.removeprefix(f"{key}.")) for key, state in states], name)


def _first_values(places: Iterable[tuple[Json, str]], name: str) -> list[Value]:
    """The values at the first path that has some; places: objects, each with the path in it."""
    for node, path in places:
        values = [_value_of(item, name) for item in read_path(node, path)]
        if any(value.text for value in values):
            return values
    return []


def _meta(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    return map(Value, reading.page.signals.meta.get(source.text.lower(), ()))


def _elements(reading: _Reading, source: CompiledSource, name: str) -> list[Value]:
    tree = reading.page.tree
    if tree is None:
        return []
    (selector,) = source.targets.selectors
    return [_printed(reading.page, tree, item, source.attr) for item in selector.find_values(tree)[:MAX_ELEMENTS]]


def _line(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    for block in reading.lines.get(source, ()):
        if source.of in (None, reading.roles[block]):
            yield from _search(source, reading.page.blocks[block].text, name, block)


def _url(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    url = reading.page.document.url or reading.page.signals.canonical or ""
    return _search(source, url, name, -1)


def _role(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    for block, role in zip(reading.page.blocks, reading.roles, strict=True):
        if role == source.text:
            yield Value(block.text, block.index)


SOURCES: dict[str, Callable[[_Reading, CompiledSource, str], Iterable[Value]]] = {
    "jsonld": _jsonld,
    "meta": _meta,
    "state": _state,
    "css": _elements,
    "xpath": _elements,
    "line": _line,
    "url": _url,
    "role": _role,
}


def _search(source: CompiledSource, text: str, name: str, block: int) -> Iterator[Value]:
    """What the source's pattern finds in a text: all that matches, or what its named groups caught for the field."""
    (pattern,) = source.targets.patterns
    found = pattern.search(text)
    if found is not None and not pattern.groups:
        yield Value((found[0] or "").strip(), block)
    for caught in read_groups(pattern, found):
        if caught.field == name:
            yield Value(caught.value, block, caught.parts)


def _value_of(item: Json, name: str) -> Value:
    """The value of a field that a JSON value stands for: of a picture its address, of a person the parts too."""
    if not isinstance(item, Mapping):
        return Value(as_text(item))
    if name == "images":
        item = item.get("url") or item.get("contentUrl") or item
    text = as_text(item)
    if name != "authors":
        return Value(text)
    parts = {part: value for key, part in AUTHOR_PARTS.items() if (value := as_text(item.get(key)))}
    return Value(text, parts={"name": text, **parts} if parts else {})


def _printed(page: Page, tree: PageTree, item: Element | str, attribute: str | None) -> Value:
    """What an element prints, or has in its attribute, with the first block it is in where it is in one."""
    if isinstance(item, str):
        return Value(collapse(item))
    if attribute is not None:
        return Value(collapse(item.get(attribute) or ""))
    covers = list(tree.covers(item))
    if not covers:
        return Value(collapse(text_of(item)))
    texts = [page.blocks[cover.block].text[cover.start : cover.end].strip() for cover in covers]
    return Value(" ".join(filter(None, texts)), covers[0].block)
