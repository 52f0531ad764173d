"""The body of an archived HTTP response with its transfer and content encodings undone, as far as they are true."""

from __future__ import annotations

import io
import zlib

CRLF = b"\r\n"
ZLIB_WINDOW = 15
RAW_WINDOW = -15


def decode_body(body: bytes, *, transfer: str, content: str, limit: int) -> bytes:
    """Undo `Transfer-Encoding: chunked`, then deflate, Brotli and Zstandard; gzip is undone where bodies are decoded.

    Many archives keep the headers and have undone the encodings already, so what does not hold is left as it is; of
    a body that is cut short, the part before is kept. Never more than limit + 1 bytes, which tells that it is more.
    """
    if "chunked" in transfer.lower():
        body = _join_chunks(body)
    for encoding in reversed([one.strip().lower() for one in content.split(",")]):
        if encoding == "deflate":
            body = _inflate(body, limit)
        elif encoding in ("br", "zstd"):
            body = _decompress(body, encoding, limit)
    return body


def _join_chunks(body: bytes) -> bytes:
    """The chunks joined; the body as it is where it does not begin with the length of one."""
    chunks: list[bytes] = []
    position = 0
    while True:
        end = body.find(CRLF, position)
        digits = body[position:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(digits, 16)
        except ValueError:
            return b"".join(chunks) if chunks else body
        if size <= 0:
            return b"".join(chunks)
        chunks.append(body[end + 2 : end + 2 + size])
        position = end + 2 + size + 2


def _inflate(body: bytes, limit: int) -> bytes:
    for window in (ZLIB_WINDOW, RAW_WINDOW):
        try:
            return zlib.decompressobj(window).decompress(body, limit + 1)
        except zlib.error:
            continue
    return body


def _decompress(body: bytes, encoding: str, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader  # comes with the reader of WARC files

    reader = (BrotliReader if encoding == "br" else ZstdReader)(io.BytesIO(body))
    made = bytearray()
    try:
        while len(made) <= limit and (part := reader.read(min(1 << 16, limit + 1 - len(made)))):
            made += part
    except OSError:  # not so encoded, or cut short
        return bytes(made) if made else body
    return bytes(made)
