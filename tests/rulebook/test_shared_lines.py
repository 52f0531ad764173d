"""Rules for many sites: lines of the interface by what they say, in the languages that the words are known in."""

from __future__ import annotations

import pytest

from cleaner import RawPage
from cleaner.model import Role
from cleaner.pipeline import trace
from cleaner.rulebook import Rulebook

LINES = {
    Role.COMMENTS: [
        "Text (max. 1000 Zeichen)",
        "Your comment (up to 2,000 characters)",
        "Noch 500 Zeichen",
        "max. 3000 caractères",
        "Máx. 600 caracteres",
        "макс. 2000 символов",
    ],
    Role.CONSENT: [
        "Ein Klick für den Datenschutz",
        "Deine Privatsphäre-Einstellungen verhindern das Laden und Anzeigen externer Inhalte.",
    ],
    Role.NAVIGATION: [
        "Auf einer Seite lesen",
        "Artikel auf einer Seite lesen",
        "View as a single page",
        "Read this article on one page",
        "Lire l’article en une seule page",
        "Czytaj na jednej stronie",
    ],
}
STORY = "The ferry to the island stayed in the harbour for three days, as the storm had taken the pier with it."


@pytest.mark.parametrize(("role", "line"), [(role, line) for role, lines in LINES.items() for line in lines])
def test_line_of_the_interface_is_named(role: Role, line: str, general_rules: Rulebook) -> None:
    story = trace(RawPage(f"{STORY}\n\n{line}\n\n{STORY} Nobody was hurt.", kind="text"), general_rules).story
    assert story is not None
    (label,) = [story.labels.labels[block.index] for block in story.page.blocks if block.text == line]
    assert label is not None
    assert label.role is role


@pytest.mark.parametrize(
    "line",
    [
        "He wrote 1000 characters a day.",
        "All of it fits on a single page of his diary.",
    ],
)
def test_sentence_with_these_words_is_text(line: str, general_rules: Rulebook) -> None:
    story = trace(RawPage(f"{STORY}\n\n{line}\n\n{STORY} Nobody was hurt.", kind="text"), general_rules).story
    assert story is not None
    assert line in [block.text for block in story.body]
