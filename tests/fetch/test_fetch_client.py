"""fetch() against a loopback server: what becomes a RawPage, what is refused, what is asked twice."""

from __future__ import annotations

import gzip
import itertools
import socket
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from recorded import Recorded

from cleaner.errors import FetchError
from cleaner.fetch import FetchOptions, Network, fetch

if TYPE_CHECKING:
    from conftest import Server, Slept

LOCAL = FetchOptions(allow_private=True)
NOW = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)  # as the network of the tests has it


def test_page_carries_body_type_charset_time_and_status(server: Server, network: Network) -> None:
    server.answers["/story"] = [server.page(b"<p>\xc4</p>", content_type="text/html; charset=ISO-8859-1")]
    page = fetch(server.url("/story"), LOCAL, network=network)
    assert page.body == b"<p>\xc4</p>"
    assert (page.url, page.kind, page.charset) == (server.url("/story"), "html", "iso-8859-1")
    assert (page.fetched_at, page.status) == (NOW, 200)


def test_request_names_the_program(server: Server, network: Network) -> None:
    server.answers["/"] = [server.page()]
    fetch(server.url(), LOCAL, network=network)
    assert (server.header("User-Agent") or "").startswith("news-cleaner/")


def test_missing_page_is_a_page_with_its_status(server: Server, network: Network) -> None:
    server.answers["/gone"] = [server.page(b"<h1>Not here</h1>", status="404 Not Found")]
    page = fetch(server.url("/gone"), LOCAL, network=network)
    assert (page.status, page.body) == (404, b"<h1>Not here</h1>")


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [("text/plain", "text"), ("application/xhtml+xml", "html"), (None, None), ("", None), ("html", None)],
)
def test_kind_follows_the_content_type(
    server: Server, network: Network, content_type: str | None, kind: str | None
) -> None:
    server.answers["/"] = [server.page(content_type=content_type)]
    assert fetch(server.url(), LOCAL, network=network).kind == kind


