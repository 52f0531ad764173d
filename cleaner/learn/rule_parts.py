"""What the numbers of a record's hits stand for: places, statements and sources of a rule, as its file names them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.errors import CleanerError
from cleaner.learn.doctor import PartNames, UsedRule, part_number
from cleaner.rulebook import Rulebook
from cleaner.rulebook.compiled import CompiledFile, Plan


def part_names(rules: Rulebook) -> PartNames:
    """Names the parts of the rules at hand; of a rule in another version, a part has its number alone."""
    known: dict[UsedRule, dict[str, list[str]]] = {}

    def name(rule: UsedRule, kind: str, number: int) -> str:
        if rule not in known:
            known[rule] = _names_of(rules, rule)
        names: Sequence[str] = known[rule].get(kind, ())
        return names[number] if number < len(names) else part_number(rule, kind, number)

    return name


def _names_of(rules: Rulebook, rule: UsedRule) -> dict[str, list[str]]:
    try:
        file = rules.file(rule.site) if rule.site in rules.ids("sites") else None
    except CleanerError:  # a faulty file names nothing; `rules check` says what is wrong with it
        file = None
    plan = _plan_of(file, rule) if file is not None and file.version == rule.version else None
    if file is None or plan is None:
        return {}
    sources = [(field, source) for field, given in plan.fields.items() for source in given.sources]
    return {
        "body": [f"the story at `{body.place}` (line {body.line})" for body in plan.bodies],
        "label": [f"{one.label.by.rpartition(':')[2]}: {one.label.why} (line {one.line})" for one in plan.statements],
        "fields": [f"{field} from {source.name} (line {source.line})" for field, source in sources],
    }


def _plan_of(file: CompiledFile, rule: UsedRule) -> Plan | None:
    """What the file says in the layout; what it says without one, where no layout fitted."""
    if rule.layout is None:
        return file.rest
    return next((layout.plan for layout in file.layouts if layout.name == rule.layout), None)
