"""Whether the story may be read without paying, and whether the text is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.choice import first_choice, rule_offers
from cleaner.json_ld import texts
from cleaner.model import Access, Choice, Json, Role
from cleaner.text import count_words, ends_sentence
from cleaner.vocabulary import words_of

FREE, PAID = "free", "not free"
FREE_WORDS, PAID_WORDS = words_of("access_free"), words_of("access_paid")
TIER_META = ("article:content_tier", "og:article:content_tier", "content_tier", "article:opinion_tier")
MAX_GAP = 4  # blocks between the text's end and the wall: a byline, a picture
WHOLE_SHARE = 0.9  # of the declared words, which count headings and captions at times
MAX_DIGITS = 9
TEASER_WORDS = 150  # a text that a wall of unknown strength ends, and that is shorter, is a teaser


def read_access(article: Article) -> Choice[Access] | None:
    """What the page says of its price, and what its end shows.

    complete is True where the text is as long as the page declares, False only where a paywall ends the text. A box
    that asks for a subscription stands on free pages too, so it counts where the page says it is not free, or where a
    short text breaks off before it.
    """
    statement = first_choice(statements(article))
    if statement is not None and statement.value == FREE:
        return Choice(Access(free=True), statement.source, statement.rejected)
    if statement is not None:
        complete = False if has_wall_behind(article) else holds_declared_words(article)
        return Choice(Access(free=False, complete=complete), statement.source, statement.rejected)
    if has_wall_behind(article) and breaks_off(article):
        return Choice(Access(free=False, complete=False), "paywall")
    return None


def statements(article: Article) -> Iterator[tuple[str, str | None]]:
    """`free` or `not free`, as rules, JSON-LD and meta say it."""
    for candidate in rule_offers(article, "access"):
        yield candidate.source, price_of(candidate.value)
    node = article.node or {}
    yield "jsonld:isAccessibleForFree", price_of(node.get("isAccessibleForFree"))
    yield "jsonld:hasPart", price_of_parts(node.get("hasPart"))
    for name in TIER_META:
        yield f"meta:{name}", price_of(article.page.signals.first_meta(name))


def price_of(value: Json) -> str | None:
    """`free`, `not free` or None, from a boolean, one of the words pages write for one, or the first of a list."""
    if isinstance(value, list):
        return price_of(value[0]) if value else None
    word = str(value).strip().casefold()
    if word in FREE_WORDS:
        return FREE
    return PAID if word in PAID_WORDS else None


def price_of_parts(parts: Json) -> str | None:
    """`not free` where one part of the page is not."""
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, Mapping) and price_of(part.get("isAccessibleForFree")) == PAID:
            return PAID
    return None


def has_wall_behind(article: Article) -> bool:
    """Whether a rule has found a paywall right behind the text."""
    if not article.body:
        return False
    last = article.body[-1].index
    after = article.labels.labels[last + 1 : last + 1 + MAX_GAP]
    walls = [label for label in after if label is not None and label.role is Role.PAYWALL]
    return any(label.voice.is_rule for label in walls)


def holds_declared_words(article: Article) -> bool | None:
    """True where the text is as long as the page declares; None where it declares no length, or more."""
    lengths = [text for text in texts(article.node, "wordCount") if text.isdecimal()]
    counted = [count_words(text) for text in texts(article.node, "articleBody")]
    declared = max([int(length[:MAX_DIGITS]) for length in lengths] + counted, default=0)
    words = sum(count_words(block.text) for block in article.body)
    return True if 0 < declared * WHOLE_SHARE <= words else None


def breaks_off(article: Article) -> bool:
    """Whether the text is as short as a teaser, or ends inside a sentence."""
    words = sum(count_words(block.text) for block in article.body)
    return words < TEASER_WORDS or not ends_sentence(article.body[-1].text)
