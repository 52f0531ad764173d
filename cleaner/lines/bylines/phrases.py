"""What a byline says in phrases around its names: where a story is filed, who talks to whom."""

from __future__ import annotations

import re

from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.words import FILING_LABELS
from cleaner.vocabulary import alternatives, words_of

# What a blog's theme prints before who wrote.
FILED = lazy_pattern(
    rf"^(?:{alternatives(FILING_LABELS)})\s(?:[^\s:]+\s){{1,6}}?(?=(?:by|von|par|por|di|door|av)\s)", re.I
)
TALK = lazy_pattern(rf"(?<=\w)\s(?:{alternatives(words_of('talk_joints'))})\s(?=\w)", re.I)


def without_filing(text: str) -> str:
    """The line from its "by" on: "Posted in Harbours by Jane Doe on May 3"."""
    return FILED.sub("", text)


def joined_talk(text: str) -> str:
    """The line with "&" between two who talk: "Jane Doe in conversation with Bob Lee"."""
    return TALK.sub(" & ", text)
