"""`--urls FILE` of clean and run: addresses as inputs, fetched politely."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from crawls import address, records, run
from news_box import POST, Box

pytestmark = pytest.mark.slow
MISSING = "/sport/this-story-has-gone-for-good-44444.html"


@pytest.fixture
def listed(box: Box, tmp_path: Path) -> Path:
    """Two articles and one that is not there any more."""
    places = [place for place in box.articles if place.startswith(POST)][1:3]
    path = tmp_path / "list.txt"
    urls = [f"http://{place.replace('/', f':{box.port}/', 1)}" for place in places]
    path.write_text("\n".join(["# a list", *urls, box.url(POST, MISSING), ""]))
    return path


def options(listed: Path) -> list[str]:
    usual = ["--delay", "0.02", "--allow-private", "--contact", "mailto:desk@example.org"]
    return ["--urls", str(listed), *usual, "--resolve", f"{POST}=127.0.0.1"]


def test_clean_reads_a_list(box: Box, listed: Path) -> None:
    done = run([sys.executable, "-m", "cleaner", "clean", *options(listed), "--format", "jsonl"])
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(record["status"], address(box, record["url"])) for record in made] == expected(box)
    assert [record["input"]["name"] for record in made] == [record["url"] for record in made]
    assert made[2]["reason"] == "the server answered with HTTP status 404"
    paths = {f"/{place.partition('/')[2]}" for _, place in expected(box)}
    assert {request.path for request in box.log} == {"/robots.txt", "/.well-known/tdmrep.json", *paths}


def test_run_reads_a_list_and_fetches_it_once(box: Box, listed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "cleaner", "run", *options(listed), "--out", str(out)]
    assert run(command).returncode == 1
    assert [(record["status"], address(box, record["url"])) for record in records(out)] == expected(box)
    asked = len(box.log)
    again = run(command)
    assert "nothing to do" in again.stderr
    assert len(box.log) == asked


def expected(box: Box) -> list[tuple[str, str]]:
    places = [place for place in box.articles if place.startswith(POST)][1:3]
    return [*(("ok", place) for place in places), ("error", f"{POST}{MISSING}")]


def test_addresses_of_a_host_that_cannot_be_reached_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("http://127.0.0.1:1/a-story\nhttp://127.0.0.1:1/another-story\n")
    out = tmp_path / "out"
    run(
        [
            sys.executable,
            "-m",
            "cleaner",
            "run",
            "--urls",
            str(path),
            "--delay",
            "0",
            "--allow-private",
            "--out",
            str(out),
        ]
    )
    found = {record["url"]: record["reason"] for record in records(out) if not record["url"].endswith("robots.txt")}
    assert list(found) == ["http://127.0.0.1:1/a-story", "http://127.0.0.1:1/another-story"]
    assert all("robots.txt cannot be read, so nothing is fetched" in reason for reason in found.values())
