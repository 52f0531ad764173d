"""Cut a printed byline at its bars and bullets, and at dashes before a word for "by" or a date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from cleaner.lines.bylines.parts import MAX_PHRASE_WORDS, phrase_length
from cleaner.lines.bylines.phrases import without_filing
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import plain_word
from cleaner.lines.words import BEFORE_DATE_LABELS, PREFIXES
from cleaner.vocabulary import by_language

SEGMENT = lazy_pattern(r"\s*[|｜丨•●▪►;；\n]+\s*|\s+[·‧∙⋅]\s+|·(?=\d|[Bb]y\s)|(?<=[^\W\d])\s*[—–]\s*(?=\d)")
DASH = lazy_pattern(r"\s[—–]\s")
BAR_LABELS = frozenset(
    label
    for topic in ("byline_labels", "other_work")
    for language in ("zh", "ja")
    for label in by_language(topic)[language]
)


def segments(text: str) -> list[str]:
    """The parts of a line between bars, bullets and line ends; a label stays with what it labels: "作者 | 王小溪"."""
    parts: list[str] = []
    for part in chain.from_iterable(map(_dashed, SEGMENT.split(without_filing(text)))):
        if parts and parts[-1].rpartition(" ")[2] in BAR_LABELS:
            parts[-1] += f"：{part}"
        else:
            parts.append(part)
    return parts


def _dashed(segment: str) -> Iterator[str]:
    """A segment at its dashes before a word for "by" or a date: "Reviewed by Bob Lee — Written by Jane Doe"."""
    begun = ""
    for piece in DASH.split(segment) if DASH.search(segment) else ():
        words = [plain_word(word) for word in piece.split()[:MAX_PHRASE_WORDS]]
        if begun and (phrase_length(words, PREFIXES) > 1 or phrase_length(words, BEFORE_DATE_LABELS)):
            yield begun
            begun = piece
        else:
            begun = f"{begun} — {piece}" if begun else piece
    yield begun or segment
