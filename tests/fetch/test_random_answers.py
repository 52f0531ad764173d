"""Answers that a machine makes up: a page within the limits or one clear line, whatever a server says.

The examples are the same in each run; for others, take derandomize out of FIXED.
"""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import Recorded

from cleaner.errors import FetchError
from cleaner.fetch import FetchOptions, Network, fetch
from cleaner.model import RawPage

pytestmark = pytest.mark.slow

LIMIT_BYTES = 3_000
OPTIONS = FetchOptions(allow_private=True, max_body_bytes=LIMIT_BYTES)
FIXED = settings(derandomize=True, deadline=None, database=None)
PACK = {"": bytes, "identity": bytes, "gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress}

# ruff: noqa: SIM905  as lists, the words would take three times the room

WORDS = st.sampled_from(
    "HTTP/1.1 HTTP/1.0 HTTP/2 200 204 301 302 304 404 429 503 100 103 999 1000 -1 OK Content-Type: Content-Length: "
    "Content-Encoding: Transfer-Encoding: Location: Retry-After: Set-Cookie: text/html text/plain image/png charset= "
    "message/rfc822 multipart/mixed; boundary=x chunked gzip deflate br zstd identity 0 5 ffffffffffffffff 1e9 , ; = "
    "http://127.0.0.1/ //[::1/ file:///x / \x1b[31m \x00 \u00e9".split(" ")
).map(lambda word: word.encode("latin-1"))
PIECES = st.one_of(
    WORDS, st.sampled_from([b" ", b" ", b"\r\n", b"\r\n", b"\r\n\r\n", b"\r", b"\n", b"\t"]), st.binary(max_size=8)
)
NONSENSE = st.lists(PIECES, max_size=40).map(b"".join)
STATUS_LINE = st.one_of(
    st.just(b"HTTP/1.1 200 OK"),
    st.integers(90, 1_010).map(lambda status: b"HTTP/1.1 %d x" % status),
    st.sampled_from([b"HTTP/1.1 301 x", b"HTTP/1.1 503 x", b"HTTP/1.1 103 x\r\n\r\nHTTP/1.1 200 OK"]),
    NONSENSE,
)
VALUES = {
    b"Content-Type": [b"text/html; charset=utf-8", b"image/png", b"x", b";charset=", b"multipart/mixed; boundary=x"],
    b"Content-Length": [b"0", b"5", b"-1", b"1e9", b"99999999999999999999", b"5, 5"],
    b"Transfer-Encoding": [b"chunked", b"chunked", b"Chunked ", b"gzip, chunked", b"identity"],
    b"Content-Encoding": [b"gzip", b"deflate", b"x-gzip", b"br", b"zstd", b"gzip, deflate", b"identity", b"\x1b[31m"],
    b"Location": [b"/", b"//[::1", b"file:///x", b"http://a:b@127.0.0.1/", b"\xc3\xa9", b"http://a\\b/"],
    b"Retry-After": [b"1", b"-1", b"9" * 400, b"Fri, 01 Mar 99999999999 08:00:04 GMT", b"soon"],
}
HEADER = st.one_of(
    st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.sampled_from(VALUES[name]).map(lambda v: name + b": " + v)),
    st.tuples(st.sampled_from(sorted(VALUES)), st.sampled_from([b": ", b":", b" "]), NONSENSE).map(b"".join),
)


@st.composite
def chunks(draw: st.DrawFn, body: bytes) -> bytes:
    """The body in chunks of any size, with or without extensions."""
    sent = b""
    while body:
        size = draw(st.integers(1, len(body)))
        extension = draw(st.sampled_from([b"", b";a=b", b" ; x"]))
        sent += b"%x%s\r\n%s\r\n" % (size, extension, body[:size])
        body = body[size:]
    return sent + b"0\r\n\r\n"


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """Something like an answer, of which any part may be wrong."""
    body = draw(st.one_of(NONSENSE, st.binary(max_size=200), st.just(bytes(LIMIT_BYTES + 1))))
    body = PACK[draw(st.sampled_from(sorted(PACK)))](body)
    body = draw(st.one_of(st.just(body), chunks(body[:300]))) + draw(st.binary(max_size=3))
    head = [draw(STATUS_LINE), *draw(st.lists(HEADER, max_size=5))]
    return b"\r\n".join([*head, b"", body])


