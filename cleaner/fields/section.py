"""The section the story stands in, from the front page down, and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cleaner.article import GENERAL_RULES, SITE_RULE, Article
from cleaner.fields.choice import each_once, first_choice, printed_texts, rule_offers, site_values
from cleaner.json_ld import texts, type_names
from cleaner.json_paths import objects_in
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.outlets import is_host
from cleaner.model import Choice, Json, Role
from cleaner.text import bare, collapse, count_words, fold
from cleaner.vocabulary import alternatives, ordered_words, words_of

BREADCRUMB = lazy_pattern(r"\s*[>›»→/|]\s*|(?<=[^\W\d]),(?=[^\W\d])")  # "World,Tech", not "Trade, Finance & Law"
LIST_JOINT = lazy_pattern(r" ?[,;|#、，] ?", any_length=True)  # white space is collapsed
TAG_LABEL = lazy_pattern(rf"^\s*(?:{alternatives(ordered_words('tag_labels'))})\s*[:：]\s*", re.IGNORECASE)
YOU_ARE_HERE = lazy_pattern(rf"^\s*(?:{alternatives(ordered_words('you_are_here'))})(?!\w)\s*[:：]?\s*", re.IGNORECASE)
SECTION_META = (
    "meta:article:section", "meta:parsely-section", "meta:og:article:section", "meta:sailthru.section",
    "meta:section", "meta:cxenseparse:section", "meta:dc.subject",
)  # fmt: skip
TAG_SOURCES = (
    "jsonld:keywords", "meta:article:tag", "meta:og:article:tag", "meta:parsely-tags", "meta:news_keywords",
    "meta:sailthru.tags", "meta:keywords",
)  # fmt: skip
# What systems call a tag among themselves: "98be933f-38cf-4fba-b6c6-ad438e82010a", "100312362".
ID = lazy_pattern(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{6,}|(?=\D*\d)[0-9a-f]{16,}", re.IGNORECASE)
# "_Prio_3", "contentId: 15cd", "NLP Category: Politics": no "Spider-Man: No Way Home", no "iPhone: what is new".
SYSTEM_TAG = lazy_pattern(
    rf"_|[a-z]{{2,30}}[A-Z][a-z]{{1,30}}[A-Za-z]{{0,30}}:|(?i:{alternatives(ordered_words('tag_keys'))})\s?:"
)
EDGE = " ,;:#>›»«→/|"  # of a name: what a list prints between two
FRONT_PAGES = tuple(map(bare, words_of("front_page")))
MAX_SECTION_WORDS, MAX_LEVELS = 6, 5
MAX_TAG_WORDS, MAX_TAGS = 8, 40
MAX_BLOCKS_AFTER = 8  # tags stand right below the story

Names = tuple[str, ...]
Texts = Iterable[tuple[str, str]]  # source and text


def read_section(article: Article) -> Choice[Names] | None:
    """The section's path, widest first: ("National", "North Korea"). Without the front page, the outlet, the story."""
    found = _texts_by_source(article, "section", Role.SECTION, _declared_sections(article))
    return first_choice([(source, _as_section(article, path)) for source, path in found], " > ".join)


def read_tags(article: Article) -> Choice[Names] | None:
    """The story's tags or keywords as printed, in order, each once."""
    found = _texts_by_source(article, "tags", Role.TAGS, article.declared.all_texts(*TAG_SOURCES))
    return first_choice([(source, _as_tags(listed)) for source, listed in found], ", ".join)


def _declared_sections(article: Article) -> Texts:
    """What the metadata gives as section; the breadcrumbs first where they hold it: they say where it stands."""
    trail = _breadcrumbs(article)
    sections = texts(article.node, "articleSection")
    is_same = len(trail) > 1 and not {fold(name) for name in sections}.isdisjoint(map(fold, trail))
    crumbs = [("jsonld:breadcrumb", name) for name in trail]
    declared = [*article.declared.all_texts("jsonld:articleSection"), *article.declared.first_texts(*SECTION_META)]
    return [*crumbs, *declared] if is_same else [*declared, *crumbs]


