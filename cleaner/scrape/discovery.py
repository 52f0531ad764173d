"""What a response offers to fetch: the entries of a feed or sitemap, the links of a page."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from cleaner.fetch import Capture
from cleaner.scrape.addresses import joined
from cleaner.scrape.candidates import FoundAddress
from cleaner.scrape.feeds import is_json_feed, read_feed, read_json_feed
from cleaner.scrape.pages import WebPage
from cleaner.scrape.sitemaps import is_text_sitemap, read_sitemap, read_text_sitemap, unpacked_sitemap

SNIFFED_BYTES = 2000
ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex|rss|feed|rdf|html|!doctype html)\b", re.IGNORECASE)
SITEMAPS = (b"urlset", b"sitemapindex")
FEEDS = (b"rss", b"feed", b"rdf")
WELL_KNOWN = ("/sitemap.xml",)  # asked for where robots.txt names no sitemap


def discover(captured: Capture, *, is_front: bool = False) -> Iterable[FoundAddress]:
    """The candidates in a response, whatever it is: its content decides, since servers' types are often wrong."""
    try:
        body = unpacked_sitemap(captured.body)
    except zlib.error:
        return ()
    if is_json_feed(body):
        return read_json_feed(body, captured.url)
    root = ROOT.search(body[:SNIFFED_BYTES])
    name = root[1].lower() if root is not None else b""
    if name in SITEMAPS:
        return read_sitemap(body)
    if name in FEEDS:
        return read_feed(body, captured.url)
    if is_text_sitemap(body):
        return read_text_sitemap(body)
    return _links(WebPage(captured), is_front=is_front)


def sitemaps_of(robots_url: str, named: Iterable[str]) -> Iterator[FoundAddress]:
    """The sitemaps of a host: those that its robots.txt names, else where one usually is."""
    for url in list(named) or WELL_KNOWN:
        yield FoundAddress(joined(robots_url, url), "link", "sitemap")


def _links(page: WebPage, *, is_front: bool) -> Iterator[FoundAddress]:
    if is_front:
        yield from page.feeds()
    yield from page.links()
