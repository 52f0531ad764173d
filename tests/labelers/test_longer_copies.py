"""no_text.longer: the whole of a story in the place of a copy of how it begins."""

from __future__ import annotations

from cleaner.labelers.no_text.longer import find_longer
from cleaner.model import Block, Label, Place, Role

TEXTS = [
    f"The council of district {n} met on Monday evening and agreed to repair the old bridge before winter."
    for n in range(6)
]
FIRST, WHOLE = Place("div", "first"), Place("div", "whole")
LEFT = Label(Role.BOILERPLATE, "block-model", "")
KEPT = Label(Role.PARAGRAPH, "block-model", "")


def longer(first: list[str], whole: list[str], left: Label = LEFT) -> list[str]:
    """What is found, where the first was chosen."""
    places = [FIRST] * len(first) + [WHOLE] * len(whole)
    blocks = [
        Block(index, text, "p", place=Place("p", around=place))
        for index, (text, place) in enumerate(zip([*first, *whole], places, strict=True))
    ]
    labels = [KEPT] * len(first) + [left] * len(whole)
    return [blocks[index].text for index in find_longer(blocks, labels, blocks[: len(first)])]


def test_whole_story_is_found_where_its_beginning_was_chosen() -> None:
    assert longer(TEXTS[:3], [*TEXTS, "Print"]) == TEXTS


def test_a_copy_that_is_no_longer_is_none() -> None:
    assert longer(TEXTS[:3], TEXTS[:4]) == []


def test_one_paragraph_that_other_texts_repeat_is_none() -> None:
    assert longer(TEXTS[:1], TEXTS) == []
    assert longer(TEXTS[:3], [*TEXTS[:1], *(f"{text} It rained." for text in TEXTS[1:])]) == []


def test_what_a_rule_has_taken_stays_so() -> None:
    assert longer(TEXTS[:3], TEXTS, Label(Role.BOILERPLATE, "shared/some:line", "")) == []
