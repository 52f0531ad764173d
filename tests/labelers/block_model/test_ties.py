"""tie_columns: which blocks speak of what the main text speaks of."""

from __future__ import annotations

import numpy as np

from cleaner.labelers.block_model.ties import TIE_NAMES, UNKNOWN, stems, tie_columns

STORY = (
    "The harbour council agreed on Monday to repair the wooden bridge before winter storms arrive.",
    "Repair of the bridge will take three months, and the council pays for half of the timber.",
    "Fishermen who moor at the harbour said the wooden bridge had been rotten since the last storms.",
    "The council will repair the harbour wall too, once the storms of winter are over.",
)
TEASER = "A baker from Lisbon has opened the first school for pastry in the valley, with forty students."
COLUMN = {name: number for number, name in enumerate(TIE_NAMES)}


def ties(texts: tuple[str, ...], main: range) -> dict[str, list[float]]:
    words = np.array([float(len(text.split())) for text in texts])
    columns = tie_columns(texts, words, np.where(words >= 8, words, 0.0), main)
    return {name: columns[:, number].tolist() for name, number in COLUMN.items()}


def test_a_paragraph_of_the_story_shares_words_with_it_and_a_teaser_does_not() -> None:
    found = ties((*STORY, TEASER), range(5))
    assert min(found["tie_main"][:4]) > 0.3 > 0.2 > found["tie_main"][4]
    assert found["tie_before"][3] > found["tie_before"][4]


def test_a_block_is_not_compared_with_itself() -> None:
    found = ties((TEASER, *STORY), range(1, 5))
    assert found["tie_elsewhere"][0] < 0.2
    assert found["tie_main"][1] < 1.0


def test_words_are_compared_with_those_just_before_and_just_behind() -> None:
    found = ties((STORY[0], TEASER, STORY[1]), range(3))
    assert found["tie_before"][0] == UNKNOWN
    assert found["tie_behind"][2] == UNKNOWN
    assert found["tie_behind"][0] > 0.2


def test_short_lines_and_pages_without_prose_have_no_ties() -> None:
    found = ties((*STORY, "Read more stories"), range(4))
    assert {column[4] for column in found.values()} == {UNKNOWN}
    assert set(ties(("Read more", "Log in"), range(0))["tie_main"]) == {UNKNOWN}


def test_a_line_of_signs_has_no_ties() -> None:
    assert ties((*STORY, "a b c d e f g h"), range(4))["tie_words"][4] == UNKNOWN


def test_endings_of_words_do_not_count_and_writing_without_spaces_is_read_in_pairs() -> None:
    assert stems("Wirtschaft and Wirtschaftlichkeit") == {"wirtsch"}
    assert stems("首都の天気") == {"首都", "都の", "の天", "天気"}
