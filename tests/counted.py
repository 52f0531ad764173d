"""Counts the work of clean(): what Python runs, and the characters that patterns and texts are asked about. No clock.

Run as a program, it reads lines `html|text SHAPE N` and answers each with the work of that page. It counts lines and
calls of Python, calls of C functions, for a method of a text its characters, for a pattern those that it looks at.
What a pattern does with them is counted by tests/backtracking.py.
"""

from __future__ import annotations

import functools
import re
import sys
from types import FrameType
from typing import Any

PACKAGES = ("cleaner", "trafilatura", "htmldate", "justext", "langdetect")
# Methods of texts and lists that take time in proportion to them.
LINEAR_METHODS = """
    casefold count encode decode find index isalpha isascii isprintable isspace lower lstrip partition replace rfind
    rpartition rsplit rstrip split splitlines strip title translate upper capitalize removeprefix copy insert remove
    reverse sort
"""
LINEAR = frozenset(LINEAR_METHODS.split())
ONE_MATCH = frozenset({"search", "match", "fullmatch"})
ALL_MATCHES = frozenset({"findall", "finditer", "split", "sub", "subn"})


class Work:
    """The work so far, and the functions that Python tells of it."""

    def __init__(self) -> None:
        self.done = 0

    def measure(self, call: Any, *arguments: Any) -> int:
        """The work of a call."""
        self.done = 0
        sys.setprofile(self.on_call)
        sys.settrace(self.on_line)
        try:
            call(*arguments)
        finally:
            sys.settrace(None)
            sys.setprofile(None)
        return self.done

    def on_line(self, frame: FrameType, event: str, argument: object) -> Any:
        """One for a line of Python; of modules that are not ours only their calls count."""
        self.done += 1
        return self.on_line if frame.f_globals.get("__name__", "").startswith(PACKAGES) else None

    def on_call(self, frame: FrameType, event: str, function: Any) -> None:
        """One for a call of a C function, and the length of what it is a method of, where it looks at all of that."""
        if event == "c_call":
            self.done += 1
            owner = getattr(function, "__self__", None)
            if isinstance(owner, (str, bytes, list)) and function.__name__ in LINEAR:
                self.done += len(owner)


WORK = Work()


class CountedPattern:
    """A compiled pattern whose methods count the characters that they look at."""

    def __init__(self, compiled: re.Pattern[Any]) -> None:
        self.compiled = compiled

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.compiled, name)
        if name not in ONE_MATCH | ALL_MATCHES:
            return value

        def look(*arguments: Any) -> Any:
            found = value(*arguments)
            text, start = (*arguments[name in ("sub", "subn") :], 0)[:2]
            if name in ONE_MATCH and found is not None:
                WORK.done += found.end() - start
            elif name not in ("match", "fullmatch"):
                WORK.done += len(text) - start
            return found

        setattr(self, name, look)
        return look


def count_patterns() -> None:
    """Count what all patterns look at that the packages compile from now on, and the line patterns of rules."""
    compile_plain = re.compile

    def compile_counted(pattern: Any, flags: int = 0) -> Any:
        compiled = compile_plain(pattern, flags)
        name = sys._getframe(1).f_globals.get("__name__", "")
        return CountedPattern(compiled) if name.startswith("cleaner") else compiled

    re.compile = compile_counted  # type: ignore[assignment]
    from cleaner.rulebook import patterns

    def counting(method: Any) -> Any:
        def look(self: Any, text: str) -> Any:
            WORK.done += len(text)
            return method(self, text)

        return look

    for owner, names in ((patterns.LineSet, ("match",)), (patterns.Pattern, ("full", "search"))):
        for name in names:
            setattr(owner, name, counting(getattr(owner, name)))


def remember_nothing() -> None:
    """Let functions that remember answers work each of them out: what is remembered depends on what came before."""
    remember = functools.lru_cache

    def plain_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        return remember(maxsize) if callable(maxsize) or maxsize is None or maxsize <= 16 else lambda function: function

    functools.lru_cache = plain_cache  # type: ignore[assignment]


def main() -> None:
    remember_nothing()
    count_patterns()
    from cleaner import RawPage, clean, load_rules
    from cleaner.labelers import open_blocks
    from tests import shapes

    open_blocks.ASK_BELOW = 0.0  # trafilatura has its own bounds, and tests
    rules = load_rules()
    for line in sys.stdin:
        kind, count, name = line.rstrip("\n").split(" ", 2)
        page = RawPage(body=shapes.TABLES[kind][name](int(count)), kind=kind)  # type: ignore[arg-type]  # of two
        clean(page, rules)  # what is imported, compiled or loaded for the first page of a kind is no work of this one
        sys.stdout.write(f"{WORK.measure(clean, page, rules)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
