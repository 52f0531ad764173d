"""States of frameworks: what is read of them, and that nothing in them can hurt."""

from __future__ import annotations

import json

import pytest

from cleaner.page_state import MAX_CHARS, read_state, read_states


def test_code_behind_a_state_is_left_aside() -> None:
    assert read_state("__APOLLO_STATE__", ' {"a": 1};window.boot()') == {"a": 1}


@pytest.mark.parametrize("text", ["", "function(){}", '{"a": ', "[" * 100_000, '"' + "x" * MAX_CHARS + '"'])
def test_what_is_no_json_or_too_large_is_none(text: str) -> None:
    assert read_state("__NEXT_DATA__", text) is None
    assert read_states({"__NEXT_DATA__": text}) == {}


def test_a_flat_list_is_put_together() -> None:
    members = [{"data": 2, "once": 6}, {"story": 3}, {"tags": 4, "at": 5}, [6, 6], ["Date", "2024"], "x"]
    values = [["ShallowReactive", 1], *members]
    assert read_state("__NUXT_DATA__", json.dumps(values)) == {
        "data": {"story": {"tags": ["x", "x"], "at": "2024"}},
        "once": "x",
    }


@pytest.mark.parametrize("values", [[[1], [0]], [{"a": 0}], [["Ref", 0]], [{"a": 99, "b": -1, "c": "x"}], []])
def test_a_value_that_holds_itself_or_names_no_place_ends(values: object) -> None:
    read_state("__NUXT_DATA__", json.dumps(values))


def test_shared_values_are_put_together_once() -> None:
    doubling = [[place + 1, place + 1] for place in range(100)]
    assert read_state("__NUXT_DATA__", json.dumps([*doubling, "end"])) is not None


CALLED = (
    '(function(a,b,c){c.x=1;return {layout:"default",data:[{story:{title:a,"text":b,tags:[],free:!0,at:new Date(5),'
    """n:-1,share:.5,none:void 0,rows:Array(2),said:'it\\'s "so"',mark:"\\u003Cp\\x3E"}}],more:c}}"""
    '("Late ferry","So it was.",{}));boot()'
)


def test_what_a_function_returns_is_filled_with_what_it_is_called_with() -> None:
    story = {"title": "Late ferry", "text": "So it was.", "tags": [], "free": True, "at": 5, "n": -1, "share": 0.5}
    story |= {"none": None, "rows": None, "said": 'it\'s "so"', "mark": "<p>"}
    assert read_state("__NUXT__", CALLED) == {"layout": "default", "data": [{"story": story}], "more": {}}


@pytest.mark.parametrize(
    "text",
    [
        "(function(a){alert(a)}(1))",
        "(function(a){return {x:a.b}}(1))",
        "(function(a){return {x:a}}",
        "(function(a){return " + "{a:" * 100_000,
        '(function(a){return {x:"' + "\\" * 100_000,
        "(function(a){return {x:" + "new " * 100_000,
    ],
)
def test_another_function_is_no_state(text: str) -> None:
    assert read_state("__NUXT__", text) is None


def test_long_text_is_filled_in_a_few_times() -> None:
    named = read_state("__NUXT__", "(function(a){return {x:[" + "a," * 1000 + f'1]}}}}("{"x" * 1000}"))')
    assert named is not None
    assert sum(value is not None for value in named["x"]) == 4
