"""Network logs of browsers (HAR) read as pages: the documents that were shown."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

from cleaner.errors import InputError
from cleaner.model import Json, RawPage
from cleaner.sources.encoded_text import as_utf8
from cleaner.sources.fetch_times import read_time
from cleaner.sources.json_array import read_elements
from cleaner.sources.reading import CHUNK_BYTES, InputFile, InputPage, NoPages, ReadOptions, attempt, unpacked
from cleaner.sources.tables import as_bytes
from cleaner.sources.unpacking import Unreadable, with_start
from cleaner.transport import content_type

ENTRIES = re.compile(rb'"entries"\s*:\s*(?=\[)')
SEARCHED_BYTES = 20_000_000  # before the entries there is what their pages are called
ENTRY_ROOM = 12  # times the limit of a page: letters may be spelt \u00e9, and some bodies are in base64
PAGE_TYPES = ("text/html", "application/xhtml+xml")
REDIRECTS = range(300, 400)
FRAMES = ("iframe", "frame", "object", "embed")  # what a browser says it asks for, in Sec-Fetch-Dest
SHOWN = ("document", *FRAMES)


def read_har(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The documents of a log, with address, status and time; a damaged entry is an error in its place.

    Redirects, frames, what scripts have asked for, and other files are counted. Raises NoPages where it is no log.
    """
    with unpacked(entry) as packed:
        stream = _from_entries(as_utf8(packed), entry.name)
        elements = read_elements(stream, ENTRY_ROOM * reading.max_bytes, _is_entry)
        for number, element in enumerate(elements, 1):
            name = f"{entry.name}:{number}"
            page = attempt(name, partial(_read_element, element, name, reading))
            if page is not None:
                yield InputPage(name, page)


def _from_entries(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream from the array of entries on. Raises NoPages where there is none."""
    start = b""
    while (found := ENTRIES.search(start)) is None:
        part = stream.read1(CHUNK_BYTES)  # type: ignore[attr-defined]  # as_utf8() made it
        if not part or len(start) > SEARCHED_BYTES:
            raise NoPages(f"{name}: no network log of a browser, or cut short before its entries")
        start += part
    return with_start(start[found.end() :], stream)


def _is_entry(value: Json) -> bool:
    return isinstance(value, dict) and "request" in value and "response" in value


def _read_element(element: Json, name: str, reading: ReadOptions) -> RawPage | None:
    """The page of an entry; None for what is none, which is counted."""
    if isinstance(element, Exception):
        raise element
    if not _is_entry(element):
        raise InputError(f"{name}: no entry of a network log")
    request, response = _object(element, "request"), _object(element, "response")
    content = _object(response, "content")
    kind, charset = content_type(str(content.get("mimeType") or ""))
    reason = _reason_against(element, request, response, kind)
    if reason is not None:
        reading.leave_out(reason)
        return None
    body = _body(content)
    if not body:
        raise Unreadable("the log has no body of this document")
    status, url = response.get("status"), request.get("url")
    return reading.with_given(
        RawPage(
            body,
            url if isinstance(url, str) else None,
            "html",
            charset,
            read_time(element.get("startedDateTime")),
            status if isinstance(status, int) and status > 0 else None,
        )
    )


def _object(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def _reason_against(
    entry: Mapping[str, Any], request: Mapping[str, Any], response: Mapping[str, Any], kind: str | None
) -> str | None:
    """Why an entry is no page; None where it is one."""
    if response.get("status") in REDIRECTS:
        return "redirects"
    if kind not in PAGE_TYPES:
        return f"responses of type {kind or 'unknown'}"
    asked_for = _asked_for(entry, request)
    if asked_for in FRAMES:
        return "frames of pages"
    return None if asked_for in SHOWN else "responses to scripts"


def _asked_for(entry: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """What the browser says it asked for; a document where it says nothing."""
    headers = request.get("headers")
    for header in headers if isinstance(headers, list) else ():
        if isinstance(header, dict) and str(header.get("name")).lower() == "sec-fetch-dest":
            return str(header.get("value")).lower()
    return str(entry.get("_resourceType") or SHOWN[0]).lower()


def _body(content: Mapping[str, Any]) -> bytes | str:
    """Raises Unreadable where it is no text."""
    text = content.get("text")
    if text is None:
        return ""
    if not isinstance(text, str):
        raise Unreadable("the body of this document is no text")
    if str(content.get("encoding") or "").lower() != "base64":
        return as_bytes(text)
    try:
        return base64.b64decode(text)
    except ValueError as error:
        raise Unreadable("the body of this document is no base64") from error
