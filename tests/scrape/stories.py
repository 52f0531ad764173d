"""Invented stories: the same seed gives the same one."""

from __future__ import annotations

import random
from dataclasses import dataclass

PEOPLE = ("the harbour master", "the council", "a baker", "the school board", "the ferry company", "two farmers")
DEEDS = ("opened", "closed", "repaired", "sold", "measured", "painted", "moved", "counted")
THINGS = ("the old bridge", "a lighthouse", "the market hall", "eleven boats", "the tram depot", "a stone wall")
PLACES = ("Marle", "Underhay", "Westerby", "Colm", "Tarrow", "Little Brask", "Oster Quay")
TIMES = ("on Monday", "on Tuesday", "last week", "before sunrise", "during the storm", "in the afternoon")
REASONS = (
    "because the tide had risen higher than anybody could remember",
    "after a vote that took the whole evening and most of the night",
    "although the money for it had been promised to somebody else",
    "so that the children of both villages can reach the new school",
    "while more than two hundred people stood on the quay and watched",
)
PARAGRAPHS = 6


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    author: str
    paragraphs: tuple[str, ...]


def story(seed: int, *, edition: int = 1) -> Story:
    """A story of its own; edition: another one has one more paragraph."""
    chance = random.Random(seed)
    title = f"{chance.choice(PEOPLE)} {chance.choice(DEEDS)} {chance.choice(THINGS)} near {chance.choice(PLACES)}"
    author = f"{chance.choice(('Eva', 'Jonas', 'Mira', 'Tom'))} {chance.choice(('Holm', 'Wirt', 'Sand', 'Lunde'))}"
    paragraphs = [paragraph(seed, number) for number in range(PARAGRAPHS)]
    paragraphs += [paragraph(seed, 100 + number) for number in range(1, edition)]
    return Story(f"{title[0].upper()}{title[1:]} ({seed})", author, tuple(paragraphs))


def paragraph(seed: int, number: int) -> str:
    chance = random.Random(seed * 1000 + number)
    sentences = [
        f"{chance.choice(PEOPLE)} {chance.choice(DEEDS)} {chance.choice(THINGS)} in {chance.choice(PLACES)}"
        f" {chance.choice(TIMES)}, {chance.choice(REASONS)}."
        for _ in range(2)
    ]
    return (
        " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)
        + f" It was the {seed}th case of {number + 2}."
    )


def slug(title: str) -> str:
    return "-".join(word for word in title.lower().replace("(", "").replace(")", "").split())
