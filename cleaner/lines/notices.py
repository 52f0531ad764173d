"""Tell a note of the editors by its first words: correction, update, disclosure, where the story was first printed."""

from __future__ import annotations

import re
from typing import Any

import re2

from cleaner.vocabulary import ordered_words

engine: Any = re2  # the package ships no types

KINDS = ("correction", "republished_from", "disclosure", "update")
MAX_CHARS = 160  # a note says what it is in its first words
START_SIGNS = " *•·+#_-–—>»«\"'„“”([【"
# Behind the word that heads a note: perhaps a date or bracket, then a colon or the like.
HEADING_END = r" ?(?:\([^)]*\)|[a-z0-9., /]{0,20}[0-9][a-z0-9., /]{0,12}(?::[0-9]{2})?)? ?[:：–—(]"


def pattern_of(phrase: str) -> str:
    """A phrase of the vocabulary as a pattern: `a/b` is one of the words, `*` any ending, `…` some words more."""
    words = ["|".join(re.escape(word) for word in choice.split("/")) for choice in phrase.split(" ")]
    return " ".join(f"(?:{word})" for word in words).replace(r"\*", "[^ :]*").replace("…", ".*")


def kind_pattern(kind: str) -> str:
    """All phrases of one kind, as the group of its name: `word:` and `phrase …` open a text, others stand anywhere."""
    headings, openings, anywhere = [], [], []
    for phrase in ordered_words(f"notice_{kind}"):
        if phrase.endswith(":"):
            headings.append(pattern_of(phrase.removesuffix(":")))
        elif phrase.endswith(" …"):
            openings.append(pattern_of(phrase.removesuffix("…")))
        else:
            anywhere.append(pattern_of(phrase))
    heading = f"(?:{'|'.join(headings)}){HEADING_END}" if headings else ""
    at_start = "|".join(filter(None, [heading, *openings]))
    return f"(?P<{kind}>^(?:{at_start})|{'|'.join(anywhere)})"


# One automaton for all kinds and languages: a block costs two microseconds.
NOTICE = engine.compile("|".join(kind_pattern(kind) for kind in KINDS))


def kind_of(text: str) -> str | None:
    """Which kind of note a text is by its first words; None for none."""
    opening = text[:MAX_CHARS].lower().lstrip(START_SIGNS).replace("’", "'")
    match = NOTICE.search(opening)
    return match.lastgroup if match is not None else None
