"""What a rule file says once it is compiled: statements, bodies and field sources in order of precedence."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from cleaner.errors import RuleError
from cleaner.model import Label, Role, Voice
from cleaner.rulebook.fetch_rule import FetchRule
from cleaner.rulebook.patterns import Pattern
from cleaner.rulebook.schema import ALL_DAYS, Days, Match, OutletFacts, Where
from cleaner.rulebook.selectors import Selector

Path: TypeAlias = tuple[str | int, ...]  # keys and indices from the top of a file to a value
Folder: TypeAlias = Literal["sites", "platforms", "shared"]
VOICES: Mapping[Folder, Voice] = {"sites": Voice.SITE, "platforms": Voice.PLATFORM, "shared": Voice.SHARED}


class SourceMap(Struct, frozen=True, eq=False):
    """Where the values of a file stand. lines: path → 1-based line; replaced: paths of lists tagged !replace."""

    file: str
    lines: dict[Path, int] = {}
    replaced: frozenset[Path] = frozenset()

    def line(self, path: Path) -> int:
        """The line of the value at the path, or of the nearest value around it; 0 where no line is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def error(self, problem: str, path: Path = ()) -> RuleError:
        """A RuleError at the line of the path."""
        return RuleError(problem, file=self.file, line=self.line(path) or None)

    def is_replaced(self, path: Path) -> bool:
        """Whether the list at the path, or one directly in the value there, is tagged !replace."""
        return any(found in (path, (*path, found[-1])) for found in self.replaced)


class Targets(Struct, frozen=True, eq=False):
    """What to look for: elements (selectors, class or id tokens) and blocks (patterns, full match)."""

    selectors: tuple[Selector, ...] = ()
    tokens: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()


class CompiledStatement(Struct, frozen=True, eq=False):
    """One statement. label: the label it gives; where: what becomes of what the targets hit.

    inside: the blocks in the elements. of: what a repeated block repeats (a role, `title`, `alt`, "" any block).
    max_words, min_words: None is no limit. max_chars: of a line that its patterns may match. tags: empty is any tag.
    line: in the rule file, for lint.
    """

    label: Label
    where: Where
    targets: Targets = Targets()
    of: str = ""
    max_words: int | None = None
    min_words: int | None = None
    max_blocks: int | None = None
    max_chars: int = sys.maxsize
    tags: frozenset[str] = frozenset()
    keep: bool = False
    line: int = 0

    def allows_tag(self, tag: str) -> bool:
        """Whether the statement is for blocks with this tag; a dump's blocks have none, and are all allowed."""
        return not self.tags or not tag or tag in self.tags

    def allows_words(self, words: int) -> bool:
        """Whether a text of so many words is within the statement's limits."""
        return (self.min_words or 0) <= words <= (self.max_words or words)


class CompiledSource(Struct, frozen=True, eq=False):
    """One field source. kind: the key of the rule; name: for the receipt (`jsonld:headline`, `line[0]`).

    line: in the rule file, for lint.
    """

    kind: str
    name: str
    text: str = ""
    targets: Targets = Targets()
    attr: str | None = None
    of: Role | None = None
    line: int = 0


class FieldPlan(Struct, frozen=True, eq=False):
    """Sources of one field in order. sealed: those of extended files, platforms and shared rules are not read."""

    sources: tuple[CompiledSource, ...] = ()
    all: bool = False
    split: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    timezone: str | None = None
    sealed: bool = False


class BodyPlan(Struct, frozen=True, eq=False):
    """One place the body may be: a selector, or the path of a text in JSON-LD or in the data of scripts.

    by: for the receipt; place: as the reason names it; line: for lint. is_sure: no labeler is asked.
    """

    by: str
    voice: Voice
    place: str
    targets: Targets = Targets()
    jsonld: str | None = None
    line: int = 0
    state: str | None = None
    is_sure: bool = True


class Plan(Struct, frozen=True, eq=False):
    """What one file says in one layout. sealed_*: what extended files say is dropped (`!replace`)."""

    file: str
    voice: Voice
    statements: tuple[CompiledStatement, ...] = ()
    bodies: tuple[BodyPlan, ...] = ()
    fields: Mapping[str, FieldPlan] = {}
    sealed_label: bool = False
    sealed_body: bool = False


class LayoutPlan(Struct, frozen=True, eq=False):
    """One layout of a site. name: None where the file has no layouts. when: None where it names none.

    days: the first and the last on which pages have it.
    """

    name: str | None
    plan: Plan
    days: Days = ALL_DAYS
    when: Targets | None = None


class CompiledFile(Struct, frozen=True, eq=False):
    """A whole rule file. layouts: newest first; for platform and shared files exactly one without a name.

    outlet: of the file alone; extends: ids as `platforms/wix`; rest: what holds where no layout fits.
    """

    id: str
    folder: Folder
    source_map: SourceMap
    version: int
    auto: bool
    outlet: OutletFacts
    match: Match
    extends: tuple[str, ...]
    layouts: tuple[LayoutPlan, ...]
    rest: Plan
    html: tuple[Selector, ...] = ()
    generators: tuple[Pattern, ...] = ()
    fetch: FetchRule = FetchRule()
