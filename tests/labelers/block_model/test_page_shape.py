"""page_shape: a page in numbers."""

from __future__ import annotations

import pytest

from cleaner import RawPage, load_rules
from cleaner.labelers.block_model import DeclaredTexts, score_blocks
from cleaner.labelers.block_model.page_shape import SHAPE_NAMES
from cleaner.model import DocumentKind, Options
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment

RULES = load_rules(sites=False)
SENTENCE = "The council met on Monday evening and agreed to repair the old bridge before the winter comes."
TEASER = "<div class=t><h2><a href=/{0}>Council {0} repairs the old bridge at last</a></h2><p>{1}</p></div>"


def shape_of(body: str, kind: DocumentKind = "html") -> dict[str, float]:
    page = segment(decode(RawPage(body, kind=kind), Options()), Options())
    return dict(zip(SHAPE_NAMES, score_blocks(page, [None] * len(page.blocks), DeclaredTexts(page)).shape, strict=True))


def test_story_is_one_run_and_teasers_are_many() -> None:
    story = shape_of(f"<h1>Bridge</h1>{f'<p>{SENTENCE}</p>' * 10}")
    front = shape_of("".join(TEASER.format(n, SENTENCE) for n in range(10)))
    assert (story["mean_run"], front["mean_run"]) == (10.0, 1.0)
    assert (story["led_share"], front["led_share"]) == (0.0, 1.0)
    assert story["linked_headings"] == 0.0 < front["linked_headings"]
    assert front["linked_items_share"] > 0.5 > story["linked_items_share"]


def test_items_are_of_pages_only() -> None:
    assert shape_of(f"Bridge\n\n{SENTENCE}\n\n{SENTENCE}", "text")["most_items"] == -1.0


@pytest.mark.parametrize("body", ["<p>One</p>", "<p><a href=/>One</a></p>", "<h1>1</h1>"])
def test_smallest_pages_have_a_shape(body: str) -> None:
    assert all(number == number for number in shape_of(body).values()), "no NaN"
