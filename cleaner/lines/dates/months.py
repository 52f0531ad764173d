"""The months by their names, in the languages and calendars of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, TypeAlias

from cleaner.lines.lazy import lazy_pattern
from cleaner.text import fold, normalized
from cleaner.vocabulary import forms_by_language

Calendar: TypeAlias = Literal["gregorian", "persian", "islamic"]
# The files of names; of two that give a name to different months the first wins.
TOPICS: Mapping[str, Calendar] = {
    "month_forms": "gregorian",
    "months": "gregorian",
    "persian_months": "persian",
    "islamic_months": "islamic",
}
NO_FORM = "-"
HEBREW_IN = "ב"  # glued to the name: "3 במאי"
# Accents are not printed everywhere ("fevrier", "ΜΑΪΟΥ", "اكتوبر"), nor is the dot of the Turkish i.
ACCENTS = dict.fromkeys([*range(0x300, 0x370), *range(0x64B, 0x656), 0x200C])
NO_ACCENTS = {**ACCENTS, ord("ı"): "i"}
BETWEEN_TWO_NAMES = lazy_pattern(r"\s*[/()–-]\s*")


def month_named(printed: str, *, after_dot: bool = False) -> tuple[Calendar, int] | None:
    """Calendar and number of a month; of two names with a stroke between them where both name one month.

    after_dot: whether the day before it has one: "21. listopada" is Croatian, "21 listopada" Polish.
    """
    name = _key(printed)
    if after_dot and (dotted := _months().get(f". {name}")):
        return dotted
    found = _months().get(name) or _months().get(name.removeprefix(HEBREW_IN))
    if found is not None or BETWEEN_TWO_NAMES.search(name) is None:
        return found
    both = {_months().get(part.strip(" .")) for part in BETWEEN_TWO_NAMES.split(name) if part}
    return both.pop() if len(both) == 1 else None


def month_number(printed: str) -> int:
    """The number of a month of our own calendar, printed as a name or as a number; 0 for another word."""
    if printed.isdecimal():
        return int(printed)
    calendar, number = month_named(printed) or ("", 0)
    return number if calendar == "gregorian" else 0


@cache
def _months() -> Mapping[str, tuple[Calendar, int]]:
    names: dict[str, tuple[Calendar, int]] = {}
    for topic, calendar in TOPICS.items():
        for name, number in _numbered(topic):
            names.setdefault(_without_accents(name), (calendar, number))
    names.pop(NO_FORM, None)
    return names


def _numbered(topic: str) -> Iterator[tuple[str, int]]:
    """The names of a file with the numbers of their months; a language may have more than one line."""
    for months in forms_by_language(topic).values():
        for place, forms in enumerate(months):
            yield from ((form, place % 12 + 1) for form in forms)


def _key(name: str) -> str:
    return _without_accents(fold(name)).strip(" .")


def _without_accents(folded: str) -> str:
    if folded.isascii():
        return folded
    return normalized("NFD", folded).translate(NO_ACCENTS)
