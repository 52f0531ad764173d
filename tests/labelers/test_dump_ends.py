"""dump_ends: what a dump's choice has behind the story's end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from cleaner.labelers.dump_ends import name_behind_end
from cleaner.model import Block, Label, Role

STORY, REST = range(10), range(60, 63)  # lines of a choice
WORDS = [20.0] * 70
BELOW = [Role.RELATED, Role.COMMENTS, Role.NAVIGATION]


def named(
    body: Sequence[int], role: Role, places: Sequence[int], texts: Mapping[int, str] | None = None
) -> dict[int, Role]:
    """Place → role of the lines that are named, where the role stands in some places of a dump of 70 lines."""
    blocks = [Block(index, (texts or {}).get(index, "a line")) for index in range(70)]
    labels = [Label(role, "shared/some:line", "") if index in places else None for index in range(70)]
    return {place: label.role for place, label in name_behind_end(blocks, labels, body, WORDS).items()}


@pytest.mark.parametrize("role", BELOW)
def test_few_chosen_lines_far_behind_what_stands_below_a_story_are_no_text(role: Role) -> None:
    assert named([*STORY, *REST], role, range(20, 26)) == dict.fromkeys(REST, Role.BOILERPLATE)


@pytest.mark.parametrize("role", [Role.CAPTION, Role.CREDIT, Role.ADVERT, Role.POPULAR, Role.TIMESTAMP])
def test_gallery_box_or_chronology_inside_a_story_is_no_end(role: Role) -> None:
    assert not named([*STORY, *REST], role, range(20, 50))


def test_lines_that_nothing_names_may_be_a_part_of_the_story_that_the_model_lost() -> None:
    assert not named([*STORY, *REST], Role.RELATED, [20])


def test_rest_that_is_longer_than_half_of_what_stands_above_stays() -> None:
    assert not named([*STORY, *range(60, 66)], Role.RELATED, range(20, 26))


def test_rest_near_the_text_stays() -> None:
    assert not named([*STORY, *range(30, 33)], Role.RELATED, range(20, 26))


@pytest.mark.parametrize(
    "count", ["3 Kommentare", "Comments (12)", "٣ تعليقات", "59 Comments on “The ferry of 1921 that never came”"]
)
def test_what_stands_below_a_count_of_comments_is_comments(count: str) -> None:
    below = range(16, 25)

    assert named([*STORY, *below], Role.COMMENTS, [12], {12: count}) == dict.fromkeys(below, Role.COMMENTS)


def test_count_at_the_head_of_a_story_ends_nothing() -> None:
    assert not named([0, *range(2, 10)], Role.COMMENTS, [1], {1: "3 comments"})


def test_heading_without_a_count_may_be_a_link_to_the_comments() -> None:
    assert not named([*STORY, *range(16, 25)], Role.COMMENTS, [12], {12: "Comments"})


def test_each_story_of_a_list_has_a_count_of_its_own() -> None:
    counts = {10: "3 comments", 20: "12 comments", 30: "1 comment"}

    assert not named([*STORY, *range(11, 20), *range(21, 30)], Role.COMMENTS, list(counts), counts)


def test_count_may_stand_at_the_head_of_a_story_as_well() -> None:
    counts = {1: "12 comments", 12: "Comments (12)"}

    assert set(named([0, *range(2, 10), *range(16, 25)], Role.COMMENTS, list(counts), counts)) == set(range(16, 25))


@pytest.mark.parametrize("line", ["Limit: 750 characters at most", "Noch 500 Zeichen"])
def test_number_in_a_form_for_comments_counts_none(line: str) -> None:
    assert not named([*STORY, *range(16, 25)], Role.COMMENTS, [12], {12: line})


def test_count_in_a_bar_amid_the_story_ends_nothing() -> None:
    assert not named([*STORY, *range(14, 20)], Role.COMMENTS, [12], {12: "12 comments"})


@pytest.mark.parametrize(
    "signature",
    ["Ada Blau 3 hours ago", "Ada Blau vor 3 Stunden", "il y a 3 heures", "Ada Blau 3時間前", "منذ 3 ساعات"],
)
@pytest.mark.parametrize("first", [13, 14])
def test_comments_begin_right_below_their_count_where_lines_sign_them(signature: str, first: int) -> None:
    below = range(14, 19)
    texts = {12: "12 comments", first: signature, 17: signature}

    assert named([*STORY, *below], Role.COMMENTS, [12], texts) == dict.fromkeys(below, Role.COMMENTS)


def test_one_line_that_says_how_long_ago_it_was_below_a_count_in_a_bar_signs_no_comment() -> None:
    texts = {12: "12 comments", 13: "Updated 3 hours ago"}

    assert not named([*STORY, *range(14, 19)], Role.COMMENTS, [12], texts)


def test_count_with_more_of_the_story_below_it_than_above_ends_nothing() -> None:
    assert not named([*STORY, *range(16, 40)], Role.COMMENTS, [12], {12: "12 comments"})


@pytest.mark.parametrize(("count", "is_end"), [("5 comments", True), ("40 comments", False), ("1 comment", False)])
def test_comments_may_be_longer_than_the_story_where_as_many_stand_below_as_are_counted(
    count: str, is_end: bool
) -> None:
    buttons = range(20, 65, 10)
    below = [line for line in range(16, 60) if line not in buttons]

    found = named([*STORY, *below], Role.COMMENTS, [12, *buttons], {12: count})

    assert found == (dict.fromkeys(below, Role.COMMENTS) if is_end else {})


def test_count_in_a_bar_leaves_the_one_above_the_comments() -> None:
    counts = {6: "12 comments", 14: "12 comments"}

    assert set(named([*range(6), *range(8, 12), 20], Role.COMMENTS, list(counts), counts)) == {20}


def test_each_entry_of_a_live_blog_may_have_as_many_comments() -> None:
    entries = [index for start in range(0, 60, 10) for index in range(start, start + 3)]
    counts = dict.fromkeys(range(3, 60, 10), "0 comments")

    assert not named(entries, Role.COMMENTS, list(counts), counts)


SIGNED = {21: "Ada Blau, 09.05.2026, 12:01", 22: "Nobody asked.", 24: "riverrat 3 hours ago", 25: "And who pays?"}


def test_comments_below_a_heading_without_a_count_where_lines_with_a_time_sign_them() -> None:
    assert named([*STORY, 22, 25], Role.COMMENTS, [20], SIGNED) == dict.fromkeys([22, 25], Role.COMMENTS)


POSTED = "Posted by: {} at May 7, 2025 07:54 PM"


def test_long_comments_below_a_heading_where_lines_that_begin_alike_sign_them_below() -> None:
    signed = {place: POSTED.format(name) for place, name in ((28, "Ada"), (35, "Ben Blau"), (44, "Cleo"))}

    assert named([*STORY, 21, 24, 30, 40], Role.COMMENTS, [20], signed) == dict.fromkeys(
        (21, 24, 30, 40), Role.COMMENTS
    )


@pytest.mark.parametrize(
    "line",
    [
        "The ferry of {} left the pier at 07:54 on 7 May 2025.",
        "Posted by: {} from the harbour office in May 2025, all day",
    ],
)
def test_sentences_and_lines_without_a_time_of_day_sign_no_comments(line: str) -> None:
    lines = {place: line.format(name) for place, name in ((28, "Ada"), (35, "Ben Blau"), (44, "Cleo"))}

    assert not named([*STORY, 21, 24, 30, 40], Role.COMMENTS, [20], lines)


@pytest.mark.parametrize(
    ("places", "signed"),
    [
        ([20], {21: SIGNED[21]}),  # one day alone may be the story's
        ([0], {1: "4 March 2024, 10:00", 3: "changed 5 March 2024"}),  # a link to the comments at the story's head
        ([20], {30: SIGNED[21], 32: SIGNED[24]}),  # not right below
    ],
)
def test_other_lines_below_a_heading_of_comments_stay(places: list[int], signed: dict[int, str]) -> None:
    assert not named([*STORY, 22, 25, 31, 33], Role.COMMENTS, places, signed)
