"""Field values that rule files point to: from JSON-LD, metas, states, elements, lines, the URL and labelled blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from cleaner.json_ld import is_article
from cleaner.json_paths import as_text, read_path
from cleaner.labelers.rules.groups import distinct, read_groups
from cleaner.model import Candidate, Json, Label, Labels, Page
from cleaner.page_state import read_states
from cleaner.rulebook.compiled import CompiledSource, FieldPlan
from cleaner.rulebook.match import Layer, SiteMatch
from cleaner.rulebook.patterns import Pattern
from cleaner.text import collapse, fold
from cleaner.tree import Element, PageTree, text_of

MAX_ELEMENTS = 50  # a selector that hits more names no field
AUTHOR_PARTS = {"email": "email", "jobTitle": "role", "affiliation": "affiliation"}
PICTURE_ADDRESSES = ("url", "contentUrl")


class Value(Struct, frozen=True, eq=False):
    """A value as printed. block: where it stands, -1 where it is not from a block."""

    text: str
    block: int = -1
    parts: Mapping[str, str] = {}


class _Reading:
    """One page as field sources see it; what several sources ask for is read once."""

    def __init__(self, page: Page, labels: Labels) -> None:
        self.page = page
        self.labels: tuple[Label | None, ...] = labels.labels
        self.lines: dict[CompiledSource, list[int]] = {}

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

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = frozenset(map(fold, texts))
        self.patterns = tuple(map(Pattern, texts))

    def without(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """The candidates that are not dropped."""
        kept = [candidate for candidate in candidates if fold(candidate.value) not in self.texts]
        return [c for c in kept if not any(pattern.full(c.value) for pattern in self.patterns)]


def field_candidates(page: Page, match: SiteMatch, labels: Labels) -> Mapping[str, tuple[Candidate, ...]]:
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
            if name not in settled:
                candidates = _candidates(reading, name, plan, dropped[name])
                found.setdefault(name, []).extend(candidates)
                settled |= {name} if candidates or plan.sealed else set()
        for candidate in labels.found:
            if _file_of(candidate) in layer.files:
                found.setdefault(candidate.field, []).append(candidate)
    kept = {name: dropped.get(name, _Dropped()).without(candidates) for name, candidates in found.items()}
    return {name: distinct(candidates) for name, candidates in kept.items() if candidates}


def answering_sources(page: Page, match: SiteMatch, labels: Labels) -> list[CompiledSource]:
    """The field sources of the page's own site file that have a value on it, whether or not another comes first."""
    reading = _Reading(page, labels)
    found: list[CompiledSource] = []
    for layer in match.layers:
        if layer.is_site:
            reading.read_lines(layer)
            sources = [(name, source) for name, plan in layer.fields for source in plan.sources]
            found += [source for name, source in sources if reading.values(source, name)]
    return found


def _dropped_values(match: SiteMatch) -> dict[str, _Dropped]:
    """By field, what any of the files drops."""
    named: dict[str, list[str]] = {}
    for layer in match.layers:
        for name, plan in layer.fields:
            named.setdefault(name, []).extend(plan.drop)
    return {name: _Dropped(texts) for name, texts in named.items()}


def _candidates(reading: _Reading, name: str, plan: FieldPlan, dropped: _Dropped) -> list[Candidate]:
    """The candidates of one file for one field: of the first source that has some, or of all together."""
    found: list[Candidate] = []
    names: list[str] = []
    for source in plan.sources:
        pieces = [piece for value in reading.values(source, name) for piece in _pieces(value, plan.split)]
        offers = [Candidate(name, piece.text, "", piece.block, piece.parts) for piece in pieces]
        kept = dropped.without(offers)
        if kept:
            found += kept
            names.append(source.name)
        if kept and not plan.all:
            break
    return [replace(candidate, source=f"rule:{'+'.join(names)}") for candidate in found]


def _pieces(value: Value, separators: tuple[str, ...]) -> list[Value]:
    """The value between the separators; parts are those of a value that is not separated."""
    texts = [value.text]
    for separator in separators:
        texts = [piece for text in texts for piece in text.split(separator)]
    stripped = list(filter(None, map(str.strip, texts)))
    return [Value(text, value.block, value.parts if len(stripped) == 1 else {}) for text in stripped]


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
        values = [value for item in read_path(node, path) for value in _value_of(item, name)]
        if values:
            return values
    return []


def _meta(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    return map(Value, reading.page.signals.meta.get(source.text.lower(), ()))


def _elements(reading: _Reading, source: CompiledSource, name: str) -> list[Value]:
    tree = reading.page.tree
    if tree is None:
        return []
    found = [item for selector in source.targets.selectors for item in selector.find_values(tree)]
    return [_printed(reading.page, tree, item, source.attr) for item in found[:MAX_ELEMENTS]]


def _line(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    for block in reading.lines.get(source, ()):
        label = reading.labels[block]
        if source.of is None or (label is not None and label.role is source.of):
            yield from _search(source, reading.page.blocks[block].text, name, block)


def _url(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    url = reading.page.document.url or reading.page.signals.canonical or ""
    return _search(source, url, name, -1)


def _role(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    for block, label in zip(reading.page.blocks, reading.labels, strict=True):
        if label is not None and label.role == source.text:
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
    for pattern in source.targets.patterns:
        found = pattern.search(text)
        if found is not None and not pattern.groups:
            yield Value((found[0] or "").strip(), block)
        for caught in read_groups(pattern, found):
            if caught.field == name:
                yield Value(caught.value, block, caught.parts)


def _value_of(item: Json, name: str) -> Iterator[Value]:
    """The value of a field that a JSON value stands for: of a picture its address, of a person the parts too."""
    if name == "images" and isinstance(item, Mapping):
        item = next((item[key] for key in PICTURE_ADDRESSES if item.get(key)), item)
    text = as_text(item)
    parts: dict[str, str | None] = {}
    if name == "authors" and isinstance(item, Mapping):
        parts = {part: as_text(item.get(key)) for key, part in AUTHOR_PARTS.items()}
    present = {part: value for part, value in parts.items() if value}
    if text is not None:
        yield Value(text, parts={"name": text, **present} if present else {})


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