def _texts_by_source(article: Article, field: str, role: Role, declared: Texts) -> Iterator[tuple[str, list[str]]]:
    """What sources give, the site's rule first.

    What platform and shared rules find counts above the story's end: below stand the sections of other stories.
    """
    last = article.text_end + MAX_BLOCKS_AFTER
    near = [(found.source, found.value) for found in rule_offers(article, field) if found.block <= last]
    blocks = [block for block in article.blocks_as(role, voices=GENERAL_RULES) if block.index <= last]
    by_site = printed_texts(article, article.blocks_as(role, voices=SITE_RULE))
    for texts_of_sources in (site_values(article, field), by_site, declared, near, printed_texts(article, blocks)):
        by_source: dict[str, list[str]] = {}
        for source, text in texts_of_sources:
            if "://" not in text:  # an address, which is no name
                by_source.setdefault(source, []).append(text)
        yield from by_source.items()


def _breadcrumbs(article: Article) -> Names:
    """The names of the page's BreadcrumbList; of several, the longest."""
    lists = [node for node in article.page.signals.json_ld if "BreadcrumbList" in type_names(node)]
    return max((_trail(node) for node in lists), key=len, default=())


def _trail(node: Mapping[str, Json]) -> Names:
    """The first name of each step."""
    names: list[str] = []
    for step in objects_in(node.get("itemListElement")):
        names += [*texts(step, "name"), *texts(step, "item.name")][:1]
    return tuple(names)


def _as_section(article: Article, path: list[str]) -> Names:
    """The names in a path that are sections."""
    unlabelled = [YOU_ARE_HERE.sub("", name) for name in path]
    steps = _distinct(_taken_apart([name for name in unlabelled if name], BREADCRUMB), MAX_SECTION_WORDS)
    if len(steps) > 1 and article.site_names.is_one(steps[0]):
        steps = steps[1:]  # "EL PAÍS: the global paper > World"
    return tuple(step for step in steps if _is_section(article, step))[:MAX_LEVELS]


def _as_tags(listed: list[str]) -> Names:
    """The names in a list."""
    names = [TAG_LABEL.sub("", text) for text in listed if fold(text.strip(" :：")) not in words_of("tag_labels")]
    tags = [name for name in _taken_apart(names, LIST_JOINT) if not SYSTEM_TAG.match(name.strip())]
    return _distinct(tags, MAX_TAG_WORDS)[:MAX_TAGS]


def _taken_apart(texts: list[str], joint: re.Pattern[str]) -> list[str]:
    """A single text at its joints; several are separate already ("Business, Finance & Economics" is one of them)."""
    return joint.split(texts[0]) if len(texts) == 1 else texts


def _is_section(article: Article, step: str) -> bool:
    """Whether a step of a path is not the front page, the site, the story's own title or a system's name: "news_news".

    The title may be glued to the step before it: "HomeStorm closes the harbour".
    """
    form, headline = bare(step), bare(article.headline_text)
    unglued = {form.removeprefix(home) for home in FRONT_PAGES}
    is_cut = step.endswith(("...", "…")) and headline.startswith(form)  # "Storm closes the ha ..."
    is_title = not unglued.isdisjoint(article.declared.title_forms | {headline}) or is_cut
    is_site = article.site_names.holds(step) or is_host(step)
    return "_" not in step and not is_title and not is_site and fold(step) not in words_of("front_page")


def _distinct(names: Iterable[str], max_words: int) -> Names:
    """The names that are short and no ids, each once, in order."""
    plain = [collapse(name).strip(EDGE) for name in names]
    return each_once([name for name in plain if 0 < count_words(name) <= max_words and not ID.fullmatch(name)], fold)
