"""Words as data: one text file per topic, read when first needed.

A line of a file is `LANGUAGE: word | word | more than one word`, with the language as BCP 47 has it (`zxx`: of none,
like "&"); a language may have several lines. In some files a thing has several forms, with ` / ` between them
(`january / jan | february / feb`). `#` begins a comment line. Words are compared in lower case, with plain
quotes: they are written so. To teach the program a word, add it to the line of its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def forms_by_language(topic: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """What a topic lists by language, in the order of the file: of each thing all its forms."""
    things: dict[str, tuple[tuple[str, ...], ...]] = {}
    for language, listed in _lines(topic):
        forms = tuple(tuple(thing.split(" / ")) for thing in listed.split(" | "))
        things[language] = things.get(language, ()) + forms
    return things


@cache
def by_language(topic: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a topic by language, both in the order of the file."""
    words: dict[str, tuple[str, ...]] = {}
    for language, listed in _lines(topic):
        words[language] = (*words.get(language, ()), *listed.replace(" / ", " | ").split(" | "))
    return words


def _lines(topic: str) -> Iterator[list[str]]:
    """The lines of a topic's file: a language, and what is listed for it."""
    lines = file_text(f"{topic}.txt").splitlines()
    return (line.split(": ", 1) for line in lines if line and not line.startswith("#"))


@cache
def ordered_words(topic: str) -> tuple[str, ...]:
    """The words of a topic in the order of the file, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(by_language(topic).values())))


@cache
def words_of(topic: str) -> frozenset[str]:
    """The words of a topic, of all languages together."""
    return frozenset(ordered_words(topic))


def file_text(name: str) -> str:
    """The text of a file of the vocabulary; some are tables."""
    return (FOLDER / name).read_text(encoding="utf-8")


def alternatives(words: Iterable[str]) -> str:
    """The words as the alternatives of a pattern, longer ones first; `*` stands for any ending of up to 20 letters."""
    escaped = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    return "|".join(escaped).replace(r"\*", r"\w{0,20}")