def ask(answer: bytes, piece_bytes: int = 1 << 16, error: OSError | None = None) -> RawPage:
    """What is made of the answer; each request of the fetch gets it."""

    def connect(address: str, port: int, seconds: float) -> Recorded:
        return Recorded(answer, error, piece_bytes)

    network = Network(
        look_up=lambda host, port: (host,), connect=connect, sleep=lambda seconds: None, monotonic=lambda: 0.0
    )  # type: ignore[arg-type]
    return fetch("http://127.0.0.1/", OPTIONS, network=network)


def assert_clear(problem: FetchError, words: str = "") -> None:
    """One line of bounded length without control characters."""
    assert words in str(problem)
    assert str(problem).isprintable()
    assert len(str(problem)) < 1_000


@given(answers(), st.integers(1, 500), st.sampled_from([None, ConnectionResetError(104, "reset"), TimeoutError("x")]))
@settings(FIXED, max_examples=250)
def test_an_answer_is_a_page_within_the_limit_or_one_clear_line(
    answer: bytes, piece_bytes: int, error: OSError | None
) -> None:
    try:
        page = ask(answer, piece_bytes, error)
    except FetchError as problem:
        assert_clear(problem)
    else:
        assert len(page.body) <= LIMIT_BYTES
        assert page.status is not None
        assert 200 <= page.status <= 999


@given(st.binary(max_size=400), st.sampled_from(sorted(PACK)), st.booleans(), st.integers(1, 50), st.data())
@settings(FIXED, max_examples=200)
def test_a_page_comes_as_it_was_and_cut_as_far_as_it_came(
    body: bytes, coding: str, is_chunked: bool, piece_bytes: int, data: st.DataObject
) -> None:
    packed = PACK[coding](body)
    framing = b"Transfer-Encoding: chunked" if is_chunked else b"Content-Length: %d" % len(packed)
    head = b"HTTP/1.1 200 OK\r\n%s\r\nContent-Encoding: %s\r\n\r\n" % (framing, coding.encode())
    sent = data.draw(chunks(packed)) if is_chunked else packed
    page = ask(head + sent, piece_bytes)
    assert (page.body, page.is_truncated) == (body, False)
    try:
        cut = ask(head + sent[: data.draw(st.integers(0, len(sent)))], piece_bytes)
    except FetchError as problem:
        assert_clear(problem, "nothing of the page came")
    else:
        assert isinstance(cut.body, bytes)
        assert body.startswith(cut.body)
        assert cut.is_truncated or cut.body == body


@given(st.lists(PIECES, max_size=12).map(lambda pieces: b"".join(pieces).decode("latin-1")), st.text(max_size=20))
@settings(FIXED, max_examples=100)
def test_an_address_is_asked_or_refused_in_one_line(words: str, text: str) -> None:
    sent: list[Recorded] = []

    def connect(address: str, port: int, seconds: float) -> Recorded:
        sent.append(Recorded(b"HTTP/1.1 200 OK\r\n\r\nHi"))
        return sent[-1]

    network = Network(look_up=lambda host, port: (host,), connect=connect, sleep=lambda seconds: None)  # type: ignore[arg-type]
    for url in (f"http://{words}{text}", f"http://u:pass{text}@a/{words}", f"http://a{text}/{words}", words + text):
        sent.clear()
        try:
            page = fetch(url, OPTIONS, network=network)
        except FetchError as problem:
            assert_clear(problem)
        else:
            assert page.url is not None
            assert page.url.isascii()
            assert [line.count(b" ") for line in bytes(sent[0].sent).split(b"\r\n")[:1]] == [2]
            assert b"\n" not in sent[0].sent.replace(b"\r\n", b"")
