"""How right a body that a rule names can be expected to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import RawPage, Record, clean, load_rules
from tests.learn.pages import SITE, page, story

RULE = """rule: 1
site: {site}
match: {{hosts: [{site}]}}
body: {{css: {selector}}}
"""


def _record(folder: Path, selector: str) -> Record:
    (folder / "sites").mkdir()
    (folder / "sites" / f"{SITE}.yaml").write_text(RULE.format(site=SITE, selector=selector), encoding="utf-8")
    record = clean(RawPage(page(0), url=f"https://{SITE}/harbour"), load_rules(folder))
    assert record.tool.body_by == "rule"
    return record


def test_the_story_has_a_high_score(tmp_path: Path) -> None:
    assert _record(tmp_path, "div.story-text").quality.score > 0.9


@pytest.mark.parametrize("selector", ["div.story-text > p:first-child", "div.quay-offer"])
def test_a_part_of_the_story_or_another_text_is_unsure(tmp_path: Path, selector: str) -> None:
    quality = _record(tmp_path, selector).quality
    assert quality.score < 0.7
    assert "unsure" in quality.flags


def _beside(folder: Path, extra: str) -> float:
    """The score of the story where something stands on the page beside it."""
    (folder / "sites").mkdir(parents=True)
    rule = RULE.format(site=SITE, selector="h1 + div.story-text")
    (folder / "sites" / f"{SITE}.yaml").write_text(rule, encoding="utf-8")
    body = page(0, box=False).replace("<footer>", f"{extra}<footer>")
    return clean(RawPage(body, url=f"https://{SITE}/harbour"), load_rules(folder)).quality.score


def test_prose_made_as_the_story_is_counts_more_than_teasers_and_a_copy_nothing(tmp_path: Path) -> None:
    texts = "".join(f"<p>{text}</p>" for text in story(1))
    alone, teasers, parts, copy = (
        _beside(tmp_path / str(number), extra)
        for number, extra in enumerate(
            (
                "",
                f"<div class=seen><div class=card>{texts}</div></div>",
                f"<div class=page><div class=story-text>{texts}</div></div>",
                f"<div class=print>{''.join(f'<p>{text}</p>' for text in story(0))}</div>",
            )
        )
    )
    assert parts < teasers < alone
    assert copy == alone
