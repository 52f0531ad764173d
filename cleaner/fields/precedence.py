"""Choose a field's value from an ordered list of offers: the first wins, and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cleaner.model import Candidate, Choice, Story

T = TypeVar("T")


def first_choice(offers: Iterable[tuple[str, T | None]], printed: Callable[[T], str] = str) -> Choice[T] | None:
    """The first offer that holds something; what later sources said otherwise goes to `rejected`.

    offers: (source, value) in order of precedence; None and empty values are no offers.
    printed: a value as text, by which two offers are compared and recorded.
    """
    made = [(source, value) for source, value in offers if value]
    if not made:
        return None
    source, value = made[0]
    others = [(printed(other), name) for name, other in made[1:] if other is not None and other != value]
    return Choice(value, source, tuple(dict.fromkeys(others)))


def rule_offers(story: Story, field: str) -> Iterator[Candidate]:
    """What rules found for a field: a site's `fields:` first, then what line patterns caught in the blocks."""
    yield from story.candidates.get(field, ())
    yield from (found for found in story.labels.found if found.field == field)


def is_from_rule(by: str) -> bool:
    """Whether a label was given by a statement of a rule file (`shared/comments:disqus`), not by a general voice."""
    return ":" in by
