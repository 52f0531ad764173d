from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hand_made import TEXT, make_story

from cleaner.fields.attribution.dateline import read_dateline
from cleaner.lines.datelines import dateline_agencies, parse_dateline
from cleaner.model import Candidate, Dateline

FILE = Path(__file__).parent / "cases" / "datelines.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['text']}" for case in CASES])
def test_dateline_gives_place_date_and_agency(case: dict[str, Any]) -> None:
    found = parse_dateline(case["text"])

    if case.get("dateline") is False:
        assert found is None
        return
    assert found is not None
    assert (found.place, found.date) == (case["place"], case.get("date"))
    assert [hit.agency.name for hit in dateline_agencies(case["text"])] == case.get("agency", [])
    assert found.raw is not None
    assert case["text"].startswith(found.raw)


def test_prose_begins_with_no_dateline() -> None:
    assert parse_dateline(TEXT) is None


def test_dateline_stays_in_the_body_and_is_read_from_it() -> None:
    story = make_story(f"<p>LONDON (AP) — {TEXT}</p>")

    choice = read_dateline(story)

    assert choice is not None
    assert (choice.value, choice.source) == (Dateline("London", None, "LONDON (AP) —"), "body")
    assert story.body[0].text.startswith("LONDON")


def test_rule_wins() -> None:
    found = Candidate("dateline", "GENEVA (AP) —", "rule:example.com:dateline", 0, {"place": "GENEVA"})

    choice = read_dateline(make_story(f"<p>LONDON (AP) — {TEXT}</p>", candidates={"dateline": (found,)}))

    assert choice is not None
    assert (choice.value.place, choice.source) == ("Geneva", "rule:example.com:dateline")
