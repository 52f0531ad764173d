"""What a page declares of its kind, in numbers and in terms: types in its metadata, its address, its short lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.json_ld import type_names
from cleaner.model import Block, Choice, Page, Signals
from cleaner.urls import split_url
from cleaner.vocabulary import words_of

MAX_LINE_CHARS = 28  # of a line that is a button, a label or a count, and alike on many sites
MAX_SLUG_WORDS = 3  # a part of an address with more is a headline
MAX_DEPTH, MAX_HYPHENS, MAX_DIGITS = 8, 12, 12
WORD = re.compile(r"[a-z]{2,}")
DIGITS = re.compile(r"\d+")
QUERY_NAME = re.compile(r"(?:^|&)([a-z_]+)=")
YEAR = re.compile(r"/(?:19|20)\d\d(?:[/-]|$)")
OUTERMOST = 3  # nowhere, <html>, <body>
SOURCES = ("declared", "address", "lines")

# Types of JSON-LD objects → the group they count for.
TYPE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "news": ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "LiveBlogPosting"),
    "article": ("Article", "BlogPosting", "Report", "ScholarlyArticle", "Review", "Recipe", "HowTo", "TechArticle"),
    "product": ("Product", "ProductGroup", "Offer", "AggregateOffer", "IndividualProduct"),
    "list": ("ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog", "Blog"),
    "thread": ("DiscussionForumPosting", "QAPage", "Question"),
    "firm": ("LocalBusiness", "Service", "FAQPage"),
    "media": ("VideoObject", "AudioObject", "PodcastEpisode", "ImageGallery"),
    "website": ("WebSite", "WebPage", "Organization"),
}
# Types by which a page says that it is no story, unless it says that it is an article as well.
NO_STORY_TYPES = frozenset({
    "CollectionPage", "SearchResultsPage", "OfferCatalog", "Product", "ProductGroup", "IndividualProduct",
    "DiscussionForumPosting", "QAPage",
})  # fmt: skip
STORY_TYPES = frozenset((*TYPE_GROUPS["news"], *TYPE_GROUPS["article"]))
GROUP_OF_TYPE = {name: group for group, names in TYPE_GROUPS.items() for name in names}
OG_TYPES = ("article", "website", "product", "video", "profile")
MARKS = ("article:published_time", "author", "product:price:amount", "article:section", "description", "og:type")
ADDRESS_NAMES = (
    *("depth", "hyphens", "digits", "slug_chars", "has_query", "ends_in_slash", "has_extension", "has_year", "is_root"),
)
DECLARED_NAMES = (
    *(f"ld_{group}" for group in TYPE_GROUPS),
    *(f"og_{name}" for name in OG_TYPES),
    *(f"has_{name}" for name in MARKS),
    *("times", "images", "people", "h1", *ADDRESS_NAMES),
)


FIELD_NAMES = (
    *("authors", "author_printed", "published", "published_printed", "tags", "section", "pictures", "captions"),
    *("has_dateline", "has_subtitle"),
)
PRINTED = ("line", "rule", "time")  # sources of what stands on the page, and not in its metadata


def field_numbers(choices: Mapping[str, Choice[Any]]) -> list[float]:
    """FIELD_NAMES: which fields of a story were found, and whether they were printed."""
    listed = {name: choices[name].value if name in choices else () for name in ("authors", "tags", "section", "images")}
    printed = [float(name in choices and choices[name].source.startswith(PRINTED)) for name in ("authors", "published")]
    return [
        float(len(listed["authors"])),
        printed[0],
        float("published" in choices),
        printed[1],
        float(len(listed["tags"])),
        float(len(listed["section"])),
        float(len(listed["images"])),
        float(len([image for image in listed["images"] if image.caption])),
        float("dateline" in choices),
        float("subtitle" in choices),
    ]


def declares_story(page: Page) -> bool:
    """Whether a page says of itself that it is an article, by the types of its objects."""
    return not STORY_TYPES.isdisjoint(name for node in page.signals.json_ld for name in type_names(node))


def declares_no_story(page: Page) -> bool:
    """Whether a page says of itself that it is a list, a product or a thread, and not that it is an article.

    By the types of its objects, by og:type, or by what the system that made it calls itself or the page's root.
    """
    signals = page.signals
    types = {name for node in signals.json_ld for name in type_names(node)}
    return not declares_story(page) and (
        not NO_STORY_TYPES.isdisjoint(types)
        or (signals.first_meta("og:type") or "").lower().startswith("product")
        or generator_of(signals) in words_of("forum_generators")
        or not words_of("no_story_classes").isdisjoint(root_classes(page.blocks))
    )


def declares_product(page: Page) -> bool:
    """Whether a page describes one product, and no list, in its objects."""
    names = [name for node in page.signals.json_ld for name in type_names(node)]
    groups = [GROUP_OF_TYPE.get(name) for name in names if not name.endswith("Offer")]
    return groups.count("product") == 1 and "list" not in groups


def generator_of(signals: Signals) -> str:
    """The first word of what names the system that made the page, lower case; empty where nothing does."""
    return (signals.first_meta("generator") or "").lower().split(" ")[0]


def root_classes(blocks: Sequence[Block]) -> set[str]:
    """Classes and ids, lower case, of the outermost elements, <html> and <body> as a rule; none of a dump."""
    if not blocks:
        return set()
    outermost = list(blocks[0].place.outwards())[-OUTERMOST:]
    return set(" ".join(f"{place.classes} {place.id}" for place in outermost).lower().split())


def called_by(page: Page, topic: str) -> str | None:
    """An entry of a topic all classes of which the page's root has."""
    classes = root_classes(page.blocks)
    known = [entry for entry in sorted(words_of(topic)) if classes.issuperset(entry.split(" "))]
    return known[0] if known else None


