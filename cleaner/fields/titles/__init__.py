"""The title, with what stands above and below it: the headline as printed, without the site's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cleaner.article import Article
from cleaner.declared.titles import without_site_name
from cleaner.fields.choice import first_choice, site_offers
from cleaner.fields.titles.candidates import read_voices
from cleaner.fields.titles.lines import find_deck_lines, find_title_line, title_text
from cleaner.fields.titles.place import find_title_block
from cleaner.fields.titles.vote import vote
from cleaner.json_ld import texts
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Choice, Role
from cleaner.text import collapse, count_words, fold
from cleaner.vocabulary.inline import words

# Parts of class and id tokens (split at - and _) by which editing systems mark the deck and the kicker.
DECK_TOKENS = words(
    """subtitle subheadline subheading subhead subhed dek deck standfirst lede lead intro introduction summary vorspann
    untertitel chapo chapeau entradilla bajada bajadas copete sommario occhiello catenaccio ingress abstract"""
)
PICTURE_TOKENS = words("image img media photo picture figure caption video art related teaser box newsletter form nav")
KICKER_TOKENS = words(
    """kicker overline eyebrow topline dachzeile roofline spitzmarke antetitulo volanta surtitre occhiello suptitle
    rubric"""
)
TOKEN_PART = lazy_pattern(r"[-_]+|(?<=[a-z])(?=[A-Z])")
DATED = lazy_pattern(r"\b(?:19|20)\d\d\b.{0,12}\d{1,2}:\d\d|^\W*(?:\w+\W+){0,4}(?:19|20)\d\d\b\W*(?:GMT|UTC)?$")
MIN_DECK_WORDS, MAX_DECK_WORDS, MAX_KICKER_WORDS = 4, 80, 8
MIN_HEADLINE_CHARS = 12
MAX_KICKER_DISTANCE = 3  # blocks between kicker and headline
DECK_DISTANCE = 12  # blocks between headline and deck: byline, date and share buttons may stand there
JOINTS = " :|–—-·•/"
NO_DECK_ROLES = frozenset({Role.CAPTION, Role.CREDIT, Role.BYLINE, Role.TIMESTAMP})


def read_title(article: Article) -> Choice[str] | None:
    """The headline: by rule, else by a vote of the page's own titles, else (a dump) by its place."""
    ruled = first_choice(_ruled_titles(article))
    if ruled is not None:
        return ruled
    if article.page.document.kind == "html":
        return vote(read_voices(article, article.site_names))
    line = find_title_line(article)
    return Choice(title_text(article, line), "line") if line is not None else None


def read_subtitle(article: Article) -> Choice[str] | None:
    """The deck below the headline; several lines stay lines. A meta description that is not printed there is none."""
    title = find_title_block(article)
    offers = list(_ruled(article, "subtitle", Role.SUBTITLE, title))
    if not offers and article.page.document.kind == "text":
        deck = find_deck_lines(article, title) if title is not None else ()
        offers.append(("line", "\n".join(block.text for block in deck)))
    elif not offers:
        offers += _marked_decks(article, title)
        offers += _printed_alternative(article)
    printed = fold(title.text) if title is not None else ""
    return first_choice((source, text) for source, text in offers if fold(text) != printed)


def read_kicker(article: Article) -> Choice[str] | None:
    """The words above the headline, or before it in one h1 ("Premier League Liverpool lose at Everton")."""
    title = find_title_block(article)
    offers = list(_ruled(article, "kicker", Role.KICKER, title))
    if not offers and title is not None and title.tag:
        above = article.page.blocks[max(0, title.index - MAX_KICKER_DISTANCE) : title.index]
        above = tuple(block for block in above if count_words(block.text) <= MAX_KICKER_WORDS)
        marked = _marked(above, KICKER_TOKENS)
        offers += [("tokens", block.text) for block in reversed(above) if block.index in marked]
        offers += _kicker_in_heading(article, title)
    return first_choice((source, text.strip(JOINTS)) for source, text in offers)


