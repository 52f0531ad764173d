"""Plans of several files joined to layers: what the labeler runs, indexed so that a page asks only what can match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleaner.rulebook.elements import ElementIndex, index_elements
from cleaner.rulebook.patterns import LineSet, Pattern
from cleaner.rulebook.plan import BodyPlan, CompiledSource, CompiledStatement, FieldPlan, Plan


@dataclass(frozen=True, slots=True)
class Layer:
    """Statements of one or more files, in order of precedence, with the indexes that find their hits.

    elements: what the statements look for, by number of the statement. lines: all their patterns as one set;
    line_targets: pattern → (statement, pattern). always: statements that look at every page (repeated).
    fields: per file, in order. field_lines: the patterns of field sources as one set, searched;
    field_line_targets: pattern → source.
    """

    files: tuple[str, ...]
    statements: tuple[CompiledStatement, ...]
    bodies: tuple[BodyPlan, ...]
    fields: tuple[Mapping[str, FieldPlan], ...]
    elements: ElementIndex
    lines: LineSet | None
    line_targets: tuple[tuple[int, Pattern], ...]
    always: tuple[int, ...]
    field_lines: LineSet | None
    field_line_targets: tuple[CompiledSource, ...]


def build_layer(plans: Iterable[Plan]) -> Layer:
    """Join plans, the first with the highest precedence. Raises PatternError where the patterns are too large."""
    plans = tuple(plans)
    statements = tuple(statement for plan in plans for statement in plan.statements)
    line_targets = tuple(
        (number, pattern) for number, statement in enumerate(statements) for pattern in statement.targets.patterns
    )
    sources = tuple(
        source
        for plan in plans
        for field in plan.fields.values()
        for source in field.sources
        if source.kind == "line" and source.pattern is not None
    )
    return Layer(
        files=tuple(plan.file for plan in plans),
        statements=statements,
        bodies=tuple(body for plan in plans for body in plan.bodies),
        fields=tuple(plan.fields for plan in plans),
        elements=index_elements(statement.targets for statement in statements),
        lines=LineSet(pattern for _, pattern in line_targets) if line_targets else None,
        line_targets=line_targets,
        always=tuple(n for n, statement in enumerate(statements) if statement.where == "repeated"),
        field_lines=LineSet((s.pattern for s in sources if s.pattern is not None), whole=False) if sources else None,
        field_line_targets=sources,
    )
