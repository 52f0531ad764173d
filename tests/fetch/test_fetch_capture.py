"""capture(): one exchange as it went over the wire."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from cleaner.errors import FetchError
from cleaner.fetch import FetchOptions, Network, capture
from cleaner.fetch.exchange import Dropped
from cleaner.sources.http_response import parse_response

if TYPE_CHECKING:
    from conftest import Server

OPTIONS = FetchOptions(allow_private=True, user_agent="news-cleaner/1 (+mailto:desk@example.org)")


def test_bytes_are_those_of_the_wire(server: Server) -> None:
    body = gzip.compress(b"<p>Hello</p>")
    answer = server.page(body, Content_Encoding="gzip", ETag='"a"')
    server.answers["/a"] = [b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer]
    found = capture(server.url("/a"), OPTIONS, Network())
    assert (found.response, found.body, found.status, found.is_whole) == (answer, b"<p>Hello</p>", 200, True)
    assert found.request.decode() == server.requests[0]
    assert (found.headers["etag"], found.media_type) == ('"a"', "text/html")


def test_headers_are_added_and_replace_the_usual_ones(server: Server) -> None:
    server.answers["/"] = [server.page()]
    options = FetchOptions(allow_private=True, headers={"If-None-Match": '"a"', "Accept": "text/plain"})
    capture(server.url(), options, Network())
    assert (server.header("If-None-Match"), server.header("Accept")) == ('"a"', "text/plain")


@pytest.mark.parametrize("value", ["a\r\nHost: other", "caf\u00e9", "\0"])
def test_header_that_is_no_line_is_refused(server: Server, value: str) -> None:
    options = FetchOptions(allow_private=True, headers={"X-Note": value})
    with pytest.raises(FetchError, match="a header must be one line of ASCII"):
        capture(server.url(), options, Network())
    assert server.requests == []


def test_redirects_are_answers_and_nothing_is_tried_again(server: Server) -> None:
    server.answers["/"] = [server.redirect("/b")]
    found = capture(server.url(), OPTIONS, Network())
    assert (found.status, found.headers["location"], server.paths()) == (302, "/b", ["/"])


def test_other_media_types_are_refused_where_pages_are_wanted(server: Server) -> None:
    server.answers["/"] = [server.page(b"\0" * 10, content_type="video/mp4")]
    with pytest.raises(FetchError, match="sent as 'video/mp4'"):
        capture(server.url(), OPTIONS, Network(), media_types=frozenset({"text/html"}))
    assert capture(server.url(), OPTIONS, Network()).media_type == "video/mp4"


def test_private_addresses_are_refused(server: Server) -> None:
    with pytest.raises(FetchError, match="a loopback address"):
        capture(server.url(), FetchOptions(), Network())
    assert server.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\nX-Served-By: the quay",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html",
    ],
)
def test_connection_that_breaks_in_the_headers_is_no_answer(server: Server, answer: bytes) -> None:
    server.answers["/"] = [answer]
    with pytest.raises(Dropped, match="in the middle of the headers"):
        capture(server.url(), OPTIONS, Network())


PAGE = b"<p>The ferry sails again on Monday.</p>"
LENGTH = f"Content-Length: {len(PAGE)}\r\n".encode()
CHUNKS = b"%x\n%s\n0\n\n" % (len(PAGE), PAGE)


@pytest.mark.parametrize(
    ("head", "sent", "body"),
    [
        (b"200 OK\r\nContent-Length: 5\r\n" + LENGTH, PAGE, PAGE),
        (b"200 OK\r\nContent-Length: 0\r\n" + LENGTH, PAGE, PAGE),
        (b"200 OK\r\n" + LENGTH + LENGTH, PAGE + b"<p>of another</p>", PAGE),
        (b"200 OK\r\nContent-Length: 5\r\n", PAGE, PAGE[:5]),
        (b"200 OK\r\nContent-Length: 0\r\n", PAGE, b""),
        (b"304 Not Modified\r\n" + LENGTH, PAGE, b""),
        (b"200 OK\r\nTransfer-Encoding: CHUNKED \r\nContent-Length: 5\r\n", CHUNKS, PAGE),
        (b"999 Request denied\r\n" + LENGTH, PAGE, PAGE),
    ],
)
def test_archived_response_is_read_as_it_was_on_the_wire(server: Server, head: bytes, sent: bytes, body: bytes) -> None:
    server.answers["/"] = [b"HTTP/1.1 " + head + b"\r\n" + sent]
    found = capture(server.url(), OPTIONS, Network())
    archived = parse_response(found.response)
    assert archived is not None
    assert (found.body, archived.decoded_body(10_000).data) == (body, body)
    assert archived.status == found.status
