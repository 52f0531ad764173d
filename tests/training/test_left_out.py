"""left_out: what learned rules are worth on pages they were not learned from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from cleaner.learn.lessons import read_lessons
from cleaner.model import RawPage
from cleaner.rulebook import Rulebook, load_rules
from training.left_out import Outlet, leave_each_out, main, pages_by_host

pytestmark = pytest.mark.slow

MEETING = "The council of district {n} met on {day} and agreed to repair the {what} there before the winter comes."
WHATS = ("bridge", "school", "library", "market hall", "fountain", "tram stop")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data set: three pages of one outlet, and one page of another."""
    folder = tmp_path / "small"
    (folder / "pages").mkdir(parents=True)
    rows = []
    for n, (host, day) in enumerate([("a.example", "Monday"), ("a.example", "Friday"), ("a.example", "Sunday")]):
        lines = [MEETING.format(n=n, day=day, what=what) for what in WHATS]
        rows.append(
            {"id": f"p{n}", "url": f"https://www.{host}/{n}", "title": f"District {n}", "text": "\n".join(lines)}
        )
    rows.append({**rows[0], "id": "other", "url": "https://b.example/1"})
    for row in rows:
        body = "".join(f"<p>{line}</p>" for line in row["text"].split("\n"))
        page = f"<html><body><h1>{row['title']}</h1><div class=story-text>{body}</div></body></html>"
        (folder / "pages" / f"{row['id']}.html.gz").write_bytes(gzip.compress(page.encode()))
    (folder / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_only_hosts_with_several_pages_are_taken(data: Path) -> None:
    assert {host: len(pages) for host, pages in pages_by_host(data, ["small"]).items()} == {"a.example": 3}


def test_each_page_is_cleaned_by_what_the_others_teach(data: Path) -> None:
    pages = pages_by_host(data, ["small"])["a.example"]
    assert leave_each_out("a.example", pages, load_rules(sites=False)) == Outlet("a.example", 3, 1.0, 1.0, 1.0)


def test_no_page_teaches_the_rule_that_cleans_it(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taught: list[list[str]] = []

    def note(pages: Sequence[tuple[str, RawPage]], rules: Rulebook, truths: Mapping[str, str]) -> Any:
        taught.append([name for name, _ in pages])
        return read_lessons(pages, rules, truths)

    monkeypatch.setattr("training.left_out.read_lessons", note)
    leave_each_out("a.example", pages_by_host(data, ["small"])["a.example"], load_rules(sites=False))

    assert taught[::2] == taught[1::2] == [["p1", "p2"], ["p0", "p2"], ["p0", "p1"]]


def test_the_command_prints_each_outlet_and_the_mean(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(data), "--set", "small"]) == 0
    printed = capsys.readouterr().out
    assert "a.example" in printed
    assert "mean" in printed


def test_a_missing_set_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--set", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
