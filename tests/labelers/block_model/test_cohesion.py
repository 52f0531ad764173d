"""cohesion: whether paragraphs speak of the same things."""

from __future__ import annotations

from cleaner.labelers.block_model.cohesion import TOO_SHORT, cohesion

STORY = (
    "The harbour council agreed on Monday to repair the wooden bridge before winter storms arrive.",
    "Repair of the bridge will take three months, and the council pays for half of the timber.",
    "Fishermen who moor at the harbour said the wooden planks had been rotten since the storms.",
)
TEASERS = (
    STORY[0],
    "A baker from Lisbon has opened the first school for pastry in the valley, with forty students.",
    "Hospital doctors warn that fewer nurses than ever apply for the night shifts that nobody wants.",
)


def measured(texts: tuple[str, ...], *, is_body: bool = True) -> tuple[float, float]:
    return cohesion(texts, [16.0] * len(texts), [is_body] * len(texts))


def test_a_story_speaks_of_the_same_things_and_teasers_do_not() -> None:
    assert measured(STORY)[0] > 0.4 > measured(TEASERS)[0]


def test_two_paragraphs_and_what_is_no_body_say_nothing() -> None:
    assert measured(STORY[:2]) == TOO_SHORT
    assert measured(STORY, is_body=False) == TOO_SHORT


def test_short_lines_are_no_paragraphs() -> None:
    assert cohesion(("Council repair bridge",) * 9, [3.0] * 9, [True] * 9) == TOO_SHORT


def test_text_without_long_words_has_no_cohesion() -> None:
    assert measured(("a b c d " * 5,) * 3) == (0.0, 3.0)