def _ruled_titles(article: Article) -> Iterator[tuple[str, str]]:
    """What the site's rule says; on a dump, which has no other titles, what any rule says."""
    names = article.site_names
    for candidate in site_offers(article, "title"):
        yield candidate.source, without_site_name(collapse(candidate.value), names)
    headlines = article.ruled_blocks(Role.HEADLINE, by_site=True)
    if article.page.document.kind == "text":
        headlines += article.ruled_blocks(Role.HEADLINE, by_site=False)
    yield from ((f"rule:{by}", block.text) for by, block in headlines)


def _ruled(article: Article, field: str, role: Role, title: Block | None) -> Iterator[tuple[str, str]]:
    """What rules say of a field, and the blocks they gave its role, joined line by line.

    Blocks that platform and shared rules labelled count around the headline only: teasers have decks and kickers too.
    """
    yield from ((candidate.source, collapse(candidate.value)) for candidate in site_offers(article, field))
    labelled = article.ruled_blocks(role, by_site=True)
    if not labelled and title is not None:
        near = range(title.index - MAX_KICKER_DISTANCE, title.index + DECK_DISTANCE)
        labelled = tuple((by, block) for by, block in article.ruled_blocks(role, by_site=False) if block.index in near)
    if labelled:
        yield f"rule:{labelled[0][0]}", "\n".join(dict.fromkeys(block.text for _, block in labelled))


def _marked_decks(article: Article, title: Block | None) -> Iterator[tuple[str, str]]:
    """Blocks after the headline that markup calls a deck, or that repeat the page's description and are no body."""
    if title is None:
        return
    kept = {block.index for block in article.body}
    described = {fold(text) for text in article.declared.descriptions}
    below = article.page.blocks[title.index + 1 : title.index + 1 + DECK_DISTANCE]
    below = tuple(block for block in below if _may_be_deck(article, block))
    marked = _marked(below, DECK_TOKENS)
    for block in below:
        if block.index in marked:
            yield "tokens", block.text
        elif block.index not in kept and fold(block.text) in described:
            yield "meta:description", block.text


def _may_be_deck(article: Article, block: Block) -> bool:
    label = article.labels.labels[block.index]
    is_free = label is None or label.role not in NO_DECK_ROLES
    return is_free and MIN_DECK_WORDS <= count_words(block.text) <= MAX_DECK_WORDS


def _marked(blocks: Iterable[Block], parts: frozenset[str]) -> frozenset[int]:
    """Which blocks have a class or id token with one of the parts, and none of a picture's or a teaser's.

    No links, nothing with a date, nothing in a figure. Neighbours share most of their tokens: each is read once.
    """
    plain = [block for block in blocks if block.link_share <= 0.5 and block.tag != "figcaption"]
    marks = frozenset(
        token
        for token in frozenset().union(*(block.tokens for block in plain))
        if not (own := token_parts(token)).isdisjoint(parts) and own.isdisjoint(PICTURE_TOKENS)
    )
    marked = [block for block in plain if not marks.isdisjoint(block.tokens)] if marks else []
    return frozenset(b.index for b in marked if "figure" not in b.ancestors and not DATED.search(b.text))


@lru_cache(maxsize=8192)  # a site's pages have the same tokens, and a page's blocks share most of theirs
def token_parts(token: str) -> frozenset[str]:
    """What a class or id token is made of, in lower case: `article__subTitle` → article, sub, title."""
    return frozenset(part.lower() for part in TOKEN_PART.split(token))


def _printed_alternative(article: Article) -> Iterator[tuple[str, str]]:
    """JSON-LD's second headline, where the page prints it: else it is a title for search engines."""
    for text in texts(article.node, "alternativeHeadline")[:1]:
        if any(block.text == text for block in article.page.blocks):
            yield "jsonld:alternativeHeadline", text


def _kicker_in_heading(article: Article, title: Block) -> Iterator[tuple[str, str]]:
    """What an h1 has before the headline that the other titles give alone."""
    for headline in (title.text for title in article.declared.titles):
        before = title.text.removesuffix(headline)
        if (
            len(headline) >= MIN_HEADLINE_CHARS
            and 0 < len(before) < len(title.text)
            and count_words(before) <= MAX_KICKER_WORDS
        ):
            yield "h1", before
