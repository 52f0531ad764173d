"""An archived HTTP response taken apart, its encodings undone as far as they are true."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cleaner.transport import DEFLATE, GZIP, GZIP_MAGIC, HEAD_END, Inflated, WithHeaders, inflate, join_chunks

STATUS_LINE = re.compile(r"HTTP/\d(?:\.\d)?\s+([1-9]\d\d)\b")
LISTS = ("content-encoding", "transfer-encoding")  # the headers that may be given in several lines


@dataclass(frozen=True, slots=True)
class Response(WithHeaders):
    """status: None where the first line has none. headers: by name in lower case.

    Of a header that stands there twice, the first counts; lists of encodings are joined.
    """

    status: int | None
    headers: Mapping[str, str]
    body: bytes

    def decoded_body(self, limit: int) -> Inflated:
        """The body without chunks and without its encodings, the last of them first.

        Many archives keep the headers and have undone the encodings already, so what does not hold is left as it is;
        of a body that is cut short, the part before is kept. Never more than limit + 1 bytes, which says that it is
        too much.
        """
        made = Inflated(self.body, is_whole=True)
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            made = _join_chunks(self.body)
        is_whole = made.is_whole
        for encoding in reversed(self.headers.get("content-encoding", "").lower().split(",")):
            match encoding.strip():
                case "gzip" | "x-gzip" if made.data.startswith(GZIP_MAGIC):
                    made = _inflate(made.data, [GZIP], limit)
                case "deflate":
                    made = _inflate(made.data, DEFLATE, limit)
                case "br" | "zstd" as name:
                    made = _decompress(made.data, name, limit)
            is_whole = is_whole and made.is_whole
        return Inflated(made.data, is_whole)


def parse_response(block: bytes) -> Response | None:
    """The response in a record's content; None where it does not begin like one."""
    if not block.startswith(b"HTTP/"):
        return None
    end = HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    first, *lines = head.decode("utf-8", "replace").splitlines()
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            _add_header(headers, name.strip().lower(), value.strip())
    status = STATUS_LINE.match(first)
    return Response(int(status[1]) if status else None, headers, body)


def _add_header(headers: dict[str, str], name: str, value: str) -> None:
    known = headers.get(name)
    if known and name in LISTS:
        headers[name] = f"{known}, {value}"
    else:
        headers[name] = known or value


def _join_chunks(body: bytes) -> Inflated:
    """The chunks joined; the body as it is where it does not begin with one."""
    made = join_chunks(io.BytesIO(body), len(body))
    return made if made.data or made.is_whole else Inflated(body, is_whole=True)


def _inflate(body: bytes, formats: Sequence[int], limit: int) -> Inflated:
    try:
        return inflate(body, formats, limit)
    except zlib.error:
        return Inflated(body, is_whole=True)


def _decompress(body: bytes, encoding: str, limit: int) -> Inflated:
    from fastwarc.stream_io import BrotliReader, ZstdReader  # comes with the reader of WARC files

    reader = (BrotliReader if encoding == "br" else ZstdReader)(io.BytesIO(body))
    data = bytearray()
    try:
        while len(data) <= limit and (part := reader.read(min(1 << 16, limit + 1 - len(data)))):
            data += part
    except OSError:  # not so encoded, or cut short
        return Inflated(bytes(data), is_whole=False) if data else Inflated(body, is_whole=True)
    return Inflated(bytes(data), is_whole=True)
