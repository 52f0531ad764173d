"""Rule files that a machine makes up of the schema's keys and odd values: right, or lines that name the file.

The examples are the same in each run; for others, take derandomize out of FIXED.
"""

# ruff: noqa: E501  odd values stand in rows

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_pages import SITE, candidates, labelled

from cleaner.errors import CleanerError
from cleaner.model import Role
from cleaner.rulebook.check import compile_file
from cleaner.rulebook.parse import STRUCTS
from cleaner.rulebook.schema import FieldRule, FieldTable, Layout, RuleFile, Source, Statement

pytestmark = pytest.mark.slow

FIXED = settings(derandomize=True, deadline=None, database=None)
PAGE = "<html><body><article><h1 class=t>A title</h1><p>By Jane Doe</p><p>Some text.</p><ul><li>a</ul></article></body></html>"

# As YAML writes them: numbers, dates, tags, anchors, control characters, words.
ODD = [
    "x", "''", "~", "true", "no", "0", "-1", "010", "0x1f", "1_0", "1e9", ".nan", ".inf", "12:30", "9" * 30, "9" * 5_000,
    "2024-03-31", "2024-02-30", "0001-01-01", "9999-12-31", "2024-03-31T00:00:00Z", "!!binary aGk=", "!!int x", "!mine x", "!replace x",
    "!!python/name:os.system", "&a x", "*a", "<<", '"\\0"', '"\\e[31m"', '"\\ud800"', '"\\U0001F600"', '"a\\nb"', "'`'", "\u202e", "ü",
    "Asia/Seoul", "../../etc/passwd", "KR", "example.com", "a.b:80", "'*'", "platforms/x", "headline", "title", "published", "a" * 300,
]  # fmt: skip
SELECTORS = ["p", ".t", "a > b", "h1 ~ p", "'p:has(a)'", "'p['", "':not('", "'//p'", "'//p[$x]'", "'//p[f()]'", "'count(//p)'", "\"//p[count('a')]\"", "'string(//h1)'", "'//*[//*[//*]]'"]  # fmt: skip
PATTERNS = ["'By (?P<name>.+)'", "'(?i)some .*'", "'(?P<title>A) .*'", "'(?P<x>a)'", "'('", "'a(?=b)'", "'(a{1000}){1000}'", "'[^\\x00]*'", "'\\pN+'", "'%Y'", "'%Y %Y'", "'%d %B %Y'", "'%'"]  # fmt: skip
SCALARS = st.sampled_from(ODD + SELECTORS + PATTERNS)
FITTING = {"css": SELECTORS, "xpath": SELECTORS, "tokens": ["t", "'.t'"], "repeated": ["true", "{of: title}"]}
SELDOM = st.sampled_from([False, False, False, True])
OTHER_KEYS = [key for key in RuleFile.__struct_encode_fields__ if f"{key}:" not in SITE]
PLACES = ("css", "xpath", "tokens", "line", "list", "before", "after", "repeated")


def flow(pairs: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


def listed(values: list[str]) -> str:
    return "[" + ", ".join(values) + "]"


def keys_of(kind: type[msgspec.Struct], values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Keys of a part of the schema with values of any kind."""
    return st.dictionaries(st.sampled_from(kind.__struct_encode_fields__), values, max_size=4).map(flow)


ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(listed),
        st.lists(inner, max_size=3).map(lambda values: "!replace " + listed(values)),
        *(keys_of(kind, inner) for kind in [*STRUCTS.values(), Source, FieldRule]),
    ),
    max_leaves=8,
)


@st.composite
def statements(draw: st.DrawFn) -> str:
    """A statement with a role, one place and a why, and sometimes more."""
    place = draw(st.sampled_from(PLACES))
    value = draw(st.sampled_from(FITTING.get(place, PATTERNS)))
    more = draw(st.dictionaries(st.sampled_from(Statement.__struct_encode_fields__), SCALARS, max_size=1))
    return flow(
        {"role": draw(st.sampled_from(sorted(Role))), "why": "x", place: value} | (more if draw(SELDOM) else {})
    )


@st.composite
def sources(draw: st.DrawFn) -> str:
    key = draw(st.sampled_from(Source.__struct_encode_fields__))
    value = draw(st.sampled_from(FITTING.get(key, PATTERNS)))
    return flow({key: draw(SCALARS) if draw(SELDOM) else value})


FIELDS = st.dictionaries(
    st.sampled_from(FieldTable.__struct_encode_fields__), st.lists(sources(), max_size=2).map(listed), max_size=2
).map(flow)


@st.composite
def layouts(draw: st.DrawFn) -> str:
    some = {"name": draw(st.sampled_from("abc")), "label": listed([draw(statements())]), "fields": draw(FIELDS)}
    odd = {draw(st.sampled_from(Layout.__struct_encode_fields__)): draw(SCALARS)}
    return flow(some | {"when": "{css: p}"} | (odd if draw(SELDOM) else {}))


PARTS: dict[str, st.SearchStrategy[str]] = {
    "label": st.lists(statements(), max_size=3).map(listed),
    "fields": FIELDS,
    "layouts": st.lists(layouts(), max_size=2).map(listed),
}


@st.composite
def rule_texts(draw: st.DrawFn) -> str:
    """The text of a site file: a right head, one to three parts that may be right, sometimes any key with anything."""
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), min_size=1, max_size=3, unique=True))
    parts = {name: draw(PARTS[name]) for name in names}
    if draw(SELDOM):
        parts[draw(st.sampled_from([*PARTS, *OTHER_KEYS]))] = draw(ANYTHING)
    return draw(st.sampled_from([SITE, SITE, SITE, "rule: 1\n"])) + "".join(
        f"{key}: {value}\n" for key, value in parts.items()
    )


def problems_of(content: bytes, folder: str = "sites") -> list[str]:
    compiled, problems = compile_file(content, "example.com.yaml", folder, "example.com")  # type: ignore[arg-type]
    assert (compiled is None) == bool(problems)
    return [str(problem) for problem in problems]


def assert_readable(problems: list[str]) -> None:
    for problem in problems:
        assert problem.startswith("example.com.yaml:")
        assert problem.isprintable()
        assert len(problem) < 600


def is_of_this_page(error: CleanerError) -> bool:
    return "cannot be run on this page" in str(error)


@given(rule_texts(), st.sampled_from(["sites", "sites", "sites", "platforms", "shared"]))
@settings(FIXED, max_examples=250)
def test_a_rule_file_is_right_or_its_mistakes_are_named(text: str, folder: str) -> None:
    problems = problems_of(text.encode(), folder)
    assert_readable(problems)
    if problems or folder != "sites":
        return
    try:
        labelled(PAGE, {"sites/example.com": text})
        candidates(PAGE, {"sites/example.com": text})
    except CleanerError as error:  # an XPath that only this page shows to be wrong
        if not is_of_this_page(error):
            raise


@given(rule_texts(), st.binary(max_size=3), st.integers(0, 400), st.integers(0, 5))
@settings(FIXED, max_examples=100)
def test_a_damaged_rule_file_is_right_or_its_mistakes_are_named(text: str, damage: bytes, start: int, cut: int) -> None:
    content = text.encode()
    assert_readable(problems_of(content[:start] + damage + content[start + cut :]))


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
@settings(FIXED, max_examples=30)
def test_any_json_is_right_or_its_mistakes_are_named(value: Any) -> None:
    assert_readable(problems_of(msgspec.json.encode(value)))
