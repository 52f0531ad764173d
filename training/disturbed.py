"""Dumps with what people's dumps have more of: lines between the paragraphs, other people's prose behind the story."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.composed import ANSWERS, Stock

LINES = [
    line for line in (Path(__file__).parent / "inserted_lines.txt").read_text("utf-8").splitlines() if line[0] != "#"
]
MIN_TRUE_WORDS = 6  # of a line of the dump that is known to be a paragraph of the story
INSERTED_SHARE = 0.35  # of the paragraphs that a line is put behind
TWICE_SHARE = 0.15


def disturb(dump: str, truth: Mapping[str, Any], stock: Stock, name: str) -> str:
    """The dump with lines between its true paragraphs, every second one with foreign prose too. name: of the page."""
    rng = random.Random(name)
    with_lines = _with_lines(dump, truth, stock, rng)
    return _with_foreign(with_lines, truth.get("lang"), stock, rng) if rng.random() < 0.5 else with_lines


def _with_lines(dump: str, truth: Mapping[str, Any], stock: Stock, rng: random.Random) -> str:
    paragraphs = {" ".join(text.split()) for text in truth["text"].split("\n") if len(text.split()) >= MIN_TRUE_WORDS}
    kinds = rng.sample(LINES, 3)  # a site has few
    lines: list[str] = []
    for line in dump.split("\n"):
        lines.append(line)
        if " ".join(line.split()) in paragraphs and rng.random() < INSERTED_SHARE:
            for _ in range(2 if rng.random() < TWICE_SHARE else 1):
                story = stock.pick(rng, truth.get("lang"))
                lines.append(rng.choice(kinds).format(title=story.title, name=story.author))
    return "\n".join(lines)


def _with_foreign(dump: str, language: str | None, stock: Stock, rng: random.Random) -> str:
    """The dump with a list of teasers, comments or a second story in its last fifth."""
    kind = rng.choice(("teasers", "comments", "story"))
    foreign: list[str] = []
    for number in range(rng.randrange(2, 9)):
        story = stock.pick(rng, language)
        paragraph = rng.choice(story.paragraphs)
        if kind == "teasers" or (kind == "story" and number == 0):
            foreign += [story.title, paragraph]
        elif kind == "comments":
            foreign += [story.author, f"{rng.randrange(1, 23)} hours ago", paragraph, rng.choice(ANSWERS)]
        else:
            foreign.append(paragraph)
    lines = dump.split("\n")
    at = len(lines) if rng.random() < 0.5 else int(len(lines) * 0.8)
    return "\n".join([*lines[:at], *foreign, *lines[at:]])
