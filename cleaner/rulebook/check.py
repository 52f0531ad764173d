"""A rule file, from bytes to what runs, with everything that is wrong with it, each mistake at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cleaner.errors import RuleError
from cleaner.model import Role
from cleaner.rulebook.codes import is_country, is_language
from cleaner.rulebook.compile import BODY_KEYS, bodies_of, compile_rule, levels_of, sources_of
from cleaner.rulebook.compiled import CompiledFile, Folder, Path, SourceMap
from cleaner.rulebook.date_formats import format_problem
from cleaner.rulebook.extent import check_extent, check_sets
from cleaner.rulebook.parse import parse_rule
from cleaner.rulebook.patterns import Pattern, PatternError
from cleaner.rulebook.schema import (
    ALL_DAYS,
    FIELD_NAMES,
    FORMAT,
    GROUPS,
    NO_COUNTRIES,
    SOURCE_KEYS,
    SPOT_KEYS,
    WHERES,
    Body,
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
from cleaner.rulebook.selectors import SELECTORS
from cleaner.rulebook.suggestions import nearest
from cleaner.rulebook.xpath import SelectorProblem

Groups: TypeAlias = Sequence[str]  # named groups of one pattern

EMPTY = RuleFile(FORMAT)
# What only files of these folders may say.
ONLY_IN: dict[tuple[str, ...], tuple[Folder, ...]] = {
    ("site",): ("sites",),
    ("layouts",): ("sites",),
    ("match", "hosts"): ("sites",),
    ("match", "paths"): ("sites",),
    ("match", "dump"): ("sites", "platforms"),
    ("platform",): ("platforms",),
    ("match", "generator"): ("platforms",),
    ("match", "html"): ("platforms",),
    ("match", "script"): ("platforms",),
    ("shared",): ("shared",),
    ("auto",): ("shared",),
    ("fetch",): ("sites",),
}
NEEDS_WHY = frozenset({"line", "list", "before", "after"})
REPEATABLE = ("title", "alt", *Role)
TOKEN = re.compile(r"[^\s.#]\S*")
MAX_PROBLEMS = 100  # named at once; for many, what is nearest to a word is looked for, which takes time


def compile_file(content: bytes, file: str, folder: Folder, stem: str) -> tuple[CompiledFile | None, list[RuleError]]:
    """Check and compile one rule file. file: as errors name it; stem: the file's name without `.yaml`.

    Returns the compiled file, or None with at least one problem. What concerns other files (`extends`, hosts) is
    checked where they are known.
    """
    rule, source_map, problems = parse_rule(content, file)
    if rule is not None:
        problems += check_extent(rule, source_map) or check_rule(rule, source_map, folder, stem)
    if rule is None or problems:
        return None, sorted(problems, key=lambda problem: problem.line or 0)
    compiled = compile_rule(rule, source_map, folder, stem)
    problems = check_sets(compiled)
    return (None if problems else compiled), problems


def check_rule(rule: RuleFile, source_map: SourceMap, folder: Folder, stem: str) -> list[RuleError]:
    """Everything wrong in one file of a folder, in no order. stem: the file's name without `.yaml`."""
    checker = _Checker(source_map)
    checker.kind(rule, folder, stem)
    checker.match(rule)
    checker.layouts(rule)
    checker.level((), rule)
    for i, layout in enumerate(rule.layouts):
        if len(checker.problems) < MAX_PROBLEMS:
            checker.level(("layouts", i), layout)
    return checker.problems


