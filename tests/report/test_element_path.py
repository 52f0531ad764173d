"""The selector that explain shows for a block."""

from __future__ import annotations

import pytest

from cleaner.model import NOWHERE
from cleaner.report.element_path import path_of
from tests.rule_pages import make_page

CASES = (
    ("<div class='story-text'><p>The pier is closed.</p></div>", "div.story-text > p"),
    (
        "<div class='story-text wide'><section><p>The pier is closed.</p></section></div>",
        "div.story-text.wide > section > p",
    ),
    ("<div id=story class=x><p class='intro'>The pier is closed.</p></div>", "p.intro"),
    ("<div class='css-1a2b3c'><p>The pier is closed.</p></div>", "p"),
    (
        "<div id=story><div class='jsx-123'><p>The <b class=hot>pier</b> is closed.</p></div></div>",
        "div#story > div > p",
    ),
    ("<p>The pier is closed.</p>", "p"),
)


@pytest.mark.parametrize(("html", "path"), CASES)
def test_path_begins_at_the_nearest_name_that_lasts(html: str, path: str) -> None:
    block = make_page(f"<html><body>{html}</body></html>").blocks[0]
    assert path_of(block.place) == path


def test_a_dump_has_no_elements() -> None:
    assert path_of(NOWHERE) == ""
