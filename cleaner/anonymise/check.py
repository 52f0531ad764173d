"""Whether an anonymised page is still the same page to the program: its fields, their sources, its blocks' roles."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.anonymise.page import Shared
from cleaner.model import BOILERPLATE_ROLES, Record, Role
from cleaner.pipeline import Trace, trace
from cleaner.rulebook import Rulebook
from cleaner.text import visible

COUNTED = ("authors", "sources", "section", "images", "photo_credits")
PRESENT = ("title", "subtitle", "kicker", "dateline", "published", "modified")
SHOWN_CHARS = 60
MAX_SHOWN = 5


def differences(shared: Shared, rules: Rulebook) -> list[str]:
    """What the record and the blocks of the anonymised page have otherwise, a line each."""
    now = trace(shared.raw, rules)
    return [*_field_differences(shared.original.record, now.record), *_block_differences(shared, now)]


def _field_differences(then: Record, now: Record) -> Iterator[str]:
    if then.status is not now.status:
        yield f"status: {then.status} before, {now.status} now"
    for name in PRESENT:
        if (getattr(then, name) is None) != (getattr(now, name) is None):
            yield f"{name}: {_shown(getattr(then, name))} before, {_shown(getattr(now, name))} now"
    for name in COUNTED:
        before, after = len(getattr(then, name)), len(getattr(now, name))
        if before != after:
            yield f"{name}: {before} before, {after} now"
    for name in sorted(then.provenance.keys() & now.provenance.keys()):
        if then.provenance[name] != now.provenance[name]:
            yield f"{name}: from {then.provenance[name]} before, from {now.provenance[name]} now"
    if then.tool.rule != now.tool.rule or then.tool.body_by != now.tool.body_by:
        yield f"body: by {then.tool.body_by} before, by {now.tool.body_by} now"


def _block_differences(shared: Shared, now: Trace) -> Iterator[str]:
    before = _roles(shared.original)
    after = _roles(now)
    survivors = [before[index] for index in shared.survivors if index < len(before)]
    if len(survivors) != len(after):
        yield f"blocks: {len(survivors)} of the page are kept, and {len(after)} are read now"
        return
    others = [pair for pair in zip(survivors, after, strict=True) if _is_other(pair[0][0], pair[1][0])]
    for (role, _), (new_role, text) in others[:MAX_SHOWN]:
        yield f"block {_shown(text)}: {role} before, {new_role} now"
    if len(others) > MAX_SHOWN:
        yield f"and {len(others) - MAX_SHOWN} more blocks with another role"


def _is_other(role: Role, new_role: Role) -> bool:
    """Whether two roles differ in what becomes of a text; kinds of boilerplate differ in name only."""
    return role is not new_role and not (role in BOILERPLATE_ROLES and new_role in BOILERPLATE_ROLES)


def _roles(traced: Trace) -> list[tuple[Role, str]]:
    if traced.story is None:
        return []
    pairs = zip(traced.story.page.blocks, traced.story.labels.labels, strict=True)
    return [(label.role if label is not None else Role.BOILERPLATE, block.text) for block, label in pairs]


def _shown(value: object) -> str:
    return repr(visible(str(value))[:SHOWN_CHARS]) if value is not None else "none"
