"""The words and class names by which pages say what a date is: of publication, or of the last change."""

from __future__ import annotations

import re

from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary import alternatives, ordered_words
from cleaner.vocabulary.inline import words

# Also inside a word: dumps glue the name before ("Jane DoeUpdated"), Korean and Chinese always do (기사입력).
MEANING = lazy_pattern(
    rf"(?P<published>{alternatives(ordered_words('published_words'))})"
    rf"|(?P<modified>{alternatives(ordered_words('modified_words'))})",
    re.IGNORECASE,
)
PUBLISHED_TOKENS = words(
    "published publish publication pubdate datepublished posted pub issued entrydate postdate created publishdate"
)
MODIFIED_TOKENS = words("updated update modified modification datemodified lastmod edited revised")
DATE_TOKENS = PUBLISHED_TOKENS | words("date datetime time timestamp dateline datum fecha data meta byline")


def meaning_of(text: str) -> str | None:
    """What the words beside a date say it is: the last word that says something decides."""
    meaning = None
    for match in MEANING.finditer(text):
        meaning = match.lastgroup
    return meaning
