"""Links, stress and levels of headings in a dump that is Markdown: its marks are not in the texts any more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cleaner.model import Block, Document, Labels, Role, Span, SpanKind
from cleaner.stages.segment.markdown import HEADING, LINK, PICTURE, STRESS, without_marks
from cleaner.stages.segment.text import raw_lines
from cleaner.text import is_safe_address

TARGET_START = re.compile(r"\]\(\s?<?([^\s<>]*)")
LEVEL = re.compile(r"#{1,6}")
STRESS_KINDS: dict[int, SpanKind] = {1: "emphasis", 2: "strong", 3: "strong"}  # signs around it
MAX_AWAY = 60  # characters behind their place where words are still looked for
MAX_SHIFT = 4  # characters that a text may be shorter than its line: marks of headings and lists, spaces
MAX_RAW_CHARS = 20_000  # of a block's lines, as the dump has them


def with_marks(document: Document, labels: Labels, blocks: Sequence[Block], body: Sequence[Block]) -> Iterator[Block]:
    """The blocks of the body with the links and stress of their lines. blocks: all of the page."""
    if "](" not in document.text:  # no Markdown, or none with links
        yield from body
        return
    lines = raw_lines(document.text)
    cuts = labels.cuts_by_block()
    for block in body:
        after = blocks[block.index + 1].line if block.index + 1 < len(blocks) else len(lines) + 1
        raw = " ".join(line.strip() for line in lines[block.line - 1 : after - 1])[:MAX_RAW_CHARS]
        label = labels.labels[block.index]
        is_heading = label is not None and label.role is Role.HEADING
        level = _level(raw) if is_heading else None
        shift = len(block.printed) - len(block.text)  # the marker before it
        spans = () if block.index in cuts else tuple(_spans(raw, block.text, shift))
        yield replace(block, structure=replace(block.structure, spans=spans, level=level))


def _level(raw: str) -> int | None:
    heading = HEADING.match(raw)
    mark = LEVEL.search(raw) if heading is not None else None
    return len(mark[0]) if mark is not None else None


def _spans(raw: str, text: str, shift: int) -> Iterator[Span]:
    """The spans of a text, by the marks in the lines it was read from."""
    raw = PICTURE.sub("", raw)
    found: list[Span] = []
    for link, start, end in _places(LINK, 1, raw, text):
        target = TARGET_START.match(link[0][len(link[1]) + 1 :])
        if target is not None and is_safe_address(target[1]) and not target[1].startswith("#"):
            found.append(Span("link", start + shift, end + shift, _closed(target[1])))
    for stress, start, end in _places(STRESS, 2, LINK.sub(r"\1", raw), text):
        found.append(Span(STRESS_KINDS[len(stress[1])], start + shift, end + shift))
    yield from sorted(found, key=lambda span: (span.start, -span.end))


def _places(mark: re.Pattern[str], words: int, raw: str, text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """The marks of one kind, and where in the text their words stand: behind what stands between the marks.

    words: the pattern's group of them.
    """
    end = raw_end = 0
    for found in mark.finditer(raw):
        between, inner = raw[raw_end : found.start()], without_marks(found[words])
        spaces = (between[:1].isspace() and end > 0) + (between[-1:].isspace() and len(between) > 1)
        expected = end + len(without_marks(LINK.sub(r"\1", between))) + spaces
        is_there = inner and text.startswith(inner, expected)
        first = expected if is_there else max(end, expected - MAX_SHIFT)
        start = first + text[first : first + len(inner) + MAX_AWAY].find(inner) if inner else -1
        if start >= first:
            end, raw_end = start + len(inner), found.end()
            yield found, start, end


def _closed(target: str) -> str:
    """An address without the bracket that ends the link, and what stands behind it."""
    depth = 0
    for at, char in enumerate(target):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return target[:at]
    return target
