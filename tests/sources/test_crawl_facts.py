"""What a crawl wrote beside its responses, and which of them are pages."""

# what is imported after the check needs the extra
from __future__ import annotations

import gzip
from pathlib import Path

import pytest

pytest.importorskip("fastwarc", reason="fastwarc is not installed: pip install 'news-cleaner[warc]'")

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.model import History, RawPage
from cleaner.sources import find_places, read_place
from cleaner.sources.crawl_facts import LEFT_OUT, CrawlFacts, read_facts, write_facts

if TYPE_CHECKING:
    from cleaner.sources import InputPage, ReadOptions

URL = "https://example.com/a"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>A page.</p></html>"


def record(kind: str, name: str, content: bytes, **headers: str) -> bytes:
    lines = [f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{name}>", "WARC-Date: 2026-05-01T08:00:00Z"]
    lines += [f"WARC-Target-URI: {URL}", *(f"{key.replace('_', '-')}: {value}" for key, value in headers.items())]
    head = "\r\n".join(["WARC/1.1", *lines, f"Content-Length: {len(content)}", "", ""])
    return gzip.compress(head.encode() + content + b"\r\n\r\n")


def exchange(facts: CrawlFacts, number: int = 1) -> bytes:
    about = {"Content_Type": "application/warc-fields", "WARC_Concurrent_To": f"<urn:uuid:r{number}>"}
    response = record("response", f"r{number}", PAGE, Content_Type="application/http; msgtype=response")
    return record("metadata", f"m{number}", write_facts(facts), **about) + response


def read(path: Path, content: bytes, reading: ReadOptions) -> list[InputPage]:
    path.write_bytes(content)
    [place] = find_places([str(path)])
    return list(read_place(place, reading))


@pytest.mark.parametrize(
    "facts",
    [
        CrawlFacts("page", History(2, "abc", (URL, f"{URL}/2"))),
        CrawlFacts("discovery", History()),
        CrawlFacts("page", History(), "https://example.com/a: robots.txt forbids it"),
    ],
)
def test_facts_are_read_as_they_were_written(facts: CrawlFacts) -> None:
    assert read_facts(write_facts(facts)) == facts


@pytest.mark.parametrize(
    "content", [b"", b"fetchTimeMs: 12\r\n", b"cleaner-role: page\r\nsoftware: other\r\n", b"\xff"]
)
def test_facts_of_others_are_none(content: bytes) -> None:
    assert read_facts(content) is None


def test_page_has_its_history(tmp_path: Path, reading: ReadOptions) -> None:
    history = History(3, "abc", (URL,))
    [found] = read(tmp_path / "a.warc.gz", exchange(CrawlFacts("page", history)), reading)
    assert isinstance(found.page, RawPage)
    assert (found.page.url, found.page.history) == (URL, history)


def test_what_is_no_page_is_counted(tmp_path: Path, reading: ReadOptions) -> None:
    content = b"".join(exchange(CrawlFacts(role), number) for number, role in enumerate(LEFT_OUT))
    assert read(tmp_path / "a.warc.gz", content, reading) == []
    assert {what: reading.left_out[what] for what in LEFT_OUT.values()} == dict.fromkeys(LEFT_OUT.values(), 1)


def test_facts_are_of_their_own_response_alone(tmp_path: Path, reading: ReadOptions) -> None:
    plain = record("response", "other", PAGE, Content_Type="application/http; msgtype=response")
    [found] = read(tmp_path / "a.warc.gz", exchange(CrawlFacts("redirect")) + plain, reading)
    assert isinstance(found.page, RawPage)
    assert found.page.history is None


def test_problem_is_a_row_with_its_address(tmp_path: Path, reading: ReadOptions) -> None:
    facts = CrawlFacts("page", problem=f"{URL}: robots.txt forbids it")
    content = record("metadata", "m", write_facts(facts), Content_Type="application/warc-fields")
    [found] = read(tmp_path / "a.warc.gz", content, reading)
    assert isinstance(found.page, InputError)
    assert (str(found.page), found.known and found.known.url) == (f"{URL}: robots.txt forbids it", URL)


def test_pages_can_be_called_by_their_addresses(tmp_path: Path, reading: ReadOptions) -> None:
    named = replace(reading, names_addresses=True)
    [found] = read(tmp_path / "a.warc.gz", exchange(CrawlFacts()), named)
    assert found.name == URL
