"""Feeds: the entries of RSS and Atom, read by feedparser, and of JSON Feed."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser
import msgspec
from msgspec import Struct

from cleaner.run.selection import read_moment
from cleaner.scrape.addresses import joined
from cleaner.scrape.candidates import FoundAddress
from cleaner.structs import resolved

JSON_FEED = b"https://jsonfeed.org/version/"
DECLARED = re.compile(rb"x\0{0,3}m\0{0,3}l\0{0,3}n\0{0,3}s\0{0,3}:[^=]*")  # the prefix of a namespace, in UTF-16 too
MAX_NAMESPACES = 200  # of a feed; those of large publishers have twenty


class JsonItem(Struct):
    url: str | None = None
    title: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


@resolved
class JsonFeed(Struct):
    items: tuple[JsonItem, ...] = ()


def is_json_feed(body: bytes) -> bool:
    return body.lstrip()[:1] == b"{" and JSON_FEED in body[:2000].replace(b"\\/", b"/")


def read_feed(body: bytes, url: str) -> Iterator[FoundAddress]:
    """The entries of a feed, as far as it can be read; feedparser is given bytes, and so fetches nothing.

    None of one with namespaces without end: feedparser looks through all of them for each element.
    """
    if len(set(DECLARED.findall(body))) > MAX_NAMESPACES:
        return
    found = feedparser.parse(BytesIO(body), response_headers={"content-location": url})
    for entry in found.entries:
        link = entry.get("link")
        if link:
            yield _candidate(joined(url, link), entry.get("title", ""), _moment(entry))


def read_json_feed(body: bytes, url: str) -> Iterator[FoundAddress]:
    """The items of a JSON Feed; none where it cannot be read."""
    try:
        feed = msgspec.json.decode(body, type=JsonFeed)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    for item in feed.items:
        if item.url:
            changed_at = read_moment(item.date_modified or item.date_published or "")
            yield _candidate(joined(url, item.url), item.title or "", changed_at)


def _candidate(url: str, title: str, changed_at: datetime | None) -> FoundAddress:
    return FoundAddress(url, "feed", "article", changed_at, title)


def _moment(entry: Any) -> datetime | None:
    # not entry.get(): feedparser's own falls back from one date to the other, with a warning
    given = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
    try:
        return None if given is None else datetime.fromtimestamp(timegm(given), UTC)
    except (ValueError, OverflowError, OSError):  # a year that no calendar has
        return None
