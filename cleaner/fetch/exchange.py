"""One request and its response over a checked address."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cleaner.errors import FetchError
from cleaner.fetch.addresses import refusal
from cleaner.fetch.network import Deadline, FetchOptions, Network
from cleaner.fetch.target import Target
from cleaner.transport import DEFLATE, GZIP, inflate

FORMATS = {"gzip": (GZIP,), "x-gzip": (GZIP,), "deflate": DEFLATE}
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, application/xml;q=0.8, */*;q=0.1"


class Dropped(FetchError):
    """The server took the connection and dropped it: trying once more may help."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response whose body is still on the wire."""

    target: Target
    response: http.client.HTTPResponse

    @property
    def status(self) -> int:
        return self.response.status

    def header(self, name: str) -> str | None:
        return self.response.headers.get(name)

    def read_body(self, limit_bytes: int) -> bytes:
        """The body, unpacked. Raises FetchError where it is longer than the limit, broken or cut short."""
        body = self._read(limit_bytes)
        encoding = (self.header("Content-Encoding") or "identity").strip().lower()
        if encoding == "identity" or not body:
            return body
        if encoding not in FORMATS:
            raise FetchError(f"{self.target.url}: sent with Content-Encoding {encoding!r}, which was not asked for")
        try:
            unpacked = inflate(body, FORMATS[encoding], limit_bytes)
        except zlib.error as error:
            raise FetchError(f"{self.target.url}: the compressed body is broken ({error})") from error
        self._check_size(unpacked.data, limit_bytes)
        if not unpacked.is_whole:
            raise FetchError(f"{self.target.url}: the compressed body ends early; try again")
        return unpacked.data

    def _read(self, limit_bytes: int) -> bytes:
        """The body as it was sent."""
        cut_short = Dropped(f"{self.target.url}: the server closed the connection in mid-page; try again")
        try:
            body = self.response.read(limit_bytes + 1)
        except http.client.IncompleteRead as error:
            raise cut_short from error
        self._check_size(body, limit_bytes)
        if self.response.length:  # HTTPResponse itself says nothing of a connection closed before Content-Length
            raise cut_short
        return body

    def _check_size(self, body: bytes, limit_bytes: int) -> None:
        if len(body) > limit_bytes:
            url = self.target.url
            raise FetchError(f"{url}: the page is over the limit of {limit_bytes:,} bytes (max_body_bytes)")


@contextmanager
def exchange(target: Target, options: FetchOptions, network: Network, deadline: Deadline) -> Iterator[Answer]:
    """Send the request; the connection is closed on leaving. Errors of reading the body are raised here as well.

    The host is looked up once, each address is checked, and the connection is made to a checked address: a name
    server that answers differently the second time (DNS rebinding) has no second time.
    Raises FetchError, and its subclass Dropped where a retry may help.
    """
    try:
        sock = _open(target, options, network, deadline)
        with sock:
            yield Answer(target, _ask(sock, target, options, deadline))
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"{target.url}: its certificate does not hold: {error.verify_message}") from error
    except ssl.SSLError as error:
        raise FetchError(f"{target.url}: no secure connection ({error.reason or error})") from error
    except TimeoutError as error:
        raise FetchError(f"{target.url}: no answer for {options.read_seconds:g} seconds; try again later") from error
    except http.client.HTTPException as error:
        raise Dropped(f"{target.url}: the server does not answer in HTTP ({type(error).__name__})") from error
    except OSError as error:
        raise Dropped(f"{target.url}: the connection failed ({error.strerror or error})") from error


def _open(target: Target, options: FetchOptions, network: Network, deadline: Deadline) -> socket.socket:
    """A connection to the first address that is allowed and takes one."""
    failure: OSError | None = None
    for address in _allowed_addresses(target, options, network):
        seconds = min(options.connect_seconds, deadline.remaining())
        try:
            sock = network.connect(address, target.port, seconds)
        except OSError as error:
            failure = error
            continue
        return _secure(sock, target, options) if target.scheme == "https" else sock
    if isinstance(failure, TimeoutError):
        problem = f"no connection within {options.connect_seconds:g} seconds"
    else:
        problem = f"no connection ({(failure and failure.strerror) or failure or 'no address'})"
    raise FetchError(f"{target.url}: {problem}; check the address, or the network") from failure


def _allowed_addresses(target: Target, options: FetchOptions, network: Network) -> list[str]:
    try:
        addresses = network.look_up(target.host, target.port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{target.url}: no such host, or no network; check the spelling of {target.host}") from error
    if options.allow_private:
        return list(addresses)
    reasons = {address: refusal(address) for address in addresses}
    allowed = [address for address, reason in reasons.items() if reason is None]
    if not allowed and reasons:
        address, reason = next(iter(reasons.items()))
        raise FetchError(f"{target.url}: {target.host} is {reason} ({address}); allow it with --allow-private")
    return allowed


def _secure(sock: socket.socket, target: Target, options: FetchOptions) -> ssl.SSLSocket:
    """TLS over the connection; the certificate is held against the host's name, not the address."""
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
    except TimeoutError as error:
        sock.close()
        raise FetchError(f"{target.url}: no secure connection within {options.connect_seconds:g} seconds") from error
    except OSError:
        sock.close()
        raise


def _ask(sock: socket.socket, target: Target, options: FetchOptions, deadline: Deadline) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = sock  # already open: the connection only writes the request
    headers = {
        "Host": target.authority,
        "User-Agent": options.user_agent or user_agent(),
        "Accept": ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    if target.login:
        headers["Authorization"] = target.login
    sock.settimeout(min(options.read_seconds, deadline.remaining()))
    connection.request("GET", target.path, headers=headers)
    reader = _TimedReader(sock, options.read_seconds, deadline)
    response = http.client.HTTPResponse(reader, method="GET")  # type: ignore[arg-type]  # it uses makefile() alone
    response.begin()
    return response


class _TimedReader(io.RawIOBase):
    """Reads a socket with both clocks on every single read: a server that sends a byte a minute is not endless."""

    def __init__(self, sock: socket.socket, read_seconds: float, deadline: Deadline) -> None:
        self.sock = sock
        self.read_seconds = read_seconds
        self.deadline = deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer has no len
        left = self.deadline.remaining()
        self.sock.settimeout(min(self.read_seconds, left))
        try:
            return self.sock.recv_into(buffer)
        except TimeoutError:
            self.deadline.remaining()  # raises where it was the whole fetch that took too long
            raise


def user_agent() -> str:
    """The name and version this program goes by."""
    from importlib.metadata import version  # reads the installation's files: only where a page is really fetched

    return f"news-cleaner/{version('news-cleaner')} (one page, on a reader's request)"
