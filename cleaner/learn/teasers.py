"""Headlines of other stories: they come again while they are news, and say nothing of pages of another day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import unquote

from cleaner.learn.kept import kept
from cleaner.learn.lessons import Lesson, line_key
from cleaner.tree import PageTree
from cleaner.urls import split_url

MIN_WORDS = 4  # of a headline, and of the part of an address that repeats it
LINKED = 0.5  # share of a line that is link
MIN_DAYS_APART = 30  # between two pages on which a line stands, for it to be none of the day's
ANYWHERE = "https://site.example/"  # of addresses the path alone is read
NUMBER = re.compile(r"\d{5,}")  # of a story, in its address
BETWEEN_WORDS = re.compile(r"[-_+. ]+")


def is_passing(key: str, lessons: Iterable[Lesson]) -> bool:
    """Whether a line is a headline of another story on some of the pages that have it, and all are of one time.

    key: line_key() of the line. Of pages without a day nothing shows that they are of several times.
    """
    bearing = list(lessons)
    if not any(key in headlines_of_others(lesson) for lesson in bearing):
        return False
    days = sorted(filter(None, map(_day, bearing)))
    return not days or (days[-1] - days[0]).days < MIN_DAYS_APART


def _day(lesson: Lesson) -> date | None:
    """The day on which the page was fetched; where it is not known, that of its publication."""
    if lesson.raw.fetched_at is not None:
        return lesson.raw.fetched_at.date()
    return date.fromisoformat(lesson.day) if lesson.day else None


@kept
def headlines_of_others(lesson: Lesson) -> frozenset[str]:
    """The keys of the lines beside a story that are links of several words to the address of another one."""
    tree = lesson.page.tree
    if tree is None:
        return frozenset()
    linked = (block for block in lesson.blocks if block.link_share >= LINKED and block.index not in lesson.story)
    long = (block for block in linked if lesson.words[block.index] >= MIN_WORDS)
    return frozenset(line_key(block.text) for block in long if any(map(_is_of_story, _addresses(tree, block.index))))


def _addresses(tree: PageTree, block: int) -> Iterator[str]:
    for piece in tree.pieces_of(block):
        around = (piece.element, *piece.element.iterancestors())
        yield from (element.get("href", "") for element in around if element.tag == "a")


def _is_of_story(address: str) -> bool:
    """Whether an address bears a story's number, or a headline's words in one of its parts."""
    parts = split_url(address, ANYWHERE)
    path = unquote(parts.path) if parts is not None else ""
    words = max((len(list(filter(None, BETWEEN_WORDS.split(part)))) for part in path.split("/")), default=0)
    return words >= MIN_WORDS or NUMBER.search(path) is not None
