"""set_lines: results and the turns of a talk stay in the story of a dump; menus, offers and lists of stories do not."""

from __future__ import annotations

import pytest
from invented_pages import STORY, TITLE

from cleaner import RawPage, clean, load_rules
from cleaner.labelers.set_lines import name_set_lines
from cleaner.model import Document, Options
from cleaner.stages.segment import segment

MENU = ["Marle Post", "News", "Sport", "Weather"]
FOOT = ["Most read", "Deer found in the bath", "Mill still without a roof", "Bus fares rise", "© 2026 Marle Post"]
OPENING = (
    "Barwick went to the top of the county league on Saturday with a win over the bottom side, who were one man short.",
    "There was a surprise at Tolland, where the home side came from two behind to draw in the last minute of the game.",
)
CLOSING = "The games that were put off because of the rain will be played on Tuesday, if the weather permits."
SCORES = ["Barwick Town 5–0 Nether Poole", "Tolland 2–2 Eastwell", "Sandle 1–0 Moor End", "Whitley 0–3 Coldharbour"]
GERMAN = ["SV Moor – TuS Hollern 4:0", "FC Stadum – BW Wisch 1:2", "SG Geest – TSV Ende 3:3"]
TABLE = ["Pos Team P Pts", "1 Barwick Town 12 29", "2 Coldharbour 12 28", "3 Sandle 12 24"]
TIMES = ["1 Tamsin Rudd (Lower Ham) 24:31", "2 Ada Finch (Wexcombe) 24:58", "3 Jo Merritt (Brackwell) 25:07"]
SHARES = ["Annick Rault : 412 voix, 39,8 %", "Yves Dantec : 401 voix, 38,7 %", "Paul Cariou : 223 voix, 21,5 %"]
TALK = (
    "The clockmaker Dora Wesch has set the clocks of the town for forty years. She knows why it is ten past four.",
    "Mrs Wesch, what time is it?",
    "That depends on where you stand.",
    "At the station?",
    "Ten past four, and it has been since 2014. Then the hand broke off, and the railway wrote that one would come.",
    "Has it come?",
    "No.",
    "What do people do?",
    "They are on time. One gets used to working it out, and it does the children at the school a lot of good.",
    "Will it be mended?",
    "When somebody holds the ladder.",
)


def text_of(lines: list[str], gap: str = "\n\n") -> list[str]:
    dump = gap.join([*MENU, TITLE, "By Eva Holm", "3 May 2026", *lines, *FOOT])
    return [text for text in clean(RawPage(body=dump, kind="text"), load_rules()).text.split("\n\n") if text]


@pytest.mark.parametrize(
    "inside",
    [["Results", *SCORES], ["Ergebnisse", *GERMAN], [*SCORES, "Table", *TABLE], ["Women, 6 km", *TIMES], SHARES],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_results_are_text_of_the_story(inside: list[str], gap: str) -> None:
    assert text_of([*OPENING, *inside, CLOSING], gap) == [*OPENING, *inside, CLOSING]


def named(lines: list[str], kept: list[str], score: float = 0.05) -> list[str]:
    """The lines that are taken beside the kept ones. score: what the model thinks of all lines; little, as a rule."""
    page = segment(Document("\n\n".join(lines), "text", None, "utf-8", "given", "", 1), Options())
    indexes = [block.index for block in page.blocks if block.text in kept]
    found = name_set_lines(page, [None] * len(page.blocks), indexes, [score] * len(page.blocks))
    return [page.blocks[index].text for index in sorted(found)]


def test_a_list_without_results_is_none_of_the_story() -> None:
    offers = ["Kettle, 1.7 litres", "Buy now", "Toaster for two slices", "Buy it", "Price at Amble", "Iron, 15:00"]

    assert named([*STORY[:3], *offers, *STORY[3:]], list(STORY)) == []
    assert named([*STORY[:3], *SCORES, *STORY[3:]], list(STORY)) == SCORES


def test_games_behind_a_story_are_none_of_it() -> None:
    assert not set(SCORES) & set(text_of([*STORY, *SCORES]))


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_the_turns_of_a_talk_are_text_of_the_story(gap: str) -> None:
    assert text_of(list(TALK), gap) == list(TALK)


def test_what_a_talk_says_again_and_again_is_none_of_its_turns() -> None:
    lines = [line for text in TALK for line in (text, "Please scroll down.")]

    assert named(lines, list(TALK)) == []
    assert named(list(TALK), [*TALK[:6], *TALK[7:]]) == ["No."]


def test_questions_behind_a_talk_are_no_turns() -> None:
    assert "Did you find a mistake?" not in text_of([*TALK, "Did you find a mistake?"])


def test_short_sentences_in_a_story_that_is_no_talk_are_left_to_the_model() -> None:
    assert named([*STORY[:3], "Watch it now.", "Missed it?", *STORY[3:]], list(STORY)) == []


@pytest.mark.parametrize(
    ("others", "is_turn"), [(["(laughs)"], True), (["(laughs)", "(waits)", "(sings)", "(goes)"], False)]
)
def test_lines_of_a_talk_that_are_no_sentences_are_text_where_they_are_few(others: list[str], is_turn: bool) -> None:
    inside = [*TALK[6:8], *others, TALK[8]]

    assert named([*TALK[:6], *inside, *TALK[9:]], [*TALK[:6], *TALK[9:]]) == (inside if is_turn else [])


def test_a_talk_is_one_where_the_model_gives_up_some_of_its_questions() -> None:
    assert named(list(TALK), [*TALK[:5], TALK[8]]) == [*TALK[5:8], *TALK[9:]]
    assert named(list(TALK), [*TALK[:2], TALK[4], TALK[8]]) == []


def test_what_stands_behind_the_last_answer_of_a_talk_is_none_of_its_turns() -> None:
    last = "Dora Wesch lives in the tower and has written a book on the clocks of the county."

    assert named([*TALK, last], list(TALK), 0.4) == []
    assert named([*TALK, last], list(TALK[:-1]), 0.4) == [TALK[-1]]
