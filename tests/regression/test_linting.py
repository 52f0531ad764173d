"""linting: the rules that ship have nothing to mend, and a dead statement is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.regression.linting import lint_rules

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "samples"


def test_rules_that_ship_have_nothing_to_mend() -> None:
    assert lint_rules(None, SAMPLES) == []


def test_statement_that_no_sample_shows_is_found(tmp_path: Path) -> None:
    rule = Path(__file__).parents[2] / "rules" / "sites" / "newsrebeat.com.yaml"
    dead = "    label:\n      - {role: advert, name: dead, tokens: [nobody-has-this], why: a test}\n"
    (tmp_path / "sites").mkdir()
    text = rule.read_text(encoding="utf-8").replace("    label:\n", dead, 1)
    (tmp_path / "sites" / rule.name).write_text(text, encoding="utf-8")
    problems = [finding.problem for finding in lint_rules(tmp_path, SAMPLES)]
    assert any("newsrebeat.com:dead" in problem for problem in problems)
