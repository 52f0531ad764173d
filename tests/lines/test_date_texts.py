"""Dates as printed, one case each: cases/date_texts.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner.fields.dates.moments import to_moment
from cleaner.lines.dates import read_dates, read_machine_date
from cleaner.model import Moment

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "date_texts.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text']} {case.get('day_first', '')}" for case in CASES])
def test_printed_date_becomes_a_moment(case: dict[str, Any]) -> None:
    text = case["text"]

    reading = read_machine_date(text, case.get("day_first"))

    expected = (
        Moment(case["value"], case["precision"], case.get("zone", "unknown"), raw=text) if case["value"] else None
    )
    assert (to_moment(reading, text) if reading is not None else None) == expected


def test_line_gives_all_its_dates_in_order() -> None:
    readings = read_dates("Published 3 May 2024, 15:47; updated 4 May 2024, 09:10")

    assert [(r.day, r.hour, r.minute) for r in readings] == [(3, 15, 47), (4, 9, 10)]


def test_number_in_running_text_is_no_compact_date() -> None:
    assert read_dates("Article 20240503 of the archive") == ()


def test_date_tells_where_it_stands() -> None:
    text = "By Jane Doe | May 3, 2024 | Harbour"

    (reading,) = read_dates(text)

    assert text[reading.start : reading.end] == "May 3, 2024"


@pytest.mark.parametrize("text", ["1" * 500, "1/" * 300, "May " * 200, ":" * 400, "2024-" * 100, "\u0660" * 400])
def test_text_made_to_be_slow_is_read_or_refused(text: str) -> None:
    assert isinstance(read_dates(text), tuple)
