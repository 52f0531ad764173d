"""What stands around the headline: the deck below it and the kicker above, where no rule has named them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from cleaner.article import Article
from cleaner.json_ld import texts
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.page_words import body_words, content_words, is_no_title, is_of_page, stands_once
from cleaner.lines.class_words import class_words
from cleaner.lines.credits.captions import split_caption
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import BODY_ROLES, Block, Role
from cleaner.text import count_words, ends_sentence, fold
from cleaner.vocabulary import words_of

MARKED, PARTED, PRINTED, DESCRIBED, PLACED = 4.0, 3.5, 3.0, 2.0, 1.0  # scores: how sure a deck is, by what tells it
MIN_DECK_WORDS, MAX_DECK_WORDS, MAX_KICKER_WORDS = 4, 80, 8
MIN_DESCRIPTION_CHARS, OPENING_CHARS = 30, 60  # descriptions are often cut
MAX_TITLE_WORDS = 14  # of a second headline
ABOVE_HEADLINE, BELOW_HEADLINE = 3, 12  # blocks between headline and kicker, headline and deck (byline, share buttons)
DATED = lazy_pattern(r"\b(?:19|20)\d\d\b.{0,12}\d{1,2}:\d\d|^\W*(?:\w+\W+){0,4}(?:19|20)\d\d\b\W*(?:GMT|UTC)?$")
NO_DECK_ROLES = frozenset({Role.CAPTION, Role.CREDIT, Role.BYLINE, Role.TIMESTAMP})
# A deck of a dump
MIN_LINE_WORDS, MIN_SENTENCE_WORDS, MAX_LINE_WORDS, MAX_DECK_LINES = 3, 6, 45, 3
MAX_LINK_SHARE = 0.5
MIN_DECK_SHARE = 0.3  # of a deck's words that the story uses; a byline shares none


def find_decks(article: Article) -> Iterator[LineCandidate]:
    """The deck of the story; of several the one that its markup calls so."""
    headline = article.headline
    if headline is None or article.beside_headline(Role.SUBTITLE):
        return
    if article.page.document.kind == "text":
        yield from _deck_lines(article, headline)
        return
    found = sorted(
        [*_marked_decks(article, headline), *_declared_decks(article, headline), *_left_out_decks(article, headline)],
        key=lambda deck: -deck.score,
    )
    captions = {index for image in article.page.signals.images if not image.is_framed for index in image.blocks}
    others = (deck for deck in found if deck.block not in captions)
    yield from islice((deck for deck in others if not _ends_in_credit(article.page.blocks[deck.block])), 1)


def find_kickers(article: Article) -> Iterator[LineCandidate]:
    """The block above the headline that its markup calls a kicker; the nearest of them."""
    headline = article.headline
    if headline is None or article.beside_headline(Role.KICKER):
        return
    above = article.page.blocks[max(0, headline.index - ABOVE_HEADLINE) : headline.index]
    short = [block for block in above if count_words(block.text) <= MAX_KICKER_WORDS]
    for block in _marked(short, words_of("kicker_class_words"))[-1:]:
        yield LineCandidate(block.index, Role.KICKER, MARKED, "tokens", "its class or id says kicker")


def _marked_decks(article: Article, headline: Block) -> Iterator[LineCandidate]:
    for block in _marked(_below(article, headline), words_of("deck_class_words")):
        # "lead", "intro" and "summary" are as often the text itself: sentences that were taken for the text stay it
        is_line = count_words(block.text) <= MAX_TITLE_WORDS and not ends_sentence(block.text)
        is_text = article.role_of(block) in BODY_ROLES and not (is_line and block.index <= article.text_start)
        why = "its class or id says deck"
        yield LineCandidate(block.index, Role.SUBTITLE, MARKED, "tokens", why, stays_text=is_text)


def _declared_decks(article: Article, headline: Block) -> Iterator[LineCandidate]:
    """Blocks that repeat the page's description, or JSON-LD's second headline: else it is one for search engines."""
    described = {fold(text) for text in article.declared.descriptions}
    openings = tuple(text[:OPENING_CHARS] for text in described if len(text) > MIN_DESCRIPTION_CHARS)
    for block in _below(article, headline):
        text, in_text = fold(block.text), article.role_of(block) in BODY_ROLES
        if (_is_parted(article, block) and text.startswith(openings)) if in_text else text in described:
            why = "the page's description, printed below the headline"
            score = PARTED if in_text else DESCRIBED
            yield LineCandidate(block.index, Role.SUBTITLE, score, "meta:description", why, in_text)
    for text in texts(article.node, "alternativeHeadline")[:1]:
        for block in _outside_body(article, article.page.blocks):
            if block.text == text and block != headline and article.role_of(block) not in NO_DECK_ROLES:
                why = "the page's second headline, printed"
                yield LineCandidate(block.index, Role.SUBTITLE, PRINTED, "jsonld:alternativeHeadline", why)


def _left_out_decks(article: Article, headline: Block) -> Iterator[LineCandidate]:
    """Sentences about the story between its headline and the body that a rule names, which left them out."""
    if article.labels.body_by != "rule":
        return
    above = [block for block in _below(article, headline) if block.index < article.text_start]
    body, title = body_words(article) if above else frozenset(), content_words(headline.text)
    for block in above:
        about = content_words(block.text)
        is_about = about & title and _is_about(about, body) and article.role_of(block) is Role.BOILERPLATE
        is_linked = block.link_share > MAX_LINK_SHARE or block.tag == "li" or bool(article.dates_in(block))
        if is_about and ends_sentence(block.text) and not is_linked and stands_once(article, block.text):
            why = "sentences about the story between its headline and the body that the rule names"
            yield LineCandidate(block.index, Role.SUBTITLE, PLACED, "line:subtitle", why)


def _is_parted(article: Article, block: Block) -> bool:
    """Whether a byline or a date stands between the first paragraph of the text and the next."""
    first, second = [*article.body, block, block][:2]
    between = article.page.blocks[block.index + 1 : second.index]
    is_first = block.index == first.index
    return is_first and any(article.role_of(line) in (Role.BYLINE, Role.TIMESTAMP) for line in between)


def _below(article: Article, headline: Block) -> list[Block]:
    """The blocks below the headline that may be its deck by their length and label."""
    below = article.page.blocks[headline.index + 1 : headline.index + 1 + BELOW_HEADLINE]
    long = [block for block in below if MIN_DECK_WORDS <= count_words(block.text) <= MAX_DECK_WORDS]
    return [block for block in long if article.role_of(block) not in NO_DECK_ROLES]


def _outside_body(article: Article, blocks: Iterable[Block]) -> list[Block]:
    """The blocks that were not taken for the text: what may be deck or text stays the text."""
    return [block for block in blocks if article.role_of(block) not in BODY_ROLES]


def _marked(blocks: Iterable[Block], wanted: frozenset[str]) -> list[Block]:
    """The blocks with a class or id of one of the words, and none of a picture's or a teaser's; no links, no dates."""
    unwanted = words_of("picture_class_words")
    found = []
    for block in blocks:
        marks = [class_words(token) for token in block.tokens]
        is_marked = any(mark & wanted and not mark & unwanted for mark in marks)
        in_figure = block.tag == "figcaption" or "figure" in block.ancestors
        if is_marked and not in_figure and block.link_share <= MAX_LINK_SHARE and not DATED.search(block.text):
            found.append(block)
    return found


def _ends_in_credit(block: Block) -> bool:
    """Whether a text is a picture's caption, whatever its markup is called: it names who took the picture."""
    return bool(split_caption(block.text).credit)


