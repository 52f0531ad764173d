"""How right a body that a rule names can be expected to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import RawPage, Record, clean, load_rules
from tests.learn.pages import SITE, page

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
