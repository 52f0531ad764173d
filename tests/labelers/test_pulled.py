"""no_text.pulled: a sentence that a dump prints again between two paragraphs is no part of its story."""

from __future__ import annotations

import pytest

from cleaner.labelers.no_text import drop_no_text
from cleaner.labelers.no_text.pulled import find_pulled
from cleaner.model import BODY_ROLES, Document, Label, Labels, Options, Role
from cleaner.stages.segment import segment

TEXT = [
    "The ferry to Marle was late again on Monday, and forty people waited for her in the rain.",
    "The captain blames the tide. “We sail when the water lets us sail, and not a minute before that,” he says. "
    "His mate has heard it all before.",
    "The council wants a second boat, which would cost more than the harbour earns in a year.",
    "“Nobody asked those of us who live on the island, and nobody has ever asked us,” says the baker of Marle.",
    "It will sail at noon on Tuesday, if the tide permits and if the captain has had his breakfast.",
]
WORDS = {
    "de": ("„Wir fahren, wenn das Wasser uns fahren lässt, und nicht eine Minute früher“", "sagt der Kapitän am Kai."),
    "fr": ("« Nous partons quand la mer nous laisse partir, et pas une minute avant »", "dit le capitaine du bateau."),
    "ja": ("「海が許してくれたときに船を出す。一分たりとも早くは出さない」", "と船長は港で語った。風は強かった。"),
}
PULLED = "We sail when the water lets us sail, and not a minute before that."


def dropped(lines: list[str]) -> list[str]:
    """The lines of a dump that are taken out of its story, which is all of it."""
    page = segment(Document("\n\n".join(lines), "text", None, "utf-8", "given", "", 1), Options())
    labels = Labels(tuple(Label(Role.PARAGRAPH, "block-model", "likely") for _ in page.blocks))
    named = drop_no_text(page, labels).labels
    pairs = zip(page.blocks, named, strict=True)
    return [block.text for block, label in pairs if label is not None and label.role not in BODY_ROLES]


@pytest.mark.parametrize("place", [2, 3, 4])
def test_a_pulled_sentence_is_dropped(place: int) -> None:
    assert dropped([*TEXT[:place], PULLED, *TEXT[place:]]) == [PULLED]


@pytest.mark.parametrize("language", WORDS)
def test_its_quotes_and_its_end_may_differ(language: str) -> None:
    quoted, rest = WORDS[language]
    lines = [TEXT[0], f"{quoted}, {rest}", TEXT[2], quoted, TEXT[4]]

    assert dropped(lines) == [quoted]


@pytest.mark.parametrize(
    "lines",
    [
        TEXT,
        [*TEXT[:2], "We sail when the water lets us sail.", *TEXT[2:]],  # a few words, a refrain
        [*TEXT, PULLED],  # the last words of a story
        [f"{TEXT[0]} It rained.", TEXT[1], TEXT[0], *TEXT[2:]],  # a summary
        [*TEXT[:2], TEXT[3], *TEXT[2:]],  # a paragraph that comes twice
        [TEXT[0], "This is what he told the paper:", PULLED, *TEXT[1:]],  # announced
        [*TEXT[:3], PULLED, f"That again: “{PULLED}” He says so each time.", TEXT[3]],  # again and again
        [TEXT[0], PULLED, f"Is it true that “{PULLED[:-1]}”? Many have shared it.", *TEXT[2:]],  # a claim
        [f"{TEXT[0]} {TEXT[1]}", *TEXT[1:]],  # a summary again
        [*TEXT[:3], f"2. {PULLED}", *TEXT[3:]],  # an item of a list
        [*TEXT[:2], "The water that lets the captain sail when he and his mate will", *TEXT[2:]],
        [*TEXT[:2], *(f"Boat {number} of the island is in." for number in range(15)), PULLED, TEXT[4]],  # far off
    ],
)
def test_what_is_none_stays(lines: list[str]) -> None:
    assert dropped(lines) == []


def test_a_copy_of_the_story_has_pulled_none() -> None:
    assert dropped([*TEXT, " ".join(TEXT)]) == [" ".join(TEXT)]


def test_signs_alone_are_no_sentence() -> None:
    assert list(find_pulled([TEXT[0], "« " * 12 + ".", TEXT[1]], range(3))) == []
