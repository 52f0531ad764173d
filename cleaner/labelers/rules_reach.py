"""What statements hit on a page: elements by token, tag or XPath, blocks by their line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from cleaner.labelers.draft import Draft, has_text
from cleaner.rulebook.elements import find_elements
from cleaner.rulebook.layers import Layer
from cleaner.rulebook.patterns import Pattern
from cleaner.rulebook.plan import CompiledStatement
from cleaner.text import count_words
from cleaner.tree import Element, PageTree


@dataclass(slots=True)
class Hits:
    """Of one statement: elements its selectors found, blocks its patterns match (ascending), each with its pattern."""

    elements: list[Element] = field(default_factory=list)
    lines: dict[int, Pattern] = field(default_factory=dict)


class Reach(Struct, frozen=True, gc=False):
    """The blocks an element's text makes up: first to last, with where it begins in the first and ends in the last.

    Only the first and the last can be covered in part: text is numbered in reading order.
    """

    first: int
    last: int
    start: int
    end: int

    def holds(self, other: Reach) -> bool:
        """Whether all of the other is in this one."""
        return (self.first, self.start) <= (other.first, other.start) and (other.last, other.end) <= (
            self.last,
            self.end,
        )


def find_hits(draft: Draft, layer: Layer, asked: range) -> dict[int, Hits]:
    """The hits of every statement of a layer that has one, by its number. asked: the blocks whose lines are matched."""
    hits: dict[int, Hits] = {}
    tree = draft.page.tree
    if tree is not None:
        for statement, elements in find_elements(tree, layer.elements).items():
            _hits_of(hits, statement).elements = elements
    for index in layer.lines:
        match, targets, max_chars = index.patterns.match, index.targets, index.max_chars
        for block in draft.blocks[asked.start : asked.stop]:
            if max_chars is not None and len(block.text) > max_chars:
                continue
            for number in match(block.text):
                statement, pattern = targets[number]
                _hits_of(hits, statement).lines.setdefault(block.index, pattern)
    return hits


def reach_of(tree: PageTree, element: Element) -> Reach | None:
    """What an element covers; None where it holds no text."""
    first, last = tree.span(element)
    if first >= last:
        return None
    head, tail = tree.pieces[first], tree.pieces[last - 1]
    return Reach(head.block, tail.block, head.start, tail.end)


def label_inside(draft: Draft, statement: CompiledStatement, elements: list[Element]) -> None:
    """Label the blocks inside the elements; of a block they cover in part, cut that part out."""
    tree = draft.page.tree
    if tree is None:
        return
    done = Reach(-1, -1, 0, 0)
    for element in elements:
        reach = reach_of(tree, element)
        # An element inside the one before it adds nothing: a thousand nested ones cost no more than one.
        if reach is None or done.holds(reach) or not _words_fit(draft, reach, statement):
            continue
        done = reach
        for block, start, end in parts_of(draft, reach):
            if statement.tags and draft.blocks[block].tag not in statement.tags:
                continue
            if start == 0 and end is None:
                draft.give(block, statement.label)
            else:
                stop = len(draft.blocks[block].text) if end is None else end
                draft.cut(block, start, stop, statement.label)
                draft.note(block, start, stop, statement.label)


def parts_of(draft: Draft, reach: Reach) -> Iterator[tuple[int, int, int | None]]:
    """Each block of a reach with the covered characters, start to end; end None: to the block's end.

    A block of which only punctuation is left over is covered whole.
    """
    for block in range(reach.first, reach.last + 1):
        text = draft.blocks[block].text
        start = reach.start if block == reach.first else 0
        end: int | None = reach.end if block == reach.last and reach.end < len(text) else None
        if (start or end is not None) and not has_text(text[:start]) and (end is None or not has_text(text[end:])):
            start, end = 0, None
        yield block, start, end


def _hits_of(hits: dict[int, Hits], statement: int) -> Hits:
    known = hits.get(statement)
    if known is None:
        known = hits[statement] = Hits()
    return known


def _words_fit(draft: Draft, reach: Reach, statement: CompiledStatement) -> bool:
    """Whether the words the element covers are within the statement's limits."""
    if statement.max_words is None and statement.min_words is None:
        return True
    words = 0
    for block, start, end in parts_of(draft, reach):
        whole = start == 0 and end is None
        words += draft.words(block) if whole else count_words(draft.blocks[block].text[start:end])
        if statement.max_words is not None and words > statement.max_words:
            return False
    return statement.min_words is None or words >= statement.min_words
