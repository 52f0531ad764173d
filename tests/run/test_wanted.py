"""Which outlets of a run would gain most from a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.run.tally import NO_OUTLET, OutletTally, Tally
from cleaner.run.wanted import wanted_rules
from tests.learn.pages import SITE, page


def _outlet(pages: int, score: int, body_by: str = "block-model") -> OutletTally:
    return OutletTally(pages=pages, status={"ok": pages}, body_by={body_by: pages}, quality={score: pages})


def test_pages_and_doubt_decide_together() -> None:
    tally = Tally(
        {"few.example": _outlet(10, 50), "many.example": _outlet(1_000, 95), "sure.example": _outlet(400, 99)}
    )
    assert [(one.outlet, round(one.gain, 2)) for one in wanted_rules(tally)] == [
        ("many.example", 50.0),
        ("few.example", 5.0),
        ("sure.example", 4.0),
    ]


def test_outlets_with_a_rule_or_without_a_text_want_none() -> None:
    tally = Tally({"ruled.example": _outlet(50, 80, "rule"), "dead.example": OutletTally()})
    assert wanted_rules(tally) == []


def test_pages_of_nobody_count_in_the_sum_and_have_a_line() -> None:
    tally = Tally({"few.example": _outlet(10, 50), NO_OUTLET: _outlet(30, 50)})
    assert [(one.outlet, one.share) for one in wanted_rules(tally)] == [(NO_OUTLET, 0.75), ("few.example", 0.25)]


def test_the_command_reads_the_folder_of_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    for number in range(2):
        (tmp_path / "in" / f"{number}.html").write_text(page(number), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["run", str(tmp_path / "in"), "--out", str(out), "--workers", "1"]) == 0
    capsys.readouterr()
    assert main(["rules", "wanted", str(out)]) == 0
    assert f"{SITE} " in capsys.readouterr().out


def test_a_folder_that_is_no_run_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "wanted", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
