"""What the attributes of elements hold: the first value that is not blank."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.text import collapse
from cleaner.tree import Element


def first_value(elements: Iterable[Element], *names: str) -> str:
    """The first attribute of these names, element by element, that is not blank, white space collapsed; else empty."""
    for element in elements:
        for value in map(element.get, names):
            if value and not value.isspace():
                return collapse(value)
    return ""
