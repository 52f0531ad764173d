"""Choose the dateline: what a rule found, a block with that role, or the start of the text. It stays in the body."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.choice import first_choice, rule_offers
from cleaner.lines.datelines import parse_dateline, place_case
from cleaner.model import Choice, Dateline, Role

LEAD_BLOCKS = 3  # paragraphs of the body: a summary may stand before the one with the dateline


def read_dateline(article: Article) -> Choice[Dateline] | None:
    """The dateline a rule found, of a block with that role, or at the start of the first paragraphs."""
    offers = [*from_rules(article), *from_blocks(article), *from_body(article)]
    return first_choice(offers, lambda line: line.raw or "")


def from_rules(article: Article) -> Iterator[tuple[str, Dateline]]:
    """What rules found: with a place of its own, or a printed line to parse."""
    for candidate in rule_offers(article, "dateline"):
        parsed = parse_dateline(f"{candidate.value} ") or Dateline(place=candidate.value)
        place = candidate.parts.get("place") or parsed.place or ""
        yield candidate.source, Dateline(place_case(place), parsed.date, candidate.value)


def from_blocks(article: Article) -> Iterator[tuple[str, Dateline]]:
    """Blocks with the role dateline."""
    for block in article.blocks_as(Role.DATELINE):
        parsed = parse_dateline(f"{block.text} ")
        yield "role:dateline", parsed or Dateline(place=place_case(block.text), raw=block.text)


def from_body(article: Article) -> Iterator[tuple[str, Dateline | None]]:
    """The start of the first paragraphs."""
    for block in article.body[:LEAD_BLOCKS]:
        yield "body", parse_dateline(block.text)
