"""story_lines.far_texts: what of a dump's text stands above or below the story and speaks of other things."""

from __future__ import annotations

import pytest
from hand_made import make_story

from cleaner.model import Role

TITLE = "Storm closes the harbour of Marle"
STORY = [
    "The town council closed the harbour on Monday after the storm had torn three boats from their moorings.",
    "Fishermen said that they had never seen waves of such a height in the bay, and that repairs would take weeks.",
    "The mayor promised help from the fund for emergencies, which the town had set up after the flood of last year.",
]
OTHERS = [
    "Health Letter explains what physicians recommend, with a glossary for patients and their relatives at home.",
    "Kitchen Club collects recipes of our readers, and every Thursday a new dessert that children can bake alone.",
]
SAME = "Insurers expect that the harbour will stay closed for a month, and that the boats cannot be mended at all."
RUSSIAN = [
    "Шторм закрыл гавань города",
    "Городской совет закрыл гавань в понедельник, после того как шторм сорвал три лодки с якоря у старого причала.",
    "Рыбаки говорят, что таких волн в бухте не видели никогда, и что ремонт займёт несколько недель или даже месяцев.",
    "Мэр обещал помощь из фонда, который город создал после наводнения прошлого года для таких случаев.",
]


def text_of(title: str, story: list[str], gap: int, below: list[str]) -> list[str]:
    """The lines of the text, of a dump with a menu of so many lines between the story and what stands below it."""
    page = make_story("\n\n".join([title, *story, *(f"Page {number}" for number in range(gap)), *below]))
    return [block.text for block in page.body]


@pytest.mark.parametrize(("title", "story"), [(TITLE, STORY), (RUSSIAN[0], RUSSIAN[1:])])
@pytest.mark.parametrize("below", [OTHERS, OTHERS[:1]])
def test_far_below_the_story_what_shares_no_word_with_it_is_no_text(
    title: str, story: list[str], below: list[str]
) -> None:
    assert text_of(title, story, 40, below) == story


def test_near_the_story_it_stays() -> None:
    assert text_of(TITLE, STORY, 5, OTHERS) == [*STORY, *OTHERS]


def text_around(line: str, role: Role, below: list[str]) -> list[str]:
    """The lines of the text, of a dump with a line of a role right behind the story."""
    page = make_story("\n\n".join([TITLE, *STORY, line, *below]), labels={line: (role, "shared/related:list")})
    return [block.text for block in page.body]


@pytest.mark.parametrize("role", [Role.RELATED, Role.COMMENTS, Role.NEWSLETTER])
def test_below_what_ends_a_story_what_shares_no_word_with_it_is_no_text(role: Role) -> None:
    assert text_around("Something else", role, OTHERS) == STORY


@pytest.mark.parametrize("role", [Role.SHARE, Role.POPULAR])
def test_buttons_and_lists_that_stand_amid_stories_end_none(role: Role) -> None:
    assert text_around("Something else", role, OTHERS) == [*STORY, *OTHERS]


def test_longer_text_below_such_a_line_stays_where_no_sentence_ends_above_it() -> None:
    links = [f"{sentence.rstrip('.')} more >>" for sentence in STORY]
    more = {"More of this": (Role.RELATED, "shared/related:list")}
    page = make_story("\n\n".join([TITLE, *links, "More of this", *OTHERS, *RUSSIAN[1:]]), labels=more)
    assert [block.text for block in page.body] == [*links, *OTHERS, *RUSSIAN[1:]]


@pytest.mark.parametrize(("day", "stays"), [("4 March 2024", True), ("Latest", False)])
def test_longer_text_far_below_with_a_title_and_a_date_is_the_story(day: str, stays: bool) -> None:
    menu = [f"Page {number}" for number in range(20)]
    lines = [
        "Health Letter and Kitchen Club",
        *OTHERS,
        OTHERS[0].replace("Health", "Garden"),
        *menu,
        TITLE,
        day,
        *STORY,
        SAME,
    ]
    page = make_story("\n\n".join(lines), labels={"4 March 2024": (Role.TIMESTAMP, "shared/lines:timestamp")})

    assert (STORY[0] in [block.text for block in page.body]) == stays


def test_longer_text_far_below_stays_where_its_title_and_date_are_one_line() -> None:
    menu = [f"Page {number}" for number in range(20)]
    boxes = [*OTHERS, "Health Letter and Kitchen Club", OTHERS[0].replace("Health", "Garden")]
    lines = [boxes[2], *boxes, *menu, f"{TITLE} Monday, 4 March 2024 12:55", *STORY, SAME]

    assert STORY[0] in [block.text for block in make_story("\n\n".join(lines)).body]


def test_story_told_again_in_another_script_shares_no_word_with_itself() -> None:
    assert text_around("More", Role.RELATED, RUSSIAN[1:3]) == [*STORY, *RUSSIAN[1:3]]


def test_longer_text_far_below_stays_where_no_sentence_ends_above_it() -> None:
    links = [f"{sentence.rstrip('.')} more >>" for sentence in STORY]
    assert text_of(TITLE, links, 40, [*OTHERS, *OTHERS, *OTHERS]) == [*links, *OTHERS * 3]


