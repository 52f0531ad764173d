"""What stands inside a story's container and is none of it: statements that take it out, and no word of the story."""

from __future__ import annotations

from msgspec import Struct

from cleaner.learn.hits import Hit, Taken, find_hits
from cleaner.learn.lessons import role_by_labelers
from cleaner.model import Role

MAX_STATEMENTS = 20


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


def find_statements(kept: Taken) -> list[LearnedStatement]:
    """The fewest statements that take out what would be body and is none of the story. kept: what would be body.

    Those that take most stand first; each is held against what the ones before it have left.
    """
    surplus = {lesson: lesson.surplus(blocks) for lesson, blocks in kept.items()}
    hits = find_hits(surplus)
    chosen: list[LearnedStatement] = []
    best = _best(hits, surplus)
    while best is not None and len(chosen) < MAX_STATEMENTS:
        chosen.append(_statement(best, surplus))
        surplus = {lesson: blocks - best.taken.get(lesson, frozenset()) for lesson, blocks in surplus.items()}
        best = _best(hits, surplus)
    return chosen


def _best(hits: list[Hit], surplus: Taken) -> Hit | None:
    """The hit that takes most words of the surplus, the first of several; None where none takes any."""
    words = [hit.words(surplus) for hit in hits]
    most = max(words, default=0)
    return hits[words.index(most)] if most else None


def _statement(hit: Hit, surplus: Taken) -> LearnedStatement:
    labels = [lesson.labels[index] for lesson, blocks in hit.taken.items() for index in blocks & surplus[lesson]]
    pages = tuple(lesson.name for lesson in hit.taken)
    return LearnedStatement(role_by_labelers(labels), hit.where, hit.what, pages, hit.words(surplus))
