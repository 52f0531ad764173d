"""Patterns that are compiled when first asked.

The fields know some 180 patterns for a dozen scripts, and compiling them all takes longer than cleaning a page; one
page asks about half of them. Later calls cost 40 ns more than those of a compiled pattern, a thousandth of a page.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _LazyPattern:
    """Has the attributes of re.Pattern, each looked up in the compiled pattern once and kept from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given_flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._given_flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copy and pickle look for before there is a pattern
            raise AttributeError(name)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """re.compile(), put off until an attribute of the pattern is asked for; a wrong pattern raises re.error then.

    It is no re.Pattern to isinstance() and to re's own functions, nor what a match has as its `re`: ask its methods,
    compare its `pattern`.
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))
