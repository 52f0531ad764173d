"""capture(): one exchange as it went over the wire."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from cleaner.errors import FetchError
from cleaner.fetch import FetchOptions, Network, capture

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
