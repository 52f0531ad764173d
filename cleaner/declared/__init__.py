"""What a page declares of itself, worked out once for labelers and fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from cleaner.declared.authors import author_sources
from cleaner.declared.site_names import SiteNames, host_labels, site_names
from cleaner.json_ld import bare_address, find_article, texts, type_names
from cleaner.json_paths import objects_in
from cleaner.model import Json, Page
from cleaner.page_state import read_states
from cleaner.text import bare, collapse, fold
from cleaner.urls import registrable_domain
from cleaner.vocabulary import words_of

MIN_HEADING_CHARS = 12  # a shorter h1 may well be what the site's name begins with
ADDRESSES = ("url", "link:canonical", "meta:og:url")
META_TITLES = ("meta:og:title", "meta:twitter:title", "title")
SITE_NAMES = (
    "meta:application-name",
    "meta:apple-mobile-web-app-title",
    "meta:al:ios:app_name",
    "meta:dc.publisher",
    "meta:publisher",
)


class Declaration(NamedTuple):
    """A value the page declares, as printed there, and where: `jsonld:headline`, `meta:og:title`, `title` …"""

    source: str
    text: str


class Declared:
    """The page's own statements. They depend on the page alone, whatever its blocks are called.

    A source is called as provenance calls it: `meta:og:title`, `jsonld:author.name` (a path in the article's object),
    or one of `title`, `html:lang`, `link:canonical`, `url`.
    """

    def __init__(self, page: Page) -> None:
        self.signals = page.signals
        self.url = page.document.url
        self.h1_texts = tuple(block.text for block in page.blocks if block.tag == "h1")
        self.single = {
            "title": self.signals.title,
            "html:lang": self.signals.language,
            "link:canonical": self.signals.canonical,
            "url": self.url,
        }

    def texts(self, source: str) -> tuple[str, ...]:
        """What one source says, in page order, none of it empty."""
        kind, _, name = source.partition(":")
        if kind == "jsonld":
            return texts(self.node, name)
        if kind == "meta":
            return self.signals.meta.get(name, ())
        return tuple(filter(None, [self.single[source]]))

    def all_texts(self, *sources: str) -> Iterator[Declaration]:
        """All that the sources say, in their order."""
        for source in sources:
            for text in self.texts(source):
                yield Declaration(source, text)

    def first_texts(self, *sources: str) -> Iterator[Declaration]:
        """The first that each source says, in their order."""
        for source in sources:
            for text in self.texts(source)[:1]:
                yield Declaration(source, text)

    @cached_property
    def node(self) -> Mapping[str, Json]:
        """The JSON-LD object that describes the story; empty where the page has none of an article-like type."""
        titles = [fold(title.text) for title in self.first_texts(*META_TITLES)]
        return find_article(self.signals.json_ld, self.addresses, titles)

    @cached_property
    def states(self) -> Mapping[str, Json]:
        """The data the page's framework left in scripts, by name; what cannot be read is left out."""
        return read_states(self.signals.states)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Host and path of what the page is called: as fetched, as declared."""
        found = [bare_address(declared.text) for declared in self.first_texts(*ADDRESSES)]
        return frozenset(filter(None, found))

    @cached_property
    def meta_authors(self) -> tuple[Declaration, ...]:
        """Whom the meta elements for authors name."""
        return tuple(self.all_texts(*author_sources(self.signals.meta)))

    @cached_property
    def author_names(self) -> tuple[str, ...]:
        """Whom JSON-LD and the meta elements name as authors."""
        return (*texts(self.node, "author.name"), *(author.text for author in self.meta_authors))

    @cached_property
    def titles(self) -> tuple[Declaration, ...]:
        """The titles, the site's name not cut from them: JSON-LD, Open Graph, Twitter card, <title>."""
        found = self.first_texts("jsonld:headline", *META_TITLES)
        return tuple(Declaration(source, collapse(text)) for source, text in found)

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
        found = self.all_texts("meta:description", "meta:og:description")
        return tuple(dict.fromkeys(collapse(described.text) for described in found))

    @cached_property
    def host_url(self) -> str | None:
        """The address that tells the site: as fetched, else as declared.

        A copy declares the original as canonical; its own address is the one to share, unless the site is named as the
        canonical host is. So it is on 19 of 21 pages of public sets; two others have a short link, a mobile host.
        What names that host as well, or is of a network, is the original's: "https://www.facebook.com/thedaily".
        """
        canonical = self.signals.canonical
        shared = next((address.text for address in self.first_texts("meta:og:url")), None)
        if self.url or not (canonical and shared):
            return self.url or canonical
        if registrable_domain(shared) in (None, registrable_domain(canonical)):
            return canonical
        own, other = (str(registrable_domain(address)).partition(".")[0] for address in (canonical, shared))
        if other in words_of("other_sites") or own in shared.replace(".", "/").split("/"):
            return canonical
        names = site_names((name.text for name in self._offered_names()), None)
        return canonical if any(map(names.is_one, host_labels(canonical))) else shared

    @cached_property
    def names(self) -> tuple[Declaration, ...]:
        """What the page says its site is called, most telling first; without templates that name the story there."""
        headings = tuple(self.headings)
        return tuple(name for name in self._offered_names() if not bare(name.text).startswith(headings))

    def _offered_names(self) -> Iterator[Declaration]:
        for name in texts(self.node, "publisher.name")[:1]:
            yield Declaration("jsonld:publisher", name)
        yield from self.first_texts("meta:og:site_name")
        wholes = [whole for whole in objects_in(self.node.get("isPartOf")) if "WebPage" not in type_names(whole)]
        for name in texts({"isPartOf": wholes}, "isPartOf.name"):
            yield Declaration("jsonld:isPartOf", name)
        yield from self.first_texts(*SITE_NAMES)

    @cached_property
    def site_names(self) -> SiteNames:
        """The names of the site in the forms in which titles hold them, and those of its host."""
        handles = self.texts("meta:twitter:site")
        return site_names((*handles, *(name.text for name in self.names)), self.host_url)
