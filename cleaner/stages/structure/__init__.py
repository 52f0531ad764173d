"""What stands in the body beside its text: links and stress, lists, tables, quotations; embeds and pictures."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from cleaner.model import PLAIN, Block, Labels, Page, Role, Span, Structure
from cleaner.stages.structure.containers import Containers
from cleaner.stages.structure.embeds import read_embeds
from cleaner.stages.structure.inline import InlineReader
from cleaner.stages.structure.pictures import with_pictures
from cleaner.stages.structure.preformatted import MarginReader
from cleaner.text import lengths_without

__all__ = ["read_embeds", "with_pictures", "with_structure"]

INDEX_OF = attrgetter("index")


def with_structure(page: Page, labels: Labels, body: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of the body, each with its structure. labels: of the page; body: as kept_blocks() gives it.

    Reads the page's tree for these blocks alone; of a dump, the marks of Markdown in their lines.
    """
    if page.tree is None:
        from cleaner.stages.structure.dump_marks import with_marks  # see segment()

        return tuple(with_marks(page.document, labels, page.blocks, body))
    inline, containers, cuts = InlineReader(page), Containers(page.tree), labels.cuts_by_block()
    margins = MarginReader()
    structured: list[Block] = []
    for index, kept in groupby(body, key=INDEX_OF):
        label = labels.labels[index]
        pieces = page.tree.pieces_of(index)
        if label is None or not pieces:
            structured += kept
            continue
        text = page.blocks[index].text
        whole = containers.place(label.role, pieces, text)
        spans = inline.spans(pieces, text)
        if index in cuts:
            spans = _moved(spans, lengths_without(text, cuts[index]))
            whole = replace(whole, cells=())  # what is cut may be one of them
        divided = _divided(kept, replace(whole, spans=spans) if spans else whole)
        structured += divided if label.role is not Role.PREFORMATTED else margins.with_margins(pieces, divided)
    return tuple(structured)


def _moved(spans: Sequence[Span], lengths: Sequence[int]) -> tuple[Span, ...]:
    """The spans in a text of which runs are cut out. lengths: of what is left before each of its characters."""
    return tuple(replace(span, start=lengths[span.start], end=lengths[span.end]) for span in spans)


def _divided(kept: Iterable[Block], whole: Structure) -> Iterator[Block]:
    """Blocks with their shares of a structure: of preformatted text each line is a block of its own."""
    if whole == PLAIN:
        yield from kept
        return
    waiting, around, end = deque(whole.spans), list[Span](), -1
    for block in kept:
        start = end + 1  # behind a line end
        end = start + len(block.text)
        around = [span for span in around if span.end > start]
        while waiting and waiting[0].start < end:
            around.append(waiting.popleft())
        yield replace(block, structure=replace(whole, spans=tuple(_within(around, block.text, start))))


def _within(spans: Sequence[Span], text: str, offset: int) -> Iterator[Span]:
    """The parts of spans that lie in a text that begins at an offset, without white space at their ends."""
    for span in spans:
        start, end = max(span.start - offset, 0), min(span.end - offset, len(text))
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start < end:
            yield replace(span, start=start, end=end)
