"""The section the story stands in, from the front page down, and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.choice import first_choice, rule_offers, site_offers
from cleaner.json_ld import texts, type_names
from cleaner.json_paths import objects_in
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Choice, Json, Role
from cleaner.text import bare, collapse, count_words, fold
from cleaner.vocabulary import alternatives, ordered_words, words_of

BREADCRUMB = lazy_pattern(r"\s*[>›»→/|]\s*")
LIST_JOINT = lazy_pattern(r" ?[,;|#、，] ?", any_length=True)  # white space is collapsed
TAG_LABEL = lazy_pattern(rf"^\s*(?:{alternatives(ordered_words('tag_labels'))})\s*[:：]\s*", re.IGNORECASE)
HOST = lazy_pattern(r"[\w-]+(?:\.[\w-]+)+\.?[a-z]{2,}")
SECTION_META = (
    "article:section",
    "parsely-section",
    "og:article:section",
    "sailthru.section",
    "section",
    "cxenseparse:section",
    "dc.subject",
)
TAG_META = ("article:tag", "og:article:tag", "parsely-tags", "news_keywords", "sailthru.tags", "keywords")
MAX_SECTION_WORDS, MAX_LEVELS = 6, 5
MAX_TAG_WORDS, MAX_TAGS = 8, 40
MAX_BLOCKS_AFTER = 8  # tags stand right below the story

Names = tuple[str, ...]


def read_section(article: Article) -> Choice[Names] | None:
    """The section's path, widest first: ("National", "North Korea"). Without the front page, the outlet, the story."""
    offers = ((source, _as_section(article, names)) for source, names in _sections(article))
    return first_choice(offers, " > ".join)


def read_tags(article: Article) -> Choice[Names] | None:
    """The story's tags or keywords as printed, in order, each once."""
    offers = ((source, _distinct(names, MAX_TAG_WORDS)[:MAX_TAGS]) for source, names in _tags(article))
    return first_choice(offers, ", ".join)


def _sections(article: Article) -> Iterator[tuple[str, Names]]:
    """What sources give as section, the site's rule first."""
    yield from _by_site(article, "section", Role.SECTION, BREADCRUMB)
    trail = _breadcrumbs(article)
    sections = texts(article.node, "articleSection")
    if len(trail) > 1 and {fold(name) for name in sections} & {fold(name) for name in trail}:
        yield "jsonld:breadcrumb", trail  # it says the same, and where that stands
    yield "jsonld:articleSection", sections
    for key in SECTION_META:
        yield f"meta:{key}", article.page.signals.meta.get(key, ())[:1]
    yield "jsonld:breadcrumb", trail
    yield from _by_any_rule(article, "section", Role.SECTION, BREADCRUMB)


def _tags(article: Article) -> Iterator[tuple[str, Names]]:
    """What sources give as tags, the site's rule first."""
    yield from _by_site(article, "tags", Role.TAGS, LIST_JOINT)
    yield "jsonld:keywords", _split(texts(article.node, "keywords"), LIST_JOINT)
    for key in TAG_META:
        yield f"meta:{key}", _split(article.page.signals.meta.get(key, ()), LIST_JOINT)
    yield from _by_any_rule(article, "tags", Role.TAGS, LIST_JOINT)


def _by_site(article: Article, field: str, role: Role, joint: re.Pattern[str]) -> Iterator[tuple[str, Names]]:
    """What the site's rule found: all values of the first source that has one; then the blocks that carry the role."""
    yield from _by_source([(found.source, found.value) for found in site_offers(article, field)], joint)
    yield from _by_source([(f"rule:{by}", block.text) for by, block in article.ruled_blocks(role, by_site=True)], joint)


def _by_any_rule(article: Article, field: str, role: Role, joint: re.Pattern[str]) -> Iterator[tuple[str, Names]]:
    """What platform and shared rules found, above the story's end: below stand the sections of other stories."""
    last = article.body[-1].index + MAX_BLOCKS_AFTER if article.body else len(article.page.blocks)
    offers = [found for found in rule_offers(article, field) if found.block <= last]
    yield from _by_source([(found.source, found.value) for found in offers], joint)
    blocks = [(by, block) for by, block in article.ruled_blocks(role, by_site=False) if block.index <= last]
    yield from _by_source([(f"rule:{by}", block.text) for by, block in blocks], joint)


def _by_source(values: Iterable[tuple[str, str]], joint: re.Pattern[str]) -> Iterator[tuple[str, Names]]:
    """The values by source, each source's split at the joints."""
    by_source: dict[str, list[str]] = {}
    for source, value in values:
        by_source.setdefault(source, []).append(TAG_LABEL.sub("", value))
    for source, found in by_source.items():
        yield source, _split(found, joint)


def _split(values: Iterable[str], joint: re.Pattern[str]) -> Names:
    """A single value at its joints; several are separate already ("Business, Finance & Economics" is one of them)."""
    given = tuple(values)
    return tuple(joint.split(given[0])) if len(given) == 1 else given


def _breadcrumbs(article: Article) -> Names:
    """The names of the page's BreadcrumbList; of several, the longest."""
    lists = [node for node in article.page.signals.json_ld if "BreadcrumbList" in type_names(node)]
    return max((_trail(node) for node in lists), key=len, default=())


def _trail(node: Mapping[str, Json]) -> Names:
    """The first name of each step."""
    names: list[str] = []
    for step in objects_in(node.get("itemListElement")):
        names += (*texts(step, "name"), *texts(step, "item.name"))[:1]
    return tuple(names)


def _as_section(article: Article, names: Names) -> Names:
    """The names that are sections."""
    steps = _distinct(names, MAX_SECTION_WORDS)
    if len(steps) > 1 and article.site_names.is_one(steps[0]):
        steps = steps[1:]  # "EL PAÍS: the global paper > World"
    return tuple(step for step in steps if _is_section(article, step))[:MAX_LEVELS]


def _is_section(article: Article, step: str) -> bool:
    """Whether a step of a path is not the front page, the site or the story's own title."""
    is_site = article.site_names.holds(step) or HOST.fullmatch(step) is not None
    return not (is_site or fold(step) in words_of("front_page") or bare(step) in article.declared.title_forms)


def _distinct(names: Iterable[str], max_words: int) -> Names:
    """The names that are short and no address, each once, in order."""
    found: dict[str, str] = {}
    for name in names:
        plain = collapse(name).strip(" ,;:#")
        if plain and "://" not in plain and count_words(plain) <= max_words:
            found.setdefault(fold(plain), plain)
    return tuple(found.values())
