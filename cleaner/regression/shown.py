"""What differs in a sample, for a person: first in which fields, then how; each line fits a screen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from cleaner.model import Json
from cleaner.regression.compare import Difference
from cleaner.text import counted

COLUMNS = 80
LEAD = 24  # characters before the first that differs, of a line that was changed
# What is counted, measured or made of the rest; a member of it that says something of its own.
DERIVED = {
    "page_type": "kind", "language": "code", "body": None, "removed": None, "quality": "flags", "fingerprint": None,
    "tool": "body_by",
}  # fmt: skip
TELLING = ("body", "removed")  # of these what is shown beside fields that differ
BRACKETS = frozenset("[]{}, ")


def shown(differences: Sequence[Difference], columns: int = COLUMNS) -> Iterator[str]:
    """The summary of some differences, and then each: fields, then text, then what follows and says something new."""
    if not differences:
        return
    yield from summary(differences, columns)
    by_text = next((one for one in differences if one.field == "text"), None)
    own, rest = _parted(differences)
    follows = [one for one in rest if not own or one.field in TELLING]
    for one in sorted(own, key=lambda one: one is by_text) + follows:
        lines = list(_detail(_beside(one, by_text), columns - 2))
        yield from (f"{one.field}:", *(f"  {line}" for line in lines)) if lines else ()


def summary(differences: Sequence[Difference], columns: int = COLUMNS) -> Iterator[str]:
    """Which fields differ, and of a text how many lines; then what follows from them."""
    own, rest = _parted(differences)
    yield from _folded(_summary(own, rest), columns)


def _parted(differences: Sequence[Difference]) -> tuple[list[Difference], list[Difference]]:
    """The differences that say something of their own, and those that follow from others."""
    own = [one for one in differences if not _is_derived(one)]
    return own, [one for one in differences if _is_derived(one)]


def _is_derived(one: Difference) -> bool:
    if one.field not in DERIVED:
        return False
    member = DERIVED[one.field]
    return member is None or (one.expected or {}).get(member) == (one.actual or {}).get(member)


def _summary(own: Sequence[Difference], rest: Sequence[Difference]) -> str:
    named = ", ".join(map(_named, own))
    follows = ", ".join(one.field for one in rest)
    return f"differs: {'; with that: '.join(filter(None, (named, follows)))}"


def _named(one: Difference) -> str:
    """The field; of a text with how many lines came and went."""
    if one.field != "text":
        return one.field
    codes = SequenceMatcher(None, _lines(one), _lines(one, is_actual=True)).get_opcodes()
    gone = sum(code[2] - code[1] for code in codes if code[0] != "equal")
    new = sum(code[4] - code[3] for code in codes if code[0] != "equal")
    return f"text ({counted(gone, 'line')} gone, {new:,} new)"


def _beside(one: Difference, text: Difference | None) -> Difference:
    """The difference without the blocks of a body that the difference of the text shows."""
    if one.field != "body" or text is None:
        return one
    both = set(_lines(text)).intersection(_lines(text, is_actual=True))
    sides = ([block for block in side or () if block.get("text") in both] for side in (one.expected, one.actual))
    return Difference(one.field, *sides)


def _detail(one: Difference, columns: int) -> Iterator[str]:
    """What was expected (-) and what came (+), with a line of what is the same around."""
    before, after = _lines(one), _lines(one, is_actual=True)
    groups = SequenceMatcher(None, before, after).get_grouped_opcodes(1)
    for number, group in enumerate(groups):
        yield from ["…"] if number else []
        for kind, first, last, start, end in group:
            if kind == "equal":
                yield from (f"  {_cut(line, columns - 2)}" for line in before[first:last])
            else:
                yield from _changed(before[first:last], after[start:end], columns - 2)


def _changed(old: Sequence[str], new: Sequence[str], width: int) -> Iterator[str]:
    """The lines that went and that came; of as many on both sides each from shortly before it differs."""
    pairs = zip(old, new, strict=True) if len(old) == len(new) else ()
    starts = [max(_shared(*pair) - LEAD, 0) for pair in pairs] or [0] * max(len(old), len(new))
    for sign, lines in (("-", old), ("+", new)):
        yield from (f"{sign} {_cut(line, width, start)}" for line, start in zip(lines, starts, strict=False))


def _shared(one: str, other: str) -> int:
    """With how many characters two lines both begin."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)


def _cut(line: str, width: int, start: int = 0) -> str:
    """A line from a character on, as far as it fits."""
    rest = f"…{line[start:]}" if start and len(line) > width else line
    return rest if len(rest) <= width else rest[: width - 1] + "…"


def _lines(one: Difference, *, is_actual: bool = False) -> list[str]:
    """A value as lines: of a text its own, of a body one for each block, else as JSON without its brackets."""
    value: Json = one.actual if is_actual else one.expected
    if isinstance(value, str):
        return list(filter(None, value.split("\n")))
    if one.field == "body" and isinstance(value, list):
        return [f"{block.get('kind')}: {block.get('text')}" for block in value if isinstance(block, dict)]
    lines = json.dumps(value, ensure_ascii=False, indent=1).split("\n")
    return [line[1:].rstrip(",") if len(lines) > 1 else line for line in lines if not BRACKETS.issuperset(line)]


def _folded(line: str, columns: int) -> list[str]:
    from textwrap import wrap

    return wrap(line, columns, subsequent_indent="  ", break_on_hyphens=False)
