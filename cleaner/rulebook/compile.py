"""What a rule file says, as what runs: statements, bodies and field sources in order of precedence.

What stands nearer to a layout comes first: its own entries, then those of its base, then the file's. A list tagged
`!replace` ends the row: nothing behind it is inherited, from this file or from an extended one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import reduce
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from cleaner.model import Label, Role
from cleaner.rulebook.compiled import (
    VOICES,
    BodyPlan,
    CompiledFile,
    CompiledSource,
    CompiledStatement,
    FieldPlan,
    Folder,
    LayoutPlan,
    Path,
    Plan,
    SourceMap,
    Targets,
)
from cleaner.rulebook.patterns import Pattern
from cleaner.rulebook.schema import (
    FIELD_NAMES,
    SOURCE_KEYS,
    SPOT_KEYS,
    WHERES,
    Body,
    BodyEntry,
    FieldEntry,
    FieldRule,
    FieldTable,
    Layout,
    Repeat,
    RuleFile,
    Source,
    Spot,
    Statement,
    as_texts,
    given_keys,
)
from cleaner.rulebook.selectors import SELECTORS, compile_css

Level: TypeAlias = tuple[Path, Layout | RuleFile]
# A pattern of a shared or platform file is for lines of at most so many characters, unless its statement allows more
# words than such a line holds: labels and notices are short, two thirds of a page's characters stand in its paragraphs,
# and each new text costs the set new states. It halved the cost of the shared rules on unseen pages.
BRIEF_CHARS = 300
BRIEF_WORDS = 60
PATTERN_KEYS = frozenset({"line", "list", "before", "after", "url"})
BODY_KEYS = ("css", "xpath", "jsonld", "state")
NUMBERED = frozenset({"line", "url", "css", "xpath"})  # sources whose text is too long for a receipt


def compile_rule(rule: RuleFile, source_map: SourceMap, folder: Folder, stem: str) -> CompiledFile:
    """Compile a file that has no mistakes. source_map: empty where nobody needs the lines."""
    compiler = _Compiler(rule, source_map, folder, file_id(folder, stem))
    rest = compiler.plan([((), rule)])
    return CompiledFile(
        id=compiler.id,
        folder=folder,
        source_map=source_map,
        version=rule.version,
        auto=rule.auto,
        outlet=rule.outlet,
        match=rule.match,
        extends=rule.extends,
        layouts=tuple(map(compiler.layout, rule.layouts)) or (LayoutPlan(None, rest),),
        rest=rest,
        html=tuple(map(compile_css, rule.match.html)),
        fetch=rule.fetch,
        generators=tuple(Pattern(f"(?i){text}") for text in rule.match.generator),
    )


def file_id(folder: Folder, stem: str) -> str:
    """The id of a rule file: `shared/lines`; of a site its name alone."""
    return stem if folder == "sites" else f"{folder}/{stem}"


def levels_of(rule: RuleFile, layout: Layout) -> list[Level]:
    """A layout, its bases and the file itself, nearest first, each with its path. A base stands there once."""
    by_name: dict[str | None, Level] = {one.name: (("layouts", i), one) for i, one in enumerate(rule.layouts)}
    levels: list[Level] = []
    name: str | None = layout.name
    while name in by_name:
        level = by_name.pop(name)
        levels.append(level)
        name = getattr(level[1], "base", None)
    return [*levels, ((), rule)]


def bodies_of(path: Path, entry: BodyEntry) -> Iterator[tuple[Path, Body]]:
    """The places of a body, with their paths in the file."""
    if isinstance(entry, Body):
        yield path, entry
    else:
        yield from (((*path, i), body) for i, body in enumerate(entry))


def sources_of(path: Path, entry: FieldEntry) -> Iterator[tuple[Path, Source]]:
    """The sources of a field, with their paths in the file."""
    if isinstance(entry, FieldRule):
        path, entry = (*path, "from"), entry.sources
    yield from (((*path, i), source) for i, source in enumerate(entry or ()))


def compile_source(source: Source, number: int = 0, line: int = 0) -> CompiledSource:
    """One source of a field. number: how many of the field stand before it; line: in the rule file."""
    (key,) = given_keys(source, SOURCE_KEYS)
    text = str(getattr(source, key))
    name = f"{key}[{number}]" if key in NUMBERED else f"{key}:{text}"
    return CompiledSource(key, name, text, _targets(key, text), attr=source.attr, of=source.of, line=line)


class _Compiler(Struct, frozen=True, eq=False):
    """Compiles the parts of one file. id: of the file; each receipt begins with it."""

    rule: RuleFile
    source_map: SourceMap
    folder: Folder
    id: str

    def layout(self, layout: Layout) -> LayoutPlan:
        when = _targets("when", layout.when) if layout.when is not None else None
        return LayoutPlan(layout.name, self.plan(levels_of(self.rule, layout)), layout.days, when)

    def plan(self, levels: list[Level]) -> Plan:
        """What the levels say together, the nearest first."""
        label, sealed_label = self._inherited(levels, "label")
        body, sealed_body = self._inherited(levels, "body")
        return Plan(
            self.id,
            VOICES[self.folder],
            tuple(self._statements(label)),
            tuple(self._bodies(body)),
            dict(self._fields(levels)),
            sealed_label,
            sealed_body,
        )

    def _inherited(self, levels: list[Level], *keys: str) -> tuple[list[tuple[Path, Any]], bool]:
        """What the levels say under the keys, each with its path, and whether a !replace ends the row."""
        found: list[tuple[Path, Any]] = []
        for level_path, level in levels:
            path, value = (*level_path, *keys), reduce(getattr, keys, level)
            if value:
                found.append((path, value))
            if self.source_map.is_replaced(path):
                return found, True
        return found, False

    def _statements(self, lists: list[tuple[Path, Any]]) -> Iterator[CompiledStatement]:
        numbers: Counter[Role] = Counter()
        for path, entries in lists:
            for i, statement in enumerate(entries):
                yield self._statement((*path, i), statement, numbers[statement.role])
                numbers[statement.role] += 1

    def _statement(self, path: Path, statement: Statement, number: int) -> CompiledStatement:
        """One statement. number: how many of its role stand before it."""
        (key,) = given_keys(statement, WHERES)
        by = f"{self.id}:{statement.name or f'{statement.role}[{number}]'}"
        return CompiledStatement(
            label=Label(statement.role, by, statement.why or _reason(statement, key), VOICES[self.folder]),
            where=WHERES[key],
            targets=_targets(key, getattr(statement, key)),
            of=statement.repeated.of if isinstance(statement.repeated, Repeat) else "",
            max_words=statement.max_words,
            min_words=statement.min_words,
            max_blocks=statement.max_blocks,
            max_chars=BRIEF_CHARS if self._is_brief(statement) else sys.maxsize,
            tags=frozenset(as_texts(statement.tag)),
            keep=statement.keep,
            line=self.source_map.line(path),
        )

    def _is_brief(self, statement: Statement) -> bool:
        """Whether the patterns of a statement are for short lines: of a file for many sites, for labels and notices."""
        return self.folder != "sites" and (statement.max_words or 0) <= BRIEF_WORDS

    def _bodies(self, entries: list[tuple[Path, Any]]) -> Iterator[BodyPlan]:
        """The places of the body, in order: css, then xpath, then jsonld, then state of each entry."""
        for number, (path, key, text, is_sure) in enumerate(_body_places(entries)):
            by, line = f"{self.id}:body[{number}]", self.source_map.line(path)
            plan = BodyPlan(by, VOICES[self.folder], text, line=line, is_sure=is_sure)
            if key == "jsonld":
                yield replace(plan, place=f"jsonld {text}", jsonld=text)
            elif key == "state":
                yield replace(plan, place=f"state {text}", state=text)
            else:
                yield replace(plan, targets=_targets(key, text))

    def _fields(self, levels: list[Level]) -> Iterator[tuple[str, FieldPlan]]:
        """The sources of each field and what is done with their values; nearer levels first."""
        for key in FieldTable.__struct_fields__:
            entries, sealed = self._inherited(levels, "fields", key)
            if not entries and not sealed:
                continue
            sources: list[CompiledSource] = []
            merged = FieldRule()
            for path, entry in entries:
                rule = entry if isinstance(entry, FieldRule) else FieldRule(entry)
                sources += [
                    compile_source(source, len(sources) + i, self.source_map.line(place))
                    for i, (place, source) in enumerate(sources_of(path, entry))
                ]
                merged = FieldRule(
                    all=merged.all or rule.all,
                    split=merged.split or rule.split,
                    drop=as_texts(merged.drop) + as_texts(rule.drop),
                    formats=merged.formats + rule.formats,
                    timezone=merged.timezone or rule.timezone,
                )
            yield (
                FIELD_NAMES.get(key, key),
                FieldPlan(
                    sources=tuple(sources),
                    all=merged.all,
                    split=as_texts(merged.split),
                    drop=as_texts(merged.drop),
                    formats=merged.formats,
                    timezone=merged.timezone,
                    sealed=sealed,
                ),
            )


def _body_places(entries: list[tuple[Path, Any]]) -> Iterator[tuple[Path, str, str, bool]]:
    """Path, key and text of each place that the body may be, and whether the rule is sure of it."""
    for entry_path, entry in entries:
        for path, body in bodies_of(entry_path, entry):
            for key in BODY_KEYS:
                yield from ((path, key, text, body.sure) for text in as_texts(getattr(body, key)))


def _targets(key: str, value: Any) -> Targets:
    """What a statement, spot, body or source looks for on the page."""
    if isinstance(value, Spot):
        (key,) = given_keys(value, SPOT_KEYS)
        value = getattr(value, key)
    texts = as_texts(value)
    if key in SELECTORS:
        return Targets(selectors=tuple(map(SELECTORS[key], texts)))
    if key in PATTERN_KEYS:
        return Targets(patterns=tuple(map(Pattern, texts)))
    return Targets(tokens=texts) if key == "tokens" else Targets()


def _reason(statement: Statement, key: str) -> str:
    """The reason of a statement that names none: where it looks."""
    texts = as_texts(getattr(statement, key))
    if key == "repeated":
        return "stands twice on the page"
    return f"{key} {', '.join(texts[:3])}{' …' if len(texts) > 3 else ''}"
