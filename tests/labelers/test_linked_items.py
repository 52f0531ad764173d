"""linked_items: titles of other stories in a list between two paragraphs of a dump are no text."""

from __future__ import annotations

import pytest

from cleaner.labelers.linked_items import name_linked_items
from cleaner.model import Block, Label, Role

PROSE = [f"The council said on day {day} that the harbour would open again before the summer." for day in range(20)]
TITLES = ["* Storm tears three boats from their moorings", "* Who pays for the old pier?"]
BULLET = "* "


def named(lines: list[str], ruled: dict[int, Label] | None = None) -> list[str]:
    """The lines so named of a dump whose lines are all chosen."""
    pairs = ((line.removeprefix(BULLET), "*" if line.startswith(BULLET) else "") for line in lines)
    blocks = [Block(index, text, marker=marker) for index, (text, marker) in enumerate(pairs)]
    labels = [(ruled or {}).get(index) for index in range(len(blocks))]
    found = name_linked_items(blocks, labels, range(len(blocks)))
    return [BULLET + blocks[index].text for index in sorted(found)]


def test_titles_between_two_paragraphs_are_of_other_stories() -> None:
    assert named([*PROSE[:10], *TITLES, *PROSE[10:]]) == TITLES


def test_question_alone_is_a_title() -> None:
    assert named([*PROSE[:10], TITLES[1], *PROSE[10:]]) == TITLES[1:]


def test_lists_whose_items_are_sentences_are_no_lists_of_titles() -> None:
    summary = ["* The harbour opens again soon.", "* The pier is old.", "* Nobody was hurt."]

    assert named([*summary, *PROSE[:10], *TITLES, *PROSE[10:]]) == TITLES
    assert named([*PROSE[:10], *summary, *PROSE[10:]]) == []


@pytest.mark.parametrize("above", ["What the council wants:", "What the council wants", "What does it want?"])
def test_list_that_something_announces_is_the_story_s(above: str) -> None:
    assert named([*PROSE[:10], above, *TITLES, *PROSE[10:]]) == []


def test_story_with_lists_of_its_own_keeps_such_lines() -> None:
    own = ["What the council wants:", "* a new pier of stone", "* lights along the quay", "* a ferry to the islands"]

    assert named([*PROSE[:9], *own, PROSE[9], *TITLES, *PROSE[10:]]) == []


@pytest.mark.parametrize("items", [["* Ropes", "* Old nets"], TITLES * 3])
def test_few_words_and_long_lists_are_no_titles_of_other_stories(items: list[str]) -> None:
    assert named([*PROSE[:10], *items, *PROSE[10:]]) == []


def test_little_prose_beside_them_makes_them_the_story() -> None:
    assert named([*PROSE[:2], *TITLES, *PROSE[2:4]]) == []


def test_end_of_a_text_is_left_to_others() -> None:
    assert named([*PROSE, *TITLES]) == []


def test_what_a_rule_has_named_stays() -> None:
    ruled = {10: Label(Role.SHARE, "shared/share:line", "said by the test")}

    assert named([*PROSE[:10], *TITLES, *PROSE[10:]], ruled) == TITLES[1:]
