"""Whether the story may be read without paying, and whether the text is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.choice import first_choice, rule_offers
from cleaner.model import Access, Choice, Json, Role
from cleaner.text import count_words, ends_sentence

TRUE_WORDS = frozenset({"true", "yes", "1", "http://schema.org/true", "https://schema.org/true", "free"})
FALSE_WORDS = frozenset(
    {
        "false",
        "no",
        "0",
        "http://schema.org/false",
        "https://schema.org/false",
        "locked",
        "paid",
        "premium",
        "subscriber",
    }
)
TIER_META = ("article:content_tier", "og:article:content_tier", "content_tier", "article:opinion_tier")
MAX_GAP = 4  # blocks between the text's end and the wall: a byline, a picture
TEASER_WORDS = 150  # a text that a wall of unknown strength ends, and that is shorter, is a teaser


def read_access(article: Article) -> Choice[Access] | None:
    """What the page says of its price, and what its end shows.

    complete is False only where a paywall ends the text: a box that asks for a subscription stands on free pages too,
    so it counts where the page says it is not free, or where a short text breaks off before it.
    """
    statement = first_choice(_statements(article), _printed)
    free = None if statement is None else statement.value == FREE
    ends = _wall_ends_text(article, free)
    if statement is None and not ends:
        return None
    source = statement.source if statement is not None else "paywall"
    rejected = statement.rejected if statement is not None else ()
    return Choice(
        Access(free=False if ends and free is None else free, complete=False if ends else None), source, rejected
    )


FREE, PAID = "free", "not free"


def _printed(value: str) -> str:
    return value


def _statements(article: Article) -> Iterator[tuple[str, str | None]]:
    for candidate in rule_offers(article, "access"):
        yield candidate.source, _as_statement(candidate.value)
    node = article.node
    if node is not None:
        yield "jsonld:isAccessibleForFree", _as_statement(node.get("isAccessibleForFree"))
        yield "jsonld:hasPart", _of_parts(node.get("hasPart"))
    for name in TIER_META:
        yield f"meta:{name}", _as_statement(article.page.signals.first_meta(name))


def _as_statement(value: Json) -> str | None:
    """`free`, `not free` or None, from a boolean or one of the words pages write for one."""
    if isinstance(value, list):
        value = value[0] if value else None
    word = str(value).strip().casefold() if isinstance(value, (bool, str)) else ""
    return FREE if word in TRUE_WORDS else PAID if word in FALSE_WORDS else None


def _of_parts(parts: Json) -> str | None:
    """A page with one part that is not free is not free."""
    found = [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, Mapping)]
    said = [_as_statement(part.get("isAccessibleForFree")) for part in found]
    return PAID if PAID in said else None


def _wall_ends_text(article: Article, free: bool | None) -> bool:
    if free is True or not article.body:
        return False
    last = article.body[-1].index
    labels = article.labels.labels
    after = range(last + 1, min(last + 1 + MAX_GAP, len(labels)))
    walled = any(
        label is not None and label.role is Role.PAYWALL and label.voice.is_rule
        for label in (labels[i] for i in after)
    )
    if not walled:
        return False
    words = sum(count_words(block.text) for block in article.body)
    return free is False or words < TEASER_WORDS or not ends_sentence(article.body[-1].text)
