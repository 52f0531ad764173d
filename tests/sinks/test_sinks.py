"""What each format looks like."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cleaner.model import BodyBlock, Moment, Outlet, Record
from cleaner.sinks import FORMATS, SINKS, Row
from cleaner.sinks.markdown import escape
from cleaner.sinks.presentation import facts_line, printed_moment, without_controls

RecordWith = Callable[..., Record]


def written(format_name: str, *rows: Row, many: bool | None = None) -> str:
    stream = io.StringIO()
    SINKS[format_name](rows, stream, many=len(rows) > 1 if many is None else many)
    return stream.getvalue()


def test_formats_by_ending_are_formats() -> None:
    assert set(FORMATS.values()) == set(SINKS)


# ------------------------------------------------------------------ JSON


def test_json_lines_has_one_record_per_line(record: Record) -> None:
    lines = written("jsonl", Row("a.html", record), Row("b.html", record)).splitlines()
    assert [json.loads(line)["input"]["name"] for line in lines] == ["a.html", "b.html"]


@pytest.mark.parametrize("format_name", ["jsonl", "json"])
def test_json_reads_back_as_the_record(record: Record, format_name: str) -> None:
    named = replace(record, input=replace(record.input, name="a.html"))
    assert Record.from_dict(json.loads(written(format_name, Row("a.html", record)))) == named


def test_json_is_an_array_where_many_were_asked_for(record: Record) -> None:
    assert len(json.loads(written("json", Row("a.html", record), many=True))) == 1
    assert len(json.loads(written("json", Row("a.html", record), Row("b.html", record)))) == 2
    assert json.loads(written("json", many=True)) == []


def test_blocks_stand_in_json_where_asked_for(record: Record) -> None:
    made = json.loads(written("jsonl", Row("a.html", record, ({"role": "share"},))))
    assert made["blocks"] == [{"role": "share"}]
    assert "blocks" not in json.loads(written("jsonl", Row("a.html", record)))


def test_json_keeps_every_script_readable(record_with: RecordWith) -> None:
    assert "한국어" in written("jsonl", Row("a.html", record_with(title="한국어")))


# ------------------------------------------------------------------ text


def test_text_is_title_facts_and_body(record: Record) -> None:
    title, facts, body = written("text", Row("a.html", record)).split("\n\n", maxsplit=2)
    assert title == "Harbour reopens"
    assert facts == "Ada Blau, Cem Dal · 2024-03-01 08:30 +09:00 · Coast Daily"
    assert body == "Ships sailed.\n\nNobody waved.\n"


def test_text_of_many_names_each_input(record: Record) -> None:
    made = written("text", Row("a.html", record), Row("b.html", record))
    assert made.index("a.html") < made.index("Harbour reopens") < made.index("b.html")


def test_page_cannot_steer_the_terminal() -> None:
    assert without_controls("a\x1b[31mb\x07\x9b\tc\nd") == "a[31mb\tc\nd"


# ------------------------------------------------------------------ Markdown


def test_markdown_writes_each_kind_of_block(record_with: RecordWith) -> None:
    body = (
        BodyBlock("paragraph", "Text"),
        BodyBlock("heading", "Part", level=3),
        BodyBlock("list_item", "one"),
        BodyBlock("list_item", "two"),
        BodyBlock("quote", "said"),
        BodyBlock("table", "a | b"),
        BodyBlock("table", "c"),
        BodyBlock("preformatted", "x = ```1```"),
    )
    bare = record_with(title="T", authors=(), published=None, outlet=None, body=body)
    assert written("markdown", Row("a.html", bare)) == (
        "# T\n\nText\n\n### Part\n\n- one\n- two\n\n> said\n\n"
        "| a | b |\n| --- | --- |\n| c |  |\n\n````\nx = ```1```\n````\n"
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("*not* bold", r"\*not\* bold"),
        ("<b> [a](b)", r"\<b\> \[a\](b)"),
        ("# 1", r"\# 1"),
        ("- item", r"\- item"),
        ("---", r"\---"),
        ("2024. A year", r"2024\. A year"),
        ("2024.5 parts", "2024.5 parts"),
        ("AT&T &amp; more", r"AT&T \&amp; more"),
        ("a - b #c", "a - b #c"),
    ],
)
def test_text_is_no_markup(text: str, marked: str) -> None:
    assert escape(text) == marked


# ------------------------------------------------------------------ facts


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01T08:30:00+09:00", "2024-03-01 08:30 +09:00"),
        ("2024-03-01T08:30:15Z", "2024-03-01 08:30:15 Z"),
        ("2024-03-01T08:30+09:00", "2024-03-01 08:30 +09:00"),
        ("2024-03-01T08:30", "2024-03-01 08:30"),
    ],
)
def test_moment_reads_like_a_clock(value: str, printed: str) -> None:
    assert printed_moment(Moment(value, "minute")) == printed


def test_facts_that_are_unknown_are_left_out(record_with: RecordWith) -> None:
    outlet = Outlet(domain="coast.example")
    assert facts_line(record_with(authors=(), published=None, outlet=outlet)) == "coast.example"
    assert facts_line(record_with(authors=(), published=None, outlet=None)) is None
