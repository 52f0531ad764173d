"""What each format looks like."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from cleaner.model import Author, BodyBlock, Moment, Outlet, Quality, Record
from cleaner.sinks import FORMATS, SINKS, Row, markdown, sink_of
from cleaner.sinks.markdown_text import escape, link
from cleaner.sinks.page_files import write_page_files
from cleaner.sinks.presentation import facts_line, printed_moment

RecordWith = Callable[..., Record]


def written(format_name: str, *rows: Row, many: bool | None = None) -> str:
    stream = io.StringIO()
    sink_of(format_name)(rows, stream, many=len(rows) > 1 if many is None else many)
    return stream.getvalue()


def test_formats_by_ending_are_formats() -> None:
    assert set(FORMATS.values()) == {*SINKS, "xlsx"}


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


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_names_and_texts_cannot_steer_the_reader(record_with: RecordWith, format_name: str) -> None:
    row = Row("a\x1b]0;x\x07\u202e.html", record_with(title="b\x9b31m\u2066c", text="d\x1b[2Je"))
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(written(format_name, row, row))


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
    assert written("markdown", Row("a.html", bare), many=True) == (
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


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://e.com/a_(b)", "<https://e.com/a_(b)>"),
        ("https://e.com/> [x](javascript:1)", "<https://e.com/%3E%20[x](javascript:1)>"),
        ("https://e.com/\n# a", "<https://e.com/%0A#%20a>"),
        ("HTTPS://e.com/<b>", "<HTTPS://e.com/%3Cb%3E>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("data:text/html,<script>", r"data:text/html,\<script\>"),
    ],
)
def test_address_is_a_link_that_ends_where_it_ends(address: str, shown: str) -> None:
    assert link(address) == shown


def test_line_ends_make_no_markup(record_with: RecordWith) -> None:
    hostile = "Harbour\n# not a heading\n\n    not code"
    body = tuple(BodyBlock(kind, hostile) for kind in ("paragraph", "heading", "list_item", "quote", "table"))  # type: ignore[arg-type]
    row = Row("a.html", record_with(title=hostile + " #", subtitle=hostile, body=body))
    made = written("markdown", row, many=True)
    assert "\n# not" not in made
    assert "\n    " not in made
    assert made.startswith("# Harbour # not a heading not code \\#\n")


MARKS = [
    *"#*_`~<>[]()!|\\&;:=+-.01 \n\t'\"{}ab/$^@%",
    "&amp;",
    "<script>",
    "    ",
    "---",
    "```",
    "1. ",
    "[a]: http://x",
]


def test_any_text_is_read_back_as_it_was(record_with: RecordWith) -> None:
    """By a parser of Markdown, as title and as a paragraph, heading, item or quotation."""
    parser = pytest.importorskip("markdown_it", reason="comes with rich").MarkdownIt("commonmark")
    chance = random.Random(1)
    for _ in range(1500):
        title, text = ("a" + "".join(chance.choices(MARKS, k=8)) for _ in range(2))
        title, text = title[chance.randrange(2) :], text[chance.randrange(2) :]
        block = BodyBlock(chance.choice(["paragraph", "heading", "list_item", "quote"]), text)
        plain = record_with(title=title, authors=(), published=None, outlet=None, body=(block,))
        tokens = parser.parse(written("markdown", Row("a.html", plain), many=True))
        inline = [token for token in tokens if token.type == "inline"]
        assert ["".join(part.content for part in token.children) for token in inline] == [
            " ".join(one.split()) for one in (title or "a.html", text) if one.strip()
        ]
        assert {part.type for token in inline for part in token.children} <= {"text", "text_special"}
        assert not {token.type for token in tokens} & {"html_block", "code_block", "fence", "hr"}


# ------------------------------------------------------------------ CSV


def cells(title: str, record_with: RecordWith, **members: object) -> dict[str, str]:
    made = written("csv", Row("=name.html", record_with(title=title, **members)))
    [row] = csv.DictReader(io.StringIO(made, newline=""))
    return row


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1 for the harbour", "'+1 for the harbour"),
        ("-2 degrees", "'-2 degrees"),
        ("@harbour", "'@harbour"),
        ("＝HYPERLINK()", "'＝HYPERLINK()"),
        ("\t=1", "'\t''=1"),
        ("\r=1\x1b[2J\u202e", " '=1[2J"),
        ("  =1", "  '=1"),
        ("\ufeff\u200b=1", "\ufeff\u200b'=1"),
        ("Ships\n=cmd|' /C calc'!A0", "Ships\n'=cmd|' /C calc'!A0"),
        ("Ships;=HYPERLINK(1)", "Ships;'=HYPERLINK(1)"),
        ("Ships,@SUM(A1)", "Ships,'@SUM(A1)"),
        ('Ships",="1', 'Ships",\'="1'),
        ("a - b = c + d @ e; -f ;-)", "a - b = c + d @ e; -f ;-)"),
    ],
)
def test_cell_is_no_formula(text: str, cell: str, record_with: RecordWith) -> None:
    assert cells(text, record_with)["title"] == cell


def test_every_column_of_text_is_no_formula(record_with: RecordWith) -> None:
    row = cells(
        "x", record_with, authors=(Author("=A"), Author("=B")), section=("=C",), reason="=D", url="=E", text="=F"
    )
    found = [row[name] for name in ("authors", "section", "reason", "url", "text", "input_name")]
    assert found == ["'=A; '=B", "'=C", "'=D", "'=E", "'=F", "'=name.html"]


def test_tables_and_front_matter_say_how_far_to_trust_the_text(record_with: RecordWith, tmp_path: Path) -> None:
    quality = Quality(0.713, ("unsure", "truncated"))
    row = cells("x", record_with, quality=quality)
    write_page_files([Row("a", record_with(quality=quality))], tmp_path, markdown.page_of, ".md")
    with (tmp_path / "index.csv").open(encoding="utf-8-sig", newline="") as stream:
        [index] = csv.DictReader(stream)
    assert {(one["quality"], one["flags"]) for one in (row, index)} == {("0.713", "unsure; truncated")}
    head = (tmp_path / index["file"]).read_text(encoding="utf-8").split("---\n")[1]
    assert head.endswith('score: 0.713\nflags: ["unsure","truncated"]\nid: "1"\n')


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


@pytest.mark.parametrize("format_name", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    ("subtitle", "times"),
    [("It opens again on Monday…", 1), ("IT OPENS AGAIN ON MONDAY", 1), ("Ships wait no more", 1)],
)
def test_deck_that_opens_the_text_is_shown_once(
    record_with: RecordWith, format_name: str, subtitle: str, times: int
) -> None:
    opening = BodyBlock("paragraph", "It opens again on Monday, the port said.")
    record = record_with(subtitle=subtitle, body=(opening,), text=opening.text)
    made = written(format_name, Row("page.html", record), many=True)  # Markdown without front matter
    assert made.lower().count(subtitle.rstrip("…").lower()) == 1
