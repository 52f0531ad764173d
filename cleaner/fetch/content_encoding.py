"""The body of a response unpacked, never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from cleaner.errors import FetchError

ACCEPTED = "gzip, deflate"
GZIP_WINDOW = 31
GZIP_MAGIC = b"\x1f\x8b"
ZLIB_WINDOW = 15
RAW_WINDOW = -15


def unpack(chunks: Iterable[bytes], encoding: str | None, *, limit_bytes: int, url: str) -> bytes:
    """Join the chunks and undo the Content-Encoding (identity, gzip, deflate).

    Raises FetchError as soon as more than limit_bytes come in or out, for an encoding that was not asked for,
    and for data that is broken or cut short.
    """
    limited = _limit(chunks, limit_bytes, url)
    match (encoding or "identity").strip().lower():
        case "identity":
            return b"".join(limited)
        case "gzip" | "x-gzip":
            return _inflate(limited, GZIP_WINDOW, limit_bytes, url)
        case "deflate":
            return _inflate(limited, None, limit_bytes, url)
        case other:
            raise FetchError(f"{url}: sent with Content-Encoding {other!r}, which was not asked for")


def _limit(chunks: Iterable[bytes], limit_bytes: int, url: str) -> Iterable[bytes]:
    received = 0
    for chunk in chunks:
        received += len(chunk)
        if received > limit_bytes:
            raise _too_large(limit_bytes, url)
        yield chunk


def _inflate(chunks: Iterable[bytes], window: int | None, limit_bytes: int, url: str) -> bytes:
    inflater = _Inflater(window, limit_bytes, url)
    try:
        for chunk in chunks:
            inflater.feed(chunk)
    except zlib.error as error:
        raise FetchError(f"{url}: the compressed body is broken ({error})") from error
    return inflater.finish()


class _Inflater:
    """Unpacks one body. window None: deflate, which servers send with and without the zlib header it should have."""

    def __init__(self, window: int | None, limit_bytes: int, url: str) -> None:
        self.window = window
        self.limit_bytes = limit_bytes
        self.url = url
        self.made = bytearray()
        self.stream: zlib._Decompress | None = None

    def feed(self, waiting: bytes) -> None:
        while waiting:
            if self.stream is None:
                self.stream = zlib.decompressobj(self.window or _deflate_window(waiting[0]))
            elif self.stream.eof:
                if self.window != GZIP_WINDOW or not waiting.startswith(GZIP_MAGIC):
                    return  # padding after the last member
                self.stream = zlib.decompressobj(GZIP_WINDOW)
            self.made += self.stream.decompress(waiting, self.limit_bytes + 1 - len(self.made))
            if len(self.made) > self.limit_bytes:
                raise _too_large(self.limit_bytes, self.url)
            waiting = self.stream.unused_data if self.stream.eof else self.stream.unconsumed_tail

    def finish(self) -> bytes:
        if self.stream is not None and not self.stream.eof:
            raise FetchError(f"{self.url}: the compressed body ends early; try again")
        return bytes(self.made)


def _deflate_window(first_byte: int) -> int:
    return ZLIB_WINDOW if first_byte & 0x0F == zlib.DEFLATED else RAW_WINDOW


def _too_large(limit_bytes: int, url: str) -> FetchError:
    return FetchError(f"{url}: the page is over the limit of {limit_bytes:,} bytes (max_body_bytes)")
