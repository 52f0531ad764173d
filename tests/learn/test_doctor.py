"""The redesign alarm: what a site's pages had before a day, and have not since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleaner.cli import main
from cleaner.learn.doctor import STORY, Break, Checkup, Diagnosis, diagnose

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


def _breaks(*records: dict[str, Any]) -> tuple[Break, ...]:
    return diagnose(_read(*records)).breaks


OLD = [_record(day) for day in range(1, 11)]
MISSED = {"quality": {"flags": ["rule_missed"]}}


def test_the_first_day_of_a_redesign_is_named() -> None:
    new = [_record(day, **MISSED) for day in range(14, 19)]
    (found,) = _breaks(*new, *OLD)  # in any order
    assert (found.site, found.since, found.pages) == (SITE, "2024-05-14", 5)
    (loss,) = found.losses
    assert (loss.what, loss.before, loss.after) == (STORY, 1.0, 0.0)


def test_a_field_that_is_lost_is_named() -> None:
    new = [_record(day, authors=[]) for day in range(14, 19)]
    (found,) = _breaks(*OLD, *new)
    assert ([loss.what for loss in found.losses], found.since) == (["authors"], "2024-05-14")


def test_texts_that_have_shrunk_are_named() -> None:
    new = [_record(day, text="word " * 40) for day in range(14, 19)]
    (found,) = _breaks(*OLD, *new)
    assert "length" in found.losses[0].what


def _used(*label: int, layout: str = "1", version: int = 1) -> dict[str, Any]:
    tool = {"rule": f"sites/{SITE}", "rule_version": version, "layout": layout, "hits": {"label": label}}
    return {"tool": tool}


def test_a_statement_that_stopped_matching_is_named_with_its_day() -> None:
    old = [_record(day, **_used(2, 0, 1)) for day in range(1, 11)]
    new = [_record(day, **_used(0, 0, 1)) for day in range(14, 19)]
    (found,) = _breaks(*old, *new)
    assert (found.since, found.layout, [loss.what for loss in found.losses]) == (
        "2024-05-14",
        "1",
        ["statement 1 of the rule"],
    )


QUIET_HITS = (
    _used(0, layout="2"),  # another layout has statements of its own
    _used(0, version=2),
    {**_used(0), "input": {"kind": "text"}},  # a dump has no elements
)


@pytest.mark.parametrize("members", QUIET_HITS)
def test_hits_are_held_against_those_of_the_same_rule_and_kind(members: dict[str, Any]) -> None:
    old = [_record(day, **_used(2)) for day in range(1, 11)]
    assert _breaks(*old, *(_record(day, **members) for day in range(14, 19))) == ()


def test_a_statement_that_hits_now_and_then_has_not_broken() -> None:
    old = [_record(day, **_used(day % 5)) for day in range(1, 11)]
    assert _breaks(*old, *(_record(day, **_used(0)) for day in range(14, 19))) == ()


UNCHECKED = (
    ([_record(day, site=None) for day in range(1, 19)], "no rule of a site"),
    ([_record(day, published=None) for day in range(1, 19)], "neither a day"),
    ([_record(day, status="not_article") for day in range(1, 19)], "no article"),
    (OLD[:4], "too few"),
)


@pytest.mark.parametrize(("records", "why"), UNCHECKED)
def test_what_cannot_be_checked_is_said(records: list[dict[str, Any]], why: str) -> None:
    found = diagnose(_read(*records))
    assert found == Diagnosis((), (), found.unchecked)
    assert [count for problem, count in found.unchecked.items() if why in problem] == [len(records)]


def test_a_page_without_a_day_of_publication_has_that_of_fetching() -> None:
    def undated(day: int, **members: Any) -> dict[str, Any]:
        moment = {"kind": "html", "fetched_at": f"2024-05-{day:02}T00:00:00Z"}
        return _record(day, published=None, input=moment, **members)

    old, new = map(undated, range(1, 11)), (undated(day, **MISSED) for day in range(14, 19))
    assert _breaks(*old, *new)[0].since == "2024-05-14"


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
    assert _breaks(*records) == ()


def test_the_command_reads_records_and_names_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = [_record(day, **MISSED) for day in range(14, 19)]
    lines = [json.dumps(record) for record in [*OLD, *new]] + ["{", '{"a":' * 3000]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["rules", "doctor", str(path)]) == 1
    printed = capsys.readouterr()
    assert f"{SITE}: since 2024-05-14" in printed.out
    assert "records.jsonl:16" in printed.err
    assert "records.jsonl:17: no record" in printed.err
    path.write_text("\n".join(lines[:10]), encoding="utf-8")
    assert main(["rules", "doctor", str(path)]) == 0


def test_the_command_says_that_nothing_was_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(_record(1, site=None)), encoding="utf-8")
    assert main(["rules", "doctor", str(path)]) == 2
    assert "nothing was checked" in capsys.readouterr().err


def test_pages_without_the_story_are_a_finding_whatever_their_day() -> None:
    mixed = [_record(day, **(MISSED if day % 3 == 0 else {})) for day in range(1, 29)]
    found = diagnose(_read(*mixed))
    assert found.breaks == ()
    (missed,) = found.missed
    assert (missed.site, missed.pages, missed.of, missed.first, missed.last) == (
        SITE, 9, 28, "2024-05-03", "2024-05-27",
    )  # fmt: skip


def test_a_break_explains_the_pages_behind_it() -> None:
    assert diagnose(_read(*OLD, *(_record(day, **MISSED) for day in range(14, 19)))).missed == ()


def test_with_too_few_pages_before_no_later_day_is_named() -> None:
    few = [_record(day) for day in range(1, 5)]
    found = diagnose(_read(*few, *(_record(day, **MISSED) for day in range(5, 25))))
    assert found.breaks == ()
    assert [(one.pages, one.first) for one in found.missed] == [(20, "2024-05-05")]


def test_the_command_names_a_rule_that_misses_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "records.jsonl"
    rows = [_record(day, **(MISSED if day % 3 == 0 else {})) for day in range(1, 29)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["rules", "doctor", str(path)]) == 1
    assert f"{SITE}: 9 of 28 pages, 2024-05-03 to 2024-05-27:" in capsys.readouterr().out


def test_sites_with_too_few_records_are_one_line() -> None:
    few = [_record(day, site=f"site{number:02}.example") for number in range(75) for day in range(1 + number // 74)]
    [(why, count)] = diagnose(_read(*few, *OLD)).unchecked.items()
    assert count == 76
    assert why.startswith("75 sites have too few of them (5 before a day and 3 since are needed): site74.example, site")
    assert why.endswith(" and 67 more")