def test_other_types_are_refused_before_the_body(server: Server, network: Network) -> None:
    server.answers["/photo"] = [b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 99\r\n\r\n"]
    with pytest.raises(FetchError, match=r"/photo: sent as 'image/png' \(status 200\), not as a page"):
        fetch(server.url("/photo"), LOCAL, network=network)


# ------------------------------------------------------------------ URLs


@pytest.mark.parametrize(
    "url", ["ftp://example.com/a", "file:///etc/passwd", "example.com/a", "http://", "http://[::1"]
)
def test_only_http_urls_are_fetched(url: str, network: Network) -> None:
    with pytest.raises(FetchError, match="http"):
        fetch(url, LOCAL, network=network)


def test_non_ascii_path_is_escaped(server: Server, network: Network) -> None:
    server.answers["/%C3%A4%20b?q=%C3%B6%26"] = [server.page()]
    fetch(server.url("/ä b?q=ö%26#part"), LOCAL, network=network)
    assert server.paths() == ["/%C3%A4%20b?q=%C3%B6%26"]


def test_credentials_are_sent_and_not_shown(server: Server, network: Network) -> None:
    server.answers["/"] = [server.page()]
    page = fetch(server.url(login="reader:s%3Acret@"), LOCAL, network=network)
    assert server.header("Authorization") == "Basic cmVhZGVyOnM6Y3JldA=="
    assert page.url == server.url()


def test_credentials_are_not_sent_to_another_host(server: Server, network: Network) -> None:
    server.answers["/"] = [server.redirect(server.url("/next", host="localhost"))]
    server.answers["/next"] = [server.page()]
    fetch(server.url(login="reader:secret@"), LOCAL, network=network)
    assert server.header("Authorization", request=0) is not None
    assert server.header("Authorization", request=1) is None


def test_error_hides_the_password(network: Network) -> None:
    with pytest.raises(FetchError) as caught:
        fetch("ftp://reader:secret@example.com/a", LOCAL, network=network)
    assert "secret" not in str(caught.value)


# ------------------------------------------------------------------ redirects


def test_redirects_are_followed_and_the_last_url_is_kept(server: Server, network: Network) -> None:
    server.answers["/a"] = [server.redirect("/b", "301 Moved Permanently")]
    server.answers["/b"] = [server.redirect("c?x=1", "307 Temporary Redirect")]
    server.answers["/c?x=1"] = [server.page()]
    assert fetch(server.url("/a"), LOCAL, network=network).url == server.url("/c?x=1")


def test_redirect_loop_ends(server: Server, network: Network) -> None:
    server.answers["/a"] = [server.redirect("/b")]
    server.answers["/b"] = [server.redirect("/a")]
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(server.url("/a"), LOCAL, network=network)
    assert len(server.requests) == 6


def test_redirect_to_another_scheme_is_refused(server: Server, network: Network) -> None:
    server.answers["/"] = [server.redirect("file:///etc/passwd")]
    with pytest.raises(FetchError, match="only http"):
        fetch(server.url(), LOCAL, network=network)


# ------------------------------------------------------------------ addresses


def pretend(server: Server, network: Network, answers: dict[str, list[str]]) -> tuple[Network, list[str]]:
    """A network where hosts have the addresses given, one per look-up, and every address leads to the test's server."""
    connected: list[str] = []

    def look_up(host: str, port: int) -> tuple[str, ...]:
        return (answers[host].pop(0),)

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        connected.append(address)
        return socket.create_connection(("127.0.0.1", server.port), timeout=seconds)

    return replace(network, look_up=look_up, connect=connect), connected


def test_private_address_is_refused(server: Server, network: Network) -> None:
    with pytest.raises(FetchError, match=r": 127\.0\.0\.1 is a loopback address; allow it with --allow-private"):
        fetch(server.url(), network=network)
    assert server.requests == []


def test_redirect_to_private_address_is_refused(server: Server, network: Network) -> None:
    server.answers["/"] = [server.redirect("http://intranet.example/secret")]
    outside, connected = pretend(server, network, {"news.example": ["8.8.4.4"], "intranet.example": ["10.0.0.8"]})
    with pytest.raises(FetchError, match=r"intranet\.example is a private address \(10\.0\.0\.8\)"):
        fetch("http://news.example/", network=outside)
    assert connected == ["8.8.4.4"]


def test_connection_goes_to_the_address_that_was_checked(server: Server, network: Network) -> None:
    server.answers["/"] = [server.page()]
    outside, connected = pretend(server, network, {"news.example": ["8.8.4.4", "127.0.0.1"]})
    fetch("http://news.example/", network=outside)
    assert connected == ["8.8.4.4"]
    assert server.header("Host") == "news.example"


def test_second_address_is_tried_when_the_first_does_not_answer(server: Server, network: Network) -> None:
    def connect(address: str, port: int, seconds: float) -> socket.socket:
        if address == "8.8.8.8":
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", server.port), timeout=seconds)

    server.answers["/"] = [server.page()]
    outside = replace(network, look_up=lambda host, port: ("8.8.8.8", "8.8.4.4"), connect=connect)
    assert fetch("http://news.example/", network=outside).status == 200


def test_no_network_is_told_in_one_line(network: Network) -> None:
    def look_up(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    with pytest.raises(FetchError, match=r"^http://news\.example/: no such host, or no network;[^\n]*$"):
        fetch("http://news.example/", network=replace(network, look_up=look_up))


def test_refused_connection_is_told(network: Network) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchError, match="no connection"):
        fetch(f"http://127.0.0.1:{port}/", LOCAL, network=network)


# ------------------------------------------------------------------ slow, large and broken answers


def never_ending(part: bytes) -> Callable[[socket.socket], None]:
    def script(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in itertools.count():
            connection.sendall(part)

    return script


def test_silent_server_is_given_up(server: Server, network: Network) -> None:
    server.answers["/"] = [lambda connection: server.released.wait(20) and None]
    with pytest.raises(FetchError, match=r"no answer for 0\.1 seconds"):
        fetch(server.url(), FetchOptions(allow_private=True, read_seconds=0.1), network=network)


def test_total_time_bounds_a_server_that_drips(server: Server, network: Network) -> None:
    ticks = itertools.count()  # every look at the clock is a second later

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Header: ")
        while not server.released.wait(0.01):
            connection.sendall(b"x")

    server.answers["/"] = [drip]
    with pytest.raises(FetchError, match="not finished after 45 seconds"):
        fetch(server.url(), LOCAL, network=replace(network, monotonic=lambda: float(next(ticks))))


def test_endless_body_stops_at_the_limit(server: Server, network: Network) -> None:
    server.answers["/"] = [never_ending(b"x" * 10_000)]
    with pytest.raises(FetchError, match="over the limit of 50,000 bytes"):
        fetch(server.url(), FetchOptions(allow_private=True, max_body_bytes=50_000), network=network)


def test_gzip_bomb_stops_at_the_limit(server: Server, network: Network) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    server.answers["/"] = [server.page(bomb, Content_Encoding="gzip")]
    with pytest.raises(FetchError, match="over the limit of 1,000,000 bytes"):
        fetch(server.url(), FetchOptions(allow_private=True, max_body_bytes=1_000_000), network=network)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"Hello", mtime=0)),
        ("gzip", gzip.compress(b"Hel", mtime=0) + gzip.compress(b"lo", mtime=0) + b"\0\0"),
        ("deflate", zlib.compress(b"Hello")),
        ("deflate", zlib.compress(b"Hello", wbits=-15)),
        ("identity", b"Hello"),
    ],
    ids=["gzip", "gzip-members", "zlib", "raw-deflate", "identity"],
)
def test_compressed_body_is_unpacked(server: Server, network: Network, encoding: str, packed: bytes) -> None:
    server.answers["/"] = [server.page(packed, Content_Encoding=encoding)]
    assert fetch(server.url(), LOCAL, network=network).body == b"Hello"


