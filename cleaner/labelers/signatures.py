"""What signs a reader's comment: a short line with a time."""

from __future__ import annotations

import re

from cleaner.lines.dates.relative import says_ago
from cleaner.text import count_words

SIGNATURE_WORDS, MAX_CHARS = 8, 80  # "Ada Blau 3 hours ago"
MIN_SIGNED = 2  # comments that such a line signs, for them to be comments
TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b")


def has_time(text: str) -> bool:
    """Whether a line says when a comment was written, by the clock, by its year or by how long ago."""
    start = text[:MAX_CHARS]
    return TIME.search(start) is not None or says_ago(start)


def is_signature(text: str) -> bool:
    """Whether a line is short and has a time."""
    return count_words(text) <= SIGNATURE_WORDS and has_time(text)
