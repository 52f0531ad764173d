"""transport: bodies unpacked within a limit, and the one reading of Content-Type."""

from __future__ import annotations

import gzip
import zlib

import pytest

from cleaner.transport import DEFLATE, GZIP, content_type, inflate, without_login

TEXT = b"The ferry sails again on Monday. " * 40


@pytest.mark.parametrize(
    ("packed", "formats"),
    [
        (gzip.compress(TEXT), (GZIP,)),
        (gzip.compress(TEXT[:50]) + gzip.compress(TEXT[50:]) + b"padding", (GZIP,)),
        (zlib.compress(TEXT), DEFLATE),
        (zlib.compress(TEXT, wbits=-15), DEFLATE),
    ],
    ids=["gzip", "members of gzip", "deflate with a header", "deflate without"],
)
def test_each_format_is_unpacked(packed: bytes, formats: tuple[int, ...]) -> None:
    assert inflate(packed, formats, 10_000) == (TEXT, True)


def test_what_is_cut_short_gives_what_is_there() -> None:
    data, is_whole = inflate(gzip.compress(TEXT)[:-9], (GZIP,), 10_000)
    assert (TEXT.startswith(data), is_whole) == (True, False)


def test_never_more_than_one_byte_over_the_limit() -> None:
    bomb = gzip.compress(bytes(10_000_000)) * 2
    assert len(inflate(bomb, (GZIP,), 1000).data) == 1001
    assert len(inflate(gzip.compress(bytes(1000)), (GZIP,), 1000).data) == 1000


@pytest.mark.parametrize("body", [b"<html>", b"\x1f\x8b no gzip", b"\x78\x9c\xff\xff\xff"])
def test_what_is_in_none_of_the_formats_is_an_error(body: bytes) -> None:
    with pytest.raises(zlib.error):
        inflate(body, (GZIP,), 1000)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/html; charset=UTF-8", ("text/html", "utf-8")),
        ("Text/HTML;Charset = 'Latin1' ; x=y", ("text/html", "latin1")),
        ('text/plain; boundary=a; charset="cp1252"', ("text/plain", "cp1252")),
        ("text/html; charset=", ("text/html", None)),
        ("", ("", None)),
        (None, ("", None)),
    ],
)
def test_content_type_is_media_type_and_charset(header: str | None, expected: tuple[str, str | None]) -> None:
    assert content_type(header) == expected


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://reader:secret@example.com/@desk/a?b=c@d", "https://example.com/@desk/a?b=c@d"),
        ("https://example.com/@desk/a@b", "https://example.com/@desk/a@b"),
        ("http://reader:sec/ret@example.com/", "http://example.com/"),
        ("http:reader:secret@example.com", "http:example.com"),
        ("/" * 100_000, "/" * 100_000),
    ],
)
def test_a_login_is_not_shown(url: str, shown: str) -> None:
    assert without_login(url) == shown


def test_many_small_members_are_unpacked_in_one_pass() -> None:
    body = gzip.compress(b"", mtime=0) * 20_000 + gzip.compress(b"Hello", mtime=0)
    assert inflate(body, [GZIP], 100) == (b"Hello", True)
