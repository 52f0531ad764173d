"""What holds in one layout of a rule file: its own entries first, then those of its base, then the file's.

"First" decides: statements are tried and sources asked in this order, so what stands nearer to the layout wins.
A list tagged `!replace` ends the row: nothing behind it is inherited, from this file or from an extended one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.errors import RuleError
from cleaner.rulebook.convert import nearest
from cleaner.rulebook.marked import Marked, Path
from cleaner.rulebook.schema import Body, FieldRule, FieldTable, Layout, RuleFile, Source, Statement

Level = tuple[Path, Layout | RuleFile]


@dataclass(frozen=True, slots=True)
class FieldEntries:
    """What the levels say of one field: its sources with their paths, and the rules level by level."""

    sources: tuple[tuple[Path, Source], ...]
    rules: tuple[tuple[Path, FieldRule], ...]
    sealed: bool


@dataclass(frozen=True, slots=True)
class Effective:
    """Entries in order of precedence, each with its path in the file. sealed_*: a !replace ended the row."""

    label: tuple[tuple[Path, Statement], ...]
    bodies: tuple[tuple[Path, Body], ...]
    fields: dict[str, FieldEntries]
    sealed_label: bool
    sealed_body: bool


def levels_of(marked: Marked, rule: RuleFile, index: int | None) -> tuple[list[Level], list[RuleError]]:
    """The layout with this index, its bases and the file itself, nearest first; None: the file alone."""
    levels: list[Level] = []
    problems: list[RuleError] = []
    names = [layout.name for layout in rule.layouts]
    while index is not None:
        path: Path = ("layouts", index)
        layout = rule.layouts[index]
        if any(level[0] == path for level in levels):
            problems.append(marked.error(f"the layout '{layout.name}' is its own base", (*path, "base")))
            break
        levels.append((path, layout))
        if layout.base is not None and layout.base not in names:
            problem = f"there is no layout '{layout.base}'{nearest(layout.base, names)}"
            problems.append(marked.error(problem, (*path, "base")))
        index = names.index(layout.base) if layout.base in names else None
    return [*levels, ((), rule)], problems


def merge(marked: Marked, levels: list[Level]) -> Effective:
    """The entries of all levels, nearest first, up to a !replace."""
    label, sealed_label = _until_replaced(marked, levels, "label")
    bodies: list[tuple[Path, Body]] = []
    sealed_body = False
    for path, level in levels:
        if sealed_body or level.body is None:
            continue
        bodies += _bodies((*path, "body"), level.body)
        sealed_body = any(_is_below(replaced, (*path, "body")) for replaced in marked.replaced)
    keys = FieldTable.__struct_fields__
    fields = {key: entries for key in keys if (entries := _field(marked, levels, key)) is not None}
    return Effective(tuple(label), tuple(bodies), fields, sealed_label, sealed_body)


def _until_replaced(marked: Marked, levels: list[Level], key: str) -> tuple[list[tuple[Path, Statement]], bool]:
    found: list[tuple[Path, Statement]] = []
    for path, level in levels:
        found += [((*path, key, i), statement) for i, statement in enumerate(level.label)]
        if (*path, key) in marked.replaced:
            return found, True
    return found, False


def _bodies(path: Path, body: Body | tuple[Body, ...]) -> Iterator[tuple[Path, Body]]:
    if isinstance(body, Body):
        yield path, body
    else:
        yield from (((*path, i), entry) for i, entry in enumerate(body))


def _field(marked: Marked, levels: list[Level], key: str) -> FieldEntries | None:
    sources: list[tuple[Path, Source]] = []
    rules: list[tuple[Path, FieldRule]] = []
    sealed = False
    for level_path, level in levels:
        path: Path = (*level_path, "fields", key)
        entry = getattr(level.fields, key)
        if entry is None or sealed:
            continue
        rule = entry if isinstance(entry, FieldRule) else FieldRule(sources=entry)
        row: Path = (*path, "from") if isinstance(entry, FieldRule) else path
        rules.append((path, rule))
        sources += [((*row, i), source) for i, source in enumerate(rule.sources)]
        sealed = row in marked.replaced
    return FieldEntries(tuple(sources), tuple(rules), sealed) if rules else None


def _is_below(path: Path, top: Path) -> bool:
    return path[: len(top)] == top
