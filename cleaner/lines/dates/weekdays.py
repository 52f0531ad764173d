"""The day of the week that a line prints, which tells what its numbers mean: Wednesday 8.5.15 is the 5th of August."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from cleaner.lines.lazy import lazy_pattern
from cleaner.text import fold
from cleaner.vocabulary import forms_by_language

SIGNS = lazy_pattern(r"[\s,.;:|()\[\]·•–—/]+")


def weekday_in(line: str) -> int | None:
    """The number of the one day of the week that a line names, Monday 0; None where it names none, or two."""
    words = SIGNS.split(fold(line))
    found = {number for word in words if (number := _weekdays().get(word)) is not None}
    return found.pop() if len(found) == 1 else None


@cache
def _weekdays() -> Mapping[str, int]:
    names: dict[str, int] = {}
    for topic in ("weekday_forms", "weekdays"):
        for days in forms_by_language(topic).values():
            for number, forms in enumerate(days):
                names |= {form: number for form in forms if form not in names}
    names.pop("-", None)
    return names
