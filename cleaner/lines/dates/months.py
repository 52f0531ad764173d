"""The numbers of the months by their names, in the languages of `vocabulary/months.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.vocabulary import forms_by_language


def _month_numbers() -> Mapping[str, int]:
    numbers: dict[str, int] = {}
    for months in forms_by_language("months").values():
        for number, forms in enumerate(months, start=1):
            for form in forms:
                numbers.setdefault(form, number)
    return numbers


MONTH_NUMBERS: Mapping[str, int] = _month_numbers()  # name in lower case → 1–12
# Two words (Arabic), or written with signs that are no word characters (Hindi, Thai): listed, longest first.
_UNUSUAL = sorted((name for name in MONTH_NUMBERS if not name.isalpha()), key=len, reverse=True)
MONTH_NAME = rf"(?P<month>{'|'.join(map(re.escape, _UNUSUAL))}|[^\W\d_]{{2,12}})"


def month_number(printed: str) -> int:
    """The number of a month printed as a name or as a number; 0 for another word."""
    return int(printed) if printed.isdecimal() else MONTH_NUMBERS.get(printed.lower(), 0)
