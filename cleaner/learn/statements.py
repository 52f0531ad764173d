"""What stands inside a story's container and is none of it: statements that take it out, and no word of the story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from cleaner.learn.lessons import Lesson, line_key, role_by_labelers
from cleaner.learn.paths import is_lasting, is_telling, names_of, selectors_of
from cleaner.model import Role
from cleaner.rulebook.selectors import compile_css
from cleaner.tree import Element

MIN_PAGES_OF_LINE = 2  # one page teaches selectors, not lines
MAX_LINE_WORDS = 25  # a longer line that comes again is a text, and found by its container
MAX_STATEMENTS = 20
TEXT_TAGS = frozenset({"p", "span", "strong", "b", "em", "i", "li", "h2", "h3", "h4"})
NUMBERS = re.compile(r"\d+")
SPECIAL = re.compile(r"([\\.^$*+?{}\[\]|()])")


class LearnedStatement(Struct, frozen=True):
    """One statement under `label`. where: `tokens`, `css`, `line`, `after`; what: token, selector or pattern.

    pages: names of the pages it takes something on; words: that it takes there in all, and the general labelers kept.
    """

    role: Role
    where: str
    what: str
    pages: tuple[str, ...]
    words: int

    @property
    def why(self) -> str:
        """The reason, for people: it is learned, and from how much."""
        count = len(self.pages)
        return f"learned: {self.words} words beside the story on {count} {'page' if count == 1 else 'pages'}"


Taken = Mapping[str, frozenset[int]]  # lesson → blocks


class Hit(Struct, frozen=True):
    """What a statement would take: of each lesson some blocks, by the lesson's name."""

    where: str
    what: str
    blocks: dict[str, frozenset[int]]


def find_statements(lessons: Sequence[Lesson], kept: Taken) -> list[LearnedStatement]:
    """The fewest statements that take out what is kept and none of the story. kept: blocks that would be body.

    Those that take most stand first; each is held against what the ones before it have left.
    """
    open_blocks = {lesson.name: _surplus(lesson, kept[lesson.name]) for lesson in lessons}
    hits = [*_element_hits(lessons, open_blocks), *_line_hits(lessons, open_blocks)]
    chosen: list[LearnedStatement] = []
    while hits and len(chosen) < MAX_STATEMENTS:
        gains = [_gain(hit, lessons, open_blocks) for hit in hits]
        best = max(gains)
        if not best:
            break
        hit = hits[gains.index(best)]
        chosen.append(_statement(hit, lessons, open_blocks, best))
        for name, blocks in hit.blocks.items():
            open_blocks[name] = open_blocks[name] - blocks
        hits = [hit for hit, gain in zip(hits, gains, strict=True) if gain]
    return chosen


def _surplus(lesson: Lesson, kept: frozenset[int]) -> frozenset[int]:
    """Blocks that would be body and are not the story's."""
    return frozenset(index for index in kept if not lesson.wanted[index] and not lesson.is_settled(index))


def _gain(hit: Hit, lessons: Sequence[Lesson], open_blocks: Taken) -> int:
    """Words of the surplus that a statement takes."""
    return sum(
        lesson.words[index]
        for lesson in lessons
        for index in hit.blocks.get(lesson.name, frozenset()) & open_blocks[lesson.name]
    )


def _statement(hit: Hit, lessons: Sequence[Lesson], open_blocks: Taken, words: int) -> LearnedStatement:
    pages = tuple(lesson.name for lesson in lessons if hit.blocks.get(lesson.name))
    labels = [
        lesson.labels[index]
        for lesson in lessons
        for index in hit.blocks.get(lesson.name, frozenset()) & open_blocks[lesson.name]
    ]
    return LearnedStatement(role_by_labelers(labels), hit.where, hit.what, pages, words)


def _element_hits(lessons: Sequence[Lesson], surplus: Taken) -> Iterator[Hit]:
    """Statements by class, id or selector of what holds surplus and nothing of a story."""
    by_token: dict[str, None] = {}
    by_selector: dict[str, None] = {}
    for lesson in lessons:
        for element in _largest_without_story(lesson, surplus[lesson.name]):
            if len(lessons) == 1 and element.tag in TEXT_TAGS:
                continue  # a paragraph of one page that is none of its story says nothing of other pages
            names = [*names_of(element), element.get("id", "").strip()]
            by_token |= dict.fromkeys(name for name in names if is_lasting(name) and is_telling(name))
            by_selector |= dict.fromkeys(filter(is_telling, selectors_of(element)))
    for token in by_token:
        yield from _harmless("tokens", token, lessons, f"[class~={token}], #{token}")
    for selector in by_selector:
        yield from _harmless("css", selector, lessons, selector)


def _harmless(where: str, what: str, lessons: Sequence[Lesson], selector: str) -> Iterator[Hit]:
    """The hit of a selector, where it takes no word of any story."""
    compiled = compile_css(selector)
    blocks: dict[str, frozenset[int]] = {}
    for lesson in lessons:
        tree = lesson.page.tree
        taken = frozenset(tree.blocks_in(compiled.find(tree))) if tree is not None else frozenset[int]()
        if any(lesson.wanted[index] for index in taken):
            return
        if taken:
            blocks[lesson.name] = taken
    yield Hit(where, what, blocks)


def _largest_without_story(lesson: Lesson, surplus: frozenset[int]) -> Iterator[Element]:
    """For each block of the surplus the elements around it that hold nothing of the story, the largest first."""
    tree = lesson.page.tree
    if tree is None:
        return
    seen: set[Element] = set()
    for piece in tree.pieces:
        if piece.block not in surplus:
            continue
        alone: list[Element] = []
        for element in (piece.element, *piece.element.iterancestors()):
            if element in seen or any(lesson.wanted[index] for index in tree.blocks_in([element])):
                break
            alone.append(element)
        seen.update(alone)
        yield from reversed(alone)


def _line_hits(lessons: Sequence[Lesson], surplus: Taken) -> Iterator[Hit]:
    """Statements by lines of the surplus that come again from page to page."""
    where: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    texts: dict[str, set[str]] = defaultdict(set)
    for lesson in lessons:
        for index in surplus[lesson.name]:
            text = lesson.blocks[index].text
            if lesson.words[index] <= MAX_LINE_WORDS:
                key = line_key(text)
                where[key][lesson.name].add(index)
                texts[key].add(text)
    for key, pages in where.items():
        if key and len(pages) >= MIN_PAGES_OF_LINE:
            yield Hit("line", pattern_of(texts[key]), {name: frozenset(blocks) for name, blocks in pages.items()})


def pattern_of(texts: Iterable[str]) -> str:
    """A pattern for lines that are one but for their numbers."""
    forms = dict.fromkeys(NUMBERS.sub(r"\\d+", SPECIAL.sub(r"\\\1", text)) for text in sorted(texts))
    return "|".join(forms) if len(forms) > 1 else next(iter(forms))
