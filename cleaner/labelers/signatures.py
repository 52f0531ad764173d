"""What signs a reader's comment: a short line with a time."""

from __future__ import annotations

import re

from cleaner.lines.dates.relative import says_ago
from cleaner.text import count_words, ends_sentence

SIGNATURE_WORDS, MAX_CHARS = 8, 80  # "Ada Blau 3 hours ago"
POSTED_WORDS = 14  # "Posted by: Ada Blau at May 7, 2025 07:54 PM", with a number, links to their pages
MIN_SIGNED = 2  # comments that such a line signs, for them to be comments
CLOCK, YEAR = re.compile(r"\b\d{1,2}[:.]\d\d(?:\b|[ap]m\b)", re.IGNORECASE), re.compile(r"\b(?:19|20)\d\d\b")


def has_time(text: str) -> bool:
    """Whether a line says when a comment was written, by the clock, by its year or by how long ago."""
    start = text[:MAX_CHARS]
    return CLOCK.search(start) is not None or YEAR.search(start) is not None or says_ago(start)


def is_signature(text: str) -> bool:
    """Whether a line is short and has a time, or is no sentence and has both a year and a time of day."""
    words = count_words(text)
    if words <= SIGNATURE_WORDS:
        return has_time(text)
    has_both = all(sign.search(text) for sign in (CLOCK, YEAR))
    return has_both and words <= POSTED_WORDS and not ends_sentence(text)
