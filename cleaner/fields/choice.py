"""Choose a field's value from an ordered list of offers: the first wins, and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.model import Candidate, Choice

T = TypeVar("T")


def first_choice(offers: Iterable[tuple[str, T | None]], printed: Callable[[T], str] = str) -> Choice[T] | None:
    """The first offer that holds something; what later sources said otherwise goes to `rejected`.

    offers: (source, value) in order of precedence; None and empty values are no offers.
    printed: a value as text, by which two offers are compared and recorded.
    """
    chosen: Choice[T] | None = None
    rejected: dict[tuple[str, str], None] = {}
    for source, value in offers:
        if not value:
            continue
        if chosen is None:
            chosen = Choice(value, source)
        elif value != chosen.value:
            rejected[printed(value), source] = None
    return replace(chosen, rejected=tuple(rejected)) if chosen is not None else None


def rule_offers(article: Article, field: str) -> Iterator[Candidate]:
    """What rules found for a field: a site's `fields:` first, then what line patterns caught in the blocks."""
    yield from article.candidates.get(field, ())


def site_offers(article: Article, field: str) -> Iterator[Candidate]:
    """What the `fields:` of rules say, and what line patterns of the site's own rule caught in the blocks.

    What a platform's or shared pattern caught may stand anywhere on the page, in a teaser too: it is evidence that a
    field weighs with its own, and no answer.
    """
    return (found for found in rule_offers(article, field) if not found.is_evidence)


def site_values(article: Article, field: str) -> Iterator[tuple[str, str]]:
    """Source and value of each of these."""
    return ((found.source, found.value) for found in site_offers(article, field))
