"""Stories printed on several pages: which page is the next part, and all parts as one page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from cleaner.rulebook import FetchRule
from cleaner.scrape.addresses import joined, site_of
from cleaner.scrape.pages import WebPage
from cleaner.text import fold

MAX_PARTS = 20
NUMBERED_PATH = re.compile(r"[/_,-](?:page[/-]?|p|seite[/-]?)?(\d{1,2})/?$", re.IGNORECASE)
NUMBERED_QUERY = re.compile(r"(?:^|&)(?:page|p|pg|seite|pagina|part)=(\d{1,2})(?:&|$)", re.IGNORECASE)
PAGE_ENDING = re.compile(r"\.\w{2,5}$|/$")


def next_part(page: WebPage, rule: FetchRule | None, number: int) -> str | None:
    """The address of the part after this one, which is the number-th; None for a story on one page.

    A link that the site's rule names, else rel=next or a numbered link whose address goes on this one's: the next
    story of a feed that scrolls without end has an address of its own.
    """
    url = page.response.url
    for selector in rule.next_page if rule is not None else ():
        for link in page.response.css(selector):
            if link.attrib.get("href"):
                return joined(url, link.attrib["href"])
    found = (joined(url, link) for link in _numbered_links(page, number + 1))
    return next((link for link in found if site_of(link) == site_of(url) and _goes_on(url, link, number + 1)), None)


def single_page(page: WebPage, rule: FetchRule | None) -> str | None:
    """The address of the whole story on one page, where the site's rule knows its link and this is not it."""
    for selector in rule.single_page if rule is not None else ():
        for link in page.response.css(selector):
            found = joined(page.response.url, link.attrib.get("href", ""))
            if found != page.response.url:
                return found
    return None


def repeats_title(title: str | None, other: str | None) -> bool:
    """Whether a page has the title of the part before, perhaps with a number behind it."""
    first, second = fold(title or ""), fold(other or "")
    return bool(first) and bool(second) and (first.startswith(second) or second.startswith(first))


def join_parts(texts: Sequence[str]) -> bytes:
    """One page of several, in UTF-8: the paragraphs of the later ones behind those of the first."""
    first, *others = (html.document_fromstring(text) for text in texts)
    place = _container(first)
    for other in others:
        same = _same(place, other) if place is not None else None
        source = same if same is not None else _container(other)
        if place is not None and source is not None:
            place.extend(list(source))
    made: bytes = html.tostring(first, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made


def _numbered_links(page: WebPage, number: int) -> Iterator[str]:
    yield from page.response.xpath("//link[@rel='next']/@href | //a[@rel='next']/@href").getall()
    yield from page.response.xpath(f"//a[normalize-space()='{number}']/@href").getall()


def _goes_on(url: str, link: str, number: int) -> bool:
    """Whether a link is the address of a page with a number at its end, or in the place of another number there."""
    here, there = urlsplit(url), urlsplit(link)
    in_query = NUMBERED_QUERY.search(there.query)
    if in_query is not None:
        return here.path == there.path and int(in_query[1]) == number
    stem = PAGE_ENDING.sub("", there.path)
    numbered = NUMBERED_PATH.search(stem)
    base = PAGE_ENDING.sub("", here.path)
    if number > 2:
        base = NUMBERED_PATH.sub("", base)
    return numbered is not None and int(numbered[1]) == number and stem[: numbered.start()] == base


def _container(root: Any) -> Any | None:
    """The element that holds most text of paragraphs directly; None where there is none."""
    sizes: dict[Any, int] = {}
    for paragraph in root.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            sizes[parent] = sizes.get(parent, 0) + len(paragraph.text_content())
    return max(sizes, key=lambda element: sizes[element], default=None)


def _same(place: Any, root: Any) -> Any | None:
    """The element of another page with the tag, id and classes of this one."""
    described = place.tag, place.get("id"), place.get("class")
    if described[1:] == (None, None):
        return None
    for element in root.iter(place.tag):
        if (element.tag, element.get("id"), element.get("class")) == described:
            return element
    return None
