"""What explain shows: every block with its role and reason, every field with what was chosen and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from cleaner.model import BOILERPLATE_ROLES, Block, Choice, Cut, Json, Label, Labels, Page, Record, Role

if TYPE_CHECKING:
    from cleaner.pipeline import Trace
    from cleaner.rulebook.match import SiteMatch

UNLABELLED = Label(Role.BOILERPLATE, "nobody", "no rule and no voice has spoken for it")
MAX_ENTRY_CHARS = 40
SEPARATOR = " · "
NAMING_MEMBERS = ("name", "value", "code", "text", "place", "raw", "caption", "url", "domain")
# Control characters: what a page holds must not steer the terminal it is shown on.
CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")


class ExplainedCut(Struct, frozen=True):
    """A run of text cut out of a block: characters start to end of its text."""

    start: int
    end: int
    role: Role
    by: str
    why: str


class ExplainedBlock(Struct, frozen=True, omit_defaults=True):
    """One block and the receipt for it. tag: of its element; line: of a dump, 1-based."""

    index: int
    text: str
    role: Role
    by: str
    why: str
    tag: str = ""
    line: int = 0
    cuts: tuple[ExplainedCut, ...] = ()

    @property
    def receipt(self) -> tuple[Role, str, str]:
        return self.role, self.by, self.why

    @property
    def is_entry(self) -> bool:
        """Whether it is a menu's entry or the like: removed, short, whole. Such ones may share a line when shown."""
        return self.role in BOILERPLATE_ROLES and len(self.text) <= MAX_ENTRY_CHARS and not self.cuts

    def pieces(self) -> Iterator[tuple[str, ExplainedCut | None]]:
        """The text in runs: what stays, and what each cut takes out of it. Cuts that overlap are shown once."""
        position = 0
        for cut in self.cuts:
            start = max(cut.start, position)
            if start >= cut.end:
                continue
            if start > position:
                yield self.text[position:start], None
            yield self.text[start : cut.end], cut
            position = cut.end
        if position < len(self.text):
            yield self.text[position:], None


@dataclass(frozen=True, slots=True)
class ExplainedField:
    """A field's value as one line, the source that gave it, and what other sources said: (value, source).

    agreeing: other sources that said the same, in their order.
    """

    name: str
    value: str
    source: str
    rejected: tuple[tuple[str, str], ...] = ()
    agreeing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """All explain shows of one page. grounds: what matched and why, as (what, text) lines."""

    name: str
    record: Record
    blocks: tuple[ExplainedBlock, ...]
    fields: tuple[ExplainedField, ...]
    grounds: tuple[tuple[str, str], ...] = ()

    def counts(self) -> dict[Role, int]:
        """Blocks by role, in the order of the roles; cuts count as blocks of their role."""
        found = [block.role for block in self.blocks] + [cut.role for block in self.blocks for cut in block.cuts]
        return {role: found.count(role) for role in Role if role in found}

    def runs(self) -> Iterator[tuple[ExplainedBlock, ...]]:
        """Neighbouring blocks with one and the same receipt."""
        for _, blocks in groupby(self.blocks, key=lambda block: block.receipt):
            yield tuple(blocks)


def explain(name: str, trace: Trace) -> Explanation:
    """Turn a trace into what is shown. A page that could not be decoded has no blocks, and its record says why."""
    if trace.page is None or trace.story is None:
        return Explanation(name, trace.record, (), ())
    return Explanation(
        name,
        trace.record,
        explain_blocks(trace.page, trace.story.labels),
        explain_fields(trace.record, trace.choices),
        tuple(_explain_match(trace.match)),
    )


def explain_blocks(page: Page, labels: Labels) -> tuple[ExplainedBlock, ...]:
    """Each block with its label and its cuts, in reading order."""
    cuts: dict[int, list[Cut]] = {}
    for cut in labels.cuts:
        cuts.setdefault(cut.block, []).append(cut)
    pairs = zip(page.blocks, labels.labels, strict=True)
    return tuple(_explain_block(block, label or UNLABELLED, cuts.get(block.index, ())) for block, label in pairs)


def explain_fields(record: Record, choices: Mapping[str, Choice[Any]]) -> tuple[ExplainedField, ...]:
    """Each field that has a value, in the order of the record."""
    found = dict(_chosen(record, choices))
    known = [name for name in Record.__struct_fields__ if name in found]
    return tuple(found[name] for name in (*known, *(name for name in found if name not in known)))


def one_line(value: Json) -> str:
    """A field's value as a person reads it: names of authors, the value of a moment, items with dots between them."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return SEPARATOR.join(filter(None, map(one_line, value)))
    if isinstance(value, Struct):
        named = next((getattr(value, member) for member in NAMING_MEMBERS if getattr(value, member, None)), None)
        return one_line(named) if named is not None else _members(value)
    return str(value).translate(CONTROLS)


def _members(value: Struct) -> str:
    """`free: no, complete: yes` of a part that has no member that names it."""
    known: dict[str, Json] = msgspec.to_builtins(value)
    words = {True: "yes", False: "no"}
    return ", ".join(f"{name}: {words[item] if isinstance(item, bool) else item}" for name, item in known.items())


def _explain_match(match: SiteMatch | None) -> Iterator[tuple[str, str]]:
    """Each rule file that speaks for the page alone, and on what ground; shared rules speak for every page."""
    grounds = match.grounds if match is not None else ()
    if match is None or match.facts.rule is None:
        yield "site rule", "none matches"
    for ground in grounds:
        kind = "platform" if ground.rule.startswith("platforms/") else "rule"
        yield "site rule" if ground.rule.startswith("sites/") else kind, f"{ground.rule}: {ground.why}"


def _explain_block(block: Block, label: Label, cuts: Iterable[Cut]) -> ExplainedBlock:
    return ExplainedBlock(
        index=block.index,
        text=block.text.translate(CONTROLS),
        role=label.role,
        by=label.by,
        why=label.why,
        tag=block.tag,
        line=block.line,
        cuts=tuple(
            ExplainedCut(cut.start, cut.end, cut.label.role, cut.label.by, cut.label.why)
            for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end))
        ),
    )


def _chosen(record: Record, choices: Mapping[str, Choice[Any]]) -> Iterator[tuple[str, ExplainedField]]:
    for name, choice in choices.items():
        value = one_line(choice.value)
        others = [(one_line(other), source) for other, source in choice.rejected]
        rejected = tuple(pair for pair in others if not _say_the_same(pair[0], value))
        agreeing = tuple(source for other, source in others if _say_the_same(other, value))
        yield name, ExplainedField(name, value, choice.source, rejected, agreeing)
    if record.outlet is not None and "outlet" not in choices:
        yield "outlet", ExplainedField("outlet", one_line(record.outlet), record.outlet.source or "")


def _say_the_same(one: str, other: str) -> bool:
    """Whether two values differ in nothing but case and what stands between the words."""
    return [char for char in one.casefold() if char.isalnum()] == [char for char in other.casefold() if char.isalnum()]
