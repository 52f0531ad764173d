"""HTML pages as a crawl reads them: their links, feeds, next parts, and whether the publisher opts out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapy.http import HtmlResponse
from scrapy.linkextractors import LinkExtractor

from cleaner.fetch import Capture
from cleaner.scrape.addresses import joined
from cleaner.scrape.candidates import FoundAddress
from cleaner.scrape.plan import PRODUCT

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
OPT_OUTS = frozenset({"noai", "noindex", "none"})  # of robots tags; tdm-reservation is a signal of its own
AGENT_OF_TAG = re.compile(r"^\s*([a-z][\w-]*)\s*:\s*(?!\s*//)", re.IGNORECASE)
LINKS = LinkExtractor(tags=("a", "area"), attrs=("href",), deny_extensions=(), unique=True)


class WebPage:
    """One page, parsed once."""

    def __init__(self, captured: Capture) -> None:
        self._headers = captured.headers
        kind = captured.headers.get("content-type", "text/html")
        self.response = HtmlResponse(captured.url, headers={"Content-Type": kind}, body=captured.body)

    def title(self) -> str:
        return " ".join(self.response.xpath("//title//text()").getall()).strip()

    def canonical(self) -> str | None:
        found = self._attribute("//link[@rel='canonical']/@href")
        return joined(self.response.url, found) or None if found else None

    def links(self) -> Iterator[FoundAddress]:
        """Links to other pages, but for those that the page says are not to be followed."""
        if "nofollow" in self.robots_tags():
            return
        for link in LINKS.extract_links(self.response):
            if not link.nofollow and link.url.startswith(("http://", "https://")):
                yield FoundAddress(link.url, "link", "article", text=" ".join(link.text.split()))

    def feeds(self) -> Iterator[FoundAddress]:
        for link in self.response.xpath("//link[contains(@rel, 'alternate')][@href]"):
            if (link.attrib.get("type") or "").lower() in FEED_TYPES:
                yield FoundAddress(joined(self.response.url, link.attrib["href"]), "link", "feed")

    def robots_tags(self) -> frozenset[str]:
        """What X-Robots-Tag and the meta elements `robots` and of our name say, in lower case."""
        tags = set(_tags_for_us(self._headers.get("x-robots-tag", "")))
        for meta in self.response.xpath("//meta[@name][@content]"):
            if meta.attrib["name"].strip().lower() in ("robots", PRODUCT):
                tags.update(tag.strip() for tag in meta.attrib["content"].lower().split(","))
        return frozenset(tags)

    def opt_out(self) -> str | None:
        """How the publisher says that the page is not for machines that learn or index; None where he does not."""
        tags = sorted(self.robots_tags() & OPT_OUTS)
        if tags:
            return f"robots tag {tags[0]!r}"
        reserved = self._headers.get("tdm-reservation") or self._attribute("//meta[@name='tdm-reservation']/@content")
        return "tdm-reservation 1" if (reserved or "").strip() == "1" else None

    def _attribute(self, path: str) -> str | None:
        found: str | None = self.response.xpath(path).get()
        return found


def _tags_for_us(header: str) -> Iterator[str]:
    """The tags of X-Robots-Tag for every agent and for this one: `noai, otherbot: none, news-cleaner: noindex`."""
    agent = "*"
    for part in header.lower().split(","):
        named = AGENT_OF_TAG.match(part)
        if named is not None and named[1] not in ("unavailable_after", "max-snippet", "max-image-preview"):
            agent, part = named[1], part[named.end() :]
        if agent in ("*", PRODUCT):
            yield part.strip()
