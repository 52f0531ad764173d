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
    return first_choice(_offers(article), lambda line: line.raw or "")


def _offers(article: Article) -> Iterator[tuple[str, Dateline | None]]:
    for found in rule_offers(article, "dateline"):
        yield found.source, of_line(found.value, found.parts.get("place"))
    for block in article.blocks_as(Role.DATELINE):
        yield "role:dateline", of_line(block.text)
    for block in article.body[:LEAD_BLOCKS]:
        yield "body", parse_dateline(block.text)


def of_line(line: str, place: str | None = None) -> Dateline:
    """The dateline a whole line is, its dash left out or not; all of it is the place where it has no other part."""
    parsed = parse_dateline(f"{line} ") or Dateline(place=line)
    return Dateline(place_case(place or parsed.place or ""), parsed.date, line)
