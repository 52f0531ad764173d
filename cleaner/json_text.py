"""JSON as pages print it: whole characters only, and no deeper than a value of a page ever is."""

from __future__ import annotations

import re
from itertools import chain

from cleaner.model import Json

# Objects and lists in one another; states of real pages have thirty. How deep readers get depends on Python's version.
MAX_NESTING = 200
ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?P<half>u[dD][89a-fA-F][\da-fA-F]{2})|.)", re.DOTALL
)


def whole_characters(text: str) -> str:
    """The JSON with U+FFFD for half an emoji: systems that cut a text by units of UTF-16 print the other half alone."""
    if r"\ud" not in text and r"\uD" not in text:
        return text
    return ESCAPE.sub(lambda escape: r"\ufffd" if escape["half"] else escape[0], text)


def unless_deep(value: Json) -> Json:
    """The value; None where more than MAX_NESTING objects and lists stand in one another."""
    level: list[Json] = [[value]]
    for _ in range(MAX_NESTING + 1):
        members = chain.from_iterable(outer.values() if isinstance(outer, dict) else outer for outer in level)
        level = [member for member in members if isinstance(member, (dict, list))]
    return None if level else value
