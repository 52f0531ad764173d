"""Read whose text it is: "Source: Donga", "(Reuters)", "dpa"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.attribution.dateline import dateline_agencies
from cleaner.fields.choice import rule_offers
from cleaner.fields.pictures.lines import caption_lines
from cleaner.json_ld import texts
from cleaner.lines.agencies import AgencyMention, agencies_in, find_agency
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import name_key
from cleaner.model import Choice, Role, TextSource
from cleaner.text import collapse, fold
from cleaner.vocabulary.inline import phrases, words

Offer = tuple[str, TextSource]

LABELS = phrases(
    """source | sources | via | source of the article | news source | original source | with agency inputs
    | with inputs from | quelle | quellen | quelle der nachricht | mit material von | source de l'article | fuente
    | fuentes | con información de | fonte | fonti | fontes | bron | bronnen | kilde | kilder | källa | lähde
    | źródło | zdroj | zdroje | forrás | izvor | sursa | источник | источники | джерело | източник | kaynak | πηγή
    | sumber | nguồn | theo | 来源 | 來源 | 来源于 | 稿件来源 | 信息来源 | 文章来源 | 出典 | 情報源 | 引用元
    | 출처 | 자료 | المصدر | منبع | स्रोत"""
)
# Labels without colon.
OPENERS = phrases(
    """with inputs from | with input from | with agency inputs from | inputs from | with reporting by | mit material von
    | mit material der | mit material | mit informationen von | mit informationen der | mit informationen der agenturen
    | mit | avec | avec l' | con información de | con informaciones de | com informações de | com informações da
    | com informações do | com agências | con | met medewerking van | med material från | med"""
)
# What stands beside an agency and names nobody.
FILLER = words(
    """copyright rights reserved alle rechte vorbehalten tous droits réservés contributed contribution report reports
    reporting story article news agency agencies agentur agenturen nachrichtenagentur agence agences agencia agencias
    agência agências with from und inputs input this these also photos video staff writers press material der und"""
)
ARTICLE = lazy_pattern(r"^(?:the|der|dem|den|die|das|la|le|el|il)\s")  # "first appeared in the Harbour Post"
OTHER = lazy_pattern(r"[\s.,;:/|()\[\]（）–—©-]+")
REPUBLISHED = phrases(
    """this article was originally published by | this article was originally published on
    | originally published by | originally published on | originally published in | this article first appeared on
    | this article first appeared in | this story was originally published by | republished from
    | this story first appeared in | first published by | this article is republished from
    | this story originally appeared on | this article originally appeared on | zuerst erschienen bei
    | zuerst erschienen in | ursprünglich erschienen bei | ursprünglich veröffentlicht von
    | publié initialement par | publicado originalmente en | publicado originalmente por
    | originariamente pubblicato su"""
)
META_NAMES = ("source", "article:source", "syndication-source", "dc.source", "original_source", "news_source")
MAX_LINE_CHARS = 200
MAX_SOURCE_WORDS = 8
MAX_LABEL_WORDS = 8
AUTHOR_PATHS = ("author.name", "author.worksFor.name")
MAX_BYLINE_CHARS = 160
LAST_BLOCKS = 2  # of the body: "(Reuters)", "dpa/max" stand at its end
ENDING = lazy_pattern(r"[(\[（/][^()\[\]（）]{2,30}[)\]）]?\s*[.]?$")
EDGE = " \t.:：;,()（）[]【】-–—/©"
SEPARATOR = lazy_pattern(r"\s*[,;、，/|]\s*|\s+(?:and|und|et|y|e|&|with|mit|avec|con)\s+")


def read_sources(article: Article) -> Choice[tuple[TextSource, ...]] | None:
    """The houses the text comes from, each once, agencies under their canonical names; the first that said so is named.

    Read: rules, blocks with role source, the dateline, the end of the body, agencies among the authors, JSON-LD and
    meta. Reporting inside the text ("according to Reuters") is no source, and the outlet itself is none.
    """
    offers = [*from_rules(article), *from_blocks(article), *from_dateline(article), *from_end(article)]
    offers += [*from_authors(article), *from_signals(article), *from_notices(article)]
    own = name_key(article.outlet.name) if article.outlet is not None and article.outlet.name else None
    kept: dict[str, Offer] = {}
    for name, source in offers:
        key = name_key(source.name)
        if key and key != own:
            kept.setdefault(key, (name, source))
    if not kept:
        return None
    first = next(iter(kept.values()))[0]
    return Choice(tuple(source for _, source in kept.values()), first)


def parse_source(line: str) -> tuple[TextSource, ...]:
    """The sources of a printed line: "Source: Donga", "Quelle: dpa/AFP", "(Reuters)", "mit Material der dpa".

    relation: `agency` where an agency stands alone, `republished_from` behind "originally published by", else `source`.
    """
    if len(line) > MAX_LINE_CHARS:
        return ()
    printed = collapse(line).strip(EDGE)
    text, relation = without_label(printed)
    if relation == "republished_from":
        name = re.split(r"[.,(]", text)[0].strip(EDGE)
        return (TextSource(canonical(ARTICLE.sub("", name)), relation),) if name else ()
    found = agencies_in(text)
    if found and (relation or is_filler(text, found)):
        names = dict.fromkeys(hit.agency.name for hit in found)
        if is_filler(text, found):
            return tuple(TextSource(name, relation or "agency") for name in names)
    names_printed = [part.strip(EDGE) for part in SEPARATOR.split(text) if part.strip(EDGE)]
    if not names_printed or len(text.split()) > MAX_SOURCE_WORDS or "://" in text:
        return ()
    return tuple(TextSource(canonical(name)) for name in ([text] if find_agency(text) else names_printed))


def is_filler(text: str, found: tuple[AgencyMention, ...]) -> bool:
    """Whether around the agencies there stand only words that name nobody: "© 2024", "contributed to this report"."""
    rest = text
    for hit in reversed(found):
        rest = f"{rest[: hit.start]} {rest[hit.end :]}"
    return all(fold(word) in FILLER or len(word) < 4 or any(map(str.isdigit, word)) for word in OTHER.split(rest))


def canonical(name: str) -> str:
    """The agency's canonical name; any other name as printed."""
    agency = find_agency(name)
    return agency.name if agency is not None else name


