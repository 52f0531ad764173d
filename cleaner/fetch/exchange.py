"""One request and its response over a checked connection."""

from __future__ import annotations

import http.client
import io
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from cleaner._version import __version__
from cleaner.errors import FetchError
from cleaner.fetch.body import BadBody, Received, read_body
from cleaner.fetch.connector import open_connection
from cleaner.fetch.network import Deadline, FetchOptions, Network
from cleaner.fetch.target import Target
from cleaner.fetch.wire import Wire
from cleaner.text import visible

USER_AGENT = f"news-cleaner/{__version__} (one page, on a reader's request)"
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, application/xml;q=0.8, */*;q=0.1"
MAX_INTERIM_ANSWERS = 100  # as many as http.client itself passes over of "100 Continue", since Python 3.14
# What is no HTTP → how it is said. ValueError, RecursionError: of the parser of headers, which is that of e-mail.
NO_HTTP: dict[type[Exception], str] = {
    http.client.RemoteDisconnected: "the server closed the connection without an answer",
    http.client.LineTooLong: "the server sends a header longer than 65,536 bytes",
    http.client.HTTPException: "the server does not answer in HTTP, or with more than 100 headers or interim answers",
    ValueError: "the server sends headers that cannot be read",
    RecursionError: "the server sends headers that cannot be read",
}


class Dropped(FetchError):
    """The server took the connection and dropped it: trying once more may help."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response whose body is still on the wire."""

    target: Target
    response: http.client.HTTPResponse
    stream: BinaryIO
    wire: Wire
    request: bytes

    @property
    def status(self) -> int:
        return self.response.status

    def header(self, name: str) -> str | None:
        """The header's value; bytes outside ASCII are read as UTF-8."""
        value = self.response.headers.get(name)
        return None if value is None else value.encode("latin-1", "replace").decode("utf-8", "replace")

    def read_body(self, limit_bytes: int) -> Received:
        """The body, unpacked, as far as it came. Raises FetchError where it is too long, or nothing can be read."""
        try:
            body = read_body(self.response, self.stream, self.wire, limit_bytes)
        except BadBody as error:
            raise FetchError(f"{self.target.shown}: {error}") from error
        if not body.data and not body.is_whole:
            raise Dropped(f"{self.target.shown}: nothing of the page came, or chunks without a length; try again")
        return body


@contextmanager
def exchange(target: Target, options: FetchOptions, network: Network, deadline: Deadline) -> Iterator[Answer]:
    """Send the request; the connection is closed on leaving. Errors of reading the body are raised here as well.

    Raises FetchError, and its subclass Dropped where a retry may help.
    """
    try:
        with open_connection(target, options, network, deadline) as sock:
            wire = Wire(sock, target.shown, options.read_seconds, deadline)
            stream = cast(BinaryIO, io.BufferedReader(wire))
            with http.client.HTTPResponse(_Stream(stream), method="GET") as response:  # type: ignore[arg-type]
                answer = Answer(target, response, stream, wire, request_head(target, options))
                sock.settimeout(min(options.read_seconds, deadline.remaining()))
                sock.sendall(answer.request)
                _read_head(answer)
                yield answer
    except TimeoutError as error:
        raise FetchError(f"{target.shown}: no answer for {options.read_seconds:g} seconds; try again later") from error
    except ssl.SSLError as error:
        raise FetchError(f"{target.shown}: the secure connection broke ({error.reason or error})") from error
    except OSError as error:
        raise Dropped(f"{target.shown}: the connection failed ({error.strerror or error})") from error


def request_head(target: Target, options: FetchOptions) -> bytes:
    """The request as it is sent. Raises FetchError for a header that is no line of ASCII."""
    headers = {
        "Host": target.authority,
        "User-Agent": options.user_agent or USER_AGENT,
        "Accept": ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    if target.login:
        headers["Authorization"] = target.login
    headers |= options.headers
    lines = [f"GET {target.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    for line in lines:
        if not (line.isascii() and line.isprintable()):
            name = "user_agent" if line.startswith("User-Agent:") else "a header"
            raise FetchError(f"{target.shown}: {name} must be one line of ASCII, not '{visible(line)}'")
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def _read_head(answer: Answer) -> None:
    """Status and headers; interim answers ("103 Early Hints") are passed over."""
    try:
        answer.response.begin()
        for _ in range(MAX_INTERIM_ANSWERS):
            if answer.status >= http.client.OK:
                break
            answer.response.headers = None  # type: ignore[assignment]  # as a new one has it
            answer.response.begin()
        else:
            raise http.client.HTTPException("interim answers only")
    except tuple(NO_HTTP) as error:
        problem = next(words for kind, words in NO_HTTP.items() if isinstance(error, kind))
        raise Dropped(f"{answer.target.shown}: {problem}") from error
    if answer.wire.has_ended:  # the parser takes the end of the connection for the empty line after the headers
        raise Dropped(f"{answer.target.shown}: the connection broke in the middle of the headers; try again")


@dataclass(frozen=True, slots=True)
class _Stream:
    """What HTTPResponse wants of a socket: makefile() alone."""

    stream: BinaryIO

    def makefile(self, mode: str) -> BinaryIO:
        return self.stream
