"""The headline of a browser's copy, which has empty lines around paragraphs and none around headings."""

from __future__ import annotations

import pytest

from cleaner import clean

HEADLINE = "Storm closes the harbour of the town"
TEASER = "Ministers talk about a new tax on old cars"
DECK = "The harbour master of the town closed the port on Friday after a night of heavy rain and a storm from the coast"
TEXT = "\n\n".join(
    (
        "The harbour master of the town closed the port on Friday morning after a night of heavy rain and wind.",
        "The storm reached the coast before dawn, and the ferry to the islands was stopped for the whole of the day.",
        "Most of the boats stayed in the inner basin, where their crews spent the morning with ropes and pumps.",
        "The mayor said the old market on the quay would be moved to the hall until the weather was better again.",
    )
)
MENU = "Home\nNews\nSport\nWeather"


@pytest.mark.parametrize(
    "head",
    [
        f"{MENU}\n\nCooks\n\n{TEASER}\n\nTen hours in a boat\nPeople\nTown\n{HEADLINE}\nBy Jane Doe\n3 May 2024\n",
        f"{MENU}\n\nMost read\n\n{TEASER}\n\nNews\n{HEADLINE}\n{DECK}\n\nJane Doe\n",
        f"{MENU}\n\n{TEASER}\n\nPeople who cook\nNewsTown{HEADLINE}\n{HEADLINE}\nJane Doe\n5:00\n",
    ],
)
def test_headline_stands_right_above_its_byline_or_deck(head: str) -> None:
    assert clean(f"{head}\n{TEXT}\n").title == HEADLINE


def test_line_right_below_one_like_a_headline_is_its_deck() -> None:
    title, deck = (
        "Rough night for the boats",
        "Harbour master of the town closed the port on Friday after a night of rain",
    )

    assert clean(f"{MENU}\n{title}\n{deck}\n\nBy Jane Doe\n3 May 2024\n\n{TEXT}\n").title == title


def test_caption_right_below_a_line_makes_it_no_headline() -> None:
    caption = "The harbour of the town on Friday, when the storm had gone and the boats came back. Photo: Ada Lund"
    head = f"{MENU}\n\n{HEADLINE}\n\nBy Jane Doe\nBoats of the town\n{caption}"

    assert clean(f"{head}\n\n{TEXT}\n").title == HEADLINE
