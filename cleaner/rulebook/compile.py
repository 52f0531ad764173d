"""A rule file, from bytes to CompiledFile, with everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TypeAlias

from cleaner.errors import RuleError
from cleaner.model import Role
from cleaner.rulebook.convert import convert_rule, nearest
from cleaner.rulebook.inherit import Effective, levels_of, merge
from cleaner.rulebook.marked import Marked, Path, parse_yaml
from cleaner.rulebook.patterns import Pattern
from cleaner.rulebook.plan import VOICES, CompiledFile, CompiledStatement, FieldPlan, Folder, LayoutPlan, Plan
from cleaner.rulebook.schema import FIELD_NAMES, Layout, Match, RuleFile
from cleaner.rulebook.statements import EntryCompiler

Compiled: TypeAlias = tuple[CompiledFile | None, list[RuleError]]

OWN_KEY: dict[Folder, str] = {"sites": "site", "platforms": "platform", "shared": "shared"}
MATCH_KEYS: dict[Folder, frozenset[str]] = {
    "sites": frozenset({"hosts", "paths", "dump"}),
    "platforms": frozenset({"generator", "html", "script", "dump"}),
    "shared": frozenset(),
}


def compile_file(content: bytes, file: str, folder: Folder, stem: str) -> Compiled:
    """Compile one rule file. file: as errors name it; stem: the file's name without `.yaml`.

    Returns the compiled file, or None with at least one problem. What concerns other files (`extends`, hosts) is
    checked where they are known.
    """
    try:
        marked = parse_yaml(content, file)
    except RuleError as error:
        return None, [error]
    rule, problems = convert_rule(marked)
    if rule is None:
        return None, problems
    problems += _check_kind(marked, rule, folder, stem) + _check_layouts(marked, rule)
    compiler = EntryCompiler(marked, file_id(folder, stem), VOICES[folder])
    compiled = _compile(compiler, rule, folder)
    problems += compiler.problems
    return (None if problems else compiled), _distinct(problems)


def compile_checked(rule: RuleFile, file: str, folder: Folder, stem: str) -> CompiledFile:
    """Compile a file that was checked when its index was written; it knows no lines."""
    marked = Marked(file, None, {}, frozenset())
    return _compile(EntryCompiler(marked, file_id(folder, stem), VOICES[folder], checks=False), rule, folder)


def file_id(folder: Folder, stem: str) -> str:
    """The id of a rule file: `shared/lines`; of a site its name alone."""
    return stem if folder == "sites" else f"{folder}/{stem}"


def _compile(compiler: EntryCompiler, rule: RuleFile, folder: Folder) -> CompiledFile:
    marked = compiler.marked
    layouts = tuple(_layout(compiler, rule, index) for index in range(len(rule.layouts)))
    rest = _plan(compiler, merge(marked, [((), rule)]))
    for key in ("paths", "dump", "generator"):
        compiler.patterns(("match", key), getattr(rule.match, key))
    compiler.check_zone(("outlet", "timezone"), rule.outlet.timezone)
    html = compiler.selectors(("match", "html"), rule.match.html)
    return CompiledFile(
        id=compiler.file_id,
        folder=folder,
        version=rule.version,
        auto=rule.auto,
        outlet=rule.outlet,
        match=rule.match,
        extends=rule.extends,
        layouts=layouts or (LayoutPlan(None, rest),),
        rest=rest,
        samples=rule.samples,
        html=html,
        generators=tuple(Pattern(f"(?i){text}") for text in rule.match.generator),
        lines={key: marked.line(key) or 0 for key in _noted(rule)},
    )


def _layout(compiler: EntryCompiler, rule: RuleFile, index: int) -> LayoutPlan:
    layout = rule.layouts[index]
    levels, wrong = levels_of(compiler.marked, rule, index)
    compiler.problems += wrong
    when = compiler.spot(("layouts", index, "when"), layout.when) if layout.when else None
    plan = _plan(compiler, merge(compiler.marked, levels))
    return LayoutPlan(layout.name, plan, layout.since, layout.until, when)


def _plan(compiler: EntryCompiler, effective: Effective) -> Plan:
    numbers: Counter[Role] = Counter()
    statements: list[CompiledStatement] = []
    for path, entry in effective.label:
        made = compiler.statement(path, entry, numbers[entry.role])
        numbers[entry.role] += 1
        if made is not None:
            statements.append(made)
    fields: dict[str, FieldPlan] = {
        FIELD_NAMES.get(key, key): compiler.field(key, entries) for key, entries in effective.fields.items()
    }
    bodies = compiler.bodies(effective.bodies)
    return Plan(compiler.file_id, tuple(statements), bodies, fields, effective.sealed_label, effective.sealed_body)


def _check_kind(marked: Marked, rule: RuleFile, folder: Folder, stem: str) -> list[RuleError]:
    """What a file of this folder may not say, or must."""
    match, is_site = rule.match, folder == "sites"
    wrong: list[tuple[bool, str, Path]] = [
        (is_site and rule.site is None, f"a site file needs `site: {stem}`", ()),
        (
            is_site and not match.hosts and not match.dump,
            "`match` names no hosts and no dump lines: no page would find this file",
            ("match",),
        ),
        (
            folder == "platforms" and len(set(match.dump)) == 1,
            "a platform's dump needs at least two different lines",
            ("match", "dump"),
        ),
        (bool(rule.layouts) and not is_site, "layouts belong into a site file", ("layouts",)),
        (
            rule.body is not None and folder == "shared" and rule.auto,
            "a shared file that applies to every page may not name the body: no general voice would ever run",
            ("body",),
        ),
        (not rule.auto and folder != "shared", "`auto: false` belongs into a file in shared/", ("auto",)),
    ]
    for kind, key in OWN_KEY.items():
        value = getattr(rule, key)
        wrong.append((value is not None and kind != folder, f"`{key}` belongs into a file in {kind}/", (key,)))
        other = kind == folder and value is not None and value != stem
        wrong.append((other, f"{key} '{value}' and file name '{stem}.yaml' must be the same", (key,)))
    for member in Match.__struct_fields__:
        unknown = bool(getattr(match, member)) and member not in MATCH_KEYS[folder]
        wrong.append((unknown, f"`{member}` has no meaning in a file in {folder}/", ("match", member)))
    return [marked.error(problem, path) for is_wrong, problem, path in wrong if is_wrong]


def _check_layouts(marked: Marked, rule: RuleFile) -> list[RuleError]:
    problems: list[RuleError] = []
    for i, layout in enumerate(rule.layouts):
        path: Path = ("layouts", i)
        if layout.since and layout.until and layout.since > layout.until:
            problems.append(marked.error(f"since {layout.since} is after until {layout.until}", (*path, "since")))
        if layout.when is None and not layout.since and not layout.until and i + 1 < len(rule.layouts):
            problem = (
                f"the layout '{layout.name}' has no since, until or when: the layouts after it would never be used"
            )
            problems.append(marked.error(problem, path))
        for j, earlier in enumerate(rule.layouts[:i]):
            if earlier.name == layout.name:
                problems.append(marked.error(f"two layouts are named '{layout.name}'", (*path, "name")))
            elif _overlap(earlier, layout):
                problem = f"the layouts '{earlier.name}' and '{layout.name}' overlap: give both `when`, or other days"
                problems.append(marked.error(problem, ("layouts", max(i, j))))
    return problems


def _overlap(one: Layout, other: Layout) -> bool:
    """Whether days belong to both of two dated layouts, and nothing on the page could decide between them."""
    dated = all(layout.since or layout.until for layout in (one, other))
    if not dated or (one.when is not None and other.when is not None):
        return False
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (one.until or date.max)


def _noted(rule: RuleFile) -> list[Path]:
    """Paths whose lines checks across files need."""
    hosts: list[Path] = [("match", "hosts", i) for i in range(len(rule.match.hosts))]
    return [*hosts, *(("extends", i) for i in range(len(rule.extends))), ("samples",)]


def _distinct(problems: list[RuleError]) -> list[RuleError]:
    """By line; entries that several layouts inherit are compiled several times, their mistakes are told once."""
    once = {(problem.line, problem.problem): problem for problem in problems}
    return sorted(once.values(), key=lambda problem: problem.line or 0)


def unknown_file(name: str, known: list[str]) -> str:
    """The problem of an `extends` that names no file."""
    return f"extends '{name}', which is no rule file{nearest(name, known)}"
