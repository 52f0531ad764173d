"""A block's text with its spans, written in any markup: spans that overlap become spans that nest."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from cleaner.model import Span

# A link is never parted, and code holds nothing else; others stand inside the longer ones.
OUTERMOST, INNERMOST = "link", "code"


class Run(NamedTuple):
    """A run of a text in one span. inner: written; of code, as it is. is_whole: it is all of the span.

    before, after: the characters around it; empty at the ends of the text.
    """

    span: Span
    inner: str
    before: str
    after: str
    is_whole: bool


class _Segment(NamedTuple):
    start: int
    end: int
    around: tuple[Span, ...]


WriteText: TypeAlias = Callable[[str], str]
WriteRun: TypeAlias = Callable[[Run], str]


def write_inline(text: str, spans: Sequence[Span], write_text: WriteText, write_run: WriteRun) -> str:
    """The text in a markup. write_text: of what is in no further span; write_run: of a span, its inside written."""
    if not spans:
        return write_text(text)
    return _write(text, list(_segments(len(text), spans)), 0, (write_text, write_run))


def _segments(length: int, spans: Sequence[Span]) -> Iterator[_Segment]:
    """The runs of a text between the ends of its spans, each with the spans around it, one of each kind."""
    inside = [span for span in spans if 0 <= span.start < span.end <= length]
    waiting = deque(sorted(inside, key=lambda span: span.start))
    edges = {0, length, *(span.start for span in inside), *(span.end for span in inside)}
    around: list[Span] = []
    for start, end in pairwise(sorted(edges)):
        around = [span for span in around if span.end > start]
        while waiting and waiting[0].start == start:
            around.append(waiting.popleft())
        kinds = {span.kind: span for span in around}
        yield _Segment(start, end, tuple(sorted(kinds.values(), key=_nesting)))


def _nesting(span: Span) -> tuple[bool, bool, int, str]:
    return span.kind != OUTERMOST, span.kind == INNERMOST, span.start - span.end, span.kind


def _write(text: str, segments: Sequence[_Segment], depth: int, writers: tuple[WriteText, WriteRun]) -> str:
    write_text, write_run = writers
    written = []
    for span, group in groupby(segments, key=lambda segment: segment.around[depth] if segment.around[depth:] else None):
        run = list(group)
        start, end = run[0].start, run[-1].end
        if span is None:
            written.append(write_text(text[start:end]))
        else:
            inner = text[start:end] if span.kind == INNERMOST else _write(text, run, depth + 1, writers)
            is_whole = (start, end) == (span.start, span.end)
            written.append(write_run(Run(span, inner, text[max(start - 1, 0) : start], text[end : end + 1], is_whole)))
    return "".join(written)
