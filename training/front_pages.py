"""Front pages made of article pages: where the story stood, a list of other stories' headlines and first paragraphs.

Long teasers are prose, so such a page is the hardest to tell from an article. What a page declares of its story goes.
"""

from __future__ import annotations

import random

from lxml import html
from lxml.html import builder as E

from cleaner.model import Document, RawPage
from cleaner.stages.segment.html import parse
from cleaner.tree import Element
from cleaner.urls import split_url
from training.composed import AGO, MORE, Stock, bland_class, story_container

DECLARING = (
    "//script[contains(@type, 'json')] | //h1 | //time"
    " | //meta[starts-with(@property, 'og:') or starts-with(@property, 'article:') or starts-with(@name, 'twitter:')]"
    " | //meta[@name='author' or @name='description' or @name='date' or @itemprop]"
    " | //link[@rel='canonical' or @rel='amphtml']"
)
SECTIONS = ("news", "politics", "sport", "kultur", "wirtschaft", "economia", "lokales", "opinion", "science", "topics")
MIN_ITEMS, MAX_ITEMS = 4, 16
WEBSITE_SHARE = 0.6  # of front pages that declare og:type


class FrontPages:
    """Makes front pages. The same page and name give the same result."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock

    def make(self, document: Document, name: str, language: str | None) -> RawPage | None:
        """The page with teasers where its story stood; None where it has no paragraphs."""
        root = parse(document)
        container = None if root is None else story_container(root)
        if root is None or container is None:
            return None
        rng = random.Random(name)
        section = rng.choice(SECTIONS)
        declaring: list[Element] = root.xpath(DECLARING)  # type: ignore[assignment]  # elements, as the path says
        for element in declaring:
            _remove(element)
        for title in root.iter("title"):
            title.text = section.title()
        self._fill(rng, container, section, language)
        if rng.random() < WEBSITE_SHARE:
            root.insert(0, E.META(property="og:type", content="website"))
        address = _address(rng, document.url, section)
        return RawPage(html.tostring(root, encoding="unicode"), address, kind="html")

    def _fill(self, rng: random.Random, container: Element, section: str, language: str | None) -> None:
        """Put a list of teasers into an element in place of what it holds."""
        for child in list(container):
            container.remove(child)
        container.text = None
        if rng.random() < 0.5:
            container.append(E.H1(section.title()))
        shape = rng.choice((E.H2, E.H3, E.H4, E.DIV))
        item_class, paragraphs = bland_class(rng), rng.choice((1, 1, 2))
        has_more, has_time = rng.random() < 0.4, rng.random() < 0.5
        for _ in range(rng.randrange(MIN_ITEMS, MAX_ITEMS)):
            story = self.stock.pick(rng, language)
            address = f"/{rng.randrange(10**6)}/s"
            parts: list[object] = [shape(E.A(story.title, href=address))]
            if has_time:
                parts.append(E.SPAN(f"{story.author} · {rng.randrange(1, 23)} {rng.choice(AGO)}"))
            parts += [E.P(text) for text in story.paragraphs[:paragraphs]]
            if has_more:
                parts.append(E.A(rng.choice(MORE), href=address))
            container.append(E.DIV(item_class, *parts))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _address(rng: random.Random, url: str | None, section: str) -> str | None:
    parts = split_url(url)
    if parts is None:
        return None
    path = rng.choice(("", "", section, f"{section}/", f"category/{section}/", f"tag/{section}", f"{section}/page/2"))
    return f"{parts.scheme}://{parts.netloc}/{path}"
