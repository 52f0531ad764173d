"""What the attributes of elements hold: the first value that is not blank, addresses made absolute."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from cleaner.text import collapse
from cleaner.tree import Element


def first_value(elements: Iterable[Element], *names: str) -> str:
    """The first attribute of these names, element by element, that is not blank, white space collapsed; else empty."""
    for element in elements:
        for name in names:
            value = collapse(element.get(name, ""))
            if value:
                return value
    return ""


def absolute(address: str | None, base: str | None) -> str | None:
    """The address joined to the base; None where it is blank or no address at all."""
    plain = (address or "").strip()
    try:
        return urljoin(base or "", plain) if plain else None
    except ValueError:  # "http://[broken"
        return None
