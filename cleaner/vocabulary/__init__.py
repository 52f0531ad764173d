"""Words as data: one text file per topic, read when first needed.

A line of a file is `LANGUAGE: word | word | more than one word`, with the language as BCP 47 has it (`mul`: of several
languages); a language may have several lines. `#` begins a comment line. Words are compared in lower case, with plain
quotes: they are written so. To teach the program a word, add it to the line of its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def by_language(topic: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a topic by language, both in the order of the file."""
    text = files("cleaner.vocabulary").joinpath(f"{topic}.txt").read_text(encoding="utf-8")
    words: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            language, _, listed = line.partition(": ")
            words[language] = (*words.get(language, ()), *listed.split(" | "))
    return words


@cache
def ordered_words(topic: str) -> tuple[str, ...]:
    """The words of a topic in the order of the file, each once."""
    return tuple(dict.fromkeys(word for listed in by_language(topic).values() for word in listed))


@cache
def words_of(topic: str) -> frozenset[str]:
    """The words of a topic, of all languages together."""
    return frozenset(ordered_words(topic))
