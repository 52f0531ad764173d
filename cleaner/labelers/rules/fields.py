"""Field values that rule files point to: from JSON-LD, metas, states, elements, lines, the URL and labelled blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.json_ld import is_article
from cleaner.json_paths import as_text, read_path
from cleaner.labelers.rules.groups import distinct, read_groups
from cleaner.model import Candidate, Label, Labels, Page
from cleaner.page_state import read_states
from cleaner.rulebook.compiled import CompiledSource, FieldPlan
from cleaner.rulebook.match import Layer, SiteMatch
from cleaner.rulebook.patterns import Pattern
from cleaner.text import collapse, fold
from cleaner.tree import Element, text_of

MAX_ELEMENTS = 50  # a selector that hits more names no field
AUTHOR_PARTS = {"email": "email", "jobTitle": "role", "affiliation": "affiliation"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as printed. block: where it stands, -1 where it is not from a block."""

    text: str
    block: int = -1
    parts: Mapping[str, str] = field(default_factory=dict)


class _Reading:
    """One page as field sources see it; what several sources ask for is read once."""

    def __init__(self, page: Page, labels: tuple[Label | None, ...]) -> None:
        self.page = page
        self.labels = labels
        self.lines: dict[CompiledSource, list[int]] = {}
        self._states: Mapping[str, Any] | None = None

    def read_lines(self, layer: Layer) -> None:
        """Find the blocks that the layer's line sources match, by source."""
        if layer.field_lines is not None:
            for block in self.page.blocks:
                for number in layer.field_lines.match(block.text):
                    self.lines.setdefault(layer.field_line_targets[number], []).append(block.index)

    def states(self) -> Mapping[str, Any]:
        """The hydration states, parsed; what is no JSON is left out."""
        if self._states is None:
            self._states = read_states(self.page.signals.states)
        return self._states


def field_candidates(page: Page, match: SiteMatch, labels: Labels) -> Mapping[str, tuple[Candidate, ...]]:
    """What the rules find for each field, best first: site, then extended files and platforms, then shared.

    Of the sources under `fields`, the first that has something (with `all: true`: all that have) gives its values;
    candidates with one `source` belong together. Then come the values that named groups of `label` lines caught
    (`labels.found`), in the order of the files. Values named under `drop` in any of the files are left out.
    Raises nothing.
    """
    reading = _Reading(page, labels.labels)
    drop = _dropped(match)
    by_field: dict[str, list[Candidate]] = {}
    settled: set[str] = set()
    for layer in match.layers:
        reading.read_lines(layer)
        for name, plan in ((name, plan) for plans in layer.fields for name, plan in plans.items()):
            if name in settled:
                continue
            values = _ask(reading, name, plan, drop[name])
            by_field.setdefault(name, []).extend(values)
            if values or plan.sealed:
                settled.add(name)
        for candidate in labels.found:
            if _file_of(candidate) in layer.files:
                by_field.setdefault(candidate.field, []).extend(_without([candidate], drop.get(candidate.field)))
    return {name: distinct(values) for name, values in by_field.items() if values}


@dataclass(frozen=True, slots=True)
class _Drop:
    """What is no value of a field: folded texts, and patterns that match from end to end."""

    texts: frozenset[str]
    patterns: tuple[Pattern, ...]


def _dropped(match: SiteMatch) -> dict[str, _Drop]:
    """By field, what any of the files drops."""
    named: dict[str, list[str]] = {}
    for name, plan in (
        (name, plan) for layer in match.layers for plans in layer.fields for name, plan in plans.items()
    ):
        named.setdefault(name, []).extend(plan.drop)
    return {name: _Drop(frozenset(map(fold, row)), tuple(map(Pattern, row))) for name, row in named.items()}


def _ask(reading: _Reading, name: str, plan: FieldPlan, drop: _Drop) -> list[Candidate]:
    """The candidates of one file for one field."""
    given: list[tuple[CompiledSource, list[Candidate]]] = []
    for source in plan.sources:
        values = [
            piece for value in SOURCES[source.kind](reading, source, name) for piece in _pieces(value, plan.split)
        ]
        made = [Candidate(name, value.text, f"rule:{source.name}", value.block, value.parts) for value in values]
        made = _without(made, drop)
        if made:
            given.append((source, made))
            if not plan.all:
                break
    if len(given) == 1:
        return given[0][1]
    joined = "rule:" + "+".join(source.name for source, _ in given)
    return [
        Candidate(name, candidate.value, joined, candidate.block, candidate.parts)
        for _, made in given
        for candidate in made
    ]


