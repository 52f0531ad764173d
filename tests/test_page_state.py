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
