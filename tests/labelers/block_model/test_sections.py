"""section_columns: which parts of a page a line of a dump stands beside."""

from __future__ import annotations

from cleaner.labelers.block_model.main_text import MainText
from cleaner.labelers.block_model.sections import FAR, SECTION_NAMES, section_columns
from cleaner.model import Label, Role

STORY = MainText(first=0, last=2, words=100.0)
ROLES = {
    "a heading of comments": Role.COMMENTS,
    "a copyright line": Role.COPYRIGHT,
    "an entry of a list": Role.RELATED,
    "a button": Role.SHARE,
    "a byline": Role.BYLINE,
}


def columns(*lines: str, main: MainText = STORY) -> dict[str, list[float]]:
    labels = [Label(ROLES[line], "test", "it says so") if line in ROLES else None for line in lines]
    found = section_columns(labels, main)
    return {name: found[:, number].tolist() for number, name in enumerate(SECTION_NAMES)}


def test_a_paragraph_below_the_heading_of_the_comments_is_told_from_the_story() -> None:
    found = columns("text", "text", "text", "a heading of comments", "a comment", "a comment")

    assert found["comments_between"] == [0, 0, 0, 0, 1, 1]
    assert found["comments_since"][4:] == [1, 2]
    assert found["comments_until"][:3] == [3, 2, 1]
    assert found["comments_above"] == [0, 0, 0, 1, 1, 1]


def test_each_part_is_counted_by_itself() -> None:
    found = columns("text", "text", "text", "a button", "an entry of a list", "a copyright line", "a dialog")

    assert [found[f"{part}_between"][6] for part in ("comments", "foot", "lists", "offers")] == [0, 1, 1, 1]
    assert [found[f"{part}_since"][6] for part in ("comments", "foot", "lists", "offers")] == [FAR, 1, 2, 3]


def test_lines_of_the_story_are_no_part() -> None:
    assert columns("a byline", "text", "text") == columns("text", "text", "text")


def test_a_page_without_text_has_nothing_between() -> None:
    found = columns("a button", "menu", main=MainText())

    assert found["offers_between"] == [-1, -1]
    assert found["offers_since"] == [0, 1]
