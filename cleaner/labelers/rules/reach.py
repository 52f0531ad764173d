"""What statements hit on a page: elements by token, tag or XPath, blocks by their line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from cleaner.labelers.rules.draft import LabelDraft, has_text
from cleaner.model import BOILERPLATE_ROLES, Role, Voice
from cleaner.rulebook.compiled import CompiledStatement
from cleaner.rulebook.match import Layer, find_elements
from cleaner.rulebook.patterns import Pattern
from cleaner.text import count_words
from cleaner.tree import Element

PAGE_TAGS = frozenset({"html", "body"})
# Boilerplate that is never all there is to read; a page may well consist of comments, small print or a consent dialog.
NEVER_ALL = BOILERPLATE_ROLES - {Role.COMMENTS, Role.CONSENT, Role.PAYWALL, Role.FOOTER}


class Hits(Struct, eq=False):
    """Of one statement: elements its selectors found, blocks its patterns match (ascending), each with its pattern."""

    elements: list[Element] = []
    lines: dict[int, Pattern] = {}


class BlockPart(NamedTuple):
    """A run of text in a block: characters start to end."""

    block: int
    start: int
    end: int


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


def find_hits(draft: LabelDraft, layer: Layer, lines: range) -> defaultdict[int, Hits]:
    """The hits of every statement of a layer that has one, by its number. lines: the blocks that patterns may match."""
    hits: defaultdict[int, Hits] = defaultdict(Hits)
    for statement, elements in find_elements(draft.page.tree, layer.elements).items():
        hits[statement].elements = elements
    for index in layer.lines:
        for block in draft.blocks[lines.start : lines.stop]:
            for statement, pattern in index.matches(block.text):
                hits[statement].lines.setdefault(block.index, pattern)
    return hits


def reach_of(draft: LabelDraft, element: Element) -> Iterator[Reach]:
    """What an element covers; nothing where it holds no text."""
    tree = draft.page.tree
    if tree is None:
        return
    first, last = tree.span(element)
    if first < last:
        head, tail = tree.pieces[first], tree.pieces[last - 1]
        yield Reach(head.block, tail.block, head.start, tail.end)


def label_inside(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label the blocks inside the elements; of a block they cover in part, cut that part out."""
    elements = hits.elements
    if statement.label.voice is not Voice.SITE:
        elements = [element for element in elements if not _is_page(draft, element, statement.label.role)]
    for whole, parts in covers(draft, elements, statement.allows_words):
        for block in whole:
            if statement.allows_tag(draft.blocks[block].tag):
                draft.give(block, statement.label)
        for part in parts:
            if statement.allows_tag(draft.blocks[part.block].tag):
                draft.cut(*part, statement.label)
                draft.note(*part, statement.label)


def _is_page(draft: LabelDraft, element: Element, role: Role) -> bool:
    """Whether an element is the page itself, or as good as that: boilerplate holds neither headline nor all prose.

    A file for many sites knows names, and every name is somewhere that of the page or of the story.
    """
    if element.tag in PAGE_TAGS:
        return True
    reach = next(reach_of(draft, element), None)
    if reach is None or reach.first == reach.last or role not in BOILERPLATE_ROLES:
        return False
    inside = range(reach.first, reach.last + 1)
    if draft.holds_headline(inside):
        return True
    if role is Role.COMMENTS or role in NEVER_ALL:
        return draft.holds_story(inside) or (role in NEVER_ALL and draft.holds_all_prose(inside))
    return False


def covers(
    draft: LabelDraft, elements: Iterable[Element], allows_words: Callable[[int], bool]
) -> Iterator[tuple[range, list[BlockPart]]]:
    """The blocks that each element covers whole, and the parts of others, where it may have so many words.

    An element inside the one before it adds nothing: a thousand nested ones cost no more than one.
    """
    done = Reach(-1, -1, 0, 0)
    for element in elements:
        for reach in reach_of(draft, element):
            if done.holds(reach):
                continue
            whole, parts = parts_of(draft, reach)
            if allows_words(_words_of(draft, whole, parts)):
                done = reach
                yield whole, parts


def parts_of(draft: LabelDraft, reach: Reach) -> tuple[range, list[BlockPart]]:
    """The blocks a reach covers whole, and the parts of those of which it covers some characters.

    A block of which only punctuation is left over is covered whole.
    """
    first, last = reach.first, reach.last
    begun, ended = draft.blocks[first].text, draft.blocks[last].text
    starts_inside, ends_inside = has_text(begun, 0, reach.start), has_text(ended, reach.end)
    if first == last and (starts_inside or ends_inside):
        return range(0), [BlockPart(first, reach.start, reach.end)]
    parts: list[BlockPart] = []
    if starts_inside:
        parts.append(BlockPart(first, reach.start, len(begun)))
        first += 1
    if ends_inside:
        parts.append(BlockPart(last, 0, reach.end))
        last -= 1
    return range(first, last + 1), parts


def _words_of(draft: LabelDraft, whole: range, parts: list[BlockPart]) -> int:
    """The words in blocks and parts of blocks."""
    return draft.words_in(whole) + sum(count_words(draft.blocks[block].text[start:end]) for block, start, end in parts)
