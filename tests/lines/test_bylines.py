"""Bylines as printed, one case each: cases/bylines.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from cleaner.lines.bylines import parse_byline
from cleaner.lines.bylines.parts import without_prefix
from cleaner.lines.bylines.pen_names import read_pen_name
from cleaner.lines.signers import read_signers

FILE = Path(__file__).parent / "cases" / "bylines.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['line']}" for case in CASES])
def test_byline_names_its_authors(case: dict[str, Any]) -> None:
    found = [msgspec.to_builtins(author) for author in parse_byline(case["line"])]

    assert [{key: value for key, value in author.items() if key != "raw"} for author in found] == case["authors"]


def test_byline_keeps_the_printed_line() -> None:
    (author,) = parse_byline("BY  MORGAN LEHR [lehr@example.com]")

    assert author.raw == "BY MORGAN LEHR [lehr@example.com]"


def test_long_text_is_no_byline() -> None:
    assert parse_byline("By Jane Doe " + "and so on " * 80) == ()


@pytest.mark.parametrize("line", ["", " ", ",", "by", "()", "|||", "/", "&", "@", "Von", "기자", "：", "and and and"])
def test_line_without_a_name_names_nobody(line: str) -> None:
    assert parse_byline(line) == ()


@pytest.mark.parametrize("word", ["By ", "Written by ", "By: By ", "von Von "])
def test_words_before_a_name_are_taken_off_however_many_there_are(word: str) -> None:
    assert without_prefix(word * 1500 + "Jane Doe") == "Jane Doe"
    assert read_pen_name(word * 1500) is None


def test_cases_cover_the_languages_of_news() -> None:
    assert len({case["language"] for case in CASES}) >= 40


def test_house_signs_with_agencies_where_the_word_for_by_stands_above() -> None:
    line, house = "Tideware with Agencies", "Tideware"

    assert [author.name for author in read_signers(line, house=house, is_labelled=True)] == [house]
    assert read_signers(line, house=house) == ()
