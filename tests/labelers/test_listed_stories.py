"""listed_stories: teasers of a dump, told from a story that goes on below a heading of other stories."""

from __future__ import annotations

from cleaner.labelers.block_model import BlockScores
from cleaner.labelers.listed_stories import name_boxed_stories, name_listed_stories
from cleaner.model import Block, Label, Role

STORY = [
    f"The council of district {n} met on Monday evening and agreed to repair the old bridge before winter, although "
    "two members warned that the money would be missing elsewhere."
    for n in range(6)
]
TITLES = ["Ferry pilots vote to strike", "Letter from 1944 found", "Will the school bus stop?"]
TEASER = "The harbour of {} was dredged in spring, and larger boats moor there again."
TEASERS = [line for title in TITLES for line in (title, TEASER.format(title[:5]))]


def listed(*lines: str, chosen: tuple[str, ...] = ()) -> list[str]:
    """The lines that are named, where sentences and `chosen` were chosen; a rule knows the line "More stories"."""
    blocks = [Block(index, line) for index, line in enumerate(lines)]
    labels = [Label(Role.RELATED, "shared/x", "") if line == "More stories" else None for line in lines]
    labels = [
        Label(Role.COPYRIGHT, "shared/x", "") if line.startswith("©") else label
        for line, label in zip(lines, labels, strict=True)
    ]
    body = {block.index for block in blocks if block.text.endswith(".") or block.text in chosen}
    return [lines[index] for index in name_listed_stories(blocks, labels, body, [len(line.split()) for line in lines])]


def test_titles_in_turn_with_texts_behind_a_story_are_teasers() -> None:
    assert listed(*STORY, "More stories", *TEASERS, "© The Herald") == TEASERS


def test_and_before_it() -> None:
    assert listed("More stories", *TEASERS, "© The Herald", *STORY) == TEASERS


def test_what_stands_between_is_of_the_list() -> None:
    dated = [line for title in TITLES for line in (title, "Sport", "3 hours ago", TEASER.format(title[:5]))]

    assert listed(*STORY, "More stories", *dated) == dated


def test_broken_lines_of_a_story_are_no_titles() -> None:
    broken = [line for text in STORY[:3] for line in (text, "Elsewhere.")]

    assert listed(*STORY, "More stories", "The bridge", *broken) == []


def test_two_texts_in_a_row_are_a_story_that_goes_on() -> None:
    assert listed(*STORY[:5], "More stories", *TEASERS[:4], *STORY) == []
    assert listed(*STORY, "More stories", *TEASERS, *STORY[:2]) == []
    assert listed("More stories", *TEASERS, *STORY) == TEASERS


def test_button_below_each_item_of_a_story_is_no_heading() -> None:
    items = [line for n in range(0, 6, 2) for line in (*TEASERS[n : n + 2], "More stories")]

    assert listed(*STORY, "More stories", *items) == []


def test_headings_of_a_story_that_has_such_above_are_no_titles() -> None:
    headed = [line for n, text in enumerate(STORY) for line in (f"Bridge number {n}", text)]
    heads = tuple(line for line in (*headed, *TEASERS) if not line.endswith("."))

    assert listed(*headed, "More stories", *TEASERS, chosen=heads) == []
    assert listed(*headed, "More stories", *TEASERS, chosen=heads[:6]) == TEASERS


def test_story_that_asks_goes_on() -> None:
    asked = [line for n, text in enumerate(STORY) for line in (f"Who pays for bridge {n}?", text)]

    assert listed(*asked, "More stories", *TEASERS) == []


def test_most_of_a_text_is_no_list_of_others() -> None:
    assert listed(*STORY[:1], "More stories", *TEASERS) == []


PICTURE_TEXT, TITLE = "Two men look at the nets of a boat.", "Ferry pilots vote to strike"
LEFT_OUT = "How the ferry of Marle was built"


def boxed(*lines: str, label: str = "Read more", doubted: tuple[str, ...] = (PICTURE_TEXT, TITLE)) -> list[str]:
    """The lines that are named, where all but the labels were chosen, some with doubts."""
    blocks = [Block(index, line) for index, line in enumerate(lines)]
    labels = [Label(Role.RELATED, "shared/x", "") if line == label else None for line in lines]
    chosen = tuple(0.0 if line in {label, LEFT_OUT} else 0.6 if line in doubted else 0.9 for line in lines)
    scores = BlockScores(chosen, 0.4, 1.0, tuple(float(len(line.split())) for line in lines))
    return [lines[index] for index in name_boxed_stories(blocks, labels, scores)]


def test_text_of_a_picture_and_a_title_below_the_label_of_a_box_are_of_another_story() -> None:
    assert boxed(*STORY[:3], "Read more", PICTURE_TEXT, TITLE, *STORY[3:]) == [PICTURE_TEXT, TITLE]


def test_line_the_model_is_sure_of_stays_and_so_does_what_stands_below_it() -> None:
    assert boxed(*STORY[:3], "Read more", STORY[3], PICTURE_TEXT, TITLE, *STORY[4:]) == []


def test_title_below_a_button_is_an_item_of_the_list_that_the_story_is() -> None:
    assert boxed(*STORY[:3], "Read more", TITLE, PICTURE_TEXT, "Read more", "2", TITLE, doubted=(TITLE, "2")) == []


def test_text_below_a_label_above_the_story_stays() -> None:
    assert boxed("Read more", PICTURE_TEXT, TITLE, *STORY) == []


def test_line_below_a_list_of_other_stories_is_in_no_box() -> None:
    assert boxed(*STORY[:3], "Read more", "Read more", PICTURE_TEXT, *STORY[3:]) == []


def test_most_of_a_story_stands_in_no_box() -> None:
    assert boxed(STORY[0], "Read more", *STORY[1:], doubted=tuple(STORY)) == []


def test_story_goes_on_below_a_button_that_ends_a_box() -> None:
    doubted = "Somebody threw a stone at the council when it left the hall."

    assert boxed(*STORY[:3], LEFT_OUT, "Read more", doubted, *STORY[3:], doubted=(doubted,)) == []
    assert boxed(*STORY[:3], LEFT_OUT, "Read more", TEASER, "Read more", *STORY[3:], doubted=(TEASER,)) == [TEASER]
