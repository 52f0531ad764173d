"""WARC and WACZ: which records are pages, and headers that lie."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from pathlib import Path

import pytest

from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, read_inputs
from cleaner.sources.http_response import parse_response

pytest.importorskip("fastwarc", reason="needs the extra [warc]")

BODY = b"<html><body>" + b"<p>Hello, harbour.</p>" * 20 + b"</body></html>"
CHUNKED = b"5;x=1\r\n<html\r\n" + f"{len(BODY) - 5:x}\r\n".encode() + BODY[5:] + b"\r\n0\r\n\r\n"

NOISE = random.Random(1).randbytes(400)  # what gzip cannot make smaller


def http(body: bytes = BODY, status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(kind: str, content: bytes, url: str | None = "https://e.com/a", media: str = "application/http") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-03-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    head += f"Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def read(path: Path, reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path)], reading))


def page(found: list[InputPage]) -> RawPage:
    assert len(found) == 1
    assert isinstance(found[0].page, RawPage)
    return found[0].page


@pytest.fixture(params=["a.warc", "a.warc.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def write(path: Path, *records: bytes) -> Path:
    packed = path.suffix == ".gz"
    path.write_bytes(b"".join(gzip.compress(one, mtime=0) if packed else one for one in records))
    return path


def test_response_is_a_page_with_what_the_headers_say(path: Path, reading: ReadOptions) -> None:
    found = read(write(path, record("response", http(Content_Type='text/html; charset="euc-kr"'))), reading)
    made = page(found)
    assert (made.body, made.url, made.charset, made.status) == (BODY, "https://e.com/a", "euc-kr", 200)
    assert made.fetched_at is not None
    assert made.fetched_at.isoformat() == "2024-03-01T10:00:00+00:00"
    assert found[0].name == f"{path}#0"


def test_address_in_angle_brackets_is_one(path: Path, reading: ReadOptions) -> None:
    records = [record("response", http(), url="<https://e.com/a>")]
    records += [record(kind, BODY, url="<https://e.com/a>", media="text/html") for kind in ("resource", "conversion")]
    found = read(write(path, *records), reading)
    assert [getattr(one.page, "url", None) for one in found] == ["https://e.com/a"] * 3


def test_answers_of_name_servers_are_no_pages(path: Path, reading: ReadOptions) -> None:
    found = read(
        write(path, record("response", b"20240301\ne.com. 60 IN A 192.0.2.1", "dns:e.com", "text/dns")), reading
    )
    assert (found, reading.left_out) == ([], {"WARC records of type response": 1})


PACKED = gzip.compress(BODY, mtime=0)


@pytest.mark.parametrize(
    ("sent", "lines"),
    [
        (gzip.compress(PACKED, mtime=0), ["Content-Encoding: gzip, gzip"]),
        (gzip.compress(PACKED, mtime=0), ["Content-Encoding: gzip", "Content-Encoding: gzip"]),
        (PACKED, ["Content-Encoding: gzip, gzip"]),  # one of them undone by the crawler
        (gzip.compress(zlib.compress(BODY), mtime=0), ["Content-Encoding: deflate", "content-encoding: x-gzip"]),
        (BODY, ["Content-Type: text/html; charset=utf-8", "Content-Type: text/html"]),
        (BODY, ["Content-Type: text/html; charset=utf-8, text/html"]),
        (BODY, ["Content-Type:", "Content-Type: text/html; charset=utf-8"]),
    ],
    ids=["list", "lines", "one-undone", "two-kinds", "types", "list-of-types", "empty-first"],
)
def test_headers_that_stand_there_twice(path: Path, reading: ReadOptions, sent: bytes, lines: list[str]) -> None:
    block = "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + sent
    assert page(read(write(path, record("response", block)), reading)).body == BODY


@pytest.mark.parametrize("place", range(4))
def test_damaged_member_in_the_middle_costs_its_record(tmp_path: Path, reading: ReadOptions, place: int) -> None:
    records = [gzip.compress(record("response", http(NOISE + bytes([65 + n]))), mtime=0) for n in range(4)]
    middle = len(records[place]) // 2
    records[place] = records[place][:middle] + bytes(40) + records[place][middle + 30 :]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records))
    found = read(tmp_path / "a.warc.gz", reading)
    kept = [one.page.body[-1:] for one in found if isinstance(one.page, RawPage) and not one.page.is_truncated]
    assert kept == [bytes([65 + n]) for n in range(4) if n != place]
    assert len(found) == 4


def test_file_packed_as_a_whole(tmp_path: Path, reading: ReadOptions) -> None:
    whole = gzip.compress(b"".join(record("response", http(NOISE + bytes([65 + n]))) for n in range(4)), mtime=0)
    (tmp_path / "a.warc.gz").write_bytes(whole)
    found = read(tmp_path / "a.warc.gz", reading)
    assert [getattr(one.page, "body", b"")[-1:] for one in found] == [b"A", b"B", b"C", b"D"]
    assert len({one.name for one in found}) == 4


def test_record_cut_off_in_the_middle_of_a_file_ends_where_the_next_begins(
    tmp_path: Path, reading: ReadOptions
) -> None:
    records = [record("response", http(NOISE + bytes([65 + n]))) for n in range(4)]
    records[1] = records[1][:-200]
    found = read(write(tmp_path / "a.warc", *records), reading)
    bodies = [one.page.body for one in found if isinstance(one.page, RawPage)]
    assert [body[-1:] for body in bodies] == [b"A", bodies[1][-1:], b"C", b"D"]
    assert NOISE.startswith(bodies[1])
    assert [getattr(one.page, "is_truncated", None) for one in found] == [False, True, False, False]


@pytest.mark.parametrize(
    ("sent", "is_truncated"),
    [("bytes 0-9/5000", True), ("bytes 0-459/460", False), ("", True), ("bytes 9-12/13", True)],
)
def test_partial_content_is_no_whole_page(path: Path, reading: ReadOptions, sent: str, is_truncated: bool) -> None:
    content = http(status="206 Partial Content", Content_Type="text/html", Content_Range=sent)
    assert page(read(write(path, record("response", content)), reading)).is_truncated is is_truncated


def test_other_records_are_counted(path: Path, reading: ReadOptions) -> None:
    kinds = ("warcinfo", "request", "metadata", "revisit", "request")
    pictures = [record("response", http(b"x", Content_Type="image/png"))]
    found = read(
        write(path, *(record(kind, b"a: b\r\n") for kind in kinds), *pictures, record("response", http())), reading
    )
    assert page(found).body == BODY
    assert reading.left_out == {
        "WARC records of type warcinfo": 1,
        "WARC records of type request": 2,
        "WARC records of type metadata": 1,
        "WARC records of type revisit": 1,
        "responses of type image/png": 1,
    }


def test_texts_of_a_crawl_are_dumps(path: Path, reading: ReadOptions) -> None:
    found = read(write(path, record("conversion", b"A headline\nA line.", media="text/plain")), reading)
    assert (page(found).kind, page(found).body) == ("text", b"A headline\nA line.")


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        (CHUNKED, {"Transfer-Encoding": "chunked"}),
        (BODY, {"Transfer-Encoding": "chunked"}),  # undone by the crawler, the header kept
        (zlib.compress(BODY), {"Content-Encoding": "deflate"}),
        (zlib.compress(BODY)[2:-4], {"Content-Encoding": "deflate"}),
        (BODY, {"Content-Encoding": "deflate"}),
        (BODY, {"Content-Encoding": "br"}),
        (BODY, {"Content-Encoding": "zstd"}),
    ],
)
def test_encodings_are_undone_as_far_as_they_are_true(sent: bytes, headers: dict[str, str]) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    response = parse_response(f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode() + sent)
    assert response is not None
    assert response.decoded_body(10_000).data == BODY


def test_brotli_is_undone_to_the_limit() -> None:
    brotli = pytest.importorskip("brotli", reason="comes with fastwarc")
    response = parse_response(http(brotli.compress(bytes(1_000_000)), Content_Encoding="br"))
    assert response is not None
    assert len(response.decoded_body(5000).data) == 5001


def test_chunks_cut_short_give_those_before() -> None:
    response = parse_response(http(CHUNKED[: len(CHUNKED) // 2], Transfer_Encoding="chunked"))
    assert response is not None
    body, is_whole = response.decoded_body(10_000)
    assert BODY.startswith(body)
    assert body.startswith(b"<html><body>")
    assert not is_whole


def test_header_lines_may_end_in_a_bare_line_feed() -> None:
    response = parse_response(b"HTTP/1.0 404 Not Found\nContent-Type: text/html\n\nbody")
    assert response is not None
    assert (response.status, response.media_type, response.body) == (404, "text/html", b"body")


def test_file_cut_short_keeps_what_is_before_and_says_where(path: Path, reading: ReadOptions) -> None:
    write(path, record("response", http()), record("response", http()))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 3 // 4])
    first, second = read(path, reading)
    assert isinstance(first.page, RawPage)
    if isinstance(second.page, RawPage):
        assert second.page.is_truncated
        assert BODY.startswith(second.page.body)
    else:  # of the packed record not even the head is there
        assert "cut short" in str(second.page)


@pytest.mark.parametrize(
    "last",
    [record("warcinfo", NOISE), record("request", NOISE), record("response", http(NOISE, Content_Type="image/png"))],
    ids=["warcinfo", "request", "picture"],
)
@pytest.mark.parametrize("before", [(), (record("response", http()),)], ids=["alone", "after a page"])
def test_file_cut_short_inside_what_is_no_page_says_so(
    path: Path, before: tuple[bytes, ...], last: bytes, reading: ReadOptions
) -> None:
    write(path, *before, last)
    path.write_bytes(path.read_bytes()[:-40])

    *pages, end = read(path, reading)

    assert [found.page.body for found in pages if isinstance(found.page, RawPage)] == [BODY] * len(before)
    assert "cut short" in str(end.page)


def test_what_is_no_warc_is_one_error(path: Path, reading: ReadOptions) -> None:
    [found] = read(write(path, b"not a warc at all\r\n\r\n" * 20), reading)
    assert "broken or cut short at its start" in str(found.page)


def test_response_that_is_no_http_is_an_error_in_its_place(path: Path, reading: ReadOptions) -> None:
    found = read(write(path, record("response", b"garbage"), record("response", http())), reading)
    assert "the response is no HTTP" in str(found[0].page)
    assert isinstance(found[1].page, RawPage)


def test_wacz_gives_the_pages_of_its_archives(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr("archive/data.warc.gz", gzip.compress(record("response", http())))
        archive.writestr("indexes/index.cdx", "")
    found = read(path, reading)
    assert page(found).body == BODY
    assert found[0].name == f"{path}/archive/data.warc.gz#0"


def test_warc_comes_from_standard_input(reading: ReadOptions) -> None:
    from dataclasses import replace

    given = gzip.compress(record("response", http()))
    found = list(read_inputs(["-"], replace(reading, stdin=io.BytesIO(given), has_many=True)))
    assert page(found).body == BODY
