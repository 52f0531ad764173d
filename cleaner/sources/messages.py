"""Messages read as pages: MHTML, as browsers save a page in one file, and mail, as newsletters come."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

import msgspec

from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources.reading import InputFile, InputPage, ReadOptions, unpacked
from cleaner.sources.whole_files import whole_file
from cleaner.text import fold

HTML, TEXT = "text/html", "text/plain"
PAGE_TYPES = (HTML, "application/xhtml+xml", TEXT)
LOCATIONS = ("Content-Location", "Snapshot-Content-Location")  # of the page's part; of the message, by Chrome
WEB = ("http://", "https://")
APPLE_LENGTH = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")  # of the message, in the first line of Apple Mail's files
MIN_NAME_CHARS = 3  # of a word of a sender's name that may stand in the address
MAX_HEADER_CHARS = 4_000  # the time that the standard library takes grows with the square of a header
HEAD = re.compile(rb"<head\b[^<>]{0,1000}>", re.IGNORECASE)


def _bounded_header(name: str, value: str) -> Any:
    return HEADERS(name, value if len(value) <= MAX_HEADER_CHARS else "")


HEADERS = HeaderRegistry()
BOUNDED = policy.default.clone(header_factory=_bounded_header)


def read_mhtml(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The page of an MHTML file, with its address and the time it was saved. Raises InputError where it has none."""
    message = _parse(entry, reading)
    root = _root(message)
    if root is None:
        raise InputError(f"{entry.name}: no page in it: no MHTML, or its parts are missing")
    page = _page(root, message)
    addresses = [str(part[name]) for part, name in zip((root, message), LOCATIONS, strict=True) if part[name]]
    url = next((address.strip() for address in addresses if address.strip().lower().startswith(WEB)), None)
    yield InputPage(entry.name, reading.with_given(msgspec.structs.replace(page, url=url)))


def read_mail(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The page of a message: its HTML, else its text, with subject, sender and date. Attachments are counted.

    Raises InputError where it has no text, or is none.
    """
    message = _parse(entry, reading)
    yield InputPage(entry.name, page_of_mail(message, entry.name, reading))


def page_of_mail(message: EmailMessage, name: str, reading: ReadOptions) -> RawPage:
    """The page of a message. name: for errors. Raises InputError where it has no text, or is none."""
    if not message.keys():
        raise InputError(f"{name}: no message: it begins with no headers")
    parts = [part for part in message.walk() if not part.is_multipart()]
    shown = [part for part in parts if not part.is_attachment() and part.get_content_type() in PAGE_TYPES]
    by_type = {part.get_content_type(): part for part in reversed(shown)}
    best = next((by_type[name] for name in PAGE_TYPES if name in by_type), None)
    if best is None:
        raise InputError(f"{name}: no text in this message")
    for part in parts:
        if part.is_attachment():
            reading.leave_out(f"attachments of type {part.get_content_type()}")
    page = _page(best, message)
    return reading.with_given(_with_headers(page, message))


def _parse(entry: InputFile, reading: ReadOptions) -> EmailMessage:
    with unpacked(entry) as stream:
        content = whole_file(stream, entry.name, reading).getvalue()
    length = APPLE_LENGTH.match(content) if entry.ending == ".emlx" else None
    if length is not None:  # behind the message there is a property list
        content = content[length.end() : length.end() + int(length[1])]
    return message_from_bytes(content, policy=BOUNDED)


def _root(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page: the one the message starts with, else the first of its type."""
    pages = [part for part in message.walk() if part.get_content_type() in PAGE_TYPES[:2]]
    start = str(message.get_param("start", ""))
    named = (part for part in pages if start and str(part["Content-ID"]).strip() == start)
    return next(named, next(iter(pages), None))


def _page(part: EmailMessage, message: EmailMessage) -> RawPage:
    """The page in a part of a message."""
    body = part.get_payload(decode=True)
    is_cut = any(isinstance(defect, CloseBoundaryNotFoundDefect) for one in message.walk() for defect in one.defects)
    return RawPage(
        body if isinstance(body, bytes) else b"",
        kind="text" if part.get_content_type() == TEXT else "html",
        charset=part.get_content_charset(),
        fetched_at=_date(message),
        is_truncated=is_cut,
    )


def _date(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message["Date"]))
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _with_headers(page: RawPage, message: EmailMessage) -> RawPage:
    """The page of a newsletter with what its headers say, as the metadata that pages have."""
    date = _date(message)
    name, address = parseaddr(str(message["From"] or ""))
    facts = {
        "og:title": str(message["Subject"] or ""),
        "author" if _is_person(name, address) else "og:site_name": name,
        "article:published_time": date.isoformat() if date is not None else "",
    }
    metadata = tuple((name, value) for name, value in facts.items() if value)
    if page.kind == "text":
        return msgspec.structs.replace(page, metadata=metadata)
    return msgspec.structs.replace(page, body=_with_metadata(page.body_bytes(), metadata))


def _is_person(name: str, address: str) -> bool:
    """Whether a sender has the address of a person: a word of the name stands before the "@", and none behind it."""
    user, _, domain = fold(address).partition("@")
    words = fold(name).split()
    named = [word for word in words if len(word) >= MIN_NAME_CHARS and word in user]
    return len(words) > 1 and bool(named) and not any(word in domain for word in words)


def _with_metadata(body: bytes, metadata: Iterable[tuple[str, str]]) -> bytes:
    lines = [f'<meta property="{name}" content="{html.escape(value)}">' for name, value in metadata]
    elements = "".join(lines).encode("ascii", "xmlcharrefreplace")
    head = HEAD.search(body)
    place = head.end() if head is not None else 0
    return body[:place] + elements + body[place:]
