"""A crawl of the box: every article once, nothing that is forbidden, politely; a second one fetches what changed."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from crawls import address, crawl, records, run
from news_box import AMP, CRAWL_DELAY, OUTLETS, POST, RETRY_AFTER, TIMES, WALLED, Box

pytestmark = pytest.mark.slow


def test_crawl_finds_every_article_once_and_fetches_nothing_twice(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    crawl(box, out)
    made = records(out / "records")
    articles = [record for record in made if record["status"] == "ok"]
    assert sorted(address(box, record["url"]) for record in articles) == sorted(box.articles)
    for record in articles:
        told = box.articles[address(box, record["url"])]
        assert (record["title"], record["authors"][0]["name"]) == (told.title, told.author)
        assert record["text"].split("\n\n") == list(told.paragraphs)
        assert record["version"] == 1
        assert record["input"]["name"].startswith(f"{out}/warc/crawl-")
    [joined] = [record for record in articles if record["parts"]]
    assert [address(box, part) for part in joined["parts"]] == box.parts
    check_politeness(box)
    check_hostile_rows(box, made)
    assert [record["status"] for record in made if (record["url"] or "").endswith(WALLED)] == ["consent_wall"]
    check_cleaning_again(out, tmp_path, made)
    check_second_run(box, out)


def check_politeness(box: Box) -> None:
    assert {request.open for request in box.log} == {1}, "one request at a time for each host"
    assert [request.path for request in box.log if request.path.startswith("/private/")] == []
    assert [request for request in box.log if request.host == AMP] == [], "twins are collapsed before fetching"
    assert {request.headers["User-Agent"].partition(" ")[2] for request in box.log} == {"(+mailto:desk@example.org)"}
    starts = [request.began for request in box.log if request.host == TIMES]
    assert min(later - earlier for earlier, later in list(pairwise(starts))[1:]) >= CRAWL_DELAY
    first = {host: next(request.path for request in box.log if request.host == host) for host in OUTLETS}
    assert set(first.values()) == {"/robots.txt"}
    [busy, again] = [request for request in box.log if request.host == POST and request.path == busy_path(box)]
    assert (busy.status, again.status) == (429, 200)
    assert again.began - busy.ended >= RETRY_AFTER
    asked = Counter((request.host, request.path) for request in box.log if request.status == 200)
    assert [place for place, count in asked.items() if count > 1] == []


def busy_path(box: Box) -> str:
    return next(request.path for request in box.log if request.status == 429)


def check_hostile_rows(box: Box, made: list[dict[str, object]]) -> None:
    reasons = [str(record["reason"]) for record in made if record["status"] == "error"]
    for place in box.hostile:
        assert any(place.partition("/")[2] in reason for reason in reasons), place
    assert any("robots.txt" in reason and "/private/" in reason for reason in reasons)


def check_cleaning_again(out: Path, tmp_path: Path, made: list[dict[str, object]]) -> None:
    again = tmp_path / "again"
    done = run([sys.executable, "-m", "cleaner", "run", str(out / "warc"), "--out", str(again)])
    assert done.returncode in (0, 1), done.stderr
    assert records(again) == made


def check_second_run(box: Box, out: Path) -> None:
    first = len(box.log)
    before = records(out / "records")
    box.edition = 2
    crawl(box, out)
    fetched = [request.path for request in box.log[first:] if request.status == 200]
    changed = ["/2026/05/27/the-teaser-that-changes/", "/2026/05/28/the-bridge-that-changes/"]
    assert (fetched[0], sorted(fetched[1:])) == ("/news.xml", changed)
    made = records(out / "records")
    assert made[: len(before)] == before
    [newer] = made[len(before) :]
    older = next(record for record in before if record["url"] == newer["url"])
    assert (newer["version"], newer["previous"]) == (2, older["id"])
    assert newer["id"] != older["id"]
