"""What a server may do to the one who asks it: each ends with a page or with one clear line, within bounds."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from recorded import Recorded

from cleaner.errors import FetchError
from cleaner.fetch import FetchOptions, Network, fetch
from cleaner.fetch.wire import MAX_HEAD_BYTES

if TYPE_CHECKING:
    from conftest import Server

LOCAL = FetchOptions(allow_private=True)
SMALL = FetchOptions(allow_private=True, max_body_bytes=50_000)
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
NESTED = b"Content-Type: message/rfc822\r\r" * 1500  # for the parser of headers, each is a message in the one before


def get(answer: bytes | Callable[[socket.socket], None], server: Server, network: Network) -> bytes:
    server.answers["/"] = [answer]
    page = fetch(server.url(), SMALL, network=network)
    assert isinstance(page.body, bytes)
    return page.body


def problem(answer: bytes | Callable[[socket.socket], None], server: Server, network: Network) -> str:
    """The one line a person sees."""
    with pytest.raises(FetchError) as caught:
        get(answer, server, network)
    assert str(caught.value).isprintable()
    return str(caught.value)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"HTTP/1.1 OK\r\n\r\n", "does not answer in HTTP"),
        (b"HTTP/1.1 99 Low\r\n\r\n", "does not answer in HTTP"),
        (b"HTTP/1.1 1000 High\r\n\r\n", "does not answer in HTTP"),
        (b"HTTP/1.1 -200 OK\r\n\r\n", "does not answer in HTTP"),
        (b"HTTP/9 200 OK\r\n\r\n", "does not answer in HTTP"),
        (b"HTTP/1.1 \xb2\xb0\xb0 OK\r\n\r\n", "does not answer in HTTP"),
        (b"\0" * 300, "does not answer in HTTP"),
        (b"\x16\x03\x01\x02\x00\x01", "does not answer in HTTP"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "does not answer in HTTP"),
        (b"", "closed the connection without an answer"),
        (b"HTTP/1.1 200 " + b"x" * 70_000, "a header longer than 65,536 bytes"),
        (OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n", "a header longer than 65,536 bytes"),
        (OK + NESTED + b"\r\n\r\nHi", "headers that cannot be read"),
        (OK + b"X: y\r\n" * 101 + b"\r\n", "more than 100 headers"),
        (OK + (b"X: " + b"x" * 60_000 + b"\r\n") * 5 + b"\r\n", f"more than {MAX_HEAD_BYTES:,} bytes of headers"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, " headers"),  # too many bytes of them, or since 3.14 too many answers
        (b"HTTP/1.1 103 Early Hints\r\n\r\n" * 20_000, "more than 100 headers or interim answers"),
        (OK + b"Content-Type: app\x1b[31mRED\x07/x\r\n\r\nx", r"sent as 'app\x1b[31mred\x07/x' (status 200), not as a page"),
        (OK + b"Content-Type: " + b"a/" * 9_000 + b"\r\n\r\nx", "…' (status 200), not as a page"),
        (b"HTTP/1.1 302 x\r\nLocation: evil:\x1b]0;PWNED\x07\r\n\r\n", "redirects to evil:"),
        (OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding 'gzip, chunked', which was not asked for"),
        (OK + b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "'identity,chunked', which was not asked for"),
        (CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n", "chunks without a length"),
        (CHUNKED + b"-1\r\nhello\r\n0\r\n\r\n", "chunks without a length"),
        (CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n", "chunks without a length"),
        (CHUNKED + b"1_0\r\nhello\r\n0\r\n\r\n", "chunks without a length"),
        (CHUNKED + b"\xd9\xa5\r\nhello\r\n0\r\n\r\n", "chunks without a length"),
        (CHUNKED + b"5;" + b"x" * 10_000, "chunks without a length"),
        (CHUNKED + b"f" * 5_000 + b"\r\nhello", "chunks without a length"),
        (CHUNKED + b"ffffff\r\n" + b"x" * 60_000, "over the limit of 50,000 bytes (max_body_bytes)"),
        (CHUNKED + b"1\r\nx\r\n" * 60_000, "over the limit of 50,000 bytes (max_body_bytes)"),
        (OK + b"Content-Length: 99999999999999999999\r\n\r\n" + b"x" * 60_000, "over the limit of 50,000 bytes"),
        (OK + b"Content-Length: -1\r\n\r\n" + b"x" * 60_000, "over the limit of 50,000 bytes"),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(9_000_000), mtime=0), "over the limit of 50,000 bytes"),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 30_000, mtime=0) * 9, "over the limit of 50,000 bytes"),
        (OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(bytes(9_000_000)), "over the limit of 50,000 bytes"),
        (OK + b"Content-Encoding: deflate, gzip\r\n\r\n" + gzip.compress(zlib.compress(bytes(9_000_000)), mtime=0), "over the limit of 50,000 bytes"),
        (OK + b"Content-Encoding: gzip, br\r\n\r\nx", "Content-Encoding 'gzip, br', which was not asked for"),
        (OK + b"Content-Encoding: gzip\r\nContent-Encoding: zstd\r\n\r\nx", "Content-Encoding 'gzip,zstd', which was not asked for"),
    ],
)  # fmt: skip
def test_a_bad_answer_is_one_clear_line(answer: bytes, expected: str, server: Server, network: Network) -> None:
    assert expected in problem(answer, server, network)


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\nHi", b"Hi"),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 x\r\n\r\n" + OK + b"\r\nHi", b"Hi"),
        (b"HTTP/1.0 200 OK\r\n\r\nHi", b"Hi"),
        (b"HTTP/1.1 200\n\nHi", b"Hi"),
        (b"HTTP/1.1 999 Request denied\r\n\r\nHi", b"Hi"),
        (b"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", b""),
        (OK + b"no colon here\r\nContent-Length: 1\r\n\r\nHi", b"Hi"),
        (OK + b"Content-Length: 2, 2\r\n\r\nHi", b"Hi"),
        (OK + b"Content-Length: 2\r\n\r\nHi, and what the length denies", b"Hi"),
        (OK + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\nHi", b"Hi"),
        (OK + b"Transfer-Encoding: CHUNKED \r\n\r\n2;a=b\r\nHi\r\n0\r\nTrailer: x\r\n\r\n", b"Hi"),
        (CHUNKED + b"00000002 \r\nHi\r\n0\r\n\r\n", b"Hi"),
        (CHUNKED + b"2\nHi\n0\n\n", b"Hi"),
        (OK + b"Transfer-Encoding: identity\r\n\r\nHi", b"Hi"),
        (OK + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(gzip.compress(b"Hi", mtime=0), mtime=0), b"Hi"),
        (OK + b"Content-Encoding: identity,\r\n\r\nHi", b"Hi"),
        (OK + b"Content-Type: text/html; charset*=x; charset*0=y; charset*1*=z\r\n\r\nHi", b"Hi"),
        (OK + b"Content-Type: text/html; charset=a\0b\r\n\r\nHi", b"Hi"),
        (OK + b"Content-Type: ;;=;charset\r\n\r\nHi", b"Hi"),
    ],
)  # fmt: skip
def test_an_odd_answer_is_read(answer: bytes, body: bytes, server: Server, network: Network) -> None:
    assert get(answer, server, network) == body


@pytest.mark.parametrize("part", [b"x" * 10_000, b"1\r\nx\r\n" * 1_000, b"1;" + b"x" * 3_000 + b"\r\nx\r\n"])
def test_an_endless_body_ends_whatever_its_chunks(part: bytes, server: Server, network: Network) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(CHUNKED if part.startswith(b"1") else OK + b"\r\n")
        for _ in itertools.count():
            connection.sendall(part)

    assert "over the limit of 50,000 bytes" in problem(endless, server, network)


def test_what_is_read_is_bounded_by_the_limit(network: Network) -> None:
    class Endless(Recorded):
        read_bytes = 0

        def recv_into(self, buffer: memoryview) -> int:
            if self.read_bytes == 0:
                self.read_bytes = super().recv_into(buffer)
                return self.read_bytes
            self.read_bytes += len(buffer)
            return len(buffer)

    connection = Endless(OK + b"\r\n")
    with pytest.raises(FetchError, match="over the limit"):
        fetch("http://127.0.0.1/", SMALL, network=replace(network, connect=lambda *where: connection))
    assert connection.read_bytes <= 2 * SMALL.max_body_bytes + MAX_HEAD_BYTES + (1 << 17)


def test_a_silence_in_mid_page_is_given_up(network: Network) -> None:
    silent = replace(network, connect=lambda *where: Recorded(OK + b"\r\nHel", TimeoutError("timed out")))
    with pytest.raises(FetchError, match="no answer for 15 seconds"):
        fetch("http://127.0.0.1/", LOCAL, network=silent)


def test_the_clock_of_the_whole_fetch_runs_over_redirects(server: Server, network: Network) -> None:
    ticks = itertools.count(step=4)
    server.answers["/"] = [server.redirect("/")]
    with pytest.raises(FetchError, match="not finished after 45 seconds"):
        fetch(
            server.url(),
            FetchOptions(allow_private=True, max_redirects=1000),
            network=replace(network, monotonic=lambda: float(next(ticks))),
        )


def test_a_name_server_that_never_answers_is_given_up(network: Network) -> None:
    asked = threading.Event()

    def look_up(host: str, port: int) -> tuple[str, ...]:
        asked.set()
        time.sleep(30)
        return ("8.8.8.8",)

    with pytest.raises(FetchError, match=r"the name server gives no address of news\.example"):
        fetch("http://news.example/", FetchOptions(connect_seconds=0.1), network=replace(network, look_up=look_up))
    assert asked.is_set()


@pytest.mark.parametrize(
    "header",
    [
        "9" * 400,
        "-1",
        "٣",
        "Fri, 01 Mar 99999999999999999999 08:00:04 GMT",
        "Fri, 01 Mar 0001 00:00:00 +9999",
        "Fri, 32 Mar 2024 25:61:61 GMT",
        ", , ,",
        "\0",
    ],
)
def test_a_senseless_retry_after_is_no_reason_to_fail(header: str, server: Server, network: Network) -> None:
    server.answers["/"] = [server.page(status="503 Service Unavailable", Retry_After=header.encode().decode("latin-1"))]
    assert fetch(server.url(), LOCAL, network=network).status == 503


def test_a_redirect_may_hold_letters_of_any_script(server: Server, network: Network) -> None:
    server.answers["/"] = [server.redirect("/ñ-한".encode().decode("latin-1"))]
    server.answers["/%C3%B1-%ED%95%9C"] = [server.page()]
    assert fetch(server.url(), LOCAL, network=network).url == server.url("/%C3%B1-%ED%95%9C")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("file:///etc/passwd", "only http:// and https:// URLs"),
        ("javascript:alert(1)", "only http:// and https:// URLs"),
        ("gopher://127.0.0.1:25/_HELO", "only http:// and https:// URLs"),
        ("http://[::1", "not a URL"),
        ("http://a:b@/", "names no host"),
        ("http://example.com:99999/", "not a URL"),
        ("http://example.com:0/", "not a URL"),
        ("http://evil.example\\@127.0.0.1/", "not a URL"),
        ("http://exa mple/", "not a host name"),
        ("http://%31%32%37.0.0.1/", "not a host name"),
        ("//" + "a" * 300 + "/", "not a host name"),
        ("/" + "a" * 9_000, "longer than 8,000 characters"),
    ],
)
def test_a_redirect_to_what_is_no_page_is_one_clear_line(
    location: str, expected: str, server: Server, network: Network
) -> None:
    found = problem(server.redirect(location), server, network)
    assert expected in found
    assert found.startswith(f"{server.url()}: redirects to ")
    assert len(found) < 500


def test_a_redirect_gives_no_credentials(server: Server, network: Network) -> None:
    server.answers["/"] = [server.redirect(server.url("/next", login="evil:evil@"))]
    server.answers["/next"] = [server.page()]
    fetch(server.url(), LOCAL, network=network)
    assert server.header("Authorization") is None


@pytest.mark.parametrize("agent", ["me\r\nX-Injected: 1", "me\n", "m\0e", "Zoë", "\x1b[31m"])
def test_a_user_agent_of_more_than_one_line_is_refused(agent: str, server: Server, network: Network) -> None:
    server.answers["/"] = [server.page()]
    with pytest.raises(FetchError, match="user_agent must be one line of ASCII") as caught:
        fetch(server.url(), FetchOptions(allow_private=True, user_agent=agent), network=network)
    assert str(caught.value).isprintable()
    assert server.requests == []


@pytest.mark.parametrize("path", ["/a\r\nX-Injected: 1", "/a\tb", "/?q=\r\nX: 1", "/a b#\r\nX: 1"])
def test_a_line_end_in_an_address_ends_no_line_of_the_request(path: str, server: Server, network: Network) -> None:
    connection = Recorded(OK + b"\r\nHi")
    fetch(f"http://127.0.0.1{path}", LOCAL, network=replace(network, connect=lambda *where: connection))
    assert b"\nX" not in connection.sent
    assert connection.sent.count(b"\r\n") == 7
