"""Patterns for lines: they are compiled when first asked, and match no text that is too long for a line.

The fields know some 180 patterns for a dozen scripts, and compiling them all takes longer than cleaning a page; one
page asks about half of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, cast

from cleaner.text import EAST_ASIAN

# Many of these patterns take time with the square of the text. Of 723 pages and dumps no longer text was a line that
# one of them is made for.
MAX_LINE_CHARS = 1_000
# What a pattern's methods give for a text that is too long.
NOTHING: Mapping[str, Callable[[str], Any]] = {
    "search": lambda text: None,
    "match": lambda text: None,
    "fullmatch": lambda text: None,
    "findall": lambda text: [],
    "finditer": lambda text: iter(()),
    "split": lambda text: [text],
}


class _LazyPattern:
    """Has the attributes of re.Pattern, each looked up in the compiled pattern once and kept from then on."""

    def __init__(self, pattern: str, flags: int, *, any_length: bool, east_asian: bool) -> None:
        self.pattern = pattern
        self._given_flags = flags
        self._any_length = any_length
        self._east_asian = east_asian

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._given_flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copy and pickle look for before there is a pattern
            raise AttributeError(name)
        is_put_off = self._east_asian and (name in NOTHING or name == "sub")
        value = self._for_east_asian(name) if is_put_off else getattr(self._compiled, name)
        if not self._any_length:
            value = _for_lines(name, value)
        setattr(self, name, value)
        return value

    def _for_east_asian(self, name: str) -> Any:
        """A method that asks the compiled pattern where the text has a letter it is made for."""
        nothing = NOTHING.get(name, str)

        def look(text: str, *span: int) -> Any:
            return getattr(self._compiled, name)(text, *span) if EAST_ASIAN.search(text) else nothing(text)

        def substitute(new: Any, text: str) -> Any:
            return self._compiled.sub(new, text) if EAST_ASIAN.search(text) else text

        return substitute if name == "sub" else look


def _for_lines(name: str, method: Any) -> Any:
    """A method of a compiled pattern that looks at no text longer than a line; any other attribute as it is."""

    nothing = NOTHING.get(name, str)

    def look(text: str, start: int = 0, *end: int) -> Any:
        return method(text, start, *end) if len(text) - start <= MAX_LINE_CHARS else nothing(text)

    def substitute(new: Any, text: str) -> Any:
        return method(new, text) if len(text) <= MAX_LINE_CHARS else text

    if name == "sub":
        return substitute
    return look if name in NOTHING else method


def lazy_pattern(
    pattern: str, flags: int = 0, *, any_length: bool = False, east_asian: bool = False
) -> re.Pattern[str]:
    """re.compile(), put off until an attribute of the pattern is asked for; a wrong pattern raises re.error then.

    any_length: the pattern is for texts of any length too, as it takes time in proportion to them.
    east_asian: it only matches texts with a letter of the East of Asia; where no page has one, it is never compiled.
    It is no re.Pattern to isinstance() and to re's own functions, nor what a match has as its `re`: ask its methods,
    compare its `pattern`.
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags, any_length=any_length, east_asian=east_asian))
