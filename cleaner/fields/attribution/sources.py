"""Choose whose text it is: what rules, lines with the role source, datelines, authors and notices say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from cleaner.article import ABOVE_HEADLINE, Article
from cleaner.fields.choice import all_found, each_once, rule_offers
from cleaner.lines.agencies import EDGES, MAX_CASED_CHARS, agencies_in
from cleaner.lines.datelines import dateline_agencies
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import name_key
from cleaner.lines.outlets import is_host
from cleaner.lines.sources import MAX_LINE_CHARS, parse_source
from cleaner.model import Block, Choice, Role, TextSource, Voice

Offer = tuple[str, TextSource]

AUTHORS = ("jsonld:author.name", "jsonld:author.worksFor.name", "meta:author")
MAX_BYLINE_CHARS = 160
LEAD_BLOCKS = 3  # of the body: a dateline stands in one of them
BELOW_TEXT = 12  # blocks: buttons, tags and a note may stand between the text and the line that says whose it is
NAME_WORDS = 4  # at the start of a line, the author's name among them
LAST_BLOCKS = 2  # of the body: "(Reuters)", "dpa/max" stand at its end
MAX_END_CHARS = 80  # no ending is longer
# An agency alone: a block of three words at the most, or a bracket at the end.
ENDING = lazy_pattern(r"^\S+(?:\s\S+){0,2}$|[(\[（/][^()\[\]（）]{2,30}[)\]）]?\s*[.]?$")


def read_sources(article: Article) -> Choice[tuple[TextSource, ...]] | None:
    """The houses the text comes from, each once, agencies under their canonical names; the first that said so is named.

    Read: rules, blocks with role source, the dateline, the end of the body, agencies among the authors,
    notices. Reporting inside the text ("according to Reuters") is no source, and the outlet itself is none.
    """
    found = each_once(chain.from_iterable(find(article) for find in FINDERS), key_of)
    nobody = ("", name_key(article.outlet_name))
    return all_found([offer for offer in found if key_of(offer) not in nobody and not _is_own_host(article, offer)])


def key_of(offer: Offer) -> str:
    """The form in which two printings of a house's name are equal."""
    return name_key(offer[1].name)


def _is_own_host(article: Article, offer: Offer) -> bool:
    """Whether the site names itself by its address: "Source: harbourpost.com"."""
    return is_host(offer[1].name) and article.site_names.holds(offer[1].name)


def from_rules(article: Article) -> Iterator[Offer]:
    """What rules found."""
    for candidate in rule_offers(article, "sources"):
        if candidate.is_evidence and not _may_be_of_story(article, article.page.blocks[candidate.block]):
            continue
        for house in parse_source(candidate.value):
            relation = "source" if house.relation == "agency" else house.relation
            yield candidate.source, TextSource(house.name, relation)


def from_blocks(article: Article) -> Iterator[Offer]:
    """Blocks with the role source."""
    for block in article.blocks_as(Role.SOURCE):
        if not article.is_ruled(block, Voice.SITE) and not _may_be_of_story(article, block):
            continue
        for house in parse_source(block.text):
            yield "role:source", house


def _may_be_of_story(article: Article, block: Block) -> bool:
    """Whether a line stands near the story, as those of menus and teasers do not, and is no author's initials."""
    around = range(article.first_block - ABOVE_HEADLINE, article.text_end + 1 + BELOW_TEXT)
    initials = block.text.strip(EDGES)
    beside = article.page.blocks[max(0, block.index - 1) : block.index + 2]
    is_short = len(initials) <= MAX_CASED_CHARS
    is_person = is_short and any(initials in _initials(line.text) for line in beside if line is not block)
    return block.index in around and not is_person


def _initials(line: str) -> str:
    return "".join(word[0] for word in line.split()[:NAME_WORDS])


def from_dateline(article: Article) -> Iterator[Offer]:
    """The agencies in the dateline."""
    for block in article.body[:LEAD_BLOCKS]:
        for mention in dateline_agencies(block.text):
            yield "dateline", TextSource(mention.agency.name, "agency")


def from_end(article: Article) -> Iterator[Offer]:
    """An agency that stands alone at the end of the body, in a bracket or a block of its own."""
    endings = [ENDING.search(block.text[-MAX_END_CHARS:]) for block in article.body[-LAST_BLOCKS:]]
    for ending in filter(None, endings):
        for house in parse_source(ending.group()):
            if house.relation == "agency":
                yield "body", house


def from_authors(article: Article) -> Iterator[Offer]:
    """The news agencies a byline names: as author, or as whom an author works for."""
    lines = [("role:byline", block.text) for block in article.blocks_as(Role.BYLINE)]
    for source, line in (*article.declared.all_texts(*AUTHORS), *lines):
        for mention in agencies_in(line[:MAX_BYLINE_CHARS]):
            if mention.agency.kind == "news":
                yield source, TextSource(mention.agency.name, "agency")


def from_notices(article: Article) -> Iterator[Offer]:
    """ "This article was originally published by …" in a notice."""
    for block in article.blocks_as(Role.NOTICE):
        for house in parse_source(block.text[:MAX_LINE_CHARS]):
            if house.relation == "republished_from":
                yield "role:notice", house


FINDERS = (from_rules, from_blocks, from_dateline, from_end, from_authors, from_notices)
