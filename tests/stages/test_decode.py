"""decode: which encoding is believed, what is refused."""

from __future__ import annotations

import gzip

import pytest

from cleaner import clean, load_rules
from cleaner.model import Document, Options, RawPage
from cleaner.stages.decode import Undecodable, decode, sniff_kind

PAGE = "<html><head><meta charset='{}'></head><body><p>{}</p></body></html>"
GERMAN = "Straße – „Grüße“ aus Köln"


def read(body: bytes | str, **known: str) -> Document:
    return decode(RawPage(body=body, charset=known.get("charset")), Options())


@pytest.mark.parametrize(
    ("body", "encoding", "source"),
    [
        (PAGE.format("utf-8", GERMAN).encode(), "utf-8", "utf-8"),
        (b"\xef\xbb\xbf" + PAGE.format("utf-8", GERMAN).encode(), "utf-8", "bom"),
        (PAGE.format("x", GERMAN).encode("utf-16"), "utf-16-le", "bom"),
        (PAGE.format("iso-8859-1", GERMAN).encode("cp1252"), "cp1252", "meta"),
        (PAGE.format("euc-kr", "서울에서 똠방각하").encode("cp949"), "cp949", "meta"),
        (PAGE.format("Shift_JIS", "東京で①").encode("cp932"), "cp932", "meta"),
        (PAGE.format("iso-2022-jp", "東京で会議").encode("iso-2022-jp"), "iso2022_jp", "meta"),
        (PAGE.format("gb2312", "北京镕基").encode("gb18030"), "gb18030", "meta"),
    ],
)
def test_declared_encoding_is_read_in_its_superset(body: bytes, encoding: str, source: str) -> None:
    document = read(body)
    assert (document.encoding, document.encoding_source) == (encoding, source)
    assert "\ufffd" not in document.text


def test_valid_utf8_outweighs_a_lying_declaration() -> None:
    document = read(PAGE.format("iso-8859-1", GERMAN).encode(), charset="windows-1251")
    assert GERMAN in document.text


def test_transport_outweighs_meta() -> None:
    document = read(PAGE.format("koi8-r", "Привет, мир").encode("cp1251"), charset="windows-1251")
    assert "Привет" in document.text
    assert document.encoding_source == "transport"


def test_undeclared_encoding_is_detected() -> None:
    russian = "Правительство утвердило новый порядок расчёта пенсий для жителей северных районов. " * 5
    document = read(f"<html><body><p>{russian}</p></body></html>".encode("cp1251"))
    assert "Правительство" in document.text
    assert document.encoding_source == "detected"


def test_a_few_broken_bytes_do_not_cost_the_encoding() -> None:
    document = read(PAGE.format("utf-8", GERMAN * 200).encode() + b"\xff")
    assert document.encoding == "utf-8"
    assert GERMAN in document.text


def test_sequence_cut_off_at_the_end_is_dropped() -> None:
    body = PAGE.format("utf-8", GERMAN).encode()
    cut = body[: body.index("ß".encode()) + 1]
    assert read(cut).text.endswith("Stra")


def test_unknown_charset_label_is_passed_over() -> None:
    assert read(PAGE.format("no-such-charset", "plain").encode()).encoding == "utf-8"


def test_nul_and_control_characters_are_removed() -> None:
    assert read(b"<p>a\x00b\x08c</p>").text == "<p>abc</p>"


def test_gzip_left_on_by_the_transport_is_undone() -> None:
    assert read(gzip.compress(b"<html><p>text</p></html>")).text == "<html><p>text</p></html>"


def test_truncated_gzip_gives_what_there_is() -> None:
    packed = gzip.compress(b"".join(b"<p>paragraph %d</p>" % n for n in range(20_000)))
    assert read(packed[: len(packed) // 2]).text.startswith("<p>paragraph 0</p>")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG picture"),
        (bytes(range(256)) * 40, "binary data"),
        (b"\x00" * 400 + b"text", "NUL"),
        (gzip.compress(b"x" * 100, mtime=0)[:10], "cut short"),
        (b"\x1f\x8b not gzip at all", "cannot be read"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(body: bytes, reason: str) -> None:
    with pytest.raises(Undecodable, match=reason):
        read(body)


@pytest.mark.parametrize(("end", "flags"), [(None, ()), (-9, ("truncated",)), (10, ("truncated",))])
def test_gzip_cut_short_is_said_of_what_is_no_page(end: int | None, flags: tuple[str, ...]) -> None:
    packed = gzip.compress(b"\x00\x01\x02\x03" * 100, mtime=0)[:end]

    record = clean(RawPage(packed), load_rules())

    assert (record.status, record.quality.flags) == ("error", flags)


def test_gzip_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(b"a" * 3_000_000)
    with pytest.raises(Undecodable, match="unpacks to more than"):
        decode(RawPage(body=bomb), Options(max_body_bytes=1_000_000))


def test_body_over_the_limit_is_refused_by_name() -> None:
    with pytest.raises(Undecodable, match="max_body_bytes"):
        decode(RawPage(body=b"a" * 2000), Options(max_body_bytes=1000))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><title>x</title>", "html"),
        ("\n <HTML><body>x", "html"),
        ("<p>one</p>", "html"),
        ("<div class=a><p>x</p><p>y</p></div>", "html"),
        ("A headline\n\nThe <b> tag is old, and x < y holds.\n", "text"),
        ("The <p> element opens a paragraph.", "text"),
        ("", "text"),
    ],
)
def test_kind_is_told_from_the_content(text: str, kind: str) -> None:
    assert sniff_kind(text) == kind


def test_lone_surrogates_in_given_text_are_replaced() -> None:
    assert read("caf\ud800é").text == "caf?é"
