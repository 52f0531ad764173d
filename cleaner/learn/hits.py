"""What statements could say of the surplus on a site's pages: classes, selectors and lines that no story has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from cleaner.learn.kept import kept
from cleaner.learn.lessons import Lesson, line_key
from cleaner.learn.paths import compiled, is_telling, names_of, selectors_of
from cleaner.learn.stories import Blocks
from cleaner.learn.teasers import is_passing
from cleaner.rulebook.class_names import is_lasting
from cleaner.tree import Cover, Element, PageTree

MIN_PAGES_OF_LINE = 2  # one page teaches selectors, not lines
MAX_LINE_WORDS = 25  # a longer line that comes again is a text, and found by its container
# A paragraph of one page that is none of its story says nothing of other pages.
TEXT_TAGS = frozenset({"p", "span", "strong", "b", "em", "i", "li", "h2", "h3", "h4"})
NUMBERS = re.compile(r"\d+")
SPECIAL = re.compile(r"([\\.^$*+?{}\[\]|()])")

Taken = Mapping[Lesson, Blocks]


class Hit(Struct, frozen=True, eq=False):
    """What a statement would take of the lessons. where: `tokens`, `css`, `line`; what: token, selector, pattern."""

    where: str
    what: str
    taken: Taken

    def words(self, surplus: Taken) -> int:
        """Words of the surplus that it takes."""
        return sum(lesson.count(blocks & surplus[lesson]) for lesson, blocks in self.taken.items())


class Names(NamedTuple):
    """What the elements around some blocks are called, the largest element first."""

    tokens: tuple[str, ...]
    selectors: tuple[str, ...]


def find_hits(surplus: Taken) -> list[Hit]:
    """All that statements could say of the surplus, without taking a word of a story."""
    lessons = list(surplus)
    named = [_names_around(lesson, blocks, len(lessons) == 1) for lesson, blocks in surplus.items()]
    tokens = dict.fromkeys(token for names in named for token in names.tokens)
    selectors = dict.fromkeys(selector for names in named for selector in names.selectors)
    asked = [("tokens", token, f"[class~={token}], #{token}") for token in tokens]
    asked += [("css", selector, selector) for selector in selectors]
    hits = [_hit(where, what, lessons, selector) for where, what, selector in asked if _is_harmless(selector, lessons)]
    return [*hits, *_line_hits(surplus)]


@kept
def _names_around(lesson: Lesson, surplus: Blocks, is_alone: bool) -> Names:
    """The names of the elements around the surplus that hold nothing of the story. is_alone: no other page teaches."""
    tokens: dict[str, None] = {}
    selectors: dict[str, None] = {}
    for element in _elements(lesson, surplus, TEXT_TAGS if is_alone else frozenset()):
        tokens |= dict.fromkeys(filter(_is_token, [*names_of(element), element.get("id", "").strip()]))
        selectors |= dict.fromkeys(filter(is_telling, selectors_of(element)))
    return Names(tuple(tokens), tuple(selectors))


def _is_token(name: str) -> bool:
    return is_lasting(name) and is_telling(name)


def _hit(where: str, what: str, lessons: Sequence[Lesson], selector: str) -> Hit:
    taken = {lesson: taken_by(selector, lesson) for lesson in lessons}
    return Hit(where, what, {lesson: blocks for lesson, blocks in taken.items() if blocks})


@kept
def taken_by(selector: str, lesson: Lesson) -> Blocks:
    """The blocks of a page that a selector takes whole."""
    return frozenset(cover.block for cover in _covers(selector, lesson) if cover.whole)


def _covers(selector: str, lesson: Lesson) -> Iterator[Cover]:
    tree = lesson.page.tree
    if tree is not None:
        for element in compiled(selector).find(tree):
            yield from tree.covers(element)


def _is_harmless(selector: str, lessons: Sequence[Lesson]) -> bool:
    """Whether a selector takes nothing of a story: no block, and no link or name out of one."""
    return not any(_touches_story(selector, lesson) for lesson in lessons)


@kept
def _touches_story(selector: str, lesson: Lesson) -> bool:
    return any(cover.block in lesson.story for cover in _covers(selector, lesson))


def _elements(lesson: Lesson, surplus: Blocks, left_out: frozenset[str]) -> Iterator[Element]:
    """The elements around the surplus that hold nothing of the story, the largest first. left_out: tags."""
    tree = lesson.page.tree
    found = _elements_on(tree, lesson.story, surplus) if tree is not None else ()
    yield from (element for element in found if element.tag not in left_out)


def _elements_on(tree: PageTree, story: Blocks, surplus: Blocks) -> Iterator[Element]:
    seen: set[Element] = set()
    for piece in tree.pieces:
        alone: list[Element] = []
        around = [piece.element, *piece.element.iterancestors()] if piece.block in surplus else []
        for element in around:
            if element in seen or not story.isdisjoint(tree.blocks_in([element])):
                break
            alone.append(element)
        seen.update(alone)
        yield from reversed(alone)


def _line_hits(surplus: Taken) -> Iterator[Hit]:
    """Lines of the surplus that come again from page to page, and are no other story's headline."""
    texts: dict[str, set[str]] = defaultdict(set)
    taken: dict[str, dict[Lesson, Blocks]] = defaultdict(dict)
    for lesson, blocks in surplus.items():
        for index in sorted(blocks):
            text = lesson.blocks[index].text
            key = line_key(text)
            texts[key].add(text)
            taken[key][lesson] = taken[key].get(lesson, frozenset()) | {index}
    for key, lessons in taken.items():
        is_line = key and max(len(text.split()) for text in texts[key]) <= MAX_LINE_WORDS
        if is_line and len(lessons) >= MIN_PAGES_OF_LINE and not is_passing(key, lessons):
            yield Hit("line", pattern_of(texts[key]), lessons)


def pattern_of(texts: Iterable[str]) -> str:
    """A pattern for lines that are one but for their numbers."""
    escaped = (SPECIAL.sub(r"\\\1", text) for text in sorted(texts))
    return "|".join(dict.fromkeys(NUMBERS.sub(r"\\d+", text) for text in escaped))
