"""No pattern of the package costs more than its text: in proportion to any text, or with the square of a line's length.

Steps are counted by an engine of the tests (tests/backtracking.py), over texts made from the pattern itself.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cleaner
from cleaner.lines.lazy import MAX_LINE_CHARS, _LazyPattern, lazy_pattern
from cleaner.text import collapse
from tests.backtracking import Engine, TooManySteps, costly_texts

pytestmark = pytest.mark.slow

# Never searched for: matched at the start of a line, or over one letter for each of its words.
OF_LINES = frozenset(
    ("STANDS_ALONE", "NAME", "LEADING_DATE", "DATE_ONLY", "PERSON", "PERSON_AND_MORE", "ROLE_ONLY", "TIME_AFTER")
)
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(cleaner.__file__).parent.rglob("*.py"))
USES = re.findall(r"\b([A-Z_]+)\.(match|fullmatch|search|finditer|findall|subn?|split)\(", SOURCE)
MATCHED = {name for name, use in USES if "match" in use} - {name for name, use in USES if "match" not in use}
# Importing it runs the command; these need engines of others; these read what a keeper writes.
LEFT_OUT = frozenset(("__main__", "adapters", "learn", "rulebook"))
# Looked for in the first bytes of a page or file, or in a message of a library; the last one reads nine lines at most.
BOUNDED = frozenset(("META_CHARSET", "HTML_LANGUAGE", "STDIN_STARTS", "RECORD_START", "UNKNOWN_ZONE", "NEXT_RECORD"))
CHARS, MAX_STEPS = 120, 3_000_000
LINE_CHARS = 100  # doubled: of a pattern for lines
MAX_GROWTH, MAX_LINE_GROWTH = 2.6, 5.0  # for twice the text: in proportion; with the square


def package_patterns() -> Iterator[tuple[str, str, Any]]:
    """Module, name and pattern of all that are kept in modules, in tuples and dicts too."""
    for module in package_modules():
        for name, value in vars(module).items():
            if name in BOUNDED:
                continue
            many = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else [value]
            for pattern in many:
                if isinstance(pattern, (re.Pattern, _LazyPattern)):
                    yield module.__name__, name, pattern


def package_modules() -> Iterator[ModuleType]:
    """All modules but those of extras that are not installed."""
    for found in pkgutil.walk_packages(cleaner.__path__, "cleaner."):
        if found.name.split(".")[1] not in LEFT_OUT:
            with contextlib.suppress(ImportError):
                yield importlib.import_module(found.name)


def as_text(pattern: str | bytes) -> str:
    """A pattern of bytes as one of the characters with these numbers."""
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern


PATTERNS = {as_text(pattern.pattern): (module, name, pattern) for module, name, pattern in package_patterns()}


@pytest.mark.parametrize(("module", "name", "pattern"), PATTERNS.values(), ids=lambda value: str(value)[:40])
def test_pattern_costs_no_more_than_its_text(module: str, name: str, pattern: Any) -> None:
    is_for_lines = name in OF_LINES or (isinstance(pattern, _LazyPattern) and not pattern._any_length)
    length, limit = (LINE_CHARS, MAX_LINE_GROWTH) if is_for_lines else (CHARS, MAX_GROWTH)
    written = as_text(pattern.pattern)
    engine = Engine(written, pattern.flags & ~re.UNICODE, MAX_STEPS)
    twice = costly_texts(written, engine.flags, 2 * length)
    for short, long in zip(costly_texts(written, engine.flags, length), twice, strict=True):
        if is_for_lines:  # white space of lines is collapsed
            short, long = collapse(short), collapse(long)
        try:
            steps = [engine.count(text, at_start=name in OF_LINES | MATCHED) for text in (short, long)]
        except TooManySteps:
            pytest.fail(f"{module}.{name} takes more than {MAX_STEPS:,} steps for {long!r}")
        assert steps[1] <= limit * steps[0], f"{module}.{name}: {steps} steps for {long!r}"


def test_pattern_for_lines_looks_at_no_longer_text() -> None:
    pattern, long = lazy_pattern("a|b"), "a" * (MAX_LINE_CHARS + 1)
    assert pattern.search(long) is pattern.match(long) is pattern.fullmatch(long) is None
    assert (pattern.findall(long), list(pattern.finditer(long)), pattern.split(long)) == ([], [], [long])
    assert pattern.sub("", long) == long
    assert pattern.search(long, 1) is not None
    assert lazy_pattern("a|b", any_length=True).search(long) is not None


@pytest.mark.parametrize(("pattern", "text"), [("a+$", "a"), (r"\S+@", "a"), ("(?:a|aa)+$", "a"), (r"\s*[,;]", " ")])
def test_engine_finds_what_grows(pattern: str, text: str) -> None:
    engine = Engine(pattern, 0, 10_000_000)
    steps = [engine.count(text * n + "!") for n in (10, 20)]
    assert steps[1] > 3 * steps[0]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("(a|b)+c", "xababcx"), ("a{2,3}?b", "aaab"), ("(?<=a)b(?!c)", "abcab"), (r"\bx\b", "x"), ("a++b", "aab")],
)
def test_engine_finds_what_python_finds(pattern: str, text: str) -> None:
    engine = Engine(pattern, 0, 10_000)
    ends = [end for start in range(len(text) + 1) for end in list(engine._all(engine.tree, 0, text, start))[:1]]
    match = re.search(pattern, text)
    assert match is not None
    assert ends[0] == match.end()
