"""Whether the story may be read without paying, and whether the text is whole."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import RULES, Article
from cleaner.fields.choice import first_choice, rule_offers
from cleaner.json_ld import texts
from cleaner.json_paths import read_path
from cleaner.model import Access, Choice, Json, Role
from cleaner.text import count_words, ends_sentence
from cleaner.vocabulary import words_of

FREE, PAID = "free", "not free"
PRICES = {**dict.fromkeys(words_of("access_free"), FREE), **dict.fromkeys(words_of("access_paid"), PAID)}
TIER_SOURCES = (
    "meta:article:content_tier",
    "meta:og:article:content_tier",
    "meta:content_tier",
    "meta:article:opinion_tier",
)
MAX_GAP = 4  # blocks between the text's end and the wall: a byline, a picture
WHOLE_SHARE = 0.9  # of the declared words, which count headings and captions at times
MAX_DIGITS = 9
TEASER_WORDS = 150  # a text that a wall of unknown strength ends, and that is shorter, is a teaser
LONG_TEASER_WORDS = 500  # longer texts in front of such a wall were whole, however they ended: with a note on a book
LISTED_LINES = 4  # at the end of a text, of which one ends a sentence where it is prose


def read_access(article: Article) -> Choice[Access] | None:
    """What the page says of its price, and what its end shows.

    complete is True where the text is as long as the page declares, False only where a paywall ends the text. A box
    that asks for a subscription stands on free pages too, so it counts where the page says it is not free, or where a
    short text breaks off before it.
    """
    price = first_choice(prices(article))
    ends_at_wall = has_wall_behind(article)
    if price is None:
        is_teaser = ends_at_wall and breaks_off(article)
        return Choice(Access(free=False, complete=False), "paywall") if is_teaser else None
    if price.value == FREE:
        return Choice(Access(free=True), price.source, price.rejected)
    complete = False if ends_at_wall else holds_declared_words(article)
    return Choice(Access(free=False, complete=complete), price.source, price.rejected)


def prices(article: Article) -> Iterator[tuple[str, str | None]]:
    """`free` or `not free`, as rules, JSON-LD and meta say it; a part of the page counts where it is not free."""
    for candidate in rule_offers(article, "access"):
        yield candidate.source, price_of(candidate.value)
    node = article.node
    for value in read_path(node, "isAccessibleForFree")[:1]:
        yield "jsonld:isAccessibleForFree", price_of(value)
    if PAID in map(price_of, read_path(node, "hasPart.isAccessibleForFree")):
        yield "jsonld:hasPart", PAID
    for source, tier in article.declared.first_texts(*TIER_SOURCES):
        yield source, price_of(tier)


def price_of(value: Json) -> str | None:
    """`free` or `not free`, from a boolean or one of the words pages write for one; None for any other."""
    return PRICES.get(str(value).strip().casefold())


def has_wall_behind(article: Article) -> bool:
    """Whether a rule has found a paywall right behind the text."""
    walls = article.blocks_as(Role.PAYWALL, voices=RULES)
    return any(article.text_end < wall.index <= article.text_end + MAX_GAP for wall in walls)


def holds_declared_words(article: Article) -> bool | None:
    """True where the text is as long as the page declares; None where it declares no length, or more."""
    lengths = [text for text in texts(article.node, "wordCount") if text.isdecimal()]
    counted = [count_words(text) for text in texts(article.node, "articleBody")]
    declared = max([int(length[:MAX_DIGITS]) for length in lengths] + counted, default=0)
    return True if 0 < declared * WHOLE_SHARE <= _words(article) else None


def breaks_off(article: Article) -> bool:
    """Whether the text is as short as a teaser, or not much longer and ends inside a sentence.

    Long ones end in notes that are none, and lists and results have none: "Holm 12, Eyre 14" is whole.
    """
    words = _words(article)
    if words < TEASER_WORDS or words >= LONG_TEASER_WORDS:
        return words < TEASER_WORDS
    is_prose = any(ends_sentence(block.text) for block in article.body[-LISTED_LINES:-1])
    return is_prose and not ends_sentence(article.body[-1].text)


def _words(article: Article) -> int:
    return sum(count_words(block.text) for block in article.body)