def test_empty_body_has_no_compression_to_be_broken(server: Server, network: Network) -> None:
    server.answers["/"] = [server.page(b"", Content_Encoding="gzip")]
    assert fetch(server.url(), LOCAL, network=network).body == b""


@pytest.mark.parametrize(
    ("encoding", "packed", "problem"),
    [
        ("gzip", gzip.compress(b"Hello", mtime=0)[:5], "nothing of the page came"),
        ("gzip", b"\x1f\x8bHello", "broken"),
        ("br", b"Hello", "Content-Encoding 'br', which was not asked for"),
        ("zstd", b"\x28\xb5\x2f\xfdHello", "not asked for"),
        ("gzip, gzip, gzip", b"Hello", "not asked for"),
        ("\x1b[31m", b"Hello", r"'\\x1b\[31m', which was not asked for"),
    ],
)
def test_broken_compression_is_told(
    server: Server, network: Network, encoding: str, packed: bytes, problem: str
) -> None:
    server.answers["/"] = [server.page(packed, Content_Encoding=encoding)]
    with pytest.raises(FetchError, match=problem):
        fetch(server.url(), LOCAL, network=network)


def test_chunked_body_is_joined(server: Server, network: Network) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.answers["/"] = [head + b"3\r\nHel\r\n2\r\nlo\r\n0\r\n\r\n"]
    assert fetch(server.url(), LOCAL, network=network).body == b"Hello"


@pytest.mark.parametrize(
    "cut",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHel",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nHel",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHel\r\n-1\r\nlo",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHel\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(b"Hel", level=0)[:-4],
    ],
    ids=["length", "in a chunk", "negative chunk", "between chunks", "deflate"],
)
def test_half_a_page_is_asked_for_once_more_and_then_flagged(server: Server, network: Network, cut: bytes) -> None:
    server.answers["/"] = [cut]
    page = fetch(server.url(), LOCAL, network=network)
    assert (page.body, page.is_truncated, len(server.requests)) == (b"Hel", True, 2)


