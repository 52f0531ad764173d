"""Sitemaps: the addresses in them, of pages and of other sitemaps, with the dates they give."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from cleaner.errors import InputError
from cleaner.run.selection import read_moment
from cleaner.scrape.candidates import FoundAddress
from cleaner.transport import GZIP, GZIP_MAGIC, inflate

MAX_SITEMAP_BYTES = 52_428_800  # the protocol's own limit, unpacked
ENTRIES = ("url", "sitemap")
DATES = ("lastmod", "publication_date")  # the second is that of Google News


def unpacked_sitemap(body: bytes) -> bytes:
    """The XML of a sitemap, which may be a gzip file. Raises InputError where it is too large."""
    if not body.startswith(GZIP_MAGIC):
        return body
    made = inflate(body, (GZIP,), MAX_SITEMAP_BYTES)
    if len(made.data) > MAX_SITEMAP_BYTES:
        raise InputError(f"the sitemap is over the limit of {MAX_SITEMAP_BYTES:,} bytes")
    return made.data


def read_sitemap(xml: bytes) -> Iterator[FoundAddress]:
    """The entries of a sitemap or an index of sitemaps, as far as it can be read."""
    walk = etree.iterparse(BytesIO(xml), events=("end",), recover=True, resolve_entities=False, no_network=True)
    try:
        for _, element in walk:
            name = _name(element)
            if name in ENTRIES:
                candidate = _candidate(element, name)
                if candidate is not None:
                    yield candidate
                element.clear()
    except etree.XMLSyntaxError:  # what came before the flaw has been read
        return


def _candidate(element: Any, name: str) -> FoundAddress | None:
    texts: dict[str, str] = {}
    for inner in element.iter():
        texts.setdefault(_name(inner), (inner.text or "").strip())
    if not texts.get("loc"):
        return None
    found = [moment for moment in (read_moment(texts.get(date, "")) for date in DATES) if moment is not None]
    is_news = "publication_date" in texts
    return FoundAddress(
        url=texts["loc"],
        origin="news sitemap" if is_news else "sitemap",
        purpose="sitemap" if name == "sitemap" else "article",
        changed_at=max(found, default=None),
        text=texts.get("title", ""),
    )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
