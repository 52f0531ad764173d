"""What a person asks a crawl for, and what it refuses."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest
from crawls import address, command, crawl, records, run
from news_box import GAZETTE, OUTLETS, POST, TIMES, WALLED, Answer, Box

pytestmark = pytest.mark.slow


def test_dry_run_fetches_no_article_and_says_why(box: Box, tmp_path: Path) -> None:
    done = run(command(box, tmp_path / "out", "--dry-run", targets=(box.url(TIMES, "/"),)))
    assert done.returncode == 0, done.stderr
    assert "in a news sitemap, a date in the address, words of a headline" in done.stdout
    assert "/private/" not in done.stdout
    assert f"{len(done.stdout.splitlines())} articles would be fetched" in done.stderr
    assert [request.path for request in box.log if request.path.startswith("/2026/")] == []


def test_limit_leaves_the_rest_for_the_next_run(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = crawl(box, out, "--limit", "2", targets=(box.url(TIMES, "/"),))
    assert len(records(out / "records")) == 2
    assert "addresses wait for the next run" in said
    crawl(box, out, targets=(box.url(TIMES, "/"),))
    found = [address(box, record["url"]) for record in records(out / "records") if record["status"] == "ok"]
    assert sorted(found) == sorted(place for place in box.articles if place.startswith(TIMES))


def test_dates_and_patterns_choose_articles(box: Box, tmp_path: Path) -> None:
    options = ("--since", "2026-05-03", "--match", "/2026/05/0")
    crawl(box, tmp_path / "out", *options, targets=(box.url(TIMES, "/index.xml"),))
    found = [record["url"] for record in records(tmp_path / "out" / "records") if record["status"] == "ok"]
    assert [address(box, url).partition("/")[2][:10] for url in found] == ["2026/05/03"]


def test_private_addresses_are_refused_when_connecting(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = [one for one in command(box, out, targets=(box.url(POST, "/"),)) if one != "--allow-private"]
    done = run(arguments)
    assert box.log == []
    assert "a loopback address" in done.stderr


def test_folder_of_something_else_is_left_alone(box: Box, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    done = run(command(box, tmp_path))
    assert (done.returncode, box.log) == (2, [])
    assert "no crawl's folder" in done.stderr


def test_rule_of_a_site_says_where_to_start_and_what_to_send(box: Box, tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "sites"
    rules.mkdir(parents=True)
    (rules / "example.net.yaml").write_text(
        "rule: 1\nsite: example.net\nmatch: {hosts: [example.net]}\n"
        f"fetch:\n  start: ['{box.url(GAZETTE, '/feed.json')}']\n  articles: ['/news/[26]\\d+/.*']\n"
        "  cookies: {consent: 'yes'}\n  query: {full: 'yes'}\n"
    )
    out = tmp_path / "out"
    crawl(box, out, "--rules", str(rules.parent), targets=(box.url(GAZETTE, "/"),))
    found = {address(box, record["url"]) for record in records(out / "records") if record["status"] == "ok"}
    started = {place for place in box.articles if place.startswith(f"{GAZETTE}/news/2")}
    assert found == {*started, f"{GAZETTE}{WALLED}"}
    articles = [request for request in box.log if request.path.startswith("/news/")]
    assert {request.headers.get("Cookie") for request in articles} == {"consent=yes"}
    assert all(request.path.endswith("?full=yes") for request in articles)


def test_without_the_extra_one_line_says_what_is_missing(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['scrapy'] = None; from cleaner.cli import main; sys.exit(main(sys.argv[1:]))"
    done = run([sys.executable, "-c", hidden, "scrape", "www.example.com", "--out", str(tmp_path / "out")])
    assert done.returncode == 2
    assert "pip install '.[scrape]'" in done.stderr


def test_targets_that_are_none_are_named(tmp_path: Path) -> None:
    done = run([sys.executable, "-m", "cleaner", "scrape", "ftp://example.com/", "--out", str(tmp_path / "out")])
    assert done.returncode == 2
    assert "ftp://example.com/: no web address" in done.stderr


def test_recheck_asks_for_young_articles_again(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = (box.url(TIMES, "/index.xml"),)
    crawl(box, out, "--match", "changes", targets=targets)
    asked = len(box.log)
    crawl(box, out, "--match", "changes", "--recheck", "1", targets=targets)
    again = [(request.path, request.status) for request in box.log[asked:] if request.path.startswith("/2026/")]
    assert sorted(again) == [
        ("/2026/05/27/the-teaser-that-changes/", 304),
        ("/2026/05/28/the-bridge-that-changes/", 304),
    ]


def test_shards_share_the_sites(box: Box, tmp_path: Path) -> None:
    found = []
    for number in (1, 2):
        out = tmp_path / str(number)
        done = run(command(box, out, "--dry-run", "--shard", f"{number}/2"))
        assert done.returncode == 0, done.stderr
        found.append({line.split()[1].split("/")[2] for line in done.stdout.splitlines()})
    assert found[0].isdisjoint(found[1])
    assert len(found[0] | found[1]) == len(OUTLETS)


def refusing(box: Box, status: int, headers: dict[str, str]) -> tuple[str, ...]:
    """A front page with eight articles that the server does not hand out."""
    paths = [f"/2026/06/{number:02}/a-story-that-nobody-gets/" for number in range(1, 9)]
    box.add(POST, "/closed", box.listing(POST, dict.fromkeys(paths, "A story that nobody gets")))
    for path in paths:
        box.add(POST, path, Answer("no", status, headers))
    return (box.url(POST, "/closed"),)


def test_host_that_refuses_again_and_again_is_left_alone(box: Box, tmp_path: Path) -> None:
    targets = refusing(box, 403, {})
    said = crawl(box, tmp_path / "out", targets=targets, code=1)
    assert len([request for request in box.log if request.status == 403]) == 5
    assert "3 addresses wait for the next run: refuses 5 requests in a row (status 403)" in said
    reasons = [record["reason"] for record in records(tmp_path / "out" / "records")]
    assert reasons == ["the server answered with HTTP status 403"] * 5


def test_host_that_asks_for_a_long_pause_is_left_alone(box: Box, tmp_path: Path) -> None:
    said = crawl(box, tmp_path / "out", targets=refusing(box, 503, {"Retry-After": "7200"}))
    assert len([request for request in box.log if request.status == 503]) == 1
    assert "8 addresses wait for the next run: asks to be left alone for 7,200 seconds (status 503)" in said


def test_unreadable_robots_file_closes_the_host(box: Box, tmp_path: Path) -> None:
    box.add(POST, "/robots.txt", Answer("", 500))
    crawl(box, tmp_path / "out", targets=(box.url(POST, "/"),), code=2)
    assert {request.path for request in box.log} == {"/robots.txt"}
    [row] = records(tmp_path / "out" / "records")
    assert "robots.txt answers with status 500, so nothing is fetched" in row["reason"]


@pytest.mark.parametrize("target", ["http://[bad/", "http://127.0.0.1:99999/"])
def test_redirect_to_what_is_no_address_is_a_row(box: Box, tmp_path: Path, target: str) -> None:
    path = "/news/2026/05/09/a-story-that-has-moved-nowhere"
    box.add(TIMES, path, Answer("", 302, {"Location": target}))
    crawl(box, tmp_path / "out", targets=(box.url(TIMES, path),), code=2)
    (record,) = records(tmp_path / "out" / "records")
    assert record["status"] == "error"
    assert "no address" in record["reason"]


@pytest.mark.parametrize("packed", [False, True])
def test_sitemap_of_plain_text_is_read(box: Box, tmp_path: Path, packed: bool) -> None:
    paths = [f"/2026/06/{number:02}/a-story-of-the-old-mill/" for number in range(1, 4)]
    for number, path in enumerate(paths):
        box.article(POST, path, 800 + number)
    lines = ["", *(box.url(POST, path) for path in paths), "no address", box.url(GAZETTE, paths[0])]
    text = "\r\n".join(lines).encode("utf-8-sig")
    kind = "application/gzip" if packed else "text/plain"
    box.add(POST, "/list.txt", Answer(gzip.compress(text) if packed else text, kind=kind))
    box.add(POST, "/robots.txt", Answer(f"User-agent: *\nSitemap: {box.url(POST, '/list.txt')}\n", kind="text/plain"))
    box.add(POST, "/", box.listing(POST, {}))
    crawl(box, tmp_path / "out", targets=(box.url(POST, "/"),))
    found = [address(box, record["url"]) for record in records(tmp_path / "out" / "records")]
    assert sorted(found) == [f"{POST}{path}" for path in paths]


def test_day_in_an_address_counts_for_the_window_of_a_crawl(box: Box, tmp_path: Path) -> None:
    paths = [f"/2026/06/{day:02}/a-story-of-the-old-mill/" for day in (1, 15, 28)]
    box.add(POST, "/some", box.listing(POST, dict.fromkeys(paths, "A story of the old mill")))
    window = ("--since", "2026-06-10", "--until", "2026-06-20", "--dry-run")
    done = run(command(box, tmp_path / "out", *window, targets=(box.url(POST, "/some"),)))
    assert [line.split()[1] for line in done.stdout.splitlines()] == [box.url(POST, paths[1])]


def test_addresses_that_a_person_names_are_fetched_whatever_their_day(box: Box, tmp_path: Path) -> None:
    path = "/2026/06/01/a-story-of-the-old-mill/"
    box.article(POST, path, 800)
    (tmp_path / "list.txt").write_text(box.url(POST, path))
    crawl(box, tmp_path / "out", "--since", "2026-06-10", targets=(str(tmp_path / "list.txt"),))
    assert [record["status"] for record in records(tmp_path / "out" / "records")] == ["ok"]
