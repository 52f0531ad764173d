"""One entry of a rule file, compiled: statements, spots, bodies and field sources, with their mistakes by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cleaner.errors import RuleError
from cleaner.model import Label, Role, Voice
from cleaner.rulebook.convert import nearest
from cleaner.rulebook.inherit import FieldEntries
from cleaner.rulebook.marked import Marked, Path
from cleaner.rulebook.patterns import Pattern, PatternError, SyntaxCheck
from cleaner.rulebook.plan import BodyPlan, CompiledSource, CompiledStatement, FieldPlan, Targets, Where
from cleaner.rulebook.schema import FIELD_NAMES, GROUPS, Body, Repeat, Source, Spot, Statement, Texts
from cleaner.rulebook.selectors import Selector, SelectorProblem, compile_css, compile_xpath

WHERES: dict[str, Where] = {
    "css": "inside",
    "xpath": "inside",
    "tokens": "inside",
    "line": "line",
    "list": "list",
    "before": "before",
    "after": "after",
    "repeated": "repeated",
}
NEEDS_WHY = frozenset({"line", "list", "before", "after"})
SPOT_KEYS = ("css", "xpath", "tokens", "line")
SOURCE_KEYS = ("jsonld", "meta", "state", "css", "xpath", "line", "url", "role")
ANY_TIME = datetime(2024, 3, 31, 13, 45, 59, tzinfo=UTC)
REPEATABLE = ("title", "alt", *Role)


class EntryCompiler:
    """Compiles the entries of one file and collects what is wrong with them in `problems`.

    checks=False: the file was checked before, and its patterns are compiled when a page needs them.
    """

    def __init__(self, marked: Marked, file_id: str, voice: Voice, *, checks: bool = True) -> None:
        self.marked = marked
        self.file_id = file_id
        self.voice = voice
        self.checks = checks
        self.problems: list[RuleError] = []
        self._syntax = SyntaxCheck()

    def statement(self, path: Path, made: Statement, number: int) -> CompiledStatement | None:
        """One statement; number: how many of its role stand before it. None where it is wrong."""
        key = self._one_key(path, made, tuple(WHERES), "a statement")
        if key is None:
            return None
        if key in NEEDS_WHY and not made.why:
            self._problem(f"`{key}` needs a `why`: whoever edits this next must know which line it is for", path)
        targets, of = self._targets(path, made, key), ""
        if isinstance(made.repeated, Repeat):
            of = made.repeated.of
            if of not in REPEATABLE:
                self._problem(f"`of` is a role, title or alt, not '{of}'{nearest(of, REPEATABLE)}", (*path, "repeated"))
        if self.checks:
            self._check_groups(path, made, key, targets)
        receipt = self._receipt(made.name or f"{made.role}[{number}]")
        if made.name is not None and (":" in made.name or not made.name.strip()):
            self._problem("a name is a plain word, without colon", (*path, "name"))
        return CompiledStatement(
            label=Label(made.role, receipt, made.why or _reason(key, made), self.voice),
            where=WHERES[key],
            targets=targets,
            of=of,
            max_words=made.max_words,
            min_words=made.min_words,
            max_blocks=made.max_blocks,
            tags=frozenset(_texts(made.tag)),
            keep=made.keep,
            line=self.marked.line(path) or 0,
        )

    def spot(self, path: Path, made: Spot) -> Targets:
        """The targets of a place on the page."""
        key = self._one_key(path, made, SPOT_KEYS, "a place")
        return Targets() if key is None else self._look_for((*path, key), key, getattr(made, key))

    def bodies(self, entries: Iterable[tuple[Path, Body]]) -> tuple[BodyPlan, ...]:
        """The places of the body, in order: css, then xpath, then jsonld of each entry."""
        found: list[BodyPlan] = []
        for path, body in entries:
            if body.css is None and body.xpath is None and body.jsonld is None:
                self._problem("a body needs css, xpath or jsonld", path)
            line = self.marked.line(path) or 0
            for key in ("css", "xpath"):
                for selector in self._selectors((*path, key), key, getattr(body, key)):
                    found.append(BodyPlan(self._receipt(f"body[{len(found)}]"), self.voice, selector, line=line))
            for text in _texts(body.jsonld):
                found.append(BodyPlan(self._receipt(f"body[{len(found)}]"), self.voice, jsonld=text, line=line))
        return tuple(found)

    def field(self, name: str, entries: FieldEntries) -> FieldPlan:
        """The sources of one field and what is done with their values; nearer levels first."""
        rules = [rule for _, rule in entries.rules]
        for path, rule in entries.rules:
            for pattern in _texts(rule.drop):
                self._try((*path, "drop"), Pattern(pattern).check)
            for i, text in enumerate(rule.formats):
                self._check_format((*path, "formats", i), text)
            self.check_zone((*path, "timezone"), rule.timezone)
        return FieldPlan(
            sources=tuple(
                source
                for number, (path, entry) in enumerate(entries.sources)
                if (source := self._source(path, entry, name, number)) is not None
            ),
            all=any(rule.all for rule in rules),
            split=next((_texts(rule.split) for rule in rules if rule.split is not None), ()),
            drop=tuple(text for rule in rules for text in _texts(rule.drop)),
            formats=tuple(text for rule in rules for text in rule.formats),
            timezone=next((rule.timezone for rule in rules if rule.timezone is not None), None),
            sealed=entries.sealed,
        )

    def selectors(self, path: Path, texts: tuple[str, ...]) -> tuple[Selector, ...]:
        """CSS selectors that stand alone (fingerprints)."""
        return self._selectors(path, "css", texts)

    def patterns(self, path: Path, texts: Iterable[str], *, in_set: bool = False) -> tuple[Pattern, ...]:
        """Patterns, each checked. in_set: they run as a set only, and are compiled there."""
        found: list[Pattern] = []
        for i, text in enumerate(texts):
            pattern = Pattern(text)
            check = partial(self._syntax.check, pattern) if in_set else pattern.check
            if self._try(path if (*path, i) not in self.marked.lines else (*path, i), check) is None:
                found.append(pattern)
        return tuple(found)

    def check_zone(self, path: Path, name: str | None) -> None:
        """Check the name of a time zone."""
        if name is None or not self.checks:
            return
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            known = available_timezones()
            if known and name not in known:  # a machine without zone data cannot tell
                self._problem(f"there is no time zone '{name}'{nearest(name, sorted(known))}", path)

    def _check_format(self, path: Path, text: str) -> None:
        try:
            datetime.strptime(ANY_TIME.strftime(text), text)
        except ValueError as error:
            self._problem(f"the format '{text}' is no strptime format: {error}", path)

    def _source(self, path: Path, made: Source, name: str, number: int) -> CompiledSource | None:
        key = self._one_key(path, made, SOURCE_KEYS, "a source")
        if key is None:
            return None
        text = str(getattr(made, key))
        selector = pattern = None
        if key in ("css", "xpath"):
            selector = next(iter(self._selectors((*path, key), key, text, values=True)), None)
        elif made.attr is not None:
            self._problem("`attr` belongs to css or xpath", (*path, "attr"))
        if key in ("line", "url"):
            pattern = next(iter(self.patterns((*path, key), (text,))), None)
            if self.checks:
                self._check_field_groups(path, key, pattern, name)
        if made.of is not None and key != "line":
            self._problem("`of` belongs to line", (*path, "of"))
        shown = f"{key}[{number}]" if key in ("line", "url", "css", "xpath") else f"{key}:{text}"
        return CompiledSource(key, shown, text, selector, pattern, made.attr, made.of)

    def _targets(self, path: Path, made: Statement, key: str) -> Targets:
        if key == "repeated":
            return Targets()
        value = getattr(made, "heads" if key == "list" else key)
        if isinstance(value, Spot):
            return self.spot((*path, key), value)
        return self._look_for((*path, key), key if key in SPOT_KEYS else "line", value)

    def _look_for(self, path: Path, key: str, value: Texts) -> Targets:
        texts = _texts(value)
        if not texts:
            self._problem(f"`{path[-1]}` is empty", path)
        if key == "tokens":
            for text in texts:
                if not text or text.split() != [text] or text[0] in ".#":
                    self._problem(f"'{text}' is no token: write class and id names without . # or spaces", path)
            return Targets(tokens=texts)
        if key == "line":
            return Targets(patterns=self.patterns(path, texts, in_set=True))
        return Targets(selectors=self._selectors(path, key, value))

    def _selectors(self, path: Path, key: str, value: Texts | None, *, values: bool = False) -> tuple[Selector, ...]:
        found: list[Selector] = []
        for text in _texts(value):
            try:
                found.append(compile_css(text) if key == "css" else compile_xpath(text, values=values))
            except SelectorProblem as error:
                self._problem(str(error), path)
        return tuple(found)

    def _check_groups(self, path: Path, made: Statement, key: str, targets: Targets) -> None:
        named = [name for pattern in targets.patterns for name in pattern.groups]
        for name in named:
            if name not in GROUPS:
                known = f"{nearest(name, GROUPS)}; groups feed the field of their name"
                self._problem(f"unknown group '{name}'{known}", (*path, key))
        if named and key != "line":
            self._problem(f"named groups feed fields from `line` only, not from `{key}`", (*path, key))
        if made.keep and (key != "line" or any(not pattern.groups for pattern in targets.patterns)):
            self._problem("`keep: true` cuts named groups out of a line: it needs `line` with a named group", path)

    def _check_field_groups(self, path: Path, key: str, pattern: Pattern | None, name: str) -> None:
        field = FIELD_NAMES.get(name, name)
        for group in pattern.groups if pattern else ():
            if group not in GROUPS or GROUPS[group][0] != field:
                fitting = [known for known, (owner, _) in GROUPS.items() if owner == field]
                self._problem(
                    f"the group '{group}' does not feed '{name}'; known here: {', '.join(fitting)}", (*path, key)
                )

    def _receipt(self, name: str) -> str:
        return f"{self.file_id}:{name}"

    def _one_key(self, path: Path, made: object, keys: tuple[str, ...], what: str) -> str | None:
        given = [key for key in keys if getattr(made, "heads" if key == "list" else key) not in (None, False)]
        if len(given) == 1:
            return given[0]
        found = f"this one has {' and '.join(given)}" if given else "this one has none"
        self._problem(f"{what} has exactly one of {', '.join(keys)}; {found}", path)
        return None

    def _try(self, path: Path, check: Callable[[], None]) -> RuleError | None:
        if not self.checks:
            return None
        try:
            check()
        except PatternError as error:
            return self._problem(str(error), path)
        return None

    def _problem(self, problem: str, path: Path) -> RuleError:
        error = self.marked.error(problem, path)
        self.problems.append(error)
        return error


def _texts(value: Texts | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _reason(key: str, made: Statement) -> str:
    value = getattr(made, key, None)
    if isinstance(value, tuple):
        value = ", ".join(value[:3]) + (" …" if len(value) > 3 else "")
    return "stands twice on the page" if key == "repeated" else f"{key} {value}"
