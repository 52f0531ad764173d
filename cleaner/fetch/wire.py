"""What a server sends, read within bounds of time and bytes."""

from __future__ import annotations

import io
import socket

from cleaner.errors import FetchError
from cleaner.fetch.network import Deadline

MAX_HEAD_BYTES = 256_000  # of status line and headers, interim responses too; large sites send 20 KB, cookies and all


class Wire(io.RawIOBase):
    """Reads a socket with both clocks on every single read: a server that sends a byte a minute is not endless.

    A connection that is reset ends here like one that is closed; was_reset says so, has_ended is true of both. What
    comes is counted: the head of an answer, and all that comes after allow_body(), framing and trailers too.
    received: every byte that came.
    """

    def __init__(self, sock: socket.socket, url: str, read_seconds: float, deadline: Deadline) -> None:
        self.was_reset = self.has_ended = False
        self.received = bytearray()
        self._sock = sock
        self._url = url
        self._read_seconds = read_seconds
        self._deadline = deadline
        self._left_bytes = MAX_HEAD_BYTES
        self._problem = f"more than {MAX_HEAD_BYTES:,} bytes of headers"

    def allow_body(self, limit_bytes: int) -> None:
        """The head is read; a body of so many bytes may follow, in chunks that are as long again."""
        self._left_bytes = 2 * limit_bytes + MAX_HEAD_BYTES
        self._problem = f"the page is over the limit of {limit_bytes:,} bytes (max_body_bytes)"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer has no len
        self._sock.settimeout(min(self._read_seconds, self._deadline.remaining()))
        try:
            count = self._sock.recv_into(buffer)
        except TimeoutError:
            self._deadline.remaining()  # raises where it was the whole fetch that took too long
            raise
        except ConnectionError:
            self.was_reset = self.has_ended = True
            return 0
        self.has_ended = count == 0
        self.received += memoryview(buffer)[:count]
        self._left_bytes -= count
        if self._left_bytes < 0:
            raise FetchError(f"{self._url}: {self._problem}")
        return count