def declared_numbers(page: Page) -> list[float]:
    """DECLARED_NAMES of a page; of a page without address, and of a dump, those of the address are -1."""
    signals = page.signals
    groups = [GROUP_OF_TYPE.get(name) for node in signals.json_ld for name in type_names(node)]
    og_type = (signals.first_meta("og:type") or "").lower()
    people = [person for person in signals.people if person.ground != "word"]  # which the forest was not trained with
    return [
        *(min(float(groups.count(group)), 9.0) for group in TYPE_GROUPS),
        *(float(og_type.startswith(name)) for name in OG_TYPES),
        *(float(name in signals.meta) for name in MARKS),
        *(min(float(len(found)), 60.0) for found in (signals.times, signals.images, people, signals.h1)),
        *address_numbers(page.document.url),
    ]


def address_numbers(url: str | None) -> list[float]:
    """ADDRESS_NAMES."""
    parts = split_url(url)
    if parts is None:
        return [-1.0] * len(ADDRESS_NAMES)
    steps = [step for step in parts.path.split("/") if step]
    last = steps[-1] if steps else ""
    return [
        float(min(len(steps), MAX_DEPTH)),
        float(min(max((step.count("-") + step.count("_") for step in steps), default=0), MAX_HYPHENS)),
        float(min(max(map(len, DIGITS.findall(parts.path)), default=0), MAX_DIGITS)),
        float(min(len(last), 99)),
        float(bool(parts.query)),
        float(parts.path.endswith("/")),
        float("." in last),
        float(YEAR.search(parts.path) is not None),
        float(not steps),
    ]


def names_terms(url: str | None) -> bool:
    """Whether the last part of an address speaks of a site's terms or rules."""
    parts = split_url(url)
    steps = [step for step in parts.path.lower().split("/") if step] if parts is not None else []
    return not words_of("terms_addresses").isdisjoint(WORD.findall("".join(steps[-1:])))


def terms_of(page: Page) -> dict[str, set[str]]:
    """By source the terms of a page that may speak for a kind of page."""
    return {
        "declared": set(_declared_terms(page.signals)),
        "address": set(_address_terms(page.document.url)),
        "lines": line_terms(page.blocks),
    }


def line_terms(blocks: Sequence[Block]) -> set[str]:
    """The short lines of a page, lower case, digits as one sign."""
    short = [block.text for block in blocks if len(block.text) <= MAX_LINE_CHARS]
    joined = DIGITS.sub("0", "\n".join(short).lower())  # one substitution for all: half the time
    return set(joined.split("\n")) - {""}


def _declared_terms(signals: Signals) -> Iterator[str]:
    for node in signals.json_ld:
        yield from (f"type {name}" for name in type_names(node))
    yield f"og {signals.first_meta('og:type')}"
    yield f"generator {generator_of(signals)}"
    yield from signals.meta


def _address_terms(url: str | None) -> Iterator[str]:
    parts = split_url(url)
    if parts is None:
        return
    for label in parts.netloc.lower().split(".")[:-1]:
        yield from (f"host {word}" for word in WORD.findall(label))
    for step in parts.path.lower().split("/"):
        words = WORD.findall(step)
        if len(words) <= MAX_SLUG_WORDS:
            yield from words
    yield from (f"query {name}" for name in QUERY_NAME.findall(parts.query.lower()))
