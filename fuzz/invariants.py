"""What holds of every record, whatever the page was; each check raises Broken, which names what does not hold.

check_trace(trace(raw, rules))          one page, with what became of each of its blocks, in every format
check_reading(trace(raw, rules))        the same without the formats
check_record(record)                    one record, wherever it comes from
check_rows(items, rows)                 as many rows as items, in their order
check_same(records, others, "…")        the same pages cleaned again, elsewhere, in another order
"""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Record, Role, Status
from cleaner.pipeline import Trace
from cleaner.report import explain
from cleaner.report.html_page import render_explanation
from cleaner.sinks import SINKS, Row, sink_of

# Lone surrogates, control characters but tab and line end, and all 66 code points that are no characters.
UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


MAX_GROWTH, ROOM = 20, 10_000  # of what is written, as many times the record's JSON and so many characters more

# What may be said of an item of a file beside the SHA-256 of its page.
BAD = "error"  # it can be no page
OPEN = ""  # it is a page that is not known to the byte
EITHER = "either"  # it may be a page or an error, but has a row


class Broken(AssertionError):
    """Something that must hold does not. rule: which, and where; the same for all inputs that break it there."""

    def __init__(self, rule: str, detail: object = "") -> None:
        self.rule = rule
        super().__init__(f"{rule}: {detail!r:.300}" if detail != "" else rule)


def hold(condition: bool, rule: str, detail: object = "") -> None:
    """Raise Broken unless the condition is true."""
    if not condition:
        raise Broken(rule, detail)


def check_trace(traced: Trace) -> None:
    """All of a page: its record, the receipt for each block, and everything that is written of it."""
    check_reading(traced)
    check_outputs(traced)


def check_reading(traced: Trace) -> None:
    """What was read of a page: its record, and the receipt for each block."""
    check_record(traced.record)
    hold(traced.record.status is not Status.CRASHED, "no page crashes the program", traced.record.reason)
    if traced.page is not None and traced.story is not None:
        check_blocks(traced)


def check_record(record: Record) -> None:
    """A record by itself: valid, clean, written and read again without loss; its text and counts agree."""
    check_strings(msgspec.to_builtins(record))
    encoded = record.to_json()
    hold("\n" not in encoded, "a record is one line of JSON")
    try:
        hold(msgspec.json.decode(encoded, type=Record) == record, "a record is read as it was written")
    except msgspec.ValidationError as error:
        raise Broken("a record is valid by its schema", str(error)) from error
    hold(pickle.loads(pickle.dumps(record)) == record, "a record survives pickling")
    hold(record.text == "\n\n".join(block.text for block in record.body), "the text is the joined body")
    hold(all(block.text.strip() for block in record.body), "no block of the body is empty")
    hold(all(count > 0 for count in record.removed.values()), "what is counted as removed is more than none")
    hold(
        record.removed.keys() <= {role.value for role in BOILERPLATE_ROLES},
        "removed is counted by role",
        record.removed,
    )
    hold(0 <= record.quality.score <= 1, "the score is from 0 to 1", record.quality.score)
    hold(record.status is Status.OK or bool(record.reason), "another status than ok has a reason", record.status)


def check_strings(value: Any, path: str = "record") -> None:
    """No string of a record holds what is no text: keys, values, at any depth."""
    for place, text in _strings(value, path):
        found = UNCLEAN.search(text)
        if found is not None:
            raise Broken(
                f"strings are clean ({place})",
                f"U+{ord(found[0]):04X} in {text[max(0, found.start() - 20) : found.end() + 20]!r}",
            )


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield f"{path}, a key", key
            yield from _strings(member, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item, path)


def check_blocks(traced: Trace) -> None:
    """Each block has a role and a reason, and each is kept, removed, or a line of the story."""
    page, story, record = traced.page, traced.story, traced.record
    assert page is not None
    assert story is not None
    labels = story.labels.labels
    hold(len(labels) == len(page.blocks), "there is a label for each block")
    hold([block.index for block in page.blocks] == list(range(len(labels))), "blocks are numbered in their order")
    for block, label in zip(page.blocks, labels, strict=True):
        hold(label is not None, "every block has a role", block.text)
        hold(bool(label and label.by and label.why), "every role has a reason", label)
        hold(bool(block.text.strip()), "no block is empty", block)
        hold(0 <= block.link_chars <= len(block.text), "no more is linked than there is text", block)
    for cut in story.labels.cuts:
        hold(0 <= cut.start < cut.end <= len(page.blocks[cut.block].text), "cuts are inside their blocks", cut)
    roles = [label.role if label else Role.BOILERPLATE for label in labels]
    removed = sum(role in BOILERPLATE_ROLES for role in roles)
    removed += sum(cut.label.role in BOILERPLATE_ROLES for cut in story.labels.cuts)
    hold(sum(record.removed.values()) == removed, "removed counts add up", (record.removed, removed))
    cut_to_nothing = sum(role in BODY_ROLES for role in roles) - len({block.index for block in story.body})
    hold(
        0 <= cut_to_nothing <= len(story.labels.cuts), "the body is the blocks with a role of the body", cut_to_nothing
    )


def check_outputs(traced: Trace) -> None:
    """Every format can be written and encoded, and what explains a page as well."""
    row = Row("page", traced.record)
    size = len(traced.record.to_json())
    for name in SINKS:
        stream = io.StringIO()
        sink_of(name)(iter((row,)), stream, many=False)
        hold(_is_encodable(stream.getvalue()), f"{name} can be encoded as UTF-8")
        hold(len(stream.getvalue()) <= MAX_GROWTH * size + ROOM, f"{name} grows with what is in it", size)
    explained = explain("page", traced)
    hold(
        len(explained.blocks) == (len(traced.page.blocks) if traced.page and traced.story else 0),
        "explain has every block",
    )
    hold(_is_encodable(render_explanation(explained)), "the receipt can be encoded as UTF-8")


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_rows(items: Sequence[str], rows: Sequence[str]) -> None:
    """As many rows as items, in their order. rows: the mark of a page, or BAD; items: that, or OPEN, or EITHER."""
    hold(len(items) == len(rows), "n items in, n rows out", (len(items), len(rows), rows))
    for item, row in zip(items, rows, strict=True):
        if item == BAD:
            hold(row == BAD, "what is no page is an error in its place", (items, rows))
        elif item != EITHER:
            hold(row != BAD, "one bad item costs no other item its row", (items, rows))
            hold(item in (OPEN, row), "a page is what was put in", (items, rows))


def is_row_of(item: str, row: str) -> bool:
    """Whether the row is what the item may give."""
    return item in (EITHER, row) or (item == OPEN and row != BAD)


def check_same(first: Sequence[str], again: Sequence[str], how: str) -> None:
    """The same pages give the same records, byte for byte. how: what was different the second time."""
    hold(len(first) == len(again), f"the same {how}", (len(first), len(again)))
    for one, other in zip(first, again, strict=True):
        if one != other:
            before, after = msgspec.json.decode(one), msgspec.json.decode(other)
            names = [name for name in before if before[name] != after.get(name)]
            if after["status"] == Status.CRASHED:
                names = ["reason"]
            detail = {name: (before[name], after.get(name)) for name in names[:3]}
            raise Broken(f"the same {how} ({', '.join(names[:3])})", detail)
