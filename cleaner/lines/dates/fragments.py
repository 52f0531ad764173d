"""Lines that are parts of a date: the time under the day, a year that a dump broke off, "Last updated" above a date."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from msgspec.structs import replace

from cleaner.lines.dates.meanings import meaning_of
from cleaner.lines.dates.printed import FoundDate
from cleaner.lines.lazy import lazy_pattern

MAX_FRAGMENTS = 2  # "Lunes, 2 diciembre" / "2024" / "- 02:24"
MAX_CHARS, MAX_LABEL_CHARS = 16, 30
FRAGMENT = lazy_pattern(
    r"[\s,;|·•(–—-]{0,3}(?:(?:um|at|à|às|alle|om|kl\.?|klo|ore|ora|в|o)\s)?"
    r"(?:(?:19|20)\d\d|\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?(?:Uhr|uur|h|ч|[ap]\.?m\.?))?(?:\s[A-Z]{2,4})?)[\s,)–—-]{0,2}"
)
DIGIT = lazy_pattern(r"\d")


def with_fragments(line: str, following: Iterable[str]) -> str:
    """The line with those below it that are nothing but a year or a time of day."""
    return " ".join((line, *takewhile(_is_fragment, following)))


def labelled(found: tuple[FoundDate, ...], before: str) -> tuple[FoundDate, ...]:
    """The dates of a line as the line before says what they are, where it says nothing else: "Last updated"."""
    is_label = found and len(before) <= MAX_LABEL_CHARS and DIGIT.search(before) is None
    if not is_label or any(one.meaning for one in found):
        return found
    label = meaning_of(before)
    return tuple(replace(one, meaning=label) for one in found)


def _is_fragment(text: str) -> bool:
    return len(text) <= MAX_CHARS and FRAGMENT.fullmatch(text) is not None
