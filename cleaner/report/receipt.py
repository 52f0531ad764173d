"""What explain shows: every block with its role and reason, every field with what was chosen and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from cleaner.model import BOILERPLATE_ROLES, Block, Choice, Cut, Json, Label, Labels, Page, Record, Role
from cleaner.report.element_path import path_of

if TYPE_CHECKING:
    from cleaner.pipeline import Trace
    from cleaner.rulebook.match import SiteMatch

UNLABELLED = Label(Role.BOILERPLATE, "nobody", "no labeler gave it a role")
RULE_KINDS = {"sites": "site rule", "platforms": "platform"}  # folder of the rule file → what it is called
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
    """One block and the receipt for it. tag: of its element; line: of a dump, 1-based.

    path: a selector of its element, from the nearest one around it that has a name of its own; empty in a dump.
    """

    index: int
    text: str
    role: Role
    by: str
    why: str
    tag: str = ""
    line: int = 0
    path: str = ""
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

    def roles(self) -> Iterator[Role]:
        """The role of each block and of each cut."""
        for block in self.blocks:
            yield block.role
            yield from (cut.role for cut in block.cuts)

    def summary(self) -> Iterator[tuple[str, str]]:
        """What stands above the blocks, as (what, text) lines."""
        record = self.record
        yield "input", self.name
        yield "status", record.status.value if record.reason is None else f"{record.status.value}: {record.reason}"
        yield from self.grounds
        if record.tool.body_by:
            yield "body by", record.tool.body_by
        yield "score", " ".join([f"{record.quality.score:.2f}", *record.quality.flags])

    def runs(self) -> Iterator[tuple[ExplainedBlock, ...]]:
        """Neighbouring blocks with one and the same receipt."""
        for _, blocks in groupby(self.blocks, key=lambda block: block.receipt):
            yield tuple(blocks)


def explain(name: str, trace: Trace) -> Explanation:
    """Turn a trace into what is shown. A page that could not be decoded has no blocks, and its record says why."""
    if trace.page is None or trace.story is None or trace.match is None:
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
    places = {name: place for place, name in enumerate(Record.__struct_fields__)}
    return tuple(sorted(_chosen(record, choices), key=lambda field: places.get(field.name, len(places))))


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
    members: dict[str, Json] = msgspec.to_builtins(value)
    words = {True: "yes", False: "no"}
    return ", ".join(
        f"{name}: {words[item] if isinstance(item, bool) else one_line(getattr(value, name))}"
        for name, item in members.items()
    )


def _explain_match(match: SiteMatch) -> Iterator[tuple[str, str]]:
    """Each rule file for this site or platform, and on what ground it matched; shared rules are for every page."""
    if match.facts.rule is None:
        yield "site rule", "none matches"
    for ground in match.grounds:
        yield RULE_KINDS.get(ground.rule.split("/")[0], "rule"), f"{ground.rule}: {ground.why}"


def _explain_block(block: Block, label: Label, cuts: Iterable[Cut]) -> ExplainedBlock:
    return ExplainedBlock(
        index=block.index,
        text=block.text.translate(CONTROLS),
        role=label.role,
        by=label.by,
        why=label.why,
        tag=block.tag,
        line=block.line,
        path=path_of(block.place),
        cuts=tuple(
            ExplainedCut(cut.start, cut.end, cut.label.role, cut.label.by, cut.label.why)
            for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end))
        ),
    )


def _chosen(record: Record, choices: Mapping[str, Choice[Any]]) -> Iterator[ExplainedField]:
    for name, choice in choices.items():
        value = one_line(choice.value)
        rejected: list[tuple[str, str]] = []
        agreeing: list[str] = []
        for other, source in choice.rejected:
            line = one_line(other)
            if _letters(line) == _letters(value):
                agreeing.append(source)
            else:
                rejected.append((line, source))
        yield ExplainedField(name, value, choice.source, tuple(rejected), tuple(agreeing))
    if record.outlet is not None and "outlet" not in choices:
        yield ExplainedField("outlet", one_line(record.outlet), record.outlet.source or "")


def path_of_run(run: Sequence[ExplainedBlock]) -> str:
    """Where a run of blocks stands: the path of the first, with a mark where others stand elsewhere."""
    paths = dict.fromkeys(block.path for block in run)
    first = run[0].path
    return f"{first}, …" if first and len(paths) > 1 else first


def _letters(value: str) -> str:
    """A value without case and without what stands between its words."""
    return "".join(filter(str.isalnum, value.casefold()))
