"""What a server did to a page on its way: the Content-Type it gave, the compression it used."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from cleaner.text import has_many_marks

# What zlib calls the size of its window says which format it reads.
GZIP = 31
DEFLATE = (15, -15)  # servers send it with and without the zlib header it should have
GZIP_MAGIC = b"\x1f\x8b"
STEP_BYTES = 4096
HEAD_END = re.compile(rb"\r?\n\r?\n")  # of a request or response
CHUNK_HEAD = re.compile(rb"[ \t]*([0-9a-fA-F]{1,16})[ \t]*(?:;[^\n]*)?\r?\n")  # the length of a chunk, and extensions
MAX_CHUNK_HEAD_BYTES = 4096  # hardly a server writes extensions; the bound is that of a long line
PARTIAL_CONTENT = 206
RANGE = re.compile(r"bytes 0-(\d+)/(\d+)")
LOGIN = re.compile(r"^([^/?#]*//)[^/?#]*@")
PERHAPS_LOGIN = re.compile(r"^((?:[a-z][a-z0-9+.-]*+:)?[/\\]*+).*@", re.IGNORECASE | re.DOTALL)


class WithHeaders:
    """What has headers, by name in lower case."""

    __slots__ = ()
    headers: Mapping[str, str]

    @property
    def media_type(self) -> str:
        """`text/html`; empty where it is not said."""
        return content_type(self.headers.get("content-type"))[0]

    @property
    def charset(self) -> str | None:
        return content_type(self.headers.get("content-type"))[1]


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


def join_chunks(stream: BinaryIO, limit: int) -> Inflated:
    """The chunks of a body (`Transfer-Encoding: chunked`) joined, up to the first that is cut short or has no length.

    Cost: one pass over what is read, at most limit + 1 bytes of it content.
    """
    data = bytearray()
    while len(data) <= limit:
        head = CHUNK_HEAD.fullmatch(stream.readline(MAX_CHUNK_HEAD_BYTES))
        if head is None:
            break
        size = int(head[1], 16)
        if size == 0:
            return Inflated(bytes(data), is_whole=True)
        wanted = min(size, limit + 1 - len(data))
        part = stream.read(wanted)
        data += part
        if len(part) < wanted:
            break
        stream.readline(len(b"\r\n"))
    return Inflated(bytes(data), is_whole=False)


def is_partial(status: int | None, headers: Mapping[str, str]) -> bool:
    """Whether a response is a part of the page by its own words. headers: by name in lower case."""
    if status != PARTIAL_CONTENT:
        return False
    sent = RANGE.fullmatch(headers.get("content-range", "").strip())
    return sent is None or int(sent[1]) + 1 < int(sent[2])


def without_login(url: str) -> str:
    """The URL without user name and password; of what is no URL, without all that may be a password."""
    try:
        parts = urlsplit("" if has_many_marks(url) else url)
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