def _pieces(value: Value, separators: tuple[str, ...]) -> Iterator[Value]:
    texts = [value.text]
    for separator in separators:
        texts = [piece for text in texts for piece in text.split(separator)]
    stripped = [text for piece in texts if (text := piece.strip())]
    if len(stripped) == 1:
        yield Value(stripped[0], value.block, value.parts)
    else:
        yield from (Value(text, value.block) for text in stripped)


def _without(candidates: list[Candidate], drop: _Drop | None) -> list[Candidate]:
    """The candidates that are not to be dropped."""
    if drop is None or not drop.texts:
        return candidates
    return [
        candidate
        for candidate in candidates
        if fold(candidate.value) not in drop.texts
        and not any(pattern.full(candidate.value) for pattern in drop.patterns)
    ]


def _file_of(candidate: Candidate) -> str:
    """The file whose statement caught a candidate: `rule:shared/bylines:byline[0]` → `shared/bylines`."""
    return candidate.source.removeprefix("rule:").rpartition(":")[0]


def _jsonld(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    nodes = sorted(reading.page.signals.json_ld, key=lambda node: not is_article(node))  # sorted() keeps page order
    for node in nodes:
        found = [value for item in read_path(node, source.text) if (value := _as_value(item, name)) is not None]
        if found:
            yield from found
            return


def _state(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    for key, state in reading.states().items():
        path = source.text.removeprefix(f"{key}.")
        found = [value for item in read_path(state, path) if (value := _as_value(item, name)) is not None]
        if found:
            yield from found
            return


def _meta(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    yield from (Value(text) for text in reading.page.signals.meta.get(source.text.lower(), ()) if text)


def _elements(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    tree = reading.page.tree
    if tree is None or source.selector is None:
        return
    for item in source.selector.find_values(tree)[:MAX_ELEMENTS]:
        if isinstance(item, str):
            text, block = collapse(item), -1
        elif source.attr is not None:
            text, block = collapse(item.get(source.attr) or ""), -1
        else:
            text, block = _text_of(reading.page, item)
        if text:
            yield Value(text, block)


def _line(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    for block in reading.lines.get(source, ()):
        label = reading.labels[block]
        if source.of is None or (label is not None and label.role is source.of):
            yield from _search(source.pattern, reading.page.blocks[block].text, name, block)


def _url(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    url = reading.page.document.url or reading.page.signals.canonical
    yield from _search(source.pattern, url, name, -1) if url else ()


def _role(reading: _Reading, source: CompiledSource, name: str) -> Iterator[Value]:
    for block, label in zip(reading.page.blocks, reading.labels, strict=True):
        if label is not None and label.role == source.text:
            yield Value(block.text, block.index)


SOURCES: dict[str, Callable[[_Reading, CompiledSource, str], Iterator[Value]]] = {
    "jsonld": _jsonld,
    "meta": _meta,
    "state": _state,
    "css": _elements,
    "xpath": _elements,
    "line": _line,
    "url": _url,
    "role": _role,
}


def _search(pattern: Pattern | None, text: str, name: str, block: int) -> Iterator[Value]:
    found = pattern.search(text) if pattern is not None else None
    if pattern is None or found is None:
        return
    if not pattern.groups:
        yield Value((found[0] or "").strip(), block)
    for caught in read_groups(pattern, found):
        if caught.field == name:
            yield Value(caught.value, block, caught.parts)


def _as_value(item: Any, name: str) -> Value | None:
    if name == "images" and isinstance(item, Mapping):
        item = item.get("url") or item.get("contentUrl") or item
    text = as_text(item)
    if text is None:
        return None
    if name != "authors" or not isinstance(item, Mapping):
        return Value(text)
    parts = {part: said for key, part in AUTHOR_PARTS.items() if (said := as_text(item.get(key)))}
    return Value(text, parts={"name": text, **parts} if parts else {})


def _text_of(page: Page, element: Element) -> tuple[str, int]:
    """What an element prints, and the first block it is in; of an element outside the blocks its own text."""
    covers = list(page.tree.covers(element)) if page.tree is not None else []
    if not covers:
        return collapse(text_of(element)), -1
    texts = (page.blocks[cover.block].text[cover.start : cover.end].strip() for cover in covers)
    return " ".join(text for text in texts if text), covers[0].block
