"""What a server did to a page on its way: the Content-Type it gave, the compression it used."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

# What zlib calls the size of its window says which format it reads.
GZIP = 31
DEFLATE = (15, -15)  # servers send it with and without the zlib header it should have
GZIP_MAGIC = b"\x1f\x8b"
STEP_BYTES = 4096
PARTIAL_CONTENT = 206
RANGE = re.compile(r"bytes 0-(\d+)/(\d+)")
LOGIN = re.compile(r"^([^/?#]*//)[^/?#]*@")
PERHAPS_LOGIN = re.compile(r"^((?:[a-z][a-z0-9+.-]*+:)?[/\\]*+).*@", re.IGNORECASE | re.DOTALL)


class Inflated(NamedTuple):
    """data: limit + 1 bytes where there are more than the limit. is_whole: False where the end is missing."""

    data: bytes
    is_whole: bool


def inflate(body: bytes, formats: Sequence[int], limit: int) -> Inflated:
    """The body unpacked, by the first of the formats it has; members of gzip one after the other are joined.

    Never more than limit + 1 bytes are made. Raises zlib.error for a body in none of the formats, or with a flaw.
    """
    for window in formats[:-1]:
        try:
            return _inflate(body, window, limit)
        except zlib.error:
            continue
    return _inflate(body, formats[-1], limit)


def _inflate(body: bytes, window: int, limit: int) -> Inflated:
    """As inflate(), by one format. In steps: zlib copies what it has not used yet, once for each member."""
    data = bytearray()
    stream = zlib.decompressobj(window)
    view = memoryview(body)
    position = 0
    while position < len(body) and len(data) <= limit:
        part = view[position : position + STEP_BYTES]
        data += stream.decompress(part, limit + 1 - len(data))
        position += len(part) - len(stream.unused_data)
        if stream.eof:
            if not body.startswith(GZIP_MAGIC, position):
                break
            stream = zlib.decompressobj(window)
    return Inflated(bytes(data), stream.eof)


def is_partial(status: int | None, headers: Mapping[str, str]) -> bool:
    """Whether a response is a part of the page by its own words. headers: by name in lower case."""
    if status != PARTIAL_CONTENT:
        return False
    sent = RANGE.fullmatch(headers.get("content-range", "").strip())
    return sent is None or int(sent[1]) + 1 < int(sent[2])


def without_login(url: str) -> str:
    """The URL without user name and password; of what is no URL, without all that may be a password."""
    try:
        parts = urlsplit(url)
        is_url = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_url = False
    return (LOGIN if is_url else PERHAPS_LOGIN).sub(r"\1", url, count=1)


def content_type(header: str | None) -> tuple[str, str | None]:
    """Media type and charset of a Content-Type header, in lower case; the type is empty where there is none.

    Of a list of types, which two headers become on their way, the first counts.
    """
    kind, *parameters = (header or "").lower().split(",")[0].split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return kind.strip(), value.strip(" \"'") or None
    return kind.strip(), None
