"""The redesign alarm: what a site's pages had before a day, and have not since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleaner.cli import main
from cleaner.learn.doctor import STORY, Checkup, find_breaks

SITE = "tidepost.example"


def _record(day: int, *, site: str | None = SITE, month: int = 5, **members: Any) -> dict[str, Any]:
    record = {
        "status": "ok",
        "tool": {"rule": f"sites/{site}" if site else None},
        "quality": {"flags": []},
        "published": {"value": f"2024-{month:02}-{day:02}T08:00:00Z"},
        "text": "word " * 300,
        "title": "Harbour opens",
        "authors": [{"name": "Mara Quill"}],
        "images": [{"url": "https://tidepost.example/a.jpg"}],
    }
    return record | members


def _read(*records: dict[str, Any]) -> list[Checkup]:
    return [msgspec.json.decode(json.dumps(record), type=Checkup) for record in records]


OLD = [_record(day) for day in range(1, 11)]
MISSED = {"quality": {"flags": ["rule_missed"]}}


def test_the_first_day_of_a_redesign_is_named() -> None:
    new = [_record(day, **MISSED) for day in range(14, 19)]
    (found,) = find_breaks(_read(*new, *OLD))  # in any order
    assert (found.site, found.what, found.since, found.pages) == (SITE, STORY, "2024-05-14", 5)
    assert (found.before, found.after) == (1.0, 0.0)


def test_a_field_that_is_lost_is_named() -> None:
    new = [_record(day, authors=[]) for day in range(14, 19)]
    (found,) = find_breaks(_read(*OLD, *new))
    assert (found.what, found.since) == ("authors", "2024-05-14")


def test_texts_that_have_shrunk_are_named() -> None:
    new = [_record(day, text="word " * 40) for day in range(14, 19)]
    (found,) = find_breaks(_read(*OLD, *new))
    assert "length" in found.what


QUIET = (
    [],
    OLD,
    [*OLD, *(_record(day, **MISSED) for day in (14, 15))],  # too few to say
    [_record(day, authors=[]) for day in range(1, 19)],  # never had any
    [*OLD, *(_record(day, site=None, **MISSED) for day in range(14, 19))],
    [*OLD, *(_record(day, status="not_article", authors=[]) for day in range(14, 19))],
    [*OLD, *(_record(day, authors=[] if day % 2 else ["A"]) for day in range(14, 22))],
)


@pytest.mark.parametrize("records", QUIET)
def test_what_is_no_break_is_not_named(records: list[dict[str, Any]]) -> None:
    assert find_breaks(_read(*records)) == []


def test_the_command_reads_records_and_names_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = [_record(day, **MISSED) for day in range(14, 19)]
    lines = [json.dumps(record) for record in [*OLD, *new]] + ["{"]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["rules", "doctor", str(path)]) == 1
    printed = capsys.readouterr()
    assert f"{SITE}: since 2024-05-14" in printed.out
    assert "records.jsonl:16" in printed.err
    path.write_text("\n".join(lines[:10]), encoding="utf-8")
    assert main(["rules", "doctor", str(path)]) == 0
