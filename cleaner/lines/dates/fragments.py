"""Lines that are parts of a date: the time under the day, a year that a dump broke off, "Last updated" above a date."""

from __future__ import annotations

from cleaner.lines.dates.printed import Meaning, meaning_of
from cleaner.lines.lazy import lazy_pattern

MAX_FRAGMENTS = 2  # "Lunes, 2 diciembre" / "2024" / "- 02:24"
MAX_CHARS, MAX_LABEL_CHARS = 16, 30
FRAGMENT = lazy_pattern(
    r"[\s,;|·•(–—-]{0,3}(?:(?:um|at|à|às|alle|om|kl\.?|klo|ore|ora|в|o)\s)?"
    r"(?:(?:19|20)\d\d|\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?(?:Uhr|uur|h|ч|[ap]\.?m\.?))?(?:\s[A-Z]{2,4})?)[\s,)–—-]{0,2}"
)
DIGIT = lazy_pattern(r"\d")


def is_date_fragment(text: str) -> bool:
    """Whether a line is nothing but a year or a time of day."""
    return len(text) <= MAX_CHARS and FRAGMENT.fullmatch(text) is not None


def label_of_date(text: str) -> Meaning | None:
    """What a line says the date below it is, where it says nothing else: "Last updated"."""
    return meaning_of(text) if len(text) <= MAX_LABEL_CHARS and DIGIT.search(text) is None else None