def test_story_goes_on_below_such_a_line_in_its_own_words() -> None:
    assert text_around("Something else", Role.RELATED, [SAME, *OTHERS]) == [*STORY, SAME, *OTHERS]


def test_few_words_below_may_share_nothing_by_chance() -> None:
    below = ["Hearings are set for June, and then again for some day in August."]

    assert text_around("Something else", Role.RELATED, below) == [*STORY, *below]


def test_line_of_the_story_ends_nothing() -> None:
    assert text_around("Something else", Role.CAPTION, OTHERS) == [*STORY, *OTHERS]


TICKER = [
    "Until 26 April trains of line 1 end at Oststadt, where buses wait that go on to the airport every ten minutes.",
    "Until 30 April line 7 does not stop at Lindenplatz, since workers renew the lifts and stairs of that station.",
]


def text_below(lines: list[str], gap: int) -> list[str]:
    """The lines of the text, of a dump with such lines and a menu above the headline."""
    page = make_story("\n\n".join([*lines, *(f"Page {number}" for number in range(gap)), TITLE, *STORY, SAME]))
    return [block.text for block in page.body]


def test_far_above_the_story_what_shares_no_word_with_it_is_no_text() -> None:
    assert text_below(TICKER, 40) == [*STORY, SAME]


def test_near_above_the_story_it_stays() -> None:
    assert text_below(TICKER, 5) == [*TICKER, *STORY, SAME]


def test_story_with_its_headline_is_none_of_the_boxes_above_a_longer_text() -> None:
    below = [*OTHERS, *NEXT]
    page = make_story(
        "\n\n".join(["Lines 1 and 7 end at Oststadt until 30 April", *TICKER, *map(str, range(40)), *below])
    )

    assert [block.text for block in page.body] == TICKER


@pytest.mark.parametrize("below", [[SAME], [SAME, *OTHERS], [*OTHERS, SAME]])
def test_part_that_says_words_of_the_headline_belongs_to_it(below: list[str]) -> None:
    assert text_of(TITLE, STORY, 40, below) == [*STORY, *below]


def test_part_that_says_words_of_the_text_belongs_to_it() -> None:
    below = ["Three boats of fishermen will be mended with money from the fund for emergencies, which takes weeks."]

    assert text_of(TITLE, STORY, 40, below) == [*STORY, *below]


def test_headline_that_is_none_of_the_text_above_says_nothing() -> None:
    assert text_of("Weather and shares", STORY, 40, OTHERS) == [*STORY, *OTHERS]


def test_few_words_above_are_no_story() -> None:
    assert text_of(TITLE, STORY[:1], 40, OTHERS) == [*STORY[:1], *OTHERS]


def test_pages_keep_such_texts() -> None:
    inside = "".join(f"<p>{text}</p>" for text in STORY)
    menu = "".join(f"<li>Page {number}</li>" for number in range(40))
    page = make_story(f"<html><body><h1>{TITLE}</h1>{inside}<ul>{menu}</ul><p>{OTHERS[0]}</p></body></html>")

    assert [block.text for block in page.body] == [*STORY, OTHERS[0]]


NEXT = [
    "Patients will find physicians in the evening as well, and relatives may call a nurse before they come along.",
    "Doctors said that fewer people had to wait for hours, and that medicine had become cheaper since last winter.",
]


def with_next(date: str, below: list[str], title: str = TITLE) -> list[str]:
    """The lines of the text, of a dump with another title, byline and date right behind the story."""
    head = [title, "By Eva Holm", "Published 3.5.2026 - 17:29"]
    page = make_story("\n\n".join([*head, *STORY, "Clinic open until nine", "By Jo Merritt", date, *below]))
    return [block.text for block in page.body]


@pytest.mark.parametrize("title", [TITLE, "Gone"])
def test_next_story_begins_at_a_date_in_the_form_of_the_first(title: str) -> None:
    assert with_next("Published 2.5.2026 - 9:05", NEXT, title) == STORY


def test_next_story_begins_at_its_headline_where_that_is_in_the_text() -> None:
    head = "Clinic keeps its nurses until nine and opens on Sundays: more >>"
    lines = [TITLE, "By Eva Holm", "Published 3.5.2026 - 17:29", *STORY, head, "Published 2.5.2026 - 9:05", *NEXT]

    assert [block.text for block in make_story("\n\n".join(lines)).body] == STORY


def test_date_above_what_goes_on_with_the_story_ends_nothing() -> None:
    assert with_next("Published 2.5.2026 - 9:05", [SAME, *NEXT]) == [*STORY, SAME, *NEXT]


@pytest.mark.parametrize("date", ["Published 3.5.2026 - 17:29", "On 2.5.2026 at nine"])
def test_same_date_once_more_and_dates_of_another_form_begin_no_story(date: str) -> None:
    assert with_next(date, NEXT) == [*STORY, *NEXT]


def test_entries_right_below_one_another_each_below_its_time_are_one_text() -> None:
    entries = [line for day, text in enumerate(NEXT, 1) for line in (f"Published {day}.5.2026 - 9:05", text)]
    page = make_story("\n\n".join([TITLE, "By Eva Holm", "Published 3.5.2026 - 17:29", *STORY, *entries]))

    assert [block.text for block in page.body] == [*STORY, *NEXT]
