"""Choose a field's value from an ordered list of offers: the first wins, and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from cleaner.article import Article
from cleaner.model import Block, Candidate, Choice

T = TypeVar("T")


def first_choice(offers: Iterable[tuple[str, T | None]], printed: Callable[[T], str] = str) -> Choice[T] | None:
    """The first offer that holds something; what later sources said otherwise goes to `rejected`.

    offers: (source, value) in order of precedence; None and empty values are no offers.
    printed: a value as text, by which two offers are compared and recorded.
    """
    held = [(source, value) for source, value in offers if value]
    if not held:
        return None
    source, chosen = held[0]
    rejected = dict.fromkeys((printed(value), source) for source, value in held if value != chosen)
    return Choice(chosen, source, tuple(rejected))


def all_found(found: Sequence[tuple[str, T]]) -> Choice[tuple[T, ...]] | None:
    """All values, each once; the source is that of the first."""
    if not found:
        return None
    source, _ = found[0]
    return Choice(tuple(dict.fromkeys(value for _, value in found)), source)


def each_once(values: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """The values whose key no value before has."""
    first: dict[str, T] = {}
    for value in values:
        first.setdefault(key(value), value)
    return tuple(first.values())


def rule_offers(article: Article, *fields: str) -> list[Candidate]:
    """What rules found for some fields: a site's `fields:` first, then what line patterns caught in the blocks."""
    return [candidate for field in fields for candidate in article.candidates.get(field, ())]


def site_offers(article: Article, field: str) -> list[Candidate]:
    """What the `fields:` of rules say, and what line patterns of the site's own rule caught in the blocks.

    What a platform's or shared pattern caught may stand anywhere on the page, in a teaser too: it is evidence that a
    field weighs with its own, and no answer.
    """
    return [found for found in rule_offers(article, field) if not found.is_evidence]


def site_values(article: Article, field: str) -> list[tuple[str, str]]:
    """Source and value of each of these."""
    return [(found.source, found.value) for found in site_offers(article, field)]


def printed_texts(article: Article, blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """What blocks print, and who gave them their roles."""
    return [(article.source_of(block), block.text) for block in blocks]
