"""Plans of several files joined to layers: what the labeler runs, indexed so that a page asks only what can match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree
from msgspec import Struct

from cleaner.model import SiteFacts
from cleaner.rulebook.branches import split_xpath
from cleaner.rulebook.patterns import LineSet, Pattern
from cleaner.rulebook.plan import BodyPlan, CompiledSource, CompiledStatement, FieldPlan, Plan, Targets
from cleaner.rulebook.selectors import Chain, bearers_of_part, run_xpath
from cleaner.tree import Element, PageTree

Seeker: TypeAlias = tuple[int, Chain | None]  # number of the statement, chain to check (None: nothing to check)


@dataclass(frozen=True, slots=True)
class ElementIndex:
    """Which statement looks for what, so that a page is looked through once for all of them.

    by_token, by_tag, by_part, by_attribute: what an element carries → the statements that look for it. A part is a
    piece of a class or id. xpaths: what only an XPath can say.
    """

    by_token: Mapping[str, Sequence[Seeker]]
    by_tag: Mapping[str, Sequence[Seeker]]
    by_part: Mapping[str, Sequence[Seeker]]
    by_attribute: Mapping[str, Sequence[Seeker]]
    xpaths: Sequence[tuple[int, etree.XPath]]


def index_elements(targets: Iterable[Targets]) -> ElementIndex:
    """Index the selectors and tokens of statements, numbered in order."""
    seekers: dict[str, dict[str, list[Seeker]]] = {"token": {}, "tag": {}, "part": {}, "attribute": {}}
    xpaths: list[tuple[int, etree.XPath]] = []
    for number, target in enumerate(targets):
        for token in target.tokens:
            seekers["token"].setdefault(token, []).append((number, None))
        for selector in target.selectors:
            chains, xpath = split_xpath(selector.xpath)
            for chain in (*selector.chains, *chains):
                seekers[chain.kind].setdefault(chain.seed, []).append((number, chain))
            if xpath is not None:
                xpaths.append((number, xpath))
    return ElementIndex(seekers["token"], seekers["tag"], seekers["part"], seekers["attribute"], tuple(xpaths))


def find_elements(tree: PageTree, index: ElementIndex) -> dict[int, list[Element]]:
    """The elements each statement has on the page; those of one token, tag or attribute in page order.

    Cost: a lookup per token, tag and attribute, and the XPaths.
    """
    found: dict[int, list[Element]] = {}
    tables = (
        (tree.by_token, index.by_token),
        (tree.by_tag, index.by_tag),
        (tree.by_attribute, index.by_attribute),
    )
    for elements, seekers in tables:
        for name in sorted(elements.keys() & seekers.keys()):  # sorted: sets have no order of their own
            _give(tree, elements[name], seekers[name], found)
    for part, seekers_of_part in index.by_part.items():
        _give(tree, bearers_of_part(tree, part), seekers_of_part, found)
    for number, xpath in index.xpaths:
        elements_found = run_xpath(xpath, tree.root)
        if elements_found:
            found.setdefault(number, []).extend(elements_found)
    return found


def _give(
    tree: PageTree, elements: Sequence[Element], seekers: Sequence[Seeker], found: dict[int, list[Element]]
) -> None:
    """Give the elements to each statement that accepts them."""
    for number, chain in seekers:
        accepted = elements if chain is None else chain.among(elements, tree)
        if accepted:
            found.setdefault(number, []).extend(accepted)


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


class Ground(Struct, frozen=True):
    """One file that applies. layout: None where the file has none, or none of its layouts fits the page."""

    rule: str
    layout: str | None
    why: str


class SiteMatch(Struct, frozen=True):
    """facts: for the fields; grounds: which files apply and why; layers: site, extended files and platforms, shared.

    A page no file names still has the layer of the shared files.
    """

    facts: SiteFacts = SiteFacts()
    grounds: tuple[Ground, ...] = ()
    layers: tuple[Layer, ...] = ()
