"""decks: the sentence that a dump prints between the headline and the text."""

from __future__ import annotations

import pytest

from cleaner.model import RawPage
from cleaner.pipeline import clean
from cleaner.rulebook import Rulebook

TITLE = "Ferry returns to the inner islands"
STORY = (
    "The ferry to the inner islands sails again from Monday, four months after it ran aground in the fog off Holm.",
    "The hull has been repaired in the yard at Eyre, where divers found less damage than the insurers had feared.",
    "Tickets cost what they did before. In June the company will decide whether it can afford to buy two more boats.",
    "Islanders had to hire fishing boats all winter, and the school of the largest island was shut for three weeks.",
)
DECK = "After four months in the yard the ferry sails again, and tickets cost islanders what they did before."
PLACES = ("Home", "Sea", TITLE)
SIGNED = (
    "Share",
    "By Mara Quill",
    "Mon 4 March 2024 06:00",
    "Photo: Ivo Brandt",
    "Listen to this story",
    "Print",
    "Save",
)


def subtitle(rules: Rulebook, *lines: str) -> str | None:
    dump = "\n\n".join((*PLACES, *lines, *SIGNED, *STORY, "Imprint", "Terms of use", "© 2024 Saltmarsh Gazette"))
    record = clean(RawPage(dump.encode(), kind="text"), rules)
    return None if any(line in record.text for line in lines) else record.subtitle


def test_sentence_below_the_headline_that_is_no_text_is_the_subtitle(general_rules: Rulebook) -> None:
    assert subtitle(general_rules, DECK) == DECK


@pytest.mark.parametrize(
    "line",
    [
        "Get our letter from the newsroom every morning, free of charge.",  # of the house
        "Wait a moment.",
        f"Home Sea Islands {TITLE} by ferry and by boat.",  # where the page stands
    ],
)
def test_other_sentences_there_are_none(general_rules: Rulebook, line: str) -> None:
    assert subtitle(general_rules, line) is None
