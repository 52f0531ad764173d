"""Titles and decks of text dumps, which only place and shape tell."""

from __future__ import annotations

import pytest
from hand_made import make_story

from cleaner.fields.titles.lines import find_deck_lines, find_title_line

HEADLINE = "Storm closes the harbour of the town"
TEXT = "\n".join(
    (
        "The harbour master of the town closed the port on Friday morning after a night of heavy rain and wind.",
        "The storm reached the coast before dawn, and the ferry to the islands was stopped for the whole of the day.",
        "Most of the boats stayed in the inner basin, where their crews spent the morning with ropes and pumps.",
        "The mayor said the market on the quay would be moved to the old hall until the weather was better again.",
    )
)


def title_of(dump: str) -> str | None:
    line = find_title_line(make_story(dump))
    return line.text if line is not None else None


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("", id="first line"),
        pytest.param("Menu\nNews\nSport\nSubscribe now for a month\n\n", id="below a menu"),
        pytest.param(
            "Sign up for the evening newsletter\n\nhttps://example.com/harbour-storm-closes\n\n", id="below a box"
        ),
        pytest.param("Home > Town > Harbour and storm\n\n", id="below a breadcrumb"),
    ],
)
def test_headline_is_found_above_the_story(above: str) -> None:
    assert title_of(f"{above}{HEADLINE}\n\nBy Jane Doe\n\n{TEXT}") == HEADLINE


def test_headline_stands_before_its_deck() -> None:
    assert title_of(f"{HEADLINE}\nFerry to the islands is stopped for the day\n\n{TEXT}") == HEADLINE


def test_line_printed_twice_is_the_headline() -> None:
    assert title_of(f"{HEADLINE}\n\nThe boats and the harbour\n\n{HEADLINE}\n\n{TEXT}") == HEADLINE


def test_caption_is_not_the_headline() -> None:
    caption = "Boats in the harbour of the town on the morning of the storm. (Photo: Jane Doe)"

    assert title_of(f"{HEADLINE}\n\n{caption}\n\n{TEXT}") == HEADLINE


def test_dump_of_story_alone_has_no_headline() -> None:
    assert title_of(TEXT) is None


def test_deck_is_what_stands_between_headline_and_story() -> None:
    story = make_story(f"{HEADLINE}\nFerry stopped for the day\nThe mayor: market moved to the hall\n{TEXT}")
    title = find_title_line(story)

    assert title is not None
    assert [line.text for line in find_deck_lines(story, title)] == [
        "Ferry stopped for the day",
        "The mayor: market moved to the hall",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe Views",
        "By Jane Doe",
        "3 May 2024, 15:47",
        "Boats in the harbour [AGENCY]",
        "The boats stayed in the harbour.",
    ],
)
def test_byline_date_caption_and_sentence_are_no_deck(line: str) -> None:
    story = make_story(f"{HEADLINE}\n{line}\n{TEXT}")
    title = find_title_line(story)

    assert title is not None
    assert find_deck_lines(story, title) == ()
