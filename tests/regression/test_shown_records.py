"""How a person is shown what differs in a sample: in which fields first, and no line wider than a screen."""

from __future__ import annotations

import pytest

from cleaner.regression.compare import Difference
from cleaner.regression.shown import shown

LONG = "The ferry sails again from Monday, four months after it ran aground in the fog off the pier of Holm, "
TEXT = Difference("text", f"First.\n{LONG}says Ida.\nLast.\nOffer.", f"First.\n{LONG}says Ada.\nLast.")
BODY = Difference(
    "body",
    [{"kind": "paragraph", "text": line} for line in ("First.", "Last.", "Offer.")],
    [{"kind": "heading", "text": "First."}, {"kind": "paragraph", "text": "Last."}],
)
SCORE = Difference("quality", {"score": 0.9, "flags": []}, {"score": 0.8, "flags": []})


def test_the_fields_stand_first_and_those_that_follow_behind_them() -> None:
    title = Difference("title", "Ferry", "Barge")
    summary, *details = shown([title, TEXT, BODY, SCORE])
    assert summary == "differs: title, text (2 lines gone, 1 new); with that: body, quality"
    assert [line for line in details if not line.startswith(" ")] == ["title:", "text:", "body:"]


def test_the_text_stands_behind_the_fields() -> None:
    names = [line for line in shown([TEXT, Difference("section", ["Sea"], None)]) if line.endswith(":")]
    assert names == ["section:", "text:"]


def test_of_a_long_line_the_place_is_shown_where_it_differs() -> None:
    lines = list(shown([TEXT]))
    assert "  - … the pier of Holm, says Ida." in lines
    assert "  + … the pier of Holm, says Ada." in lines


def test_a_block_that_the_text_shows_is_not_shown_twice() -> None:
    assert list(shown([TEXT, BODY]))[-4:] == [
        "body:",
        "  - paragraph: First.",
        "  + heading: First.",
        "    paragraph: Last.",
    ]


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    many = [Difference(name, "a " * 300, {"deep": [LONG * 3]}) for name in ("title", "kicker", "tags", "notices")]
    assert max(map(len, shown([*many, TEXT, BODY], columns))) <= columns


def test_a_change_of_kind_is_no_mere_number() -> None:
    kinds = Difference("page_type", {"kind": "article"}, {"kind": "listing"})
    assert next(shown([kinds, SCORE])) == "differs: page_type; with that: quality"


def test_a_score_alone_is_shown() -> None:
    assert list(shown([SCORE])) == [
        "differs: quality",
        "quality:",
        '  - "score": 0.9',
        '  + "score": 0.8',
        '    "flags": []',
    ]


def test_nothing_is_shown_where_nothing_differs() -> None:
    assert not list(shown([]))
