"""Plans of several files joined to layers: what the labeler runs, indexed so that a page asks only what can match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from cleaner.rulebook.patterns import LineSet, Pattern
from cleaner.rulebook.plan import BodyPlan, CompiledSource, CompiledStatement, FieldPlan, Plan
from cleaner.rulebook.selectors import Chain

Asking: TypeAlias = tuple[int, Chain | None]


@dataclass(frozen=True, slots=True)
class Layer:
    """Statements of one or more files, in order of precedence, with the indexes that find their hits.

    by_token, by_tag, by_attribute: what an element carries → (statement, chain to check; None: nothing to check).
    xpaths: (statement, XPath).
    lines: all patterns of the statements as one set; line_targets: pattern → (statement, pattern).
    always: statements that look at every page (repeated). fields: per file, in order. field_lines: the patterns of
    field sources as one set, searched; field_line_targets: pattern → source.
    """

    files: tuple[str, ...]
    statements: tuple[CompiledStatement, ...]
    bodies: tuple[BodyPlan, ...]
    fields: tuple[Mapping[str, FieldPlan], ...]
    by_token: Mapping[str, Sequence[Asking]]
    by_tag: Mapping[str, Sequence[Asking]]
    by_attribute: Mapping[str, Sequence[Asking]]
    xpaths: tuple[tuple[int, etree.XPath], ...]
    lines: LineSet | None
    line_targets: tuple[tuple[int, Pattern], ...]
    always: tuple[int, ...]
    field_lines: LineSet | None
    field_line_targets: tuple[CompiledSource, ...]


def build_layer(plans: Iterable[Plan]) -> Layer:
    """Join plans, the first with the highest precedence."""
    plans = tuple(plans)
    statements = tuple(statement for plan in plans for statement in plan.statements)
    index: dict[str, dict[str, list[Asking]]] = {"token": {}, "tag": {}, "attribute": {}}
    xpaths: list[tuple[int, etree.XPath]] = []
    for number, statement in enumerate(statements):
        for token in statement.targets.tokens:
            index["token"].setdefault(token, []).append((number, None))
        for selector in statement.targets.selectors:
            for chain in selector.chains:
                index[chain.kind].setdefault(chain.seed, []).append((number, chain))
            if selector.xpath is not None:
                xpaths.append((number, selector.xpath))
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
        by_token=index["token"],
        by_tag=index["tag"],
        by_attribute=index["attribute"],
        xpaths=tuple(xpaths),
        lines=LineSet(pattern for _, pattern in line_targets) if line_targets else None,
        line_targets=line_targets,
        always=tuple(n for n, statement in enumerate(statements) if statement.where == "repeated"),
        field_lines=LineSet((s.pattern for s in sources if s.pattern is not None), whole=False) if sources else None,
        field_line_targets=sources,
    )
