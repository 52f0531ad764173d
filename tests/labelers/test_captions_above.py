"""story_lines.captions_above: captions of dumps that stand right above the credits between paragraphs."""

from __future__ import annotations

import pytest
from hand_made import make_story

from cleaner.article import Article

PARAGRAPHS = [
    "The town council closed the harbour on Monday after the storm had torn three boats from their moorings.",
    "Fishermen said that they had never seen waves of such a height in the bay, and that repairs would take weeks.",
    "The mayor promised help from the fund for emergencies, which the town had set up after the flood of last year.",
    "Engineers will look at the old pier this week and say whether it can still carry the lorries of the fish market.",
]
CAPTION = "Boats lie on the beach of the bay on the morning after the storm."
OTHER = "The mayor looks at the pier."
BY_LABELER = {"line:caption", "line:credit"}


def dump_of(*lines: str) -> str:
    """The story's paragraphs, with the lines behind the second of them."""
    head = "Storm closes the harbour"
    return "\n".join([head, *PARAGRAPHS[:2], *lines, *PARAGRAPHS[2:]]) + "\n"


def roles(story: Article) -> dict[str, str]:
    """Text → role of the blocks that the labelers of lines named."""
    pairs = zip(story.page.blocks, story.labels.labels, strict=True)
    return {block.text: label.role.value for block, label in pairs if label and label.by in BY_LABELER}


@pytest.mark.parametrize("credit", ["(Jane Roe/Reuters)", "Photo: Jane Roe", "© Harbour Press | Handout"])
def test_sentence_right_above_a_credit_between_paragraphs_is_a_caption(credit: str) -> None:
    story = make_story(dump_of(CAPTION, credit, OTHER, credit))

    assert roles(story) == {CAPTION: "caption", OTHER: "caption", credit: "credit"}
    assert not {CAPTION, OTHER, credit} & {block.text for block in story.body}


def test_label_between_a_caption_and_the_name_of_its_photographer_is_of_the_credit() -> None:
    story = make_story(dump_of(CAPTION, "Image:", "Jane Roe"))

    assert roles(story) == {CAPTION: "caption", "Image:": "credit", "Jane Roe": "credit"}


def test_paragraph_above_a_credit_stays_and_so_do_all_of_a_page_with_such_credits() -> None:
    long = f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}"
    story = make_story(dump_of(long, "Photo: Jane Roe", CAPTION, "Photo: Richard Roe"))

    assert roles(story) == {"Photo: Jane Roe": "credit", "Photo: Richard Roe": "credit"}


def test_house_alone_may_stand_above_the_caption() -> None:
    story = make_story(dump_of(CAPTION, "Getty Images", "The pier in the morning"))

    assert CAPTION in {block.text for block in story.body}


def test_heading_above_a_picture_without_a_caption_is_none() -> None:
    story = make_story(dump_of("What comes next", "Photo: Jane Roe"))

    assert roles(story) == {"Photo: Jane Roe": "credit"}


def test_source_of_a_figure_and_a_stage_direction_have_no_caption() -> None:
    lines = (CAPTION, "Source: Jane Roe", OTHER, "(SOUNDBITE OF A RECORDING)", "More on boats.", "Source:", "Reuters")

    assert "caption" not in roles(make_story(dump_of(*lines))).values()
