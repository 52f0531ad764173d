"""A web server on the loopback address that answers exactly what a test tells it, byte for byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from cleaner.fetch import Network

Script = Callable[[socket.socket], None]
PATIENCE_SECONDS = 20.0  # no test waits that long; a hung one ends


@dataclass
class Server:
    """answers: path → what to send for each request in turn, the last one again and again."""

    port: int
    answers: dict[str, list[bytes | Script]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", *, host: str = "127.0.0.1", login: str = "") -> str:
        return f"http://{login}{host}:{self.port}{path}"

    @staticmethod
    def page(
        body: bytes = b"<p>Hello</p>", *, status: str = "200 OK", content_type: str | None = "text/html", **headers: str
    ) -> bytes:
        """A whole response. headers: underscores stand for hyphens."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"Content-Type: {content_type}"] if content_type is not None else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body

    @classmethod
    def redirect(cls, location: str, status: str = "302 Found") -> bytes:
        return cls.page(b"", status=status, Location=location)

    def paths(self) -> list[str]:
        return [request.split(" ", 2)[1] for request in self.requests]

    def header(self, name: str, request: int = -1) -> str | None:
        for line in self.requests[request].split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None

    def answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(PATIENCE_SECONDS)
            request = b""
            while b"\r\n\r\n" not in request:
                received = connection.recv(65_536)
                if not received:
                    return
                request += received
            self.requests.append(request.decode("latin-1"))
            script = self.answers[self.paths()[-1]]
            said = script.pop(0) if len(script) > 1 else script[0]
            try:
                if isinstance(said, bytes):
                    connection.sendall(said)
                else:
                    said(connection)
            except OSError:  # the client has had enough, which is what the test is about
                return


@pytest.fixture
def server() -> Iterator[Server]:
    listener = socket.create_server(("127.0.0.1", 0))
    made = Server(listener.getsockname()[1])

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=made.answer, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield made
    made.released.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


@dataclass
class Slept:
    """Stands in for time.sleep."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture
def network(slept: Slept) -> Network:
    return Network(sleep=slept, now=lambda: datetime(2024, 3, 1, 8, 0, tzinfo=UTC))
