"""loose_json: what can be read of broken JSON, and what is left alone."""

from __future__ import annotations

from time import process_time

import pytest

from cleaner.stages.segment.loose_json import read_loose_json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "the "Anna Maria", a ship", "b": 1}', {"a": 'the "Anna Maria", a ship', "b": 1}),
        ('{"a": "ends with "one"", "b": 1}', {"a": 'ends with "one"', "b": 1}),
        ('{"a": "the "one", "two" and "three": all", "b": 1}', {"a": 'the "one", "two" and "three": all', "b": 1}),
        ('{"a": ["the "one"", "two"]}', {"a": ['the "one"', "two"]}),
        (r'{"a": "it\'s \x27so\x27 \/ \u00e9\ud83d\ude00\n"}', {"a": "it's 'so' / é😀\n"}),
        ('{"a": 1, // a count\n "b": /* none */ true}', {"a": 1, "b": True}),
        ('{"a": , "b": -2.5}', {"b": -2.5}),
        ('{"a": "one"\n"b": "two"}', {"a": "one", "b": "two"}),
        ('{"a": {"b": [{"c": "d"}', {"a": {"b": [{"c": "d"}]}}),
        ('{"a": [1, 2}, "b": 3}', {"a": [1, 2]}),
        ('{"a": "https://one.example/b"}', {"a": "https://one.example/b"}),
    ],
)
def test_broken_json_is_read_as_it_is_meant(text: str, value: object) -> None:
    assert read_loose_json(text) == [value]


def test_values_behind_one_another_are_all_read() -> None:
    assert read_loose_json('{"a": 1}\n{"b": 2}, [3] and so on') == [{"a": 1}, {"b": 2}, [3]]


def test_string_without_an_end_is_left_out_with_what_stands_behind() -> None:
    assert read_loose_json('{"a": 1, "b": "two,\n"c": "three", "d": 4}') == [{"a": 1}]
    assert read_loose_json('{"a": 1, "b": "cut sho') == [{"a": 1}]


@pytest.mark.parametrize(
    "part", ['"', '" ', '",', '":', '"\n"', "[{", "}]", '{"a":', '"" :', "/*", "//", "\\", "\\u00e9"]
)
def test_hostile_text_takes_time_in_proportion(part: str) -> None:
    started = process_time()
    read_loose_json('{"a": "' + part * (400_000 // len(part)))

    assert process_time() - started < 5