def without_label(text: str) -> tuple[str, str | None]:
    """The line without "Source:" and the like, and what the label says the source is: None where there is none."""
    head, colon, rest = text.replace("：", ":").partition(":")
    if colon and fold(head).strip(EDGE) in LABELS:
        return rest.strip(), "source"
    words = text.split(" ")
    for count in range(min(MAX_LABEL_WORDS, len(words) - 1), 0, -1):
        phrase = fold(" ".join(words[:count]))
        if phrase in REPUBLISHED:
            return " ".join(words[count:]), "republished_from"
        rest = " ".join(words[count:])
        if (phrase in OPENERS | LABELS and count > 1) or (phrase in OPENERS and agencies_in(rest)):
            return rest, "source"
    return text, None


def from_rules(article: Article) -> Iterator[Offer]:
    """What rules found."""
    for candidate in rule_offers(article, "sources"):
        for source in parse_source(candidate.value):
            by_rule = "source" if source.relation == "agency" else source.relation
            yield candidate.source, TextSource(source.name, by_rule)


def from_blocks(article: Article) -> Iterator[Offer]:
    """Blocks with the role source; "REUTERS" just behind a picture is whose picture it is."""
    blocks = article.blocks_as(Role.SOURCE)
    pictures = caption_lines(article) if blocks and article.page.signals.images else {}
    for block in blocks:
        for source in parse_source(block.text) if block.index not in pictures else ():
            yield "role:source", source


def from_dateline(article: Article) -> Iterator[Offer]:
    """The agencies in the dateline."""
    for block in article.body[:3]:
        for hit in dateline_agencies(block.text):
            yield "dateline", TextSource(hit.agency.name, "agency")


def from_end(article: Article) -> Iterator[Offer]:
    """An agency that stands alone at the end of the body, in a bracket or a block of its own."""
    for block in article.body[-LAST_BLOCKS:]:
        ending = ENDING.search(block.text)
        tail = block.text if len(block.text.split()) <= 3 else ending.group() if ending else ""
        for source in parse_source(tail) if tail else ():
            if source.relation == "agency":
                yield "body", source


def from_authors(article: Article) -> Iterator[Offer]:
    """The agencies a byline names: as author, or as whom an author works for."""
    lines = [(f"jsonld:{path}", text) for path in AUTHOR_PATHS for text in texts(article.node, path)]
    lines += [("meta:author", text) for text in article.page.signals.meta.get("author", ())]
    lines += [("role:byline", block.text) for block in article.blocks_as(Role.BYLINE)]
    for source, line in lines:
        for hit in agencies_in(line) if len(line) <= MAX_BYLINE_CHARS else ():
            if hit.agency.kind == "news":
                yield source, TextSource(hit.agency.name, "agency")


def from_signals(article: Article) -> Iterator[Offer]:
    """What the page declares in JSON-LD and meta."""
    node = article.node
    for path in ("sourceOrganization.name", "provider.name"):
        for name in texts(node, path)[:1]:
            if find_agency(name):
                yield f"jsonld:{path}", TextSource(canonical(name), "agency")
    for name in META_NAMES:
        for value in article.page.signals.meta.get(name, ()):
            for source in parse_source(value) if find_agency(value) else ():
                yield f"meta:{name}", TextSource(source.name, "agency")


def from_notices(article: Article) -> Iterator[Offer]:
    """ "This article was originally published by …" in a notice."""
    for block in article.blocks_as(Role.NOTICE):
        for source in parse_source(block.text[:MAX_LINE_CHARS]):
            if source.relation == "republished_from":
                yield "role:notice", source
