"""Links and stress in the blocks of a body, by their characters."""

from __future__ import annotations

import pytest
from story_pieces import AFTER, BEFORE, CleanPiece, between, marked

HARBOUR = "https://news.example.com/town/harbour"
PROSE = "the port was closed for a week and a day after the storm had gone, "


@pytest.mark.parametrize(
    ("inner", "spans"),
    [
        ("a <a href='/storm'>storm</a> came", [("link", "storm", "https://news.example.com/storm")]),
        ("a <a href='//o.example/a b'>storm</a>", [("link", "storm", "https://o.example/a%20b")]),
        ("write to <a href='mailto:a@b.example'>us</a>", [("link", "us", "mailto:a@b.example")]),
        ("<a href='#note'>1</a> and <a href='javascript:x()'>2</a> and <a href='java\tscript:x()'>3</a>", []),
        (f"<a href='{HARBOUR}#note'>1</a> <a href='data:text/html,x'>2</a> <a name='x'>3</a>", []),
        ("it was <b>very</b> <strong>cold</strong> then", [("strong", "very cold", None)]),
        ("<i>The Gull</i>, an <em>old</em> boat", [("emphasis", "The Gull", None), ("emphasis", "old", None)]),
        ("<b>all <i>of</i> it</b>", [("strong", "all of it", None), ("emphasis", "of", None)]),
        ("<b style='font-weight:normal'>plain</b> text", []),
        ("H<sub>2</sub>O on 3 m<sup>2</sup>", [("subscript", "2", None), ("superscript", "2", None)]),
        ("run <code>make all</code> twice", [("code", "make all", None)]),
        ("<q>we wait</q>, she said", [("quote", "“we wait”", None)]),
        (
            "<a href='/a'>one</a><a href='/a'> link</a>, <a href='/b'>two</a>",
            [
                ("link", "one link", "https://news.example.com/a"),
                ("link", "two", "https://news.example.com/b"),
            ],
        ),
        ("<a href='/a'><b>bold</b></a> ", [("link", "bold", "https://news.example.com/a"), ("strong", "bold", None)]),
        ("💧 <em>𝒳 waves</em> 💧", [("emphasis", "𝒳 waves", None)]),
    ],
)
def test_spans_of_a_paragraph(inner: str, spans: list[tuple[str, str, str | None]], clean_piece: CleanPiece) -> None:
    [block] = between(clean_piece(f"<p>{PROSE}{inner}</p>"))
    assert marked(block) == spans


def test_links_around_blocks_are_spans_of_each(clean_piece: CleanPiece) -> None:
    piece = f"<a href='/long'><p>One: {PROSE} as all say.</p><p>Two: {PROSE} as all say.</p></a>"
    assert [marked(block)[0][1] == block.text for block in between(clean_piece(piece))] == [True, True]


def test_base_of_the_page_counts(clean_piece: CleanPiece) -> None:
    record = clean_piece(f"<p>{PROSE} a <a href='x'>link</a>.</p>", head="<base href='https://cdn.example.net/d/'>")
    assert [link.url for link in record.links] == ["https://cdn.example.net/d/x"]


CANONICAL = '<link rel="canonical" href="{}">'
OG_URL = '<meta property="og:url" content="{}">'
BASE = '<base href="{}">'


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (CANONICAL.format(HARBOUR), "https://news.example.com/town/x"),
        (OG_URL.format(HARBOUR), "https://news.example.com/town/x"),
        (CANONICAL.format("/town/harbour") + OG_URL.format(HARBOUR), "https://news.example.com/town/x"),
        (BASE.format("/d/") + CANONICAL.format(HARBOUR), "https://news.example.com/d/x"),
        (BASE.format("https://cdn.example.net/d/") + CANONICAL.format(HARBOUR), "https://cdn.example.net/d/x"),
        (BASE.format("file:///home/d/") + CANONICAL.format(HARBOUR), "https://news.example.com/town/x"),
        (CANONICAL.format(HARBOUR) + OG_URL.format("https://other.example/harbour"), "x"),
        (CANONICAL.format("/town/harbour"), "x"),
    ],
)
def test_page_of_unknown_address_is_where_it_says(clean_piece: CleanPiece, head: str, address: str) -> None:
    piece = f"<p>{PROSE} a <a href='x'>link</a>.</p><p><iframe src='https://www.youtube.com/embed/x'></iframe></p>"
    record = clean_piece(f"{piece}<img src='x' alt='ships'><p>{PROSE}</p>", url=None, head=head)
    assert [link.url for link in record.links] == [address] * (address != "x")
    assert [image.url for image in record.images] == [address]


def test_known_address_counts_and_not_the_declared_one(clean_piece: CleanPiece) -> None:
    head = CANONICAL.format("https://other.example/harbour")
    record = clean_piece(f"<p>{PROSE} a <a href='x'>link</a>.</p>", head=head)
    assert [link.url for link in record.links] == ["https://news.example.com/town/x"]


def test_without_an_address_links_stay_as_they_are(clean_piece: CleanPiece) -> None:
    piece = f"<p>{PROSE} a <a href='/x'>link</a> and <a href='https://o.example/'>another</a>.</p>"
    [block] = between(clean_piece(piece, url=None))
    assert [url for _, _, url in marked(block)] == ["/x", "https://o.example/"]


def test_links_of_the_story_are_listed_without_those_of_the_page(clean_piece: CleanPiece) -> None:
    record = clean_piece(
        f"<p>{PROSE} <a href='https://www.example.com/t'>tides</a>, <a href='https://o.example/'>tides</a>.</p>"
    )
    assert [(link.url, link.text, link.block, link.own_site) for link in record.links] == [
        ("https://www.example.com/t", "tides", 1, True),
        ("https://o.example/", "tides", 1, False),
    ]


def test_link_of_a_story_in_json_ld_is_read_too(clean_piece: CleanPiece) -> None:
    body = f"<p>{BEFORE}</p><p>{AFTER}</p>"
    body += "".join(f"<p>Paragraph {n} of the story, {PROSE} and the <a href='/t{n}'>tide</a>.</p>" for n in range(9))
    script = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour opens again after a week",'
    record = clean_piece("", head=f'{script}"articleBody":"{body}"}}</script>')
    assert record.tool.body_by == "jsonld:articleBody"
    assert [link.url for link in record.links][:2] == ["https://news.example.com/t0", "https://news.example.com/t1"]
