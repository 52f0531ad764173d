"""drop_caps: words of a dump whose first letter stands apart, and words of one letter."""

from __future__ import annotations

import pytest

from cleaner.model import Document, Options
from cleaner.stages.segment import segment

GERMAN = "Der Zug nach Marle fuhr am Montag nicht, und niemand konnte sagen, ob er in der Nacht noch kommt."
ENGLISH = "The ferry was late again, as a captain said when he came home, and at noon she is not a long way off."
SPANISH = "El barco y la isla: ya no hay quien espere, y el capitán lo sabe desde hace un año o más."
POLISH = "Pociąg do Marle znów nie przyjechał, a w domu nikt nie wie, czy przyjedzie w nocy, mimo że pada."


def texts(dump: str) -> list[str]:
    return [block.text for block in segment(Document(dump, "text", None, "utf-8", "given", "", 1), Options()).blocks]


@pytest.mark.parametrize(
    ("apart", "whole", "others"),
    [
        ("D er Zug steht.", "Der Zug steht.", GERMAN),
        ("„D er Zug steht“, sagt er.", "„Der Zug steht“, sagt er.", GERMAN),
        ("A m Abend kam er.", "Am Abend kam er.", GERMAN),
        ("D\ner Zug steht.", "Der Zug steht.", GERMAN),
        ("D\n\ner Zug steht.", "Der Zug steht.", GERMAN),
        ("N a endlich! Der Zug kommt.", "Na endlich! Der Zug kommt.", GERMAN),
        ("A t noon we left.", "At noon we left.", ENGLISH),
        ("W hen it came, we left.", "When it came, we left.", ENGLISH),
        ("W as kommt, weiß niemand.", "Was kommt, weiß niemand.", f"{GERMAN} Was er sagt."),
        ("E in Boot kommt.", "Ein Boot kommt.", f"{GERMAN} Ein Boot war in Marle."),
    ],
)
def test_a_word_whose_first_letter_stands_apart_is_whole(apart: str, whole: str, others: str) -> None:
    assert texts(f"{others}\n\n{apart}\n\n{others}") == [others, whole, others]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("I am the captain.", ENGLISH),
        ("A way home is not a way away.", ENGLISH),
        ("A man stood on the pier.", ENGLISH),
        ("X users read it first.", ENGLISH),
        ("T cells and B cells are no tcell.", ENGLISH),
        ("Y el barco no llega.", SPANISH),
        ("Y a la isla no va nadie.", SPANISH),
        ("W domu nie ma nikogo.", POLISH),
        ("A w nocy pada.", POLISH),
        ("D Er Zug steht.", GERMAN),
        ("B is for the boats.", ENGLISH),
        ("H is the letter of his family.", ENGLISH),
        ("W as in water, it was said.", ENGLISH),
        ("E at night, B at noon: so we eat them.", ENGLISH),
    ],
)
def test_a_word_of_one_letter_stays(text: str, others: str) -> None:
    assert texts(f"{others}\n\n{text}\n\n{others}") == [others, text, others]


def test_letters_above_the_lines_of_an_index_stay() -> None:
    lines = ["A", "apples of the island", "B", "boats", "C", "coats"]
    assert texts("\n".join(lines)) == lines


def test_letters_that_begin_lines_in_the_order_of_the_alphabet_stay() -> None:
    lines = ["A t sea we eat at noon.", "B old are the bold.", "C old is the cold."]
    assert texts("\n\n".join(lines)) == lines
