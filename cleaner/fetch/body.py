"""The body of an answer: its chunks joined, its compression undone, as far as it goes and no further than allowed."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from cleaner.fetch.wire import Wire
from cleaner.text import visible
from cleaner.transport import DEFLATE, GZIP, inflate, join_chunks

FORMATS = {"gzip": (GZIP,), "x-gzip": (GZIP,), "deflate": DEFLATE}
MAX_CODINGS = 2  # of one body, one inside the other: some proxies pack again what is packed
NO_BODY = (http.client.NO_CONTENT, http.client.NOT_MODIFIED)  # whatever the headers say
NO_CODING = ("", "identity")
MAX_SHOWN_CHARS = 80  # of what a server says of itself, in messages


class Received(NamedTuple):
    """data: limit + 1 bytes where there are more than the limit. is_whole: False where the end is missing."""

    data: bytes
    is_whole: bool


class BadBody(Exception):
    """The body cannot be read; str() says why."""


def read_body(response: http.client.HTTPResponse, stream: BinaryIO, wire: Wire, limit_bytes: int) -> Received:
    """The body, unpacked, as far as it came. Raises BadBody where it is too long or broken, and what reading raises."""
    header = _joined(response, "Content-Encoding")
    codings = [name for name in map(str.strip, header.split(",")) if name not in NO_CODING]
    if not set(codings) <= FORMATS.keys() or len(codings) > MAX_CODINGS:
        raise BadBody(f"sent with Content-Encoding {shown(header)}, which was not asked for")
    wire.allow_body(limit_bytes)
    body = _read(response, stream, wire, limit_bytes)
    for coding in reversed(codings):
        body = _inflate(body, FORMATS[coding], limit_bytes)
    return body


def sent_length(response: http.client.HTTPResponse) -> int | None:
    """The bytes of the body as it is sent; None where it goes as far as its chunks, or the connection.

    Lengths that contradict each other say nothing.
    """
    if response.status in NO_BODY:
        return 0
    lengths = {length.strip() for length in response.headers.get_all("Content-Length", [])}
    is_plain = _joined(response, "Transfer-Encoding") in NO_CODING
    return response.length if is_plain and len(lengths) == 1 else None


def shown(text: str) -> str:
    """What a server said, for a message: in quotes, on one line, and not much of it."""
    return f"'{visible(text[:MAX_SHOWN_CHARS])}{'…' if len(text) > MAX_SHOWN_CHARS else ''}'"


def _read(response: http.client.HTTPResponse, stream: BinaryIO, wire: Wire, limit_bytes: int) -> Received:
    """The body as it was sent, its chunks joined."""
    response.length = sent_length(response)
    if response.length == 0:
        return Received(b"", is_whole=True)
    framing = _joined(response, "Transfer-Encoding")
    if framing == "chunked":
        return _checked(Received(*join_chunks(stream, limit_bytes)), limit_bytes)
    if framing not in NO_CODING:
        raise BadBody(f"sent with Transfer-Encoding {shown(framing)}, which was not asked for")
    data = response.read(limit_bytes + 1)
    # HTTPResponse itself says nothing of a connection closed before Content-Length.
    return _checked(Received(data, is_whole=not response.length and not wire.was_reset), limit_bytes)


def _joined(response: http.client.HTTPResponse, name: str) -> str:
    """All headers of a name as one, in lower case."""
    return ",".join(response.headers.get_all(name, [])).strip().lower()


def _inflate(body: Received, formats: Sequence[int], limit_bytes: int) -> Received:
    """The body unpacked. Its own end decides whether it is whole: many a Content-Length is that of the plain page."""
    if not body.data:
        return body
    try:
        unpacked = inflate(body.data, formats, limit_bytes)
    except zlib.error as error:
        raise BadBody(f"the compressed body is broken ({error})") from error
    return _checked(Received(*unpacked), limit_bytes)


def _checked(body: Received, limit_bytes: int) -> Received:
    if len(body.data) > limit_bytes:
        raise BadBody(f"the page is over the limit of {limit_bytes:,} bytes (max_body_bytes)")
    return body
