"""Links, stress, lists, tables and pictures in Markdown, as a parser of Markdown reads them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from cleaner.model import BodyBlock, Cell, Credit, Embed, Image, LiveEntry, Moment, Record, Span
from cleaner.sinks.markdown import page_of
from cleaner.sinks.markdown_text import escape, inline
from cleaner.sinks.rows import Row

markdown_it = pytest.importorskip("markdown_it", reason="comes with rich")
RecordWith = Callable[..., Record]
SIGNS = [*"abc 12 .,*_`~<>[]()!|\\&;:#\"'“”’-$💧é", "&amp;", "  ", "the ", "word "]
KINDS = ["link", "strong", "emphasis", "code", "superscript", "quote"]


def parsed(text: str) -> list[Any]:
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
    return [part for token in tokens if token.type == "inline" for part in token.children]


def shown(text: str) -> str:
    return "".join(part.content for part in parsed(text))


def links(text: str) -> list[tuple[str, str]]:
    """Address and text of each link."""
    found: list[tuple[str, str]] = []
    address = None
    for part in parsed(text):
        if part.type == "link_open":
            address, inner = part.attrs["href"], ""
        elif part.type == "link_close":
            found.append((address, inner))
            address = None
        elif address is not None:
            inner += part.content
    return found


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        ([("link", 0, 3, "https://e.com/a")], "[The](https://e.com/a) old port"),
        ([("strong", 4, 7, None)], "The **old** port"),
        ([("emphasis", 4, 7, None), ("link", 4, 7, "https://e.com")], "The [*old*](https://e.com) port"),
        ([("strong", 0, 7, None), ("emphasis", 4, 7, None)], "**The *old*** port"),
        ([("code", 4, 7, None)], "The `old` port"),
        ([("strong", 0, 6, None), ("link", 4, 12, "https://e.com/")], "**The** [**ol**d port](https://e.com/)"),
        ([("superscript", 4, 7, None)], "The old port"),
        ([("link", 4, 7, "javascript:alert(1)")], "The old port"),
        ([("link", 4, 7, " java\tscript:alert(1)")], "The old port"),
        (
            [("link", 4, 7, "https://e.com/a_(b)?x=<y>&copy;")],
            "The [old](https://e.com/a_\\(b\\)?x=%3Cy%3E\\&copy;) port",
        ),
        ([("strong", 5, 99, None), ("link", 3, 2, "https://e.com")], "The old port"),
    ],
)
def test_spans_are_marks(spans: list[tuple[Any, int, int, str | None]], written: str) -> None:
    made = inline("The old port", [Span(*span) for span in spans])
    assert made == written


def test_plain_has_no_links() -> None:
    spans = [Span("link", 0, 3, "https://e.com"), Span("strong", 4, 7)]
    assert inline("The old port", spans, plain=True) == "The **old** port"


def test_any_text_with_spans_is_read_back_with_its_links() -> None:
    chance = random.Random(2)
    for _ in range(3000):
        text = " ".join(("a" + "".join(chance.choices(SIGNS, k=12)) + "z").split())
        spans, end = [], 0
        for _ in range(chance.randrange(5)):
            start, stop = sorted(chance.sample(range(len(text) + 1), 2))
            kind = chance.choice(KINDS)
            if text[start:stop].strip() != text[start:stop] or not text[start:stop] or (kind == "link" and start < end):
                continue
            url = f"https://e.com/{chance.choice(SIGNS)}{chance.choice(SIGNS)}x" if kind == "link" else None
            end = stop if kind == "link" else end
            spans.append(Span(kind, start, stop, url))  # type: ignore[arg-type]  # one of the kinds
        made = inline(text, spans)
        assert shown(made) == text, made
        wanted = [text[span.start : span.end] for span in spans if span.kind == "link"]
        assert [inner for _, inner in links(made)] == wanted, made


def test_nested_lists_are_nested(record_with: RecordWith) -> None:
    items = [
        (1, False, 1, "one"),
        (2, True, 4, "four"),
        (2, True, 5, "five"),
        (2, True, 5, "more"),
        (1, False, 2, "two"),
    ]
    body = tuple(
        BodyBlock("list_item", text, level=level, ordered=ordered, number=number, group=1)
        for level, ordered, number, text in items
    )
    after = BodyBlock("list_item", "other", level=1, ordered=False, number=1, group=2)
    made = page_of(Row("a", record_with(body=(*body, after))), has_front_matter=False)
    assert "- one\n\n  4. four\n\n  5. five\n\n     more\n- two\n\n* other\n" in made
    html = markdown_it.MarkdownIt("commonmark").render(made)
    assert re.sub(r"\s+|</?p>", "", html[html.index("<ul>") :]) == (
        '<ul><li>one<olstart="4"><li>four</li><li>fivemore</li></ol></li><li>two</li></ul><ul><li>other</li></ul>'
    )


def test_item_goes_on_behind_the_list_in_it(record_with: RecordWith) -> None:
    items = [(1, 1, "one"), (2, 1, "deep"), (1, 1, "more"), (1, 2, "two"), (2, 1, "deep again")]
    body = tuple(
        BodyBlock("list_item", text, level=level, ordered=True, number=number, group=1) for level, number, text in items
    )
    record = record_with(body=body)
    assert "1. one\n   1. deep\n\n   more\n2. two\n   1. deep again\n" in record.to_markdown()
    wanted = "<ol><li>one<ol><li>deep</li></ol><p>more</p></li><li>two<ol><li>deep again</li></ol></li></ol>"
    assert wanted in record.to_html()


def test_record_that_was_made_elsewhere_is_written(record_with: RecordWith) -> None:
    wide = Cell("a", colspan=10**9, rowspan=10**9)
    record = record_with(
        body=(BodyBlock("table", "a | b", cells=(wide, Cell("b", colspan=-1))),),
        embeds=(Embed("video", 9, url="http://[odd/x"), Embed("map", -1, url="https://www.e.example/m")),
    )
    made = record.to_markdown()
    assert len(made) < 10_000
    assert "[Map: e.example](https://www.e.example/m)" in made
    assert "Video: [odd" in record.to_html()


def test_post_of_which_the_body_has_the_lines_is_said_once(record_with: RecordWith) -> None:
    body = (BodyBlock("paragraph", "One."), BodyBlock("quote", "Ice is gone."), BodyBlock("quote", "Ships sail."))
    post = Embed("post", 1, provider="X", url="https://x.com/a/status/1", text="Ice is gone. Ships sail.")
    made = page_of(Row("a", record_with(body=body, embeds=(post,))), posts=True)
    assert made.count("Ships sail.") == 1


def test_number_of_a_dumps_item_stands_once(record_with: RecordWith) -> None:
    body = (BodyBlock("list_item", "1. FC Auen", level=1, ordered=True, number=1),)
    assert "\n1. FC Auen\n" in page_of(Row("a", record_with(body=body)))


def test_table_has_its_empty_cells_links_and_caption(record_with: RecordWith) -> None:
    head = BodyBlock(
        "table", "Ships", group=1, cells=(Cell("", header=True), Cell("Ships", header=True)), caption="By port"
    )
    row = BodyBlock(
        "table",
        "Kumla | 1|4",
        group=1,
        cells=(Cell("Kumla"), Cell("1|4")),
        spans=(Span("link", 8, 11, "https://e.com"),),
    )
    made = page_of(Row("a", record_with(body=(head, row))))
    assert "By port\n\n|  | Ships |\n| --- | --- |\n| Kumla | [1\\|4](https://e.com) |\n" in made


def test_cell_of_several_rows_keeps_its_column(record_with: RecordWith) -> None:
    rows = (
        (Cell("Port", rowspan=3), Cell("Ships", colspan=2)),
        (Cell("Day"), Cell("Night")),
        (Cell("14"), Cell("3")),
        (Cell("Kumla"), Cell("9"), Cell("1", rowspan=2)),
        (Cell("Osterby"), Cell("7")),
    )
    body = tuple(BodyBlock("table", "x", group=1, cells=cells) for cells in rows)
    lines = page_of(Row("a", record_with(body=body))).splitlines()
    assert [line for line in lines if line.startswith("|")] == [
        "| Port | Ships |  |",
        "| --- | --- | --- |",
        "|  | Day | Night |",
        "|  | 14 | 3 |",
        "| Kumla | 9 | 1 |",
        "| Osterby | 7 |  |",
    ]


@pytest.mark.parametrize(
    "last",
    [
        [(Cell("7", colspan=100, rowspan=100), Cell("8", colspan=100, rowspan=100))] * 300,
        [(Cell("7"),)] * 300,
    ],
)
def test_what_is_written_of_a_table_grows_with_its_cells(last: list[tuple[Cell, ...]], record_with: RecordWith) -> None:
    wide = tuple(Cell("a") for _ in range(3000))
    body = tuple(BodyBlock("table", "x", group=1, cells=cells) for cells in (wide, *last))
    written = page_of(Row("a", record_with(body=body)))
    assert "| a | a |" in written
    assert len(written) < 300_000  # as a grid of all columns and rows it would have 3,000,000 characters, or more


def test_source_of_a_quotation_stands_once(record_with: RecordWith) -> None:
    quote = BodyBlock("quote", "We wait.", group=1, source="Ada Blau")
    said = BodyBlock("quote", "— Ada Blau", group=1)
    for body in ((quote,), (quote, said)):
        assert page_of(Row("a", record_with(body=body))).count("Ada Blau") == 3  # front matter, facts, quotation


def test_preformatted_lines_are_one_fence(record_with: RecordWith) -> None:
    body = (BodyBlock("preformatted", "a", group=1), BodyBlock("preformatted", "b", group=1, indent=2, gap=1))
    assert "\n```\na\n\n  b\n```\n" in page_of(Row("a", record_with(body=body)))


def test_pictures_stand_with_their_captions(record_with: RecordWith) -> None:
    image = Image("https://e.com/a b.jpg", "The port", Credit("Ada Blau/AP"), "Ships]", lead=True)
    made = page_of(Row("a", record_with(images=(image, Image("javascript:x", alt="no")))))
    assert "![Ships\\]](https://e.com/a%20b.jpg)\n\n*The port (Ada Blau/AP)*\n" in made
    assert "javascript" not in made


def test_front_matter_is_yaml_with_the_fields(record_with: RecordWith) -> None:
    made = page_of(Row("a", record_with(title='a: "b"\n---\u2028# c', section=("x", "y"))))
    head = made.split("---\n")[1]
    assert yaml.safe_load(head) == {
        "title": 'a: "b" --- # c',
        "authors": ["Ada Blau", "Cem Dal"],
        "date": "2024-03-01T08:30:00+09:00",
        "outlet": "Coast Daily",
        "section": ["x", "y"],
        "status": "ok",
        "id": "1",
    }


def test_captions_are_in_italics_whatever_they_begin_and_end_with(record_with: RecordWith) -> None:
    chance = random.Random(3)
    captions = ["The port (AP)", "“Ships”, said Blau.", *("".join(chance.choices(SIGNS, k=8)) for _ in range(300))]
    for caption in filter(str.strip, captions):
        image = Image("https://e.com/a.jpg", caption)
        written = page_of(Row("a", record_with(images=(image,)))).split("(https://e.com/a.jpg)\n\n")[1].split("\n\n")[0]
        marks = [part for part in parsed(written) if part.type in ("em_open", "em_close") or part.content]
        assert (marks[0].type, marks[-1].type) == ("em_open", "em_close"), written
        assert shown(written) == " ".join(caption.split())


def test_post_that_the_text_quotes_in_several_blocks_stands_once(record_with: RecordWith) -> None:
    body = (BodyBlock("paragraph", "He wrote:"), *(BodyBlock("quote", text, group=1) for text in ("Fog.", "No ships.")))
    post = Embed("post", 1, "X", "https://x.com/a/status/1", text="Fog. No ships. x.com/p")
    made = page_of(Row("a", record_with(body=body, embeds=(post,))), posts=True)
    assert made.count("No ships.") == 1
    other = Embed("post", 1, "X", "https://x.com/a/status/1", text="Rain again")
    assert "> Rain again" in record_with(body=body, embeds=(other,)).to_markdown(posts=True)


def test_entries_of_a_live_blog_stand_under_their_times(record_with: RecordWith) -> None:
    body = tuple(BodyBlock(*block) for block in [("heading", "Fog"), ("paragraph", "10:42"), ("paragraph", "Sun.")])
    entries = (
        LiveEntry(0, 1, Moment("2024-03-01T08:30:12.213+09:00", "second"), author="Ada *Blau*"),
        LiveEntry(1, 2, printed="10:42"),
        LiveEntry(2, 3, Moment("2024-03-01T08:00:00+09:00", "second"), "8 a.m."),
    )
    made = page_of(Row("a", record_with(body=body, entries=entries)))
    assert "\n\n**2024-03-01 08:30:12 +09:00** · Ada \\*Blau\\*\n\n## Fog\n\n10:42\n\n**8 a.m.**\n\nSun.\n" in made


@pytest.mark.parametrize("text", ["Thanks!", "See AT&T", "a\\\\!", "a\\!", "Q&"])
def test_nothing_is_escaped_at_the_end_of_a_line_but_what_is_a_mark_there(text: str) -> None:
    assert inline(text, []) == escape(text) == text.replace("\\", "\\\\")
    assert shown(escape(text)) == text
