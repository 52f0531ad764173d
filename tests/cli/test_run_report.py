"""Which pages the report of a run names first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.cli.run_report import worst_pages

LOOKED_AT = [  # name, status, score, flags, who named the body
    ("fine.html", "ok", 0.98, [], "block-model"),
    ("low.html", "ok", 0.91, ["short", "no_vote"], "block-model"),
    ("rule.html", "ok", 0.72, ["short"], "rule"),
    ("rule-in-doubt.html", "ok", 0.69, ["unsure"], "rule"),
    ("redesigned.html", "ok", 0.97, ["rule_missed"], "block-model"),
    ("wall.html", "bot_wall", 0.0, ["short", "no_title"], None),
]


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (20, ["rule-in-doubt.html", "redesigned.html", "wall.html", "low.html", "fine.html"]),
        (2, ["rule-in-doubt.html", "wall.html"]),
    ],
)
def test_pages_to_look_at_first_have_a_flag_or_a_status(tmp_path: Path, count: int, names: list[str]) -> None:
    records = (
        {
            "status": status,
            "quality": {"score": score, "flags": flags},
            "tool": {"body_by": by},
            "input": {"name": name},
        }
        for name, status, score, flags, by in LOOKED_AT
    )
    (tmp_path / "records-00000.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    found = worst_pages(tmp_path, count)
    assert [page.name for page in found] == names
    assert {"unsure", "bot_wall; short; no_title"} <= {page.why for page in found}
