"""What a fetch asks of the outside world: limits, name resolution, connections, clocks."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec import Struct

from cleaner.errors import FetchError


class FetchOptions(Struct, frozen=True, kw_only=True):
    """Limits of one fetch. A name server that does not answer is bounded by the system's resolver, not by these.

    connect_seconds: for the connection and its TLS handshake, each. read_seconds: longest silence of the server.
    total_seconds: from the first request to the last byte, redirects and the retry included.
    max_body_bytes: of the body as sent and as unpacked. allow_private: also fetch from addresses that are not on
    the public internet (this machine, the local network). user_agent: None is this program's own name and version.
    headers: sent beside those of every request, or in their place.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    total_seconds: float = 45.0
    max_body_bytes: int = 20_000_000
    max_redirects: int = 5
    allow_private: bool = False
    user_agent: str | None = None
    headers: dict[str, str] = {}


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host in the order the system prefers them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to an address (never a name: what was checked is what is connected to). Raises OSError."""
    return socket.create_connection((address, port), timeout=seconds)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Network:
    """The world outside, as functions; tests give their own."""

    look_up: Callable[[str, int], tuple[str, ...]] = look_up
    connect: Callable[[str, int, float], socket.socket] = connect
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = utc_now


class Deadline:
    """The end of the time one fetch may take, over all its requests."""

    __slots__ = ("_end", "_network", "_total", "_url")

    def __init__(self, url: str, total_seconds: float, network: Network) -> None:
        self._url = url
        self._total = total_seconds
        self._network = network
        self._end = network.monotonic() + total_seconds

    def remaining(self) -> float:
        """Seconds left, more than 0. Raises FetchError when there are none."""
        left = self._end - self._network.monotonic()
        if left <= 0:
            raise FetchError(f"{self._url}: not finished after {self._total:g} seconds; save the page, give the file")
        return left
