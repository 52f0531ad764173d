"""What applies to a page: files joined to layers, indexed so that a page asks only for what it can have, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from cleaner.model import SiteFacts, Voice
from cleaner.rulebook.compiled import BodyPlan, CompiledSource, CompiledStatement, FieldPlan, Plan, Targets
from cleaner.rulebook.patterns import LineSet, Pattern
from cleaner.rulebook.selectors import Branch, Seed, SeedKind, bearers, names_on_page
from cleaner.tree import Element, PageTree

Seeker: TypeAlias = tuple[int, Branch]  # number of the statement, and one of the things it looks for


class ElementIndex(Struct, frozen=True, eq=False):
    """Which statements look for what, so that a page is looked through once for all of them.

    seekers: kind of seed → its name → who looks for that. unseeded: XPaths that need the whole page.
    """

    seekers: Mapping[SeedKind, Mapping[str, Sequence[Seeker]]]
    unseeded: Sequence[Seeker]


class LineIndex(Struct, frozen=True, eq=False):
    """Patterns as one set, with their owners: pattern → (statement, pattern). max_chars: of a line they may match."""

    patterns: LineSet
    targets: tuple[tuple[int, Pattern], ...]
    max_chars: int

    def matches(self, text: str) -> list[tuple[int, Pattern]]:
        """The patterns that match a line, each with its statement."""
        if len(text) > self.max_chars:
            return []
        return [self.targets[number] for number in self.patterns.match(text)]


class Layer(Struct, frozen=True, eq=False):
    """Statements of one or more files, in order of precedence, with the indexes that find their hits.

    elements: what the statements look for, by number of the statement. lines: their patterns, those for brief lines
    and those for all. always: statements that look at every page (repeated). fields: by name, file after file.
    field_lines: the patterns of field sources as one set, searched; field_line_targets: pattern → source.
    """

    files: tuple[str, ...]
    is_site: bool
    statements: tuple[CompiledStatement, ...]
    bodies: tuple[BodyPlan, ...]
    fields: tuple[tuple[str, FieldPlan], ...]
    elements: ElementIndex
    lines: tuple[LineIndex, ...]
    always: frozenset[int]
    field_lines: LineSet | None
    field_line_targets: tuple[CompiledSource, ...]


class Share(NamedTuple):
    """What a file gives to a layer: its plan, without the statements or the body that the site replaces."""

    plan: Plan
    label: bool = True
    body: bool = True


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


def build_layer(shares: Iterable[Share]) -> Layer:
    """Join files, the first with the highest precedence. Raises PatternError where the patterns are too large."""
    files: list[str] = []
    statements: list[CompiledStatement] = []
    bodies: list[BodyPlan] = []
    fields: list[tuple[str, FieldPlan]] = []
    for plan, label, body in shares:
        files.append(plan.file)
        fields += plan.fields.items()
        if label:
            statements += plan.statements
        if body:
            bodies += plan.bodies
    sources = [source for _, field in fields for source in field.sources if source.kind == "line"]
    return Layer(
        files=tuple(files),
        is_site=plan.voice is Voice.SITE,
        statements=tuple(statements),
        bodies=tuple(bodies),
        fields=tuple(fields),
        elements=index_elements(statement.targets for statement in statements),
        lines=tuple(_index_lines(statements)),
        always=frozenset(n for n, statement in enumerate(statements) if statement.where == "repeated"),
        field_lines=LineSet((Pattern(source.text) for source in sources), whole=False) if sources else None,
        field_line_targets=tuple(sources),
    )


def index_elements(targets: Iterable[Targets]) -> ElementIndex:
    """Index the selectors and tokens of statements, numbered in order."""
    seekers: dict[SeedKind, dict[str, list[Seeker]]] = {"token": {}, "tag": {}, "attribute": {}, "part": {}}
    unseeded: list[Seeker] = []
    for number, target in enumerate(targets):
        branches = [Branch(Seed("token", token)) for token in target.tokens]
        for selector in target.selectors:
            branches += selector.branches
        for branch in branches:
            row = unseeded if branch.seed is None else seekers[branch.seed.kind].setdefault(branch.seed.name, [])
            row.append((number, branch))
    return ElementIndex(seekers, unseeded)


def find_elements(tree: PageTree | None, index: ElementIndex) -> dict[int, list[Element]]:
    """The elements each statement has on the page, those of one seed in page order; none where there is no tree.

    Cost: a lookup per name in the page's index, a check per element that carries it, and the XPaths.
    """
    found: dict[int, list[Element]] = {}
    if tree is None:
        return found
    for kind, seekers in index.seekers.items():
        for name in names_on_page(tree, kind, seekers.keys()):
            elements = bearers(tree, Seed(kind, name))
            for number, branch in seekers[name]:
                found.setdefault(number, []).extend(branch.among(elements, tree))
    for number, branch in index.unseeded:
        found.setdefault(number, []).extend(branch.find(tree))
    return {number: elements for number, elements in found.items() if elements}


def _index_lines(statements: Iterable[CompiledStatement]) -> Iterator[LineIndex]:
    """The patterns of the statements, those for lines of one length together.

    Patterns for long lines stay apart: together with those for brief ones they take an automaton many times as large.
    """
    by_max_chars: dict[int, list[tuple[int, Pattern]]] = {}
    for number, statement in enumerate(statements):
        for pattern in statement.targets.patterns:
            by_max_chars.setdefault(statement.max_chars, []).append((number, pattern))
    for max_chars, targets in by_max_chars.items():
        yield LineIndex(LineSet(pattern for _, pattern in targets), tuple(targets), max_chars)
