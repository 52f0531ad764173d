"""The headline of a printed page, whose large letters wrap it over lines."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.labelers.story_lines.wrapped_headlines import fill_lines

FIRST, SECOND = "Storm closes the busy harbour", "Friday in town and islands"
DECK = "Master of the port sends boats and crews home on Friday morning as heavy rain and wind reach the coast"
TEXT = "\n\n".join(
    (
        "The harbour master of the town closed the port on Friday morning after a night of heavy rain and wind.",
        "The storm reached the coast before dawn, and the ferry to the islands was stopped for the whole of the day.",
        "Most of the boats stayed in the inner basin, where their crews spent the morning with ropes and pumps.",
        "The mayor said the old market on the quay would be moved to the hall until the weather was better again.",
    )
)


def title_below(head: str, page_break: str = "\f") -> str | None:
    return clean(
        f"Home\nNews\nSport\nWeather\n\n{head}\n\nBy Jane Doe\n\n3 May 2024\n\n{TEXT}\n{page_break}\nPage 2\n"
    ).title


def test_lines_of_a_wrapped_headline_are_one_title() -> None:
    assert title_below(f"{FIRST}\n{SECOND}") == f"{FIRST} {SECOND}"
    assert title_below(f"{FIRST}\n{SECOND}\n{DECK}") == f"{FIRST} {SECOND}"


@pytest.mark.parametrize(
    "below",
    [
        DECK,
        "\nThe market of the town",  # behind a gap
        "Storm closes harbour",  # says it again
        "Jane Doe, editor",  # of nothing that the story is about
        "A mayor for the town and its islands",  # would fit
        "Friday harbour desk, 3 May 2024 21:37",  # who wrote it when
    ],
)
def test_other_lines_below_a_headline_are_none_of_it(below: str) -> None:
    assert title_below(f"{FIRST}\n{below}") == FIRST


def test_headline_of_no_print_is_one_line() -> None:
    assert title_below(f"{FIRST}\n{SECOND}", page_break="") == FIRST


def test_lines_are_full_where_no_first_word_would_have_fitted_above() -> None:
    assert fill_lines([FIRST, SECOND])
    assert not fill_lines([FIRST, "a market and its old town in rain"])
    assert not fill_lines([FIRST * 3, SECOND * 3])
