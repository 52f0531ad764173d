"""Choose a field's value from an ordered list of offers: the first wins, and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cleaner.article import Article
from cleaner.model import Candidate, Choice

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


def rule_offers(article: Article, field: str) -> Iterator[Candidate]:
    """What rules found for a field: a site's `fields:` first, then what line patterns caught in the blocks."""
    yield from article.candidates.get(field, ())


def site_offers(article: Article, field: str) -> Iterator[Candidate]:
    """What the `fields:` of rules say, and what line patterns of the site's own rule caught in the blocks.

    What a platform's or shared pattern caught may stand anywhere on the page, in a teaser too: it is evidence that a
    field weighs with its own, and no answer.
    """
    return (found for found in rule_offers(article, field) if not found.is_evidence)