def _deck_lines(article: Article, headline: Block) -> Iterator[LineCandidate]:
    """In a dump: the short lines and sentences right below the headline that are not of the text, if they are few."""
    start = article.text_start
    body = body_words(article)
    title = fold(headline.text)
    deck: list[Block] = []
    for block in article.page.blocks[headline.index + 1 : start]:
        if block in article.headline_blocks:
            continue
        about = content_words(block.text)
        is_about = _is_about(about, body) and not is_of_page(about, body)
        is_something_else = article.is_ruled(block) or bool(article.dates_in(block)) or title in fold(block.text)
        if is_something_else or not (is_about and _may_be_deck(block.text) and stands_once(article, block.text)):
            break
        deck.append(block)
        if len(deck) > MAX_DECK_LINES:
            return
    why = "lines about the story between its headline and its text"
    yield from (LineCandidate(block.index, Role.SUBTITLE, PLACED, "line:subtitle", why) for block in deck)


def _is_about(about: frozenset[str], body: frozenset[str]) -> bool:
    return len(about & body) >= MIN_DECK_SHARE * len(about)


def _may_be_deck(text: str) -> bool:
    least = MIN_SENTENCE_WORDS if ends_sentence(text) else MIN_LINE_WORDS
    is_something_else = is_no_title(text) or bool(split_caption(text).credit)
    return least <= count_words(text) <= MAX_LINE_WORDS and not is_something_else
