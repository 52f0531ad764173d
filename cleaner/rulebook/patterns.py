"""Line patterns: matched by RE2 alone, one by one for their groups, many at once as a set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Protocol

import re2

from cleaner.errors import CleanerError

engine: Any = re2  # the package ships no types

# Budget of a set's automaton, filled as far as pages need. RE2's own default of 8 MB is short of the shared rules; with
# 256 a worker grew by 30 MB in 1,000 pages of many sites, and was no faster than with 16.
SET_MEMORY_BYTES = 48 << 20
ONE_MEMORY_BYTES = 64 << 20  # of a pattern that runs alone
TOO_MANY = f"the line patterns together need more than {SET_MEMORY_BYTES >> 20} MB: shorten the longest alternations"
ANYTHING = "(?s).*"
PROBE = "\x00"  # in no text: decoding removes it
# What RE2 says of look-around and back references.
UNSUPPORTED = re.compile(r"perl operator: \(\?<?[=!]|escape sequence: \\[1-9]")
NO_LOOK_AROUND = "RE2 runs in linear time and has no look-around and no back references"


class LineMatch(Protocol):
    """What a match tells of a group, by number: its text (None where it took no part), its characters in the text."""

    def __getitem__(self, group: int) -> str | None: ...

    def span(self, group: int = 0) -> tuple[int, int]: ...


class PatternError(CleanerError):
    """A pattern does not compile; the message says why. Turned into a RuleError where file and line are known."""


class Pattern:
    """One RE2 pattern, compiled when it is first needed. Case matters unless the pattern starts with (?i)."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _compiled(self) -> Any:
        try:
            return engine.compile(self.text, _options())
        except engine.error as error:
            raise PatternError(_explain(self.text, error)) from error

    @cached_property
    def groups(self) -> Mapping[str, int]:
        """The named groups in order, each with its number."""
        if "(?P<" not in self.text and "(?<" not in self.text:  # most patterns run in a set only: never compiled alone
            return {}
        numbers: dict[str, int] = self._compiled.groupindex
        return dict(sorted(numbers.items(), key=lambda item: item[1]))

    def check(self) -> None:
        """Raise PatternError where the pattern does not compile."""
        self._compiled  # noqa: B018  # compiling is the check

    def full(self, text: str) -> LineMatch | None:
        """The match of the whole text."""
        found: LineMatch | None = self._compiled.fullmatch(text)
        return found

    def search(self, text: str) -> LineMatch | None:
        """The first match anywhere in the text."""
        found: LineMatch | None = self._compiled.search(text)
        return found


def literal(text: str) -> Pattern:
    """The pattern of a text that stands for itself."""
    return Pattern(engine.escape(text))


def any_of(paths: Iterable[str]) -> Pattern:
    """The pattern of what one of the patterns matches; of none, the pattern of everything."""
    return Pattern("|".join(f"(?:{path})" for path in paths) or ANYTHING)


class LineSet:
    """Many patterns matched at once. whole: from end to end; else anywhere in the text.

    Raises PatternError where the patterns together are too large for their budget of memory.
    """

    __slots__ = ("_probe", "_set")

    def __init__(self, patterns: Iterable[Pattern], *, whole: bool = True) -> None:
        options = _options(SET_MEMORY_BYTES)
        self._set = engine.Set.FullMatchSet(options) if whole else engine.Set.SearchSet(options)
        for pattern in patterns:
            self._set.Add(pattern.text)
        self._probe = self._set.Add(PROBE)
        try:
            self._set.Compile()
        except engine.error as error:
            raise PatternError(TOO_MANY) from error
        # With too little memory left, RE2 does not fail: it matches nothing.
        if self._probe not in (self._set.Match(PROBE) or ()):
            raise PatternError(TOO_MANY)

    def match(self, text: str) -> list[int]:
        """Indices of the patterns that match, ascending."""
        found = self._set.Match(text.encode())
        if found is None:  # as with nearly every line
            return []
        return sorted(number for number in found if number != self._probe)


def _explain(text: str, error: Exception) -> str:
    words = error.args[0].decode("utf-8", "replace")
    hint = f"; {NO_LOOK_AROUND}" if UNSUPPORTED.search(words) else ""
    return f"the pattern '{text}' does not compile: {words}{hint}"


def _options(memory: int = ONE_MEMORY_BYTES) -> Any:
    options = engine.Options()
    options.log_errors = False  # RE2 would print to stderr; the message is raised instead
    options.max_mem = memory
    return options
