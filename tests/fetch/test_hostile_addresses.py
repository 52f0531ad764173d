"""Addresses that lead, or look as if they led, to where no page is fetched from."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from recorded import Recorded

from cleaner.errors import FetchError
from cleaner.fetch import FetchOptions, Network, fetch
from cleaner.fetch.target import read_target

if TYPE_CHECKING:
    from conftest import Server

LOCAL = FetchOptions(allow_private=True)


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "0", "LOCALHOST", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[fe80::1%25lo]", "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_asked(host: str, server: Server, network: Network) -> None:
    connected: list[str] = []

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    with pytest.raises(FetchError) as caught:
        fetch(f"http://{host}:{server.port}/", network=replace(network, connect=connect))
    assert str(caught.value).isprintable()
    assert (connected, server.requests) == ([], [])


@pytest.mark.parametrize(
    "answers", [("8.8.8.8", "10.0.0.8"), ("10.0.0.8", "8.8.8.8"), ("2606:4700::1111", "::1"), ("8.8.8.8", "evil")]
)
def test_a_name_server_that_answers_both_is_refused(answers: tuple[str, ...], network: Network) -> None:
    connected: list[str] = []

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    outside = replace(network, look_up=lambda host, port: answers, connect=connect)
    with pytest.raises(FetchError, match=r"news\.example is (a private|a loopback|no IP) address"):
        fetch("http://news.example/", network=outside)
    assert connected == []


def test_each_request_is_checked_again(network: Network) -> None:
    """The retry and the redirect look the host up anew; a name server may have changed its mind."""
    answers = [("8.8.8.8",), ("169.254.169.254",)]
    connections = [Recorded(b"")]
    outside = replace(network, look_up=lambda *where: answers.pop(0), connect=lambda *where: connections.pop())
    with pytest.raises(FetchError, match=r"a link-local address \(169\.254\.169\.254\)"):
        fetch("http://news.example/", network=outside)
    assert (answers, connections) == ([], [])


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label too long"), OSError(5, "x")])
def test_what_a_resolver_raises_is_one_clear_line(error: Exception, network: Network) -> None:
    def look_up(host: str, port: int) -> tuple[str, ...]:
        raise error

    with pytest.raises(FetchError, match=r"^http://news\.example/: no such host"):
        fetch("http://news.example/", network=replace(network, look_up=look_up))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://EXAMPLE.com/", "example.com"),
        ("http://bücher.example/", "xn--bcher-kva.example"),
        ("http://under_score.example-1.com./", "under_score.example-1.com."),
        ("http://[2606:4700::1111]/", "2606:4700::1111"),
    ],
)
def test_hosts_are_ascii_and_lower_case(url: str, host: str) -> None:
    assert read_target(url).host == host


@pytest.mark.parametrize(
    "url",
    [
        "", "http:", "http://", "https:///path", "http://?q", "http://:80/", "http://a:-1/", "http://a:8_0/", "http://a:٣/",
        "http://" + "a" * 254 + "/", "http://" + "ü" * 254 + "/", "http://" + "ü" * 70 + "/", "http://a b/", "http://a\x00b/", "http://a\x1b[31m/", "http://a/\x00",
        "http://a/\udc80", "http://\udc80/", "http://u:\udc80@a/", "http://a<b>/", "http://a|b/", "http://a%00/", "http://[]/", "http://[1.2.3.4]/x]", "http://a\\b/",
        "http://℀.example/", "//example.com/", "data:text/html,x", "ftp://a/", "/etc/passwd", "http://a/" + "x" * 8_000, "/" * 50_000,
    ],
)  # fmt: skip
def test_what_is_no_url_is_one_clear_line(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_target(url)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    "url",
    [
        "http://reader:s3cret@exa mple/", "http://reader:s3/cret@example.com/", "http:reader:s3cret@example.com", "reader:s3cret@example.com/a",
        "http://reader:s3cret@example.com:99999/", "http:\\\\reader:s3cret@example.com\\", "http://a@reader:s3cret@[::1/", "ftp://reader:s3cret?@example.com/", "http://reader:s3cret@" + "a" * 9_000,
    ],
)  # fmt: skip
def test_no_message_holds_a_password(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_target(url)
    assert "s3" not in str(caught.value)
    assert "cret" not in str(caught.value)
