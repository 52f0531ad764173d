"""Where the story stands on the pages of a site: selectors of its container that hold on all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.kept import kept
from cleaner.learn.lessons import Lesson
from cleaner.learn.paths import compiled, has_telling_names, is_telling, paths_of
from cleaner.learn.stories import Blocks
from cleaner.rulebook.xpath import SelectorProblem
from cleaner.tree import Element

MIN_COVERED = 0.9  # of the story's words that its container holds
MAX_LEVELS = 12  # of containers, from the innermost outwards, that are looked at
# F1 of the words inside a container with those of the story, at least; of one whose name is any page's, more.
MIN_FIT, MIN_FIT_OF_ANY = 0.8, 0.93
MAX_REGIONS = 60  # elements of one selector on one page: paragraphs that stand by themselves are many
# Of single paragraphs, headings, lists and quotes between them would be lost; of the page, nothing is said.
NO_CONTAINERS = frozenset({"html", "body", "p", "span", "b", "strong", "em", "i", "a", "li", "h1", "h2", "h3", "h4"})
MAX_OTHERS = 5
ENOUGH = 0.01  # of fit: so little more is not worth a selector that is harder to read


class Region(Struct, frozen=True):
    """What a selector takes on one page: its blocks, and how well they fit the story, 0–1.

    tightness: the same of all its blocks, with those that rules for many sites take out.
    """

    blocks: Blocks
    fit: float
    tightness: float


class BodyChoice(Struct, frozen=True):
    """A body selector, the lessons it is for, and what it takes on each. others: more that hold the same stories."""

    selector: str
    lessons: tuple[Lesson, ...]
    regions: tuple[Region, ...]
    others: tuple[str, ...] = ()

    @property
    def fit(self) -> float:
        """Mean fit over its lessons."""
        return sum(region.fit for region in self.regions) / len(self.regions)

    @property
    def tightness(self) -> float:
        """Mean tightness over its lessons."""
        return sum(region.tightness for region in self.regions) / len(self.regions)


def choose_bodies(lessons: Sequence[Lesson]) -> list[BodyChoice]:
    """The fewest selectors that hold the stories, each on its own lessons; lessons without a container are in none."""
    rest = list(lessons)
    chosen: list[BodyChoice] = []
    best = _best_choice(rest)
    while best is not None:
        chosen.append(best)
        rest = [lesson for lesson in rest if lesson not in best.lessons]
        best = _best_choice(rest)
    return chosen


def _best_choice(lessons: Sequence[Lesson]) -> BodyChoice | None:
    """The selector that holds the stories of most lessons; of those that fit as well, and as tightly, the plainest.

    The whole page fits as well where rules for many sites take out the rest, until the rest changes.
    """
    choices = [_held(selector, lessons) for selector in _candidates(lessons)]
    most = max((len(choice.lessons) for choice in choices), default=0)
    if not most:
        return None
    widest = [choice for choice in choices if len(choice.lessons) == most]
    best_fit = max(choice.fit for choice in widest)
    fitting = [choice for choice in widest if choice.fit >= best_fit - ENOUGH]
    tightest = max(choice.tightness for choice in fitting)
    best = next(choice for choice in fitting if choice.tightness >= tightest - ENOUGH)
    return replace(best, others=tuple(_others(best, widest)))


def _others(best: BodyChoice, choices: Iterable[BodyChoice]) -> Iterator[str]:
    """Plain selectors of the same stories, the tightest first: pages of another design may have one of them."""
    plain = [one for one in choices if one is not best and ">" not in one.selector and has_telling_names(one.selector)]
    by_tightness = sorted(plain, key=lambda one: -round(one.tightness, 2))
    yield from (one.selector for one in by_tightness[:MAX_OTHERS])


@kept
def region_of(selector: str, lesson: Lesson) -> Region | None:
    """What a selector takes of a lesson; None where it takes nothing, or does not compile."""
    tree = lesson.page.tree
    if tree is None:
        return None
    try:
        elements = compiled(selector).find(tree)
    except SelectorProblem:
        return None
    blocks = frozenset(tree.blocks_in(elements))
    if not blocks or len(elements) > MAX_REGIONS:
        return None
    named = lesson.named | lesson.free  # what rules for many sites take out is out anyway
    return Region(blocks, _fit(blocks - named, lesson), _fit(blocks, lesson))


def _fit(body: Blocks, lesson: Lesson) -> float:
    """F1, by words, of what would be body with the story."""
    right = lesson.count(body & lesson.story)
    return 2 * right / (lesson.count(body) + lesson.count(lesson.story))


def _held(selector: str, lessons: Iterable[Lesson]) -> BodyChoice:
    """The lessons whose stories stand in what a selector takes."""
    least = MIN_FIT if is_telling(selector) else MIN_FIT_OF_ANY
    held: dict[Lesson, Region] = {}
    for lesson in lessons:
        region = region_of(selector, lesson)
        if region is not None and region.fit >= least and covered(region.blocks, lesson) >= MIN_COVERED:
            held[lesson] = region
    return BodyChoice(selector, tuple(held), tuple(held.values()))


def covered(blocks: Blocks, lesson: Lesson) -> float:
    """The share of the story's words that stand in some blocks."""
    return lesson.count(blocks & lesson.story) / lesson.count(lesson.story)


def _candidates(lessons: Sequence[Lesson]) -> list[str]:
    """Selectors of the containers of the lessons' stories, plain ones first."""
    return sorted(dict.fromkeys(path for lesson in lessons for path in _paths(lesson)), key=_strain)


@kept
def _paths(lesson: Lesson) -> tuple[str, ...]:
    """Selectors of the containers of one story."""
    return tuple(dict.fromkeys(path for element in containers(lesson) for path in paths_of(element)))


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
    longest = max(sorted(lesson.story), key=lesson.words.__getitem__)
    piece = next(piece for piece in tree.pieces if piece.block == longest)
    around = [piece.element, *piece.element.iterancestors()]
    inside = [element for element in around if element.tag not in NO_CONTAINERS][:MAX_LEVELS]
    for element in inside:
        if covered(frozenset(tree.blocks_in([element])), lesson) >= MIN_COVERED:
            yield element
    yield from inside
