"""Where the story stands on the pages of a site: selectors of its container that hold on all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from cleaner.learn.lessons import Lesson
from cleaner.learn.paths import is_telling, paths_of
from cleaner.rulebook.selectors import compile_css
from cleaner.rulebook.xpath import SelectorProblem
from cleaner.tree import Element

MIN_COVERED = 0.9  # of the story's words that its container holds
MAX_LEVELS = 12  # of containers, from the innermost outwards, that are looked at
# F1 of the words inside a container with those of the story, at least; of one whose name is any page's, more.
MIN_FIT, MIN_FIT_OF_ANY = 0.8, 0.93
MAX_REGIONS = 60  # elements of one selector on one page: paragraphs that stand by themselves are many
ENOUGH = 0.01  # of fit: so little more is not worth a selector that is harder to read


class Region(Struct, frozen=True):
    """What a selector takes on one page: its blocks, how many elements, and how well they fit the story, 0–1."""

    blocks: frozenset[int]
    elements: int
    fit: float


class BodyChoice(Struct, frozen=True):
    """A body selector, the lessons it is for, and what it takes on each."""

    selector: str
    lessons: tuple[Lesson, ...]
    regions: tuple[Region, ...]

    @property
    def fit(self) -> float:
        """Mean fit over its lessons."""
        return sum(region.fit for region in self.regions) / len(self.regions)


def choose_bodies(lessons: Sequence[Lesson]) -> list[BodyChoice]:
    """The fewest selectors that hold the stories, each on its own lessons; lessons without a container are in none."""
    rest = list(lessons)
    chosen: list[BodyChoice] = []
    while rest:
        choices = [choice for selector in _candidates(rest) if (choice := _held(selector, rest)) is not None]
        if not choices:
            break
        most = max(len(choice.lessons) for choice in choices)
        widest = [choice for choice in choices if len(choice.lessons) == most]
        best_fit = max(choice.fit for choice in widest)
        # the first, and so the plainest, of those that are as good
        best = next(choice for choice in widest if choice.fit >= best_fit - ENOUGH)
        chosen.append(best)
        rest = [lesson for lesson in rest if lesson not in best.lessons]
    return chosen


@lru_cache(maxsize=100_000)  # leaving out one page after the other asks the same again and again
def region_of(selector: str, lesson: Lesson) -> Region | None:
    """What a selector takes of a lesson; None where it takes nothing, or does not compile."""
    tree = lesson.page.tree
    if tree is None:
        return None
    try:
        elements = compile_css(selector).find(tree)
    except SelectorProblem:
        return None
    blocks = frozenset(tree.blocks_in(elements))
    if not blocks or len(elements) > MAX_REGIONS:
        return None
    return Region(blocks, len(elements), _fit(blocks, lesson))


def _fit(blocks: frozenset[int], lesson: Lesson) -> float:
    """F1, by words, of what would be body with the story. What rules for many sites take out is out anyway."""
    kept = sum(lesson.words[index] for index in blocks if not lesson.is_settled(index))
    right = sum(lesson.words[index] for index in blocks if lesson.wanted[index] and not lesson.is_settled(index))
    return 2 * right / ((kept + lesson.story_words) or 1)


def _held(selector: str, lessons: Iterable[Lesson]) -> BodyChoice | None:
    """The lessons whose stories stand in what a selector takes."""
    least = MIN_FIT if is_telling(selector) else MIN_FIT_OF_ANY
    pairs = [(lesson, region_of(selector, lesson)) for lesson in lessons]
    held = [
        (lesson, region)
        for lesson, region in pairs
        if region is not None and region.fit >= least and covered(region.blocks, lesson) >= MIN_COVERED
    ]
    if not held:
        return None
    return BodyChoice(selector, tuple(lesson for lesson, _ in held), tuple(region for _, region in held))


def covered(blocks: frozenset[int], lesson: Lesson) -> float:
    """The share of the story's words that stand in some blocks."""
    held = sum(lesson.words[index] for index in blocks if lesson.wanted[index])
    return held / lesson.story_words


def _candidates(lessons: Sequence[Lesson]) -> list[str]:
    """Selectors of the containers of the lessons' stories, plain ones first."""
    found = [path for lesson in lessons for element in containers(lesson) for path in paths_of(element)]
    return sorted(dict.fromkeys(found), key=_strain)


def _strain(selector: str) -> tuple[bool, bool, int, bool, int]:
    """How little a selector says, and how likely it breaks: a path, a mere tag, classes, no id; its length."""
    is_named = "#" in selector or "[" in selector
    classes = selector.count(".")
    return ">" in selector, not is_named and not classes, classes, not is_named, len(selector)


def containers(lesson: Lesson) -> Iterator[Element]:
    """The elements that hold nearly all of a story, the innermost first; then those its paragraphs stand in."""
    tree = lesson.page.tree
    if tree is None:
        return
    blocks = [index for index, wanted in enumerate(lesson.wanted) if wanted]
    longest = max(blocks, key=lambda index: lesson.words[index])
    piece = next(piece for piece in tree.pieces if piece.block == longest)
    around = [piece.element, *piece.element.iterancestors()]
    inside = [element for element in around if element.tag not in ("html", "body")][:MAX_LEVELS]
    yield from (one for one in inside if covered(frozenset(tree.blocks_in([one])), lesson) >= MIN_COVERED)
    yield from inside
