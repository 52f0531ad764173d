"""No string of a record holds what is no text, wherever it came from: half characters, controls, non-characters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cleaner import RawPage, Record, clean
from cleaner.model import Input, Status, Tool
from cleaner.rulebook import Rulebook
from cleaner.stages.assemble import failed_record
from cleaner.text import map_texts, printed, storable

NON_CHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
]
CONTROLS = sorted({*range(32), *range(0x7F, 0xA0)} - {ord("\n"), ord("\t")})
SURROGATES = [0xD800, 0xDBFF, 0xDC00, 0xDFFF]
NO_TEXT = frozenset(map(chr, [*NON_CHARACTERS, *CONTROLS, *range(0xD800, 0xE000)]))
SOME = [
    "\x00", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\x9b", "\ud83d", "\udc00", "\ufdd0", "\uffff",
    "\U0001fffe", "\U0010ffff",
]  # fmt: skip
SENTENCE = "The harbour opens again on Tuesday after four months of work, the port authority said in a statement. "


def strings(value: Any) -> Iterator[str]:
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    map_texts(note, value)
    yield from found


def assert_clean(record: Record) -> None:
    assert not [text for text in strings(record) if not NO_TEXT.isdisjoint(text)]
    assert record.status is not Status.CRASHED
    assert record.text == "\n\n".join(block.text for block in record.body)
    assert Record.from_dict(json.loads(record.to_json())) == record


def escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def page_with(reference: str, escape: str, raw: str = "") -> str:
    """A page that has a character wherever a page may have one: as a reference, as an escape of JSON, raw."""
    x, j = reference + raw, escape + raw
    ld = {"@type": "NewsArticle", "headline": "Harbour X opens X", "author": {"name": "Jane X Doe"}}
    ld |= {"inLanguage": "eXn", "articleSection": "SeaX", "keywords": "X, tugX", "datePublished": "2024-05-03X"}
    ld |= {"description": "What X opens", "image": "https://a.example/X.jpg", "publisher": {"name": "The X Gazette"}}
    return f"""<html lang="en{x}"><head><title>Harbour {x} opens | Gazette{x}</title>
        <meta name="author" content="Jane {x} Doe"><meta property="og:title" content="{x}Harbour opens{x}">
        <meta property="og:site_name" content="Gaz{x}ette"><meta name="keywords" content="sea{x},tug">
        <meta property="article:published_time" content="2024-05-03{x}">
        <link rel="canonical" href="https://a.example/{x}story">
        <script type="application/ld+json">{json.dumps(ld).replace("X", j)}</script>
        <script id="__NEXT_DATA__">{{"props":{{"title":"Harbour {j}","published":"2024-05-03{j}"}}}}</script></head>
        <body class="a{x} b"><article id="{x}story"><h1 class="head{x}">Harbour {x} opens</h1>
        <p class="byline">By Jane {x} Doe, 3 May 2024{x}</p><time datetime="2024-05-03T10:00{x}">3 May{x} 2024</time>
        <figure><img src="https://a.example/{x}.jpg" alt="A {x} boat" data-credit="Jo Lee/AP{x}">
        <figcaption>A {x} boat. Photo: Jo{x} Lee/AP</figcaption></figure>
        <p data-x="{x}">{x}{SENTENCE * 2}{x}</p><ul class="c{x}"><li>{x}</li><li>{SENTENCE}</li></ul><h2>{x}</h2>
        <blockquote title="{x}">{SENTENCE}{x}</blockquote><p>{SENTENCE}</p><p>© 2024 The {x} Gazette</p></html>"""


@pytest.mark.parametrize("char", SOME, ids=ascii)
def test_no_string_of_a_page_s_record_holds_it(rules: Rulebook, char: str) -> None:
    reference = f"&#{ord(char)};"
    for body in (page_with(reference, escaped(char)), page_with(reference, escaped(char), char)):
        record = clean(RawPage(body, f"https://a.example/{char}story"), rules)
        assert_clean(record)
        assert record.text.count("The harbour opens again") == 5


@pytest.mark.parametrize("char", SOME, ids=ascii)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "gb18030", "iso2022_jp", "cp1252"])
def test_no_encoding_brings_it_in(general_rules: Rulebook, char: str, encoding: str) -> None:
    body = page_with("", "", char).encode(encoding, "surrogatepass" if encoding.startswith("utf") else "ignore")
    assert_clean(clean(RawPage(body, charset=encoding), general_rules))


@pytest.mark.parametrize("char", SOME, ids=ascii)
def test_no_line_of_a_dump_brings_it_in(general_rules: Rulebook, char: str) -> None:
    lines = ["Harbour X opens", "By Jane X Doe", "3 May 2024X", "X", f"X{SENTENCE}", f"{SENTENCE}X", "Photo: X/AP"]
    dump = "\n".join(lines).replace("X", char)
    assert_clean(clean(RawPage(dump, f"https://a.example/{char}", "text"), general_rules))


@pytest.mark.parametrize("char", SOME, ids=ascii)
def test_what_the_caller_says_of_a_page_does_not_bring_it_in(char: str) -> None:
    page = RawPage(char, f"https://a.example/{char}", charset=char)
    assert_clean(failed_record(page, "digest", Status.ERROR, f"no page: {char}", name=f"a{char}.html"))


def test_half_a_character_is_a_replacement_character_and_two_halves_are_one(general_rules: Rulebook) -> None:
    headlines = {
        r"Harbour \ud83d": "Harbour \ufffd",
        r"Harbour \ud83d\ude00": "Harbour 😀",
        r"Harbour \\ud83d": r"Harbour \ud83d",
    }
    for headline, title in headlines.items():
        ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline}"}}</script>'
        assert clean(RawPage(f"<html>{ld}<p>{SENTENCE}"), general_rules).title == title


def test_every_code_point_that_is_no_text_is_known_and_no_other() -> None:
    everything = "".join(map(chr, range(0x110000)))
    kept = storable(everything)
    assert NO_TEXT.isdisjoint(kept)
    removed = set(everything) - set(kept)
    assert removed == set(NO_TEXT)
    assert NO_TEXT.isdisjoint(printed(everything))


def test_the_record_is_the_door_also_where_it_is_made_by_hand() -> None:
    record = Record(
        id="1", status=Status.OK, title="a\x00\ud83d", removed={"a\x1b": 1}, provenance={"title": "h1\uffff"},
        tool=Tool("t", "1"), input=Input("0", "html", 1, name="caf\udce9.html"),
    )  # fmt: skip
    assert_clean(record)
    assert (record.title, record.input.name, record.removed) == ("a\ufffd", "caf\ufffd.html", {"a": 1})
    assert type(record.status) is Status


def test_what_is_text_stays_as_it_is() -> None:
    text = "Zeile\n\tTabulator, \u200cفارسی‌ها, 👩‍👩‍👧, \U00020000, \U000e0067 \\b \\u0041 \ue000"
    record = Record(id="1", status=Status.OK, title=text, tool=Tool("t", "1"), input=Input("0", "html", 1))
    assert record.title == text
