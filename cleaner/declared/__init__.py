"""What a page declares of itself, worked out once for labelers and fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from cleaner.declared.authors import meta_authors
from cleaner.declared.site_names import SiteNames, host_labels, site_names
from cleaner.json_ld import bare_address, find_article, texts, type_names
from cleaner.json_paths import objects_in
from cleaner.model import Json, Page
from cleaner.page_state import read_states
from cleaner.text import bare, collapse, fold

MIN_HEADING_CHARS = 12  # a shorter h1 may well be what the site's name begins with
SITE_NAME_META = ("application-name", "apple-mobile-web-app-title", "al:ios:app_name", "dc.publisher", "publisher")


class Declaration(Struct, frozen=True):
    """A value the page declares, as printed there, and where: `jsonld:headline`, `meta:og:title`, `title` …"""

    source: str
    text: str


class Declared:
    """The page's own statements. They depend on the page alone, whatever its blocks are called."""

    def __init__(self, page: Page) -> None:
        self.signals = page.signals
        self.url = page.document.url
        self.h1_texts = tuple(block.text for block in page.blocks if block.tag == "h1")

    @cached_property
    def node(self) -> Mapping[str, Json] | None:
        """The JSON-LD object that describes the story; None where the page has none of an article-like type."""
        titles = tuple(fold(title.text) for title in self._meta_titles)
        return find_article(self.signals.json_ld, self.addresses, titles)

    @cached_property
    def states(self) -> Mapping[str, Json]:
        """The data the page's framework left in scripts, by name; what cannot be read is left out."""
        return read_states(self.signals.states)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Host and path of what the page is called: as fetched, as declared."""
        declared = (self.url, self.signals.canonical, self.signals.first_meta("og:url"))
        found = [bare_address(url) for url in declared if url]
        return frozenset(address for address in found if address)

    @cached_property
    def meta_authors(self) -> tuple[Declaration, ...]:
        """Whom the meta elements for authors name."""
        return tuple(Declaration(source, text) for source, text in meta_authors(self.signals.meta))

    @cached_property
    def author_names(self) -> tuple[str, ...]:
        """Whom JSON-LD and the meta elements name as authors."""
        return (*texts(self.node, "author.name"), *(author.text for author in self.meta_authors))

    @cached_property
    def titles(self) -> tuple[Declaration, ...]:
        """The titles, the site's name not cut from them: JSON-LD, Open Graph, Twitter card, <title>."""
        headline = texts(self.node, "headline")[:1]
        return (*(Declaration("jsonld:headline", text) for text in headline), *self._meta_titles)

    @property
    def _meta_titles(self) -> tuple[Declaration, ...]:
        offered = {
            "meta:og:title": self.signals.first_meta("og:title"),
            "meta:twitter:title": self.signals.first_meta("twitter:title"),
            "title": self.signals.title,
        }
        return tuple(Declaration(source, collapse(text)) for source, text in offered.items() if text)

    @cached_property
    def title_forms(self) -> frozenset[str]:
        """The bare forms of the titles."""
        return frozenset(bare(title.text) for title in self.titles)

    @cached_property
    def headings(self) -> frozenset[str]:
        """Bare forms of what the page calls itself: its titles, and each h1 that a title begins with."""
        printed = [bare(text) for text in self.h1_texts]
        own = [form for form in printed if any(title.startswith(form) for title in self.title_forms)]
        long = [form for form in (*self.title_forms, *own) if len(form) >= MIN_HEADING_CHARS]
        return frozenset(long) - host_labels(self.host_url)

    @cached_property
    def descriptions(self) -> tuple[str, ...]:
        """What the page says its story is about, each text once."""
        meta = self.signals.meta
        described = (*meta.get("description", ()), *meta.get("og:description", ()))
        return tuple(dict.fromkeys(collapse(text) for text in described if text))

    @property
    def host_url(self) -> str | None:
        """The address that tells the site: as fetched, else as declared."""
        return self.url or self.signals.canonical

    @cached_property
    def names(self) -> tuple[Declaration, ...]:
        """What the page says its site is called, most telling first; without templates that name the story there."""
        return tuple(name for name in self._offered_names() if not self._names_story(bare(name.text)))

    def _names_story(self, form: str) -> bool:
        return any(form.startswith(heading) for heading in self.headings)

    def _offered_names(self) -> Iterator[Declaration]:
        for name in texts(self.node, "publisher.name")[:1]:
            yield Declaration("jsonld:publisher", name)
        yield from self._meta_names("og:site_name")
        for whole in _wholes(self.node):
            for name in texts(whole, "name")[:1]:
                yield Declaration("jsonld:isPartOf", name)
        yield from self._meta_names(*SITE_NAME_META)

    def _meta_names(self, *keys: str) -> Iterator[Declaration]:
        for key in keys:
            name = self.signals.first_meta(key)
            if name:
                yield Declaration(f"meta:{key}", name)

    @cached_property
    def site_names(self) -> SiteNames:
        """The names of the site in the forms in which titles hold them, and those of its host."""
        handles = self.signals.meta.get("twitter:site", ())
        return site_names((*handles, *(name.text for name in self.names)), self.host_url)


def _wholes(node: Mapping[str, Json] | None) -> Iterator[Mapping[str, Json]]:
    """What the article is part of, its own web page left aside: a newspaper, a site, an issue."""
    for whole in objects_in(node.get("isPartOf") if node is not None else None):
        if "WebPage" not in type_names(whole):
            yield whole