class _Checker:
    """Checks the parts of one file and collects what is wrong with them in `problems`."""

    def __init__(self, source_map: SourceMap) -> None:
        self.source_map = source_map
        self.problems: list[RuleError] = []

    def expect(self, is_right: object, problem: str, path: Path) -> None:
        """Note the problem unless something is right."""
        if not is_right:
            self.problems.append(self.source_map.error(problem, path))

    def kind(self, rule: RuleFile, folder: Folder, stem: str) -> None:
        """What a file of this folder may not say, or must."""
        for path, folders in ONLY_IN.items():
            is_absent = reduce(getattr, path, rule) == reduce(getattr, path, EMPTY)
            problem = f"`{path[-1]}` belongs into a file in {' or '.join(f'{name}/' for name in folders)}"
            self.expect(is_absent or folder in folders, problem, path)
        key = folder.removesuffix("s")
        name = getattr(rule, key)
        problem = f"{key} '{name}' and file name '{stem}.yaml' must be the same"
        self.expect(name in (None, stem), problem, (key,))
        if folder == "sites":
            self.expect(name, f"a site file needs `site: {stem}`", ())
            problem = "`match` names no hosts and no dump lines: no page would find this file"
            self.expect(rule.match.hosts or rule.match.dump, problem, ("match",))
        elif folder == "platforms":
            problem = "a platform's dump needs at least two different lines"
            self.expect(len(set(rule.match.dump)) != 1, problem, ("match", "dump"))
        elif rule.auto:
            problem = "a shared file that applies to every page may not name the body: no other labeler would ever run"
            self.expect(rule.body is None, problem, ("body",))

    def match(self, rule: RuleFile) -> None:
        """The patterns and selectors by which the file is found, and its time zone."""
        for key in ("paths", "dump", "generator"):
            self.patterns(("match", key), getattr(rule.match, key))
        self.selectors(("match", "html"), "css", rule.match.html)
        self.zone(("outlet", "timezone"), rule.outlet.timezone)
        country = rule.outlet.country
        instead = NO_COUNTRIES.get(str(country), "two capital letters such as KR, or leave it out")
        problem = f"country: {country} is no code of ISO 3166; write {instead}"
        self.expect(country is None or is_country(country), problem, ("outlet", "country"))
        for i, language in enumerate(rule.outlet.languages):
            problem = f"languages: '{language}' begins with no code of ISO 639; write one such as ko, or pt-BR"
            self.expect(is_language(language), problem, ("outlet", "languages", i))

    def layouts(self, rule: RuleFile) -> None:
        """The layouts as a row: names, bases, and whether a page can tell them apart."""
        layouts = rule.layouts
        names = [layout.name for layout in layouts]
        for i, layout in enumerate(layouts):
            path: Path = ("layouts", i)
            first, last = layout.days
            problem = f"since {layout.since} is after until {layout.until}"
            self.expect(first <= last, problem, (*path, "since"))
            problem = f"the layout '{layout.name}' has no since, until or when: those after it would never be used"
            is_last = i + 1 == len(layouts)
            self.expect(is_last or layout.when or layout.days != ALL_DAYS, problem, path)
            for earlier in layouts[:i]:
                self.expect(earlier.name != layout.name, f"two layouts are named '{layout.name}'", (*path, "name"))
                problem = f"the layouts '{earlier.name}' and '{layout.name}' overlap: give both `when`, or other days"
                self.expect(not _overlap(earlier, layout), problem, path)
            problem = f"there is no layout '{layout.base}'{nearest(layout.base or '', names)}"
            self.expect(layout.base in (None, *names), problem, (*path, "base"))
            *_, (_, farthest), _ = levels_of(rule, layout)
            problem = f"the layout '{layout.name}' is its own base"
            self.expect(getattr(farthest, "base", None) not in names, problem, (*path, "base"))

    def level(self, path: Path, level: RuleFile | Layout) -> None:
        """What a layout, or the file for all its layouts, says."""
        if isinstance(level, Layout) and level.when is not None:
            self.where((*path, "when"), "when", level.when)
        for i, statement in enumerate(level.label):
            self.statement((*path, "label", i), statement)
        for body_path, body in bodies_of((*path, "body"), level.body or ()):
            self.body(body_path, body)
        for key in FieldTable.__struct_fields__:
            self.field((*path, "fields", key), key, getattr(level.fields, key))

    def statement(self, path: Path, statement: Statement) -> None:
        key = self.one_key(path, statement, tuple(WHERES), "a statement")
        if key is None:
            return
        value = getattr(statement, key)
        needs_why = f"`{key}` needs a `why`: whoever edits this next must know which line it is for"
        self.expect(statement.why or key not in NEEDS_WHY, needs_why, path)
        is_plain = statement.name is None or (":" not in statement.name and statement.name.strip())
        self.expect(is_plain, "a name is a plain word, without colon", (*path, "name"))
        groups = self.where((*path, key), key, value)
        for name in chain(*groups):
            known = nearest(name, GROUPS) or f"; known here: {', '.join(GROUPS)}"
            problem = f"unknown group '{name}'{known}; groups feed the field of their name"
            self.expect(name in GROUPS, problem, (*path, key))
        problem = f"named groups feed fields from `line` only, not from `{key}`"
        self.expect(key == "line" or not any(groups), problem, (*path, key))
        problem = "`keep: true` cuts named groups out of a line: it needs `line` with a named group"
        self.expect(not statement.keep or (key == "line" and all(groups)), problem, path)

    def where(self, path: Path, key: str, value: Any) -> list[Groups]:
        """Where a statement or spot looks. Returns the named groups of each pattern."""
        if isinstance(value, Repeat):
            problem = f"`of` is a role, title or alt, not '{value.of}'{nearest(value.of, REPEATABLE)}"
            self.expect(value.of in REPEATABLE, problem, path)
            return []
        if isinstance(value, Spot):
            spot_key = self.one_key(path, value, SPOT_KEYS, "a place")
            return self.where((*path, spot_key), spot_key, getattr(value, spot_key)) if spot_key else []
        texts = as_texts(value)
        self.expect(texts or key == "repeated", f"`{key}` is empty", path)
        if key in SELECTORS:
            self.selectors(path, key, texts)
        elif key == "tokens":
            for text in texts:
                problem = f"'{text}' is no token: write class and id names without . # or spaces"
                self.expect(TOKEN.fullmatch(text), problem, path)
        else:
            return self.patterns(path, texts)
        return []

    def body(self, path: Path, body: Body) -> None:
        self.expect(given_keys(body, BODY_KEYS), "a body needs css, xpath, jsonld or state", path)
        for key in SELECTORS:
            self.selectors((*path, key), key, as_texts(getattr(body, key)))

    def field(self, path: Path, name: str, entry: FieldEntry) -> None:
        for source_path, source in sources_of(path, entry):
            self.source(source_path, source, name)
        if isinstance(entry, FieldRule):
            self.patterns((*path, "drop"), as_texts(entry.drop))
            self.zone((*path, "timezone"), entry.timezone)
            for i, text in enumerate(entry.formats):
                reason = format_problem(text)
                problem = f"the format '{text}' is no strptime format: {reason}"
                self.expect(reason is None, problem, (*path, "formats", i))

    def source(self, path: Path, source: Source, name: str) -> None:
        key = self.one_key(path, source, SOURCE_KEYS, "a source")
        if key is None:
            return
        text = getattr(source, key)
        self.expect(source.attr is None or key in SELECTORS, "`attr` belongs to css or xpath", (*path, "attr"))
        self.expect(source.of is None or key == "line", "`of` belongs to line", (*path, "of"))
        if key in SELECTORS:
            self.selectors((*path, key), key, (text,), values=True)
        elif key in ("line", "url"):
            own = [group for group, (field, _) in GROUPS.items() if field == FIELD_NAMES.get(name, name)]
            for group in chain(*self.patterns((*path, key), (text,))):
                problem = f"the group '{group}' does not feed '{name}'; known here: {', '.join(own)}"
                self.expect(group in own, problem, (*path, key))

    def selectors(self, path: Path, key: str, texts: Iterable[str], *, values: bool = False) -> None:
        """Selectors of the kind `key`; values: they may give texts instead of elements."""
        for text in texts:
            try:
                selector = SELECTORS[key](text)
            except SelectorProblem as error:
                self.expect(False, str(error), path)
            else:
                self.expect(values or selector.gives_elements(), f"the selector '{text}' gives no elements", path)

    def patterns(self, path: Path, texts: Sequence[str]) -> list[Groups]:
        """Patterns. Returns the named groups of each that is right."""
        found: list[Groups] = []
        for i, text in enumerate(texts):
            pattern = Pattern(text)
            try:
                pattern.check()
            except PatternError as error:
                self.expect(False, str(error), (*path, i))
            else:
                found.append(tuple(pattern.groups))
        return found

    def zone(self, path: Path, name: str | None) -> None:
        """The name of a time zone."""
        if name is None:
            return
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            names = available_timezones()  # none where the machine has no zone data: it cannot know
            problem = f"there is no time zone '{name}'{nearest(name, sorted(names))}"
            self.expect(not names or name in names, problem, path)

    def one_key(self, path: Path, struct: object, keys: Sequence[str], what: str) -> str | None:
        """The one key that a statement, spot or source has of several."""
        given = given_keys(struct, keys)
        if len(given) == 1:
            return given[0]
        found = f"this one has {' and '.join(given) or 'none'}"
        self.expect(False, f"{what} has exactly one of {', '.join(keys)}; {found}", path)
        return None


def _overlap(one: Layout, other: Layout) -> bool:
    """Whether days belong to both of two dated layouts, and nothing on the page could decide between them."""
    if one.when is not None and other.when is not None:
        return False
    (first, last), (other_first, other_last) = one.days, other.days
    return ALL_DAYS not in (one.days, other.days) and first <= other_last and other_first <= last
