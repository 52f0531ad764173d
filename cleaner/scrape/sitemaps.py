"""Sitemaps, XML or plain text: the addresses in them, of pages and of other sitemaps, with the dates they give."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
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
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
DATES = ("lastmod", "publication_date")  # the second is that of Google News


def unpacked_sitemap(body: bytes) -> bytes:
    """The XML or text of a sitemap, which may be a gzip file. Raises InputError where it is too large."""
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


def is_text_sitemap(body: bytes) -> bool:
    """Whether the first line that says anything is an address and nothing else."""
    first = body.removeprefix(BOM_UTF8).lstrip().partition(b"\n")[0].partition(b"\r")[0]
    return ADDRESS.fullmatch(first.decode("utf-8", "replace").strip()) is not None


def read_text_sitemap(body: bytes) -> Iterator[FoundAddress]:
    """The addresses of a sitemap of plain text, one a line; other lines say nothing."""
    for line in body.decode("utf-8-sig", "replace").splitlines():
        if ADDRESS.fullmatch(line.strip()):
            yield FoundAddress(line.strip(), "sitemap", "article")


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
