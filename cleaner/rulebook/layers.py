"""Plans of several files joined to layers: what the labeler runs, indexed so that a page asks only what can match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.rulebook.elements import ElementIndex, index_elements
from cleaner.rulebook.patterns import LineSet, Pattern
from cleaner.rulebook.plan import BodyPlan, CompiledSource, CompiledStatement, FieldPlan, Plan

# A pattern of a shared or platform file is asked about lines of at most so many characters, unless its statement
# allows more words than such a line holds: labels and notices are short, two thirds of a page's characters stand in
# its paragraphs, and each new text costs the set new states. It halved the cost of the shared rules on unseen pages.
COMMON = ("shared/", "platforms/")  # files for more than one site
BRIEF_CHARS = 300
BRIEF_WORDS = 60


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Patterns as one set, with whom they belong to: pattern → (statement, pattern). max_chars: of the lines asked."""

    patterns: LineSet
    targets: tuple[tuple[int, Pattern], ...]
    max_chars: int | None


@dataclass(frozen=True, slots=True)
class Layer:
    """Statements of one or more files, in order of precedence, with the indexes that find their hits.

    elements: what the statements look for, by number of the statement. lines: their patterns, those for brief lines
    and those for all. always: statements that look at every page (repeated). fields: per file, in order.
    field_lines: the patterns of field sources as one set, searched;
    field_line_targets: pattern → source.
    """

    files: tuple[str, ...]
    is_site: bool
    statements: tuple[CompiledStatement, ...]
    bodies: tuple[BodyPlan, ...]
    fields: tuple[Mapping[str, FieldPlan], ...]
    elements: ElementIndex
    lines: tuple[LineIndex, ...]
    always: tuple[int, ...]
    field_lines: LineSet | None
    field_line_targets: tuple[CompiledSource, ...]


def build_layer(plans: Iterable[Plan]) -> Layer:
    """Join plans, the first with the highest precedence. Raises PatternError where the patterns are too large."""
    plans = tuple(plans)
    statements = tuple(statement for plan in plans for statement in plan.statements)
    sources = tuple(
        source
        for plan in plans
        for field in plan.fields.values()
        for source in field.sources
        if source.kind == "line" and source.pattern is not None
    )
    return Layer(
        files=tuple(plan.file for plan in plans),
        is_site=not any(plan.file.startswith(COMMON) for plan in plans),
        statements=statements,
        bodies=tuple(body for plan in plans for body in plan.bodies),
        fields=tuple(plan.fields for plan in plans),
        elements=index_elements(statement.targets for statement in statements),
        lines=tuple(_index_lines(plans)),
        always=tuple(n for n, statement in enumerate(statements) if statement.where == "repeated"),
        field_lines=LineSet((s.pattern for s in sources if s.pattern is not None), whole=False) if sources else None,
        field_line_targets=sources,
    )


def _index_lines(plans: tuple[Plan, ...]) -> Iterator[LineIndex]:
    """The patterns of the plans' statements, those for brief lines apart."""
    asked: dict[int | None, list[tuple[int, Pattern]]] = {}
    number = 0
    for plan in plans:
        for statement in plan.statements:
            is_brief = plan.file.startswith(COMMON) and (statement.max_words or 0) <= BRIEF_WORDS
            row = asked.setdefault(BRIEF_CHARS if is_brief else None, [])
            row += [(number, pattern) for pattern in statement.targets.patterns]
            number += 1
    for max_chars, targets in asked.items():
        if targets:
            yield LineIndex(LineSet(pattern for _, pattern in targets), tuple(targets), max_chars)
