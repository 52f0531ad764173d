"""Crawls that fail, in part or altogether: exit code, closing line, rows; and what is tried again later."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from crawls import ROOT, address, command, crawl, records, run
from news_box import GAZETTE, OUTLETS, POST, TIMES, Answer, Box

pytestmark = pytest.mark.slow
NOBODY = "http://127.0.0.1:1/"
PATHS = [f"/2026/06/{number:02}/a-story-of-the-closed-quay/" for number in range(1, 4)]


def listed(box: Box, host: str = POST) -> tuple[str, ...]:
    """A front page with three articles."""
    box.add(host, "/some", box.listing(host, dict.fromkeys(PATHS, "A story of the closed quay")))
    for number, path in enumerate(PATHS):
        box.article(host, path, 700 + number)
    return (box.url(host, "/some"),)


def test_nothing_fetched_is_exit_code_2_and_said(box: Box, tmp_path: Path) -> None:
    done = run(command(box, tmp_path / "out", targets=(NOBODY,)))
    assert done.returncode == 2
    assert "nothing could be fetched: 0 articles, 1 error" in done.stderr
    [record] = records(tmp_path / "out" / "records")
    assert (record["url"], record["status"]) == (NOBODY, "error")
    assert "Connection refused" in record["reason"]


def test_some_targets_fetched_is_exit_code_1(box: Box, tmp_path: Path) -> None:
    done = run(command(box, tmp_path / "out", "--no-clean", targets=(NOBODY, *listed(box))))
    assert done.returncode == 1
    assert f"cleaner: {NOBODY}: robots.txt cannot be read" in done.stderr
    assert f"3 articles, 1 error; responses in {tmp_path / 'out' / 'warc'}" in done.stderr


@pytest.mark.parametrize("status", [404, 403, 503])
def test_front_page_that_is_not_there_is_a_row(box: Box, tmp_path: Path, status: int) -> None:
    box.add(POST, "/some", Answer("no", status))
    done = run(command(box, tmp_path / "out", targets=(box.url(POST, "/some"),)))
    assert done.returncode == 2
    [record] = records(tmp_path / "out" / "records")
    assert record["reason"] == f"the server answered with HTTP status {status}"


def test_articles_that_all_fail_are_exit_code_1(box: Box, tmp_path: Path) -> None:
    targets = listed(box)
    for path in PATHS:
        box.add(POST, path, Answer("no", 403))
    assert run(command(box, tmp_path / "out", targets=targets)).returncode == 1


def test_server_that_is_always_busy_is_a_row(box: Box, tmp_path: Path) -> None:
    targets = listed(box)
    box.add(POST, PATHS[0], Answer("busy", 503))
    crawl(box, tmp_path / "out", targets=targets)
    found = {address(box, record["url"]): record for record in records(tmp_path / "out" / "records")}
    assert found[f"{POST}{PATHS[0]}"]["reason"] == "the server answered with HTTP status 503"
    assert [found[f"{POST}{path}"]["status"] for path in PATHS[1:]] == ["ok", "ok"]
    assert len(box.asked(POST, PATHS[0])) == 3


def test_target_that_moved_and_fails_has_failed(box: Box, tmp_path: Path) -> None:
    box.add(POST, "/some", Answer("", 301, {"Location": "/gone"}))
    assert run(command(box, tmp_path / "out", targets=(box.url(POST, "/some"),))).returncode == 2


def test_mistyped_target_is_not_asked_again(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = listed(box)
    run(command(box, out, targets=(NOBODY, *targets)))
    assert run(command(box, out, targets=targets)).returncode == 0
    assert run(command(box, out, targets=(NOBODY,))).returncode == 1  # the others are asked as well


# ---------------------------------------------------------------- dry runs


def test_dry_run_names_what_is_refused_and_leaves_nothing(box: Box, tmp_path: Path) -> None:
    arguments = command(box, tmp_path / "out", "--dry-run", targets=(box.url(POST, "/"),))
    done = run([one for one in arguments if one != "--allow-private"])
    assert done.returncode == 2
    assert "a loopback address" in done.stderr
    assert "--allow-private" in done.stderr
    assert not (tmp_path / "out").exists()


def test_dry_run_goes_on_from_a_crawl_and_leaves_it_as_it_is(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = listed(box)
    crawl(box, out, "--limit", "1", "--no-clean", targets=targets)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    done = run(command(box, out, "--dry-run", targets=targets))
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert len(run(command(box, out, "--dry-run", "--limit", "1", targets=targets)).stdout.splitlines()) == 1


# ---------------------------------------------------------------- what is tried again


def test_what_robots_forbade_is_fetched_when_it_allows_it(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = listed(box)
    box.add(POST, "/robots.txt", Answer("User-agent: *\nDisallow: /2026/\n", kind="text/plain"))
    crawl(box, out, targets=targets, code=1)
    assert "0 articles; responses in" in crawl(box, out, targets=targets)
    assert [record["status"] for record in records(out / "records")] == ["error"] * 3  # once, not in every run
    box.add(POST, "/robots.txt", Answer("", 404))
    crawl(box, out, targets=targets)
    assert [record["status"] for record in records(out / "records")][3:] == ["ok"] * 3


def test_page_whose_publisher_opted_out_is_asked_again_after_a_week(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = listed(box)
    page = box.pages[POST, PATHS[0]]().body
    box.add(POST, PATHS[0], Answer(page, headers={"X-Robots-Tag": "noai"}))
    crawl(box, out, targets=targets)
    crawl(box, out, targets=targets)
    assert len(box.asked(POST, PATHS[0])) == 1
    with sqlite3.connect(out / "state.sqlite") as state:
        state.execute("UPDATE address SET fetched_at = '2020-01-01T00:00:00+00:00' WHERE state = 'refused'")
    box.add(POST, PATHS[0], Answer(page))
    crawl(box, out, targets=targets)
    assert [record["status"] for record in records(out / "records")].count("ok") == 3


def test_page_whose_publisher_opted_out_is_fetched_when_asked_for_by_name(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = listed(box)
    box.add(POST, PATHS[0], Answer(box.pages[POST, PATHS[0]]().body, headers={"X-Robots-Tag": "noai"}))
    crawl(box, out, targets=targets)
    crawl(box, out, "--ignore-opt-out", targets=targets)
    assert [record["status"] for record in records(out / "records")].count("ok") == 3


def test_reservation_of_text_and_data_mining_is_obeyed_and_read_again(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = listed(box)
    reserved = json.dumps([{"location": "/2026/06/01/*", "tdm-reservation": 1}])
    box.add(POST, "/.well-known/tdmrep.json", Answer(reserved, kind="application/json"))
    crawl(box, out, targets=targets)
    assert box.asked(POST, PATHS[0]) == []
    reasons = [record["reason"] for record in records(out / "records") if record["status"] == "error"]
    assert len(reasons) == 1
    assert "reserves text and data mining" in reasons[0]
    box.add(POST, "/.well-known/tdmrep.json", Answer("", 404))
    crawl(box, out, targets=targets)
    assert len(box.asked(POST, PATHS[0])) == 1


def test_site_that_reserves_everything_is_a_target_that_failed(box: Box, tmp_path: Path) -> None:
    reserved = json.dumps([{"location": "/", "tdm-reservation": 1}])
    box.add(POST, "/.well-known/tdmrep.json", Answer(reserved, kind="application/json"))
    done = run(command(box, tmp_path / "out", targets=listed(box)))
    assert done.returncode == 2
    assert {request.path for request in box.log} == {"/robots.txt", "/.well-known/tdmrep.json"}
    assert "reserves text and data mining" in done.stderr


def test_missing_reservation_that_leads_to_the_front_page_is_none(box: Box, tmp_path: Path) -> None:
    box.add(POST, "/.well-known/tdmrep.json", Answer("", 302, {"Location": "/"}))
    crawl(box, tmp_path / "out", targets=listed(box))
    assert box.asked(POST, "/") == []


# ---------------------------------------------------------------- robots.txt


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answer("", 503), "robots.txt answers with status 503"),
        (Answer("", 302, {"Location": "/robots.txt?again"}), "more than 5 redirects"),
        (Answer("", 302, {"Location": "http://[bad/"}), "redirects to what is no address"),
        (Answer("User-agent: *\nCrawl-delay: 100000\n"), "asks for 100,000 seconds between two requests"),
    ],
)
def test_robots_file_that_closes_its_host(box: Box, tmp_path: Path, answer: Answer, problem: str) -> None:
    targets = listed(box)
    box.add(POST, "/robots.txt", answer)
    done = run(command(box, tmp_path / "out", targets=targets))
    assert done.returncode == 2
    assert problem in done.stderr
    assert box.asked(POST, "/some") == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer("no", 403),
        Answer("<html><title>Home</title><p>Disallow nothing</p></html>"),
        Answer("User-agent: *\nCrawl-delay: nan\nRequest-rate: 1/0\n"),
        Answer("User-agent: *\nAllow: /\n" + "# nothing\n" * 400_000, kind="text/plain"),
    ],
)
def test_robots_file_that_forbids_nothing(box: Box, tmp_path: Path, answer: Answer) -> None:
    targets = listed(box)
    box.add(POST, "/robots.txt", answer)
    assert "3 articles" in crawl(box, tmp_path / "out", targets=targets)


def test_robots_file_that_moved_is_asked_for_at_its_own_address_again(box: Box, tmp_path: Path) -> None:
    targets = listed(box)
    box.add(POST, "/robots.txt", Answer("", 302, {"Location": "/other/robots.txt"}))
    crawl(box, tmp_path / "out", targets=targets)
    box.add(POST, "/robots.txt", Answer("User-agent: *\nDisallow: /\n"))
    assert run(command(box, tmp_path / "out", targets=targets)).returncode != 0
    assert len(box.asked(POST, "/robots.txt")) == 2


# ---------------------------------------------------------------- archives, versions, parts


def test_entity_tag_that_no_header_can_hold_is_not_sent_back(box: Box, tmp_path: Path) -> None:
    out = tmp_path / "out"
    targets = listed(box)
    page = box.pages[POST, PATHS[0]]().encoded()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n".encode()
    box.add(POST, PATHS[0], Answer(raw=head + b'ETag: "\xc3\xa9\x01"\r\n\r\n' + page))
    crawl(box, out, targets=targets)
    crawl(box, out, "--recheck", "1", targets=targets)
    assert len(box.asked(POST, PATHS[0])) == 2
    assert {record["status"] for record in records(out / "records")} == {"ok"}


def test_joined_story_says_that_a_part_was_cut_short(box: Box, tmp_path: Path) -> None:
    second = box.parts[1].removeprefix(GAZETTE)
    page = box.pages[GAZETTE, second]().encoded()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page) + 5000}\r\n\r\n".encode()
    box.add(GAZETTE, second, Answer(raw=head + page))
    crawl(box, tmp_path / "out", targets=(box.url(GAZETTE, box.parts[0].removeprefix(GAZETTE)),))
    [record] = records(tmp_path / "out" / "records")
    assert len(record["parts"]) == 3
    assert "truncated" in record["quality"]["flags"]


@pytest.mark.parametrize("answer", [Answer("later", 500), Answer(raw=b"")])
def test_joined_story_says_that_a_part_could_not_be_had(box: Box, tmp_path: Path, answer: Answer) -> None:
    box.add(GAZETTE, box.parts[2].removeprefix(GAZETTE), answer)
    crawl(box, tmp_path / "out", targets=(box.url(GAZETTE, box.parts[0].removeprefix(GAZETTE)),))
    [record] = [one for one in records(tmp_path / "out" / "records") if one["status"] == "ok"]
    assert len(record["parts"]) == 2
    assert "truncated" in record["quality"]["flags"]


def test_archives_of_other_crawls_are_left_alone(box: Box, tmp_path: Path) -> None:
    targets = listed(box)
    for name in ("first", "second"):
        crawl(box, tmp_path / name, "--no-clean", targets=targets)
    [one], [other] = (sorted((tmp_path / name / "warc").iterdir()) for name in ("first", "second"))
    assert one.name != other.name
    moved = one.with_name(other.name)
    moved.write_bytes(other.read_bytes())
    crawl(box, tmp_path / "first", "--no-clean", targets=targets)
    assert moved.read_bytes() == other.read_bytes()


def test_records_are_made_later_from_the_archive_alone(box: Box, tmp_path: Path) -> None:
    fronts = tuple(box.url(host, "/") for host in OUTLETS)
    crawl(box, tmp_path / "out", "--no-clean", targets=fronts)
    asked = len(box.log)
    crawl(box, tmp_path / "out", targets=(box.url(TIMES, "/"),))  # nothing is new, and all is cleaned
    made = [record for record in records(tmp_path / "out" / "records") if record["status"] == "ok"]
    assert sorted(address(box, record["url"]) for record in made) == sorted(box.articles)
    assert [request.status for request in box.log[asked:] if request.path.startswith(("/2026/", "/news/"))] == []


def test_records_go_on_from_another_place_and_keep_their_format(box: Box, tmp_path: Path) -> None:
    targets = listed(box)
    crawl(box, tmp_path / "out", "--limit", "1", targets=targets)
    done = run(command(box, tmp_path / "out", "--format", "csv", targets=targets))
    assert (done.returncode, "say --format jsonl" in done.stderr) == (2, True), done.stderr
    crawl(box, Path(os.path.relpath(tmp_path / "out", ROOT)), targets=targets)
    assert len(records(tmp_path / "out" / "records")) == 3


# ---------------------------------------------------------------- answers that break HTTP


def test_connection_that_breaks_in_the_headers_is_tried_again_and_then_a_row(box: Box, tmp_path: Path) -> None:
    targets = listed(box)
    box.add(POST, PATHS[0], Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Served-By: the qu"))
    crawl(box, tmp_path / "out", targets=targets)
    found = {address(box, record["url"]): record for record in records(tmp_path / "out" / "records")}
    assert found[f"{POST}{PATHS[0]}"]["status"] == "error"
    assert "in the middle of the headers" in found[f"{POST}{PATHS[0]}"]["reason"]
    assert len(box.asked(POST, PATHS[0])) == 3


def test_crawl_and_records_judge_odd_answers_alike(box: Box, tmp_path: Path) -> None:
    targets = listed(box)
    pages = [box.pages[POST, path]().encoded() for path in PATHS]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
    doubled = f"5\r\nContent-Length: {len(pages[0])}\r\n\r\n".encode()
    box.add(POST, PATHS[0], Answer(raw=head + doubled + pages[0]))
    box.add(POST, PATHS[1], Answer(raw=head + b"5\r\n\r\n" + pages[1]))
    box.add(POST, PATHS[2], Answer(raw=b"HTTP/1.1 999 Request denied\r\nContent-Type: text/html\r\n\r\n" + pages[2]))
    crawl(box, tmp_path / "out", targets=targets)
    with sqlite3.connect(tmp_path / "out" / "state.sqlite") as state:
        verdicts = dict(state.execute("SELECT url, verdict FROM address WHERE purpose = 'article'").fetchall())
    judged = {url: "ok" if verdict == "article" else verdict for url, verdict in verdicts.items()}
    assert {record["url"]: record["status"] for record in records(tmp_path / "out" / "records")} == judged
    assert [judged[box.url(POST, path)] for path in PATHS] == ["ok", "empty", "error"]


def test_long_address_is_shortened_in_messages(box: Box, tmp_path: Path) -> None:
    gone = box.url(POST, f"/some/{'a-long-way-' * 600}end")
    elsewhere = f"http://www.example.edu/{'far-away-' * 1_500}"
    box.add(POST, "/moved", Answer("", 302, {"Location": elsewhere}))
    box.add(POST, gone.partition(str(box.port))[2], Answer(raw=b"nothing"))
    done = run(command(box, tmp_path / "out", targets=(gone, box.url(POST, "/moved"))))
    assert max(map(len, done.stderr.splitlines())) < 600
    found = {record["url"]: record["reason"] for record in records(tmp_path / "out" / "records")}
    assert [len(url) > 6_000 for url in found] == [True, True]
    assert max(map(len, found.values())) < 500
