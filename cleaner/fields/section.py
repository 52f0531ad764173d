"""The section the story stands in, from the front page down, and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from cleaner.article import Article
from cleaner.declared.site_names import SiteNames
from cleaner.fields.choice import first_choice, rule_offers, site_offers
from cleaner.json_ld import texts, type_names
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Choice, Json, Role
from cleaner.text import bare, collapse, count_words, fold
from cleaner.vocabulary.inline import words

BREADCRUMB = lazy_pattern(r"\s*[>›»→/|]\s*")
LIST_JOINT = lazy_pattern(r"\s*[,;|#、，]\s*")
FRONT_PAGE = words(
    """home homepage start startseite accueil inicio portada início inicial principal prima voorpagina strona główna
    главная головна hem forside etusivu domů anasayfa 首页 首頁 ホーム 홈 トップ top hauptnavigation"""
) | {"home page", "strona główna", "ana sayfa", "prima pagina"}
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
TAG_LABEL = lazy_pattern(
    r"^\s*(?:tags?|topics?|schlagworte|themen|mots-clés|etiquetas|temas|argomenti|trefwoorden|tagi|теги|태그|标签|タグ)\s*[:：]\s*",
    re.I,
)
HOST = lazy_pattern(r"[\w-]+(?:\.[\w-]+)+\.?[a-z]{2,}")
MAX_SECTION_WORDS = 6
MAX_TAG_WORDS = 8
MAX_LEVELS = 5
MAX_TAGS = 40
MAX_BLOCKS_AFTER = 8  # tags stand right below the story


Parts: TypeAlias = Iterator[tuple[str, tuple[str, ...]]]  # (source, values)


def read_section(article: Article) -> Choice[tuple[str, ...]] | None:
    """The section's path, widest first: ("National", "North Korea"). Without the front page, the outlet, the story."""
    names, titles = article.site_names, article.declared.title_forms
    offers = ((source, _as_section(parts, names, titles)) for source, parts in _sections(article))
    return first_choice(offers, " > ".join)


def read_tags(article: Article) -> Choice[tuple[str, ...]] | None:
    """The story's tags or keywords as printed, in order, each once."""
    offers = ((source, _distinct(parts, MAX_TAG_WORDS)[:MAX_TAGS]) for source, parts in _tags(article))
    return first_choice(offers, ", ".join)


def _sections(article: Article) -> Parts:
    yield from _by_site(article, "section", Role.SECTION, BREADCRUMB)
    node = article.node
    trail = _breadcrumbs(article)
    sections = texts(node, "articleSection")
    if len(trail) > 1 and {fold(section) for section in sections} & {fold(step) for step in trail}:
        yield "jsonld:breadcrumb", trail  # it says the same, and where that stands
    yield "jsonld:articleSection", sections
    for name in SECTION_META:
        yield f"meta:{name}", article.page.signals.meta.get(name, ())[:1]
    yield "jsonld:breadcrumb", trail
    yield from _by_others(article, "section", Role.SECTION, BREADCRUMB)


def _tags(article: Article) -> Parts:
    yield from _by_site(article, "tags", Role.TAGS, LIST_JOINT)
    yield "jsonld:keywords", _split(texts(article.node, "keywords"), LIST_JOINT)
    for name in TAG_META:
        yield f"meta:{name}", _split(article.page.signals.meta.get(name, ()), LIST_JOINT)
    yield from _by_others(article, "tags", Role.TAGS, LIST_JOINT)


def _by_site(article: Article, field: str, role: Role, joint: re.Pattern[str]) -> Parts:
    """What the site's rule found: all values of the first source that has one; then the blocks that carry the role."""
    yield from _joined(((c.source, c.value) for c in site_offers(article, field)), joint)
    blocks = ((f"rule:{by}", TAG_LABEL.sub("", block.text)) for by, block in article.ruled_blocks(role, by_site=True))
    yield from _joined(blocks, joint)


def _by_others(article: Article, field: str, role: Role, joint: re.Pattern[str]) -> Parts:
    """What platform and shared rules found, above the story's end: below stand the sections of other stories."""
    last = article.body[-1].index + MAX_BLOCKS_AFTER if article.body else len(article.page.blocks)
    yield from _joined(((c.source, c.value) for c in rule_offers(article, field) if c.block <= last), joint)
    near = [(by, block) for by, block in article.ruled_blocks(role, by_site=False) if block.index <= last]
    yield from _joined(((f"rule:{by}", TAG_LABEL.sub("", block.text)) for by, block in near), joint)


def _joined(values: Iterable[tuple[str, str]], joint: re.Pattern[str]) -> Parts:
    """The values by source, each source's split at the joints."""
    by_source: dict[str, list[str]] = {}
    for source, value in values:
        by_source.setdefault(source, []).append(value)
    return ((source, _split(found, joint)) for source, found in by_source.items())


def _split(values: Iterable[str], joint: re.Pattern[str]) -> tuple[str, ...]:
    """A single value at its joints; several are separate already ("Business, Finance & Economics" is one of them)."""
    given = tuple(values)
    return tuple(part for part in joint.split(given[0]) if part) if len(given) == 1 else given


def _breadcrumbs(article: Article) -> tuple[str, ...]:
    """The names of the page's BreadcrumbList; of several, the longest."""
    trails = [_trail(node) for node in article.page.signals.json_ld if "BreadcrumbList" in type_names(node)]
    return max(trails, key=len, default=())


def _trail(node: Mapping[str, Json]) -> tuple[str, ...]:
    steps = node.get("itemListElement")
    found = [step for step in (steps if isinstance(steps, list) else [steps]) if isinstance(step, Mapping)]
    names = [next(iter((*texts(step, "name"), *texts(step, "item.name"))), "") for step in found]
    return tuple(name for name in names if name)


def _as_section(parts: tuple[str, ...], names: SiteNames, titles: frozenset[str]) -> tuple[str, ...]:
    """The parts that are sections: not the front page, not the site, not the story's own title."""
    steps = _distinct(parts, MAX_SECTION_WORDS)
    if len(steps) > 1 and names.is_one(steps[0]):
        steps = steps[1:]  # "EL PAÍS: the global paper > World"
    kept = (
        step for step in steps if fold(step) not in FRONT_PAGE and not names.holds(step) and not HOST.fullmatch(step)
    )
    return tuple(step for step in kept if bare(step) not in titles)[:MAX_LEVELS]


def _distinct(parts: Iterable[str], max_words: int) -> tuple[str, ...]:
    """The parts that are short enough to be a name and no address, each once, in order."""
    found: dict[str, str] = {}
    for part in parts:
        plain = collapse(part).strip(" ,;:#")
        if plain and "://" not in plain and count_words(plain) <= max_words:
            found.setdefault(fold(plain), plain)
    return tuple(found.values())
