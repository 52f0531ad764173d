"""RSS and Atom feeds read as pages: one per item that has its text in full."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from xml.etree import ElementTree

from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources.encoded_text import as_utf8
from cleaner.sources.reading import InputFile, InputPage, NoPages, Reader, ReadOptions, attempt, unpacked
from cleaner.sources.story_pages import TAGS, page_of_story
from cleaner.sources.unpacking import Unreadable
from cleaner.sources.whole_files import whole_file

ROOT = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)\b[^<>]{0,5000}>", re.IGNORECASE)
ITEM = re.compile(rb"<(item|entry)\b.*?(?:</\1\s*>|(?=<\1\b)|\Z)", re.DOTALL)
DECLARED = re.compile(rb"<\?xml[^<>]{0,200}\?>")
SNIFFED_BYTES = 10_000
MIN_WORDS = 80  # of a description that is the whole story, and no teaser
NO_FULL_TEXT = "feed items without their full text"
# Local names of elements, the best first; feeds put them into half a dozen namespaces.
FULL_TEXTS, SHORT_TEXTS = ("encoded", "content"), ("description", "summary")
DATES = ("published", "pubDate", "date", "issued", "created", "updated", "modified")
AUTHORS = ("creator", "author", "name")
BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\w{1,8});)")


def read_feed(entry: InputFile, reading: ReadOptions, read_page: Reader) -> Iterator[InputPage]:
    """The items of a feed; a damaged one is an error in its place. A file that is no feed is a page, if it was named.

    Items without their full text are counted in reading.left_out.
    """
    with unpacked(entry) as stream:
        body = whole_file(as_utf8(stream), entry.name, reading).getvalue()
    root = ROOT.search(body, 0, SNIFFED_BYTES)
    if root is None:
        if not entry.is_named:
            raise NoPages(f"{entry.name}: no feed")
        yield from read_page(entry, reading)
        return
    declared = DECLARED.match(body.lstrip())
    is_true = declared is not None and b"utf-16" not in declared.group().lower()  # here it is no more
    opening = (declared.group() if declared and is_true else b"") + root.group()
    closing = b"</" + root.group()[1:].split()[0].rstrip(b">") + b">"
    for number, match in enumerate(ITEM.finditer(body, root.end()), 1):
        name = f"{entry.name}:{number}"
        page = attempt(name, partial(_read_item, opening + match.group() + closing))
        if page is None:
            reading.leave_out(NO_FULL_TEXT)
        else:
            yield InputPage(name, page if isinstance(page, InputError) else reading.with_given(page))


def _read_item(source: bytes) -> RawPage | None:
    """The page of an item; None where its text is a teaser."""
    try:
        item = next(iter(_parse(source)))
    except (ElementTree.ParseError, StopIteration, ValueError, LookupError) as error:
        raise Unreadable(f"no item of a feed: {error}") from error
    texts = {tag: _content(item, tag) for tag in (*FULL_TEXTS, *SHORT_TEXTS)}
    text = next((texts[tag] for tag in FULL_TEXTS if texts[tag]), "")
    if not text:
        text = next((texts[tag] for tag in SHORT_TEXTS if _word_count(texts[tag]) >= MIN_WORDS), "")
    if not text:
        return None
    body = page_of_story(text, TAGS.sub("", _first(item, "title")), _author(item), _date(item))
    return RawPage(body, _address(item), "html")


def _parse(source: bytes) -> ElementTree.Element:
    """The tree of XML; of what is nearly XML, with bare `&` and HTML's entities, after those are escaped."""
    try:
        return ElementTree.fromstring(source)
    except ElementTree.ParseError:
        return ElementTree.fromstring(BARE_AMPERSAND.sub(b"&amp;", source))


def _elements(item: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements of a local name below an item."""
    return [element for element in item.iter() if str(element.tag).rpartition("}")[2] == name]


def _first(item: ElementTree.Element, *names: str) -> str:
    found = ((element.text or "").strip() for name in names for element in _elements(item, name))
    return next(filter(None, found), "")


def _content(item: ElementTree.Element, name: str) -> str:
    """The HTML of an element: escaped in it, or as its children."""
    for element in _elements(item, name):
        inner = "".join(ElementTree.tostring(child, encoding="unicode", method="html") for child in element)
        if text := (element.text or "").strip() + re.sub(r"<(/?)\w+:", r"<\1", inner):
            return text if "<" in text or element.get("type") != "text" else html.escape(text)
    return ""


def _word_count(text: str) -> int:
    return len(TAGS.sub(" ", text).split())


def _author(item: ElementTree.Element) -> str:
    """The name; RSS has an address before it: `desk@example.org (Morna Keith)`."""
    text = _first(item, *AUTHORS)
    inside = re.search(r"\(([^()]+)\)", text)
    return inside[1] if inside and "@" in text else text


def _address(item: ElementTree.Element) -> str | None:
    links = _elements(item, "link")
    hrefs = [link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"]
    found = [*(link.text or "" for link in links), *hrefs, _first(item, "guid", "id")]
    return next((one.strip() for one in found if one.strip().lower().startswith(("http://", "https://"))), None)


def _date(item: ElementTree.Element) -> str:
    """The time of publication in RFC 3339; empty where nobody can read it."""
    text = _first(item, *DATES)
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, OverflowError):
        pass
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return ""
