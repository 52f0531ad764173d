"""The general voice for text dumps: the shape of the lines says which are the body.

A learned voice can take this one's place: same arguments, same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cleaner.model import BODY_ROLES, Block, Label
from cleaner.text import count_words, ends_sentence

# All values chosen on the dumps of two development sets (fundus_unit, wcxb), F1 flat around them.
SENTENCE_WORDS = 9  # a line this long that ends like a sentence is prose; shorter ones are teasers as often
LONG_WORDS = 28  # so long a line is prose however it ends
MAX_GAIN = 6.0  # what one line can add to a run: one long line does not outweigh a menu
WORDS_PER_GAIN = 10.0
COST = 0.9  # what a line that is no prose takes from a run
MARKED_COST = 1.2
SPOKEN_COST = 0.3  # a line that a rule has named boilerplate breaks a run less: it is accounted for
MAX_GAP_COST = 9.0  # what a whole gap between two lines of prose costs at most: listicles hold long lists
MAX_SUBHEAD_WORDS = 14
MIN_ITEM_WORDS = 5  # mean words of list items that are text; menus and tag lists have one to three
MIN_MARKED_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class _Shape:
    words: int
    ends: bool
    prose: bool
    marked: bool
    spoken: bool


def vote(blocks: Sequence[Block], labels: Sequence[Label | None]) -> frozenset[int]:
    """Indices of the blocks that form the page's main run of prose; empty where there is none.

    labels: what rules have said, one per block; a block with a label is never chosen. The run is the stretch of
    lines with the largest sum of gains (prose) and costs (all else): Bentley's maximum subarray. Inside it, short
    lines are kept where they look like subheads or list items of the text.
    """
    shapes = [_shape(block, label) for block, label in zip(blocks, labels, strict=True)]
    start, end = _best_run(_cap_gaps([_value(shape) for shape in shapes]))
    return frozenset(blocks[i].index for i in _keep(blocks, shapes, start, end))


def _shape(block: Block, label: Label | None) -> _Shape:
    words = count_words(block.text)
    ends = ends_sentence(block.text) or block.text.endswith((":", "："))  # a colon announces a list or a quotation
    spoken = label is not None and label.role not in BODY_ROLES
    prose = not spoken and block.link_share < 0.5 and ((words >= SENTENCE_WORDS and ends) or words >= LONG_WORDS)
    return _Shape(words, ends, prose, bool(block.marker) or block.tag == "li", spoken)


def _value(shape: _Shape) -> float:
    if shape.prose:
        return min(MAX_GAIN, shape.words / WORDS_PER_GAIN)
    if shape.spoken:
        return -SPOKEN_COST
    return -MARKED_COST if shape.marked else -COST


def _cap_gaps(values: Sequence[float]) -> list[float]:
    """Scale the costs of each gap so that their sum is at most MAX_GAP_COST."""
    capped: list[float] = []
    for is_gap, group in groupby(values, key=lambda value: value <= 0):
        gap = list(group)
        total = -sum(gap)
        scale = MAX_GAP_COST / total if is_gap and total > MAX_GAP_COST else 1.0
        capped += [value * scale for value in gap]
    return capped


def _best_run(values: Sequence[float]) -> tuple[int, int]:
    """The half-open stretch with the largest sum; (0, 0) where no value is positive."""
    best = total = 0.0
    best_start = best_end = start = 0
    for position, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, position
        total += value
        if total > best:
            best, best_start, best_end = total, start, position + 1
    return best_start, best_end


def _keep(blocks: Sequence[Block], shapes: Sequence[_Shape], start: int, end: int) -> list[int]:
    kept: list[int] = []
    position = start
    while position < end:
        if shapes[position].prose:
            kept.append(position)
            position += 1
            continue
        stop = position
        while stop < end and not shapes[stop].prose:
            stop += 1
        kept += _keep_between(blocks, shapes, position, stop)
        position = stop
    return kept


def _keep_between(blocks: Sequence[Block], shapes: Sequence[_Shape], start: int, stop: int) -> list[int]:
    """Which of the short lines between two lines of prose are text: sentences, a list, one subhead."""
    lines = [i for i in range(start, stop) if not shapes[i].spoken]
    marked = [i for i in lines if shapes[i].marked]
    if marked and (blocks[start - 1].text.endswith(":") or _is_text_list(shapes, marked, len(lines))):
        return lines
    sentences = [i for i in lines if shapes[i].ends and shapes[i].words >= 3]
    rest = [i for i in lines if i not in sentences]
    last = rest[-1] if rest else -1
    is_subhead = len(rest) == 1 and last == stop - 1 and shapes[last].words <= MAX_SUBHEAD_WORDS and last not in marked
    return [i for i in lines if i in sentences or (is_subhead and i == last)]


def _is_text_list(shapes: Sequence[_Shape], marked: Sequence[int], lines: int) -> bool:
    words = sum(shapes[i].words for i in marked)
    return len(marked) >= MIN_MARKED_SHARE * lines and words >= MIN_ITEM_WORDS * len(marked)
