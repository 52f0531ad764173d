"""The XPath expressions of shared and platform rules, which look at every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

RULES = Path(__file__).parent.parent.parent / "rules"
PREDICATE = re.compile(r"\[[^\[\]]*\]")


def expressions(value: Any) -> Iterator[str]:
    """Every XPath expression in a rule file."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "xpath":
                yield from [member] if isinstance(member, str) else member
            else:
                yield from expressions(member)
    elif isinstance(value, list):
        for member in value:
            yield from expressions(member)


FILES = sorted((*RULES.glob("shared/*.yaml"), *RULES.glob("platforms/*.yaml")))
EXPRESSIONS = [(path.stem, text) for path in FILES for text in expressions(yaml.safe_load(path.read_text("utf-8")))]


@pytest.mark.parametrize(("rule", "expression"), EXPRESSIONS)
def test_a_path_goes_down_to_any_depth_once(rule: str, expression: str) -> None:
    """libxml2 looks at what is inside of elements inside of each other once for each of them: `//a//b`."""
    bare, before = expression, ""
    while bare != before:
        bare, before = PREDICATE.sub("", bare), bare
    assert all(branch.count("//") + branch.count("descendant") < 2 for branch in bare.split("|")), rule
