"""Choose whose text it is: what rules, lines with the role source, datelines, bylines and the page's metadata say."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.choice import rule_offers
from cleaner.json_ld import texts
from cleaner.lines.agencies import agencies_in, find_agency
from cleaner.lines.datelines import dateline_agencies
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import name_key
from cleaner.lines.sources import MAX_LINE_CHARS, parse_source
from cleaner.model import Choice, Role, TextSource

Offer = tuple[str, TextSource]

META_NAMES = ("source", "article:source", "syndication-source", "dc.source", "original_source", "news_source")
HOUSE_PATHS = ("sourceOrganization.name", "provider.name")
AUTHOR_PATHS = ("author.name", "author.worksFor.name")
MAX_BYLINE_CHARS = 160
LEAD_BLOCKS = 3  # of the body: a dateline stands in one of them
LAST_BLOCKS = 2  # of the body: "(Reuters)", "dpa/max" stand at its end
MAX_TAIL_WORDS = 3  # of a block at the end that is nothing but an agency
MAX_END_CHARS = 80  # no ending is longer
ENDING = lazy_pattern(r"[(\[（/][^()\[\]（）]{2,30}[)\]）]?\s*[.]?$")


def read_sources(article: Article) -> Choice[tuple[TextSource, ...]] | None:
    """The houses the text comes from, each once, agencies under their canonical names; the first that said so is named.

    Read: rules, blocks with role source, the dateline, the end of the body, agencies among the authors, JSON-LD and
    meta. Reporting inside the text ("according to Reuters") is no source, and the outlet itself is none.
    """
    outlet = article.outlet.name if article.outlet is not None else None
    own = name_key(outlet or "")
    kept: dict[str, Offer] = {}
    for find in FINDERS:
        for offer in find(article):
            key = name_key(offer[1].name)
            if key and key != own:
                kept.setdefault(key, offer)
    if not kept:
        return None
    offers = tuple(kept.values())
    return Choice(tuple(source for _, source in offers), offers[0][0])


def from_rules(article: Article) -> Iterator[Offer]:
    """What rules found."""
    for candidate in rule_offers(article, "sources"):
        for source in parse_source(candidate.value):
            relation = "source" if source.relation == "agency" else source.relation
            yield candidate.source, TextSource(source.name, relation)


def from_blocks(article: Article) -> Iterator[Offer]:
    """Blocks with the role source."""
    for block in article.blocks_as(Role.SOURCE):
        for source in parse_source(block.text):
            yield "role:source", source


def from_dateline(article: Article) -> Iterator[Offer]:
    """The agencies in the dateline."""
    for block in article.body[:LEAD_BLOCKS]:
        for mention in dateline_agencies(block.text):
            yield "dateline", TextSource(mention.agency.name, "agency")


def from_end(article: Article) -> Iterator[Offer]:
    """An agency that stands alone at the end of the body, in a bracket or a block of its own."""
    for block in article.body[-LAST_BLOCKS:]:
        ending = ENDING.search(block.text[-MAX_END_CHARS:])
        tail = ending.group() if ending is not None else ""
        if len(block.text.split()) <= MAX_TAIL_WORDS:
            tail = block.text
        for source in parse_source(tail):
            if source.relation == "agency":
                yield "body", source


def from_authors(article: Article) -> Iterator[Offer]:
    """The news agencies a byline names: as author, or as whom an author works for."""
    lines = [(f"jsonld:{path}", text) for path in AUTHOR_PATHS for text in texts(article.node, path)]
    lines += [("meta:author", text) for text in article.page.signals.meta.get("author", ())]
    lines += [("role:byline", block.text) for block in article.blocks_as(Role.BYLINE)]
    for source, line in lines:
        for mention in agencies_in(line[:MAX_BYLINE_CHARS]):
            if mention.agency.kind == "news":
                yield source, TextSource(mention.agency.name, "agency")


def from_json_ld(article: Article) -> Iterator[Offer]:
    """The agency JSON-LD names as the house the story comes from."""
    for path in HOUSE_PATHS:
        agency = find_agency(next(iter(texts(article.node, path)), ""))
        if agency is not None:
            yield f"jsonld:{path}", TextSource(agency.name, "agency")


def from_meta(article: Article) -> Iterator[Offer]:
    """The agency a meta element names as the source."""
    for name in META_NAMES:
        for value in article.page.signals.meta.get(name, ()):
            agency = find_agency(value)
            if agency is not None:
                yield f"meta:{name}", TextSource(agency.name, "agency")


def from_notices(article: Article) -> Iterator[Offer]:
    """ "This article was originally published by …" in a notice."""
    for block in article.blocks_as(Role.NOTICE):
        for source in parse_source(block.text[:MAX_LINE_CHARS]):
            if source.relation == "republished_from":
                yield "role:notice", source


FINDERS = (from_rules, from_blocks, from_dateline, from_end, from_authors, from_json_ld, from_meta, from_notices)