def test_the_whole_page_of_the_second_request_is_the_page(server: Server, network: Network) -> None:
    server.answers["/"] = [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHel", server.page(b"Hello")]
    page = fetch(server.url(), LOCAL, network=network)
    assert (page.body, page.is_truncated) == (b"Hello", False)


def test_half_a_page_is_better_than_none(server: Server, network: Network) -> None:
    server.answers["/"] = [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHel", b""]
    page = fetch(server.url(), LOCAL, network=network)
    assert (page.body, page.is_truncated) == (b"Hel", True)


def test_a_connection_that_is_reset_cuts_the_page_short(network: Network) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nHel"
    outside = replace(network, connect=lambda *where: Recorded(answer, ConnectionResetError(104, "reset")))
    page = fetch("http://127.0.0.1/", LOCAL, network=outside)
    assert (page.body, page.is_truncated) == (b"Hel", True)


def test_a_compressed_page_that_is_whole_needs_no_true_length(server: Server, network: Network) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4000\r\n\r\n"
    server.answers["/"] = [head + gzip.compress(b"Hello", mtime=0)]
    page = fetch(server.url(), LOCAL, network=network)
    assert (page.body, page.is_truncated) == (b"Hello", False)


def test_server_without_http_is_told(server: Server, network: Network) -> None:
    server.answers["/"] = [b"220 mail.example ESMTP\r\n"]
    with pytest.raises(FetchError, match="does not answer in HTTP"):
        fetch(server.url(), LOCAL, network=network)


def test_server_without_tls_is_told(server: Server, network: Network) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        outside = replace(network, connect=lambda address, port, seconds: plain_peer(listener))
        with pytest.raises(FetchError, match="no secure connection"):
            fetch("https://127.0.0.1/", LOCAL, network=outside)


def plain_peer(listener: socket.socket) -> socket.socket:
    """A connection whose other end has already answered in plain text."""
    made = socket.create_connection(listener.getsockname())
    peer, _ = listener.accept()
    peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    peer.shutdown(socket.SHUT_WR)
    return made


# ------------------------------------------------------------------ the one retry


def test_busy_server_is_asked_once_more(server: Server, network: Network, slept: Slept) -> None:
    server.answers["/"] = [server.page(status="503 Service Unavailable", Retry_After="7"), server.page()]
    assert fetch(server.url(), LOCAL, network=network).status == 200
    assert slept.seconds == [7.0]


def test_still_busy_is_a_page_with_its_status(server: Server, network: Network, slept: Slept) -> None:
    server.answers["/"] = [server.page(status="429 Too Many Requests")]
    assert fetch(server.url(), LOCAL, network=network).status == 429
    assert len(server.requests) == 2


def test_retry_after_may_be_a_date(server: Server, network: Network, slept: Slept) -> None:
    busy = server.page(status="503 Service Unavailable", Retry_After="Fri, 01 Mar 2024 08:00:04 GMT")
    server.answers["/"] = [busy, server.page()]
    fetch(server.url(), LOCAL, network=network)
    assert slept.seconds == [4.0]


def test_long_wait_is_not_waited_for(server: Server, network: Network, slept: Slept) -> None:
    server.answers["/"] = [server.page(status="503 Service Unavailable", Retry_After="3600")]
    assert fetch(server.url(), LOCAL, network=network).status == 503
    assert (slept.seconds, len(server.requests)) == ([], 1)


def test_dropped_connection_is_tried_once_more(server: Server, network: Network, slept: Slept) -> None:
    server.answers["/"] = [b"", server.page()]
    assert fetch(server.url(), LOCAL, network=network).status == 200
    assert slept.seconds == [2.0]


def test_missing_page_is_asked_for_once(server: Server, network: Network) -> None:
    server.answers["/"] = [server.page(status="404 Not Found")]
    fetch(server.url(), LOCAL, network=network)
    assert len(server.requests) == 1
