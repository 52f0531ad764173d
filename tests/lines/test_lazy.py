"""Patterns compiled when first asked: the same answers, no error that waits for a page, no time spent at import."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

import cleaner.fields
import cleaner.lines
from cleaner.lines.lazy import lazy_pattern

MODULES = [
    found.name
    for part in (cleaner.fields, cleaner.lines)
    for found in pkgutil.walk_packages(part.__path__, f"{part.__name__}.")
]
COUNT = """
import re
compiled = []
whole = re.compile
re.compile = lambda pattern, flags=0: compiled.append(pattern) or whole(pattern, flags)
import cleaner.fields.language.scripts, cleaner.lines.datelines
print(sum(pattern == cleaner.lines.datelines.IN_CAPITALS.pattern for pattern in compiled))
cleaner.lines.datelines.IN_CAPITALS.search("")
cleaner.lines.datelines.IN_CAPITALS.match("")
print(sum(pattern == cleaner.lines.datelines.IN_CAPITALS.pattern for pattern in compiled))
"""


def test_answers_are_those_of_the_compiled_pattern() -> None:
    lazy, compiled = lazy_pattern(r"(?P<name>\w+) x", re.IGNORECASE), re.compile(r"(?P<name>\w+) x", re.IGNORECASE)
    for text in ("ab X", "ab", "", "a x b X"):
        assert [match.span() for match in lazy.finditer(text)] == [match.span() for match in compiled.finditer(text)]
        assert lazy.sub("-", text) == compiled.sub("-", text)
        assert lazy.findall(text) == compiled.findall(text)
    assert (lazy.pattern, lazy.flags, lazy.groups, lazy.groupindex) == (
        (compiled.pattern, compiled.flags, compiled.groups, compiled.groupindex)
    )


def test_a_wrong_pattern_raises_when_it_is_asked() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_a_pattern_of_east_asia_is_compiled_when_a_text_has_its_letters() -> None:
    wrong = lazy_pattern("(記者", east_asian=True)
    assert wrong.search("By Jane Doe, “Harbour Post”") is None
    assert wrong.sub("-", "Von Jörg") == "Von Jörg"
    assert wrong.findall("Ларс") == []
    with pytest.raises(re.error):
        wrong.search("港の記者")
    assert lazy_pattern("記者", east_asian=True).sub("-", "港の記者") == "港の-"


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if type(value) is type(lazy_pattern("")):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from patterns_in(part)


def test_every_pattern_of_the_fields_compiles() -> None:
    values = [value for module in MODULES for value in vars(importlib.import_module(module)).values()]
    patterns = [pattern for value in values for pattern in patterns_in(value)]
    assert len(patterns) > 100
    for pattern in patterns:
        assert isinstance(pattern.groups, int), pattern.pattern


def test_a_pattern_is_compiled_once_and_not_at_import() -> None:
    ran = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "1"]
