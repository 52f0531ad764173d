"""What statements hit on a page: elements by token, tag or XPath, blocks by their line."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from cleaner.labelers.rules.draft import LabelDraft, has_text
from cleaner.rulebook.compiled import CompiledStatement
from cleaner.rulebook.match import Layer, find_elements
from cleaner.rulebook.patterns import Pattern
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
        begins_later = (self.first, self.start) <= (other.first, other.start)
        return begins_later and (other.last, other.end) <= (self.last, self.end)


def find_hits(draft: LabelDraft, layer: Layer, asked: range) -> dict[int, Hits]:
    """The hits of every statement of a layer that has one, by its number. asked: the blocks whose lines are matched."""
    hits: dict[int, Hits] = {}
    tree = draft.page.tree
    if tree is not None:
        for statement, elements in find_elements(tree, layer.elements).items():
            hits[statement] = Hits(elements)
    for index in layer.lines:
        for block in draft.blocks[asked.start : asked.stop]:
            if index.max_chars is None or len(block.text) <= index.max_chars:
                for number in index.patterns.match(block.text):
                    statement, pattern = index.targets[number]
                    hits.setdefault(statement, Hits()).lines.setdefault(block.index, pattern)
    return hits


def reach_of(tree: PageTree, element: Element) -> Reach | None:
    """What an element covers; None where it holds no text."""
    first, last = tree.span(element)
    if first >= last:
        return None
    head, tail = tree.pieces[first], tree.pieces[last - 1]
    return Reach(head.block, tail.block, head.start, tail.end)


def label_inside(draft: LabelDraft, statement: CompiledStatement, elements: list[Element]) -> None:
    """Label the blocks inside the elements; of a block they cover in part, cut that part out."""
    tree = draft.page.tree
    if tree is None:
        return
    blocks, labels, label, tags = draft.blocks, draft.labels, statement.label, statement.tags
    done = Reach(-1, -1, 0, 0)
    for element in elements:
        reach = reach_of(tree, element)
        # An element inside the one before it adds nothing: a thousand nested ones cost no more than one.
        if reach is None or done.holds(reach):
            continue
        whole, parts = parts_of(draft, reach)
        if not _words_fit(draft, whole, parts, statement):
            continue
        done = reach
        for block in whole:
            if labels[block] is None and (not tags or blocks[block].tag in tags):
                labels[block] = label
        for block, start, end in parts:
            if not tags or blocks[block].tag in tags:
                draft.cut(block, start, end, label)
                draft.note(block, start, end, label)


def parts_of(draft: LabelDraft, reach: Reach) -> tuple[range, list[tuple[int, int, int]]]:
    """The blocks a reach covers whole, and those of which it covers some characters, start to end.

    A block of which only punctuation is left over is covered whole.
    """
    first, last = reach.first, reach.last
    begun, ended = draft.blocks[first].text, draft.blocks[last].text
    parts: list[tuple[int, int, int]] = []
    if first == last:
        if (reach.start and has_text(begun[: reach.start])) or has_text(begun[reach.end :]):
            return range(0), [(first, reach.start, reach.end)]
        return range(first, last + 1), parts
    if reach.start and has_text(begun[: reach.start]):
        parts.append((first, reach.start, len(begun)))
        first += 1
    if has_text(ended[reach.end :]):
        parts.append((last, 0, reach.end))
        last -= 1
    return range(first, last + 1), parts


def _words_fit(
    draft: LabelDraft, whole: range, parts: list[tuple[int, int, int]], statement: CompiledStatement
) -> bool:
    """Whether the words in blocks and parts of blocks are within the statement's limits."""
    if statement.max_words is None and statement.min_words is None:
        return True
    texts = [draft.blocks[block].text[start:end] for block, start, end in parts]
    words = sum(map(count_words, texts)) + draft.words_in(whole)
    return statement.allows_words(words)
