"""Pages and when they came out, one case each: cases/dates.yaml."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hand_made import TEXT, json_ld, make_story, meta

from cleaner.article import Article
from cleaner.fields.dates import read_modified, read_published
from cleaner.model import SiteFacts

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "dates.yaml").read_text("utf-8"))
MIN_LANGUAGES = 20


def story_of(case: dict[str, Any]) -> Article:
    head = json_ld(headline="Storm closes the harbour", **case["ld"]) if "ld" in case else ""
    head += "".join(meta(name, content) for name, content in case.get("meta", {}).items())
    if "state" in case:
        head += f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(case["state"])}</script>'
        head += "<title>Storm closes the harbour of the town | Harbour Post</title>"
    above = f"<div>{case['above']}</div>" if "above" in case else ""
    below = f"<div>{case['line']}</div>" if "line" in case else ""
    if "time" in case:
        time = case["time"]
        below += f'<time datetime="{time["datetime"]}" class="{time.get("class", "")}">{time["text"]}</time>'
    headline = case.get("headline", "Storm closes the harbour of the town")
    text = f"<p>{case.get('opening', TEXT)}</p><p>{TEXT}</p>"
    after = f"<p>{case['below']}</p>" if "below" in case else ""
    page = f"<body>{above}<h1>{headline}</h1>{below}{text}{after}</body>"
    fetched_at = datetime.fromisoformat(case["fetched_at"]) if "fetched_at" in case else None
    return make_story(
        f'<html lang="{case["lang"]}"><head>{head}</head>{page}</html>',
        url=case.get("url"),
        facts=SiteFacts(timezone=case.get("timezone")),
        fetched_at=fetched_at,
    )


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['lang']}" for n, case in enumerate(CASES)])
def test_page_is_dated(case: dict[str, Any]) -> None:
    choice = read_published(story_of(case))

    if case["published"] is None:
        assert choice is None
        return
    assert choice is not None
    assert choice.value.value == case["published"]
    said = {"precision": choice.value.precision, "zone": choice.value.zone, "source": choice.source}
    assert {name: said[name] for name in said if name in case} == {name: case[name] for name in said if name in case}


@pytest.mark.parametrize(
    "case", [case for case in CASES if "modified" in case], ids=[c["lang"] for c in CASES if "modified" in c]
)
def test_last_change_is_read(case: dict[str, Any]) -> None:
    choice = read_modified(story_of(case))

    assert choice is not None
    assert choice.value.value == case["modified"]


def test_cases_are_in_many_languages() -> None:
    assert len({case["lang"].split("-")[0] for case in CASES}) >= MIN_LANGUAGES
