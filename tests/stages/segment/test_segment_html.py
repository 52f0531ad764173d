"""segment_html: where blocks begin and end, and what each element covers."""

from __future__ import annotations

import pytest

from cleaner.model import Document, Options, Page
from cleaner.stages.segment import segment


def page(body: str, url: str | None = None, **options: int) -> Page:
    return segment(Document(body, "html", url, "utf-8", "given", "", len(body)), Options(**options))


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).blocks]


def test_paragraphs_and_inline_elements() -> None:
    made = page("<div class='a b' id=c><p>One <b>two</b>, <a href=x>three</a>.</p> tail</div>")
    assert [block.text for block in made.blocks] == ["One two, three.", "tail"]
    assert made.blocks[0].link_chars == len("three")
    assert made.blocks[0].tokens == {"a", "b", "c"}
    assert made.blocks[0].ancestors == ("html", "body", "div")
    assert [block.tag for block in made.blocks] == ["p", "div"]


def test_inline_edges_neither_add_nor_lose_spaces() -> None:
    assert texts("<p>H<sub>2</sub>O <i> is </i>wet<b>.</b></p>") == ["H2O is wet."]


def test_neighbours_with_classes_are_words_apart_and_drop_caps_are_not() -> None:
    assert texts("<p><span class=name>Jane Roe</span><span class=job>Staff Writer</span></p>") == [
        "Jane Roe Staff Writer"
    ]
    assert texts("<p><span class=cap>T</span>he <b>bri</b><b>dge</b></p>") == ["The bridge"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<b class=initial-letter-outer><b class=x>N</b></b> <span class=y>a endlich!</span>",
            "Na endlich!",
        ),
        ("<span class=dropcap>T</span>\n he bridge", "The bridge"),
        ("<span class=dropcap>“T</span> he bridge”", "“The bridge”"),
        ("<span class=dropcap>A</span> dog", "A dog"),
        ("<span class=dropcap>T</span> Bridge", "T Bridge"),
        ("<em>T</em> cells", "T cells"),
        ("<span class=dropcap>T</span> ", "T"),
    ],
)
def test_first_letter_that_is_set_large_belongs_to_its_word(markup: str, text: str) -> None:
    assert texts(f"<p>{markup}</p>") == [text]


@pytest.mark.parametrize(
    "word",
    [
        '<abbr title="A boat of three hulls.">trimaran<span aria-hidden="true">A boat of three hulls.</span></abbr>',
        'trimaran<span role="tooltip">A boat of three hulls.</span>',
        '<span class="tooltip">trimaran<span class="tooltiptext">A boat of <b>three</b> hulls.</span></span>',
        'trimaran<span class="Term_tooltipBubble__a1">A boat of three hulls.</span>',
        '<abbr title="A boat of three hulls." class="tooltip">trimaran</abbr>',
    ],
)
def test_explanation_of_a_word_is_no_part_of_the_sentence(word: str) -> None:
    assert texts(f"<p>Their {word}-kayaks sail well.</p>") == ["Their trimaran-kayaks sail well."]


def test_two_breaks_divide_and_one_does_after_a_sentence() -> None:
    assert texts("<div>First.<br>Second<br><br>third part<br>goes on</div>") == [
        "First.",
        "Second",
        "third part goes on",
    ]


def test_row_of_data_is_one_block_and_layout_is_not() -> None:
    assert texts("<table><tr><td>Team</td><td>Goals</td></tr></table>") == ["Team | Goals"]
    assert texts("<table><tr><td><p>Left.</p></td><td><p>Right.</p></td></tr></table>") == ["Left.", "Right."]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<tr><td><p>Osterby</p></td><td><p>14</p></td><td><p>3</p></td></tr>", ["Osterby | 14 | 3"]),
        ("<tr><th>Port<th>Ships</tr><tr><td><div>Kumla</div><td>9</tr>", ["Port | Ships", "Kumla | 9"]),
        ("<tr><td><p>Osterby</p><p>Kumla</p></td><td>14</td><td>3</td></tr>", ["Osterby", "Kumla", "14", "3"]),
        ("<tr><td><div><p>Osterby</p></div></td><td>14</td><td>3</td></tr>", ["Osterby", "14", "3"]),
    ],
    ids=["three cells", "names of columns", "two blocks in a cell", "a block in a block"],
)
def test_cells_of_data_may_hold_a_block_each(table: str, expected: list[str]) -> None:
    assert texts(f"<table>{table}</table>") == expected


def test_page_text_that_looks_like_a_cell_edge_is_text() -> None:
    assert texts("<p><a>Home</a> | <a>News</a></p>") == ["Home | News"]


@pytest.mark.parametrize("tag", ["embed src=a.pdf", "embed src=a.mid hidden", "wbr", "img src=a.png"])
def test_what_follows_an_element_without_an_end_is_read(tag: str) -> None:
    assert texts(f"<div><p>Before.</p><{tag}><p>Behind.</p></div><p>After.</p>") == ["Before.", "Behind.", "After."]
    assert texts(f"<p>It goes <{tag}> on.</p>") == ["It goes on."]


def test_scripts_styles_and_templates_are_not_read() -> None:
    assert texts("<p>a</p><script>b</script><style>c</style><template><p>d</p></template><noscript>e</noscript>") == [
        "a"
    ]


def test_text_after_an_early_end_of_the_page_is_read() -> None:
    assert texts("<html><body><p>a</p></body></html><p>b</p></body><div>c</div></html>") == ["a", "b", "c"]


def test_hidden_blocks_are_marked_and_streamed_ones_are_not() -> None:
    made = page(
        "<p hidden>a</p><div style='color:red; display : none'><p>b</p></div><div hidden id='S:1'>c</div><p>d</p>"
    )
    assert [(block.text, block.hidden) for block in made.blocks] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", False),
    ]


def test_hidden_inline_text_is_not_part_of_the_sentence() -> None:
    assert texts("<p>Read <span style='display:none'>opens in a new tab</span>this.</p>") == ["Read this."]


def test_class_of_an_inline_element_at_the_start_is_not_the_blocks() -> None:
    made = page("<p><span class=promo>See</span> the long story.</p><p><span class=credit>AP</span></p>")
    assert [sorted(block.tokens) for block in made.blocks] == [[], ["credit"]]


def test_unknown_element_inside_a_paragraph_is_part_of_the_sentence() -> None:
    assert texts("<p>The <glossary-term>HMRC</glossary-term> said.</p>") == ["The HMRC said."]
    assert texts("<x-card>One</x-card><x-card>Two</x-card>") == ["One", "Two"]


def test_element_covers_its_blocks_and_its_part_of_a_block() -> None:
    made = page("<div class=box><p>One.</p><p>Two.</p></div><p>Three <span class=card>card</span> four.</p>")
    assert made.tree is not None
    box, card = made.tree.by_token["box"][0], made.tree.by_token["card"][0]
    assert made.tree.blocks_in([box]) == [0, 1]
    (cover,) = made.tree.covers(card)
    assert (made.blocks[cover.block].text[cover.start : cover.end], cover.whole) == ("card", False)


def test_blocks_beyond_the_limit_are_not_read_and_it_is_said() -> None:
    made = page("<p>x</p>" * 50, max_blocks=10)
    assert (len(made.blocks), made.truncated) == (10, True)


def test_lines_of_preformatted_text_count_as_blocks() -> None:
    song = "<pre>" + "the harbour opens\n" * 50 + "</pre><p>x</p>"

    made = page(song, max_blocks=10)

    assert (made.blocks[-1].text.count("\n"), made.truncated) == (9, True)
    assert not page(song, max_blocks=60).truncated


@pytest.mark.parametrize("tag", ["header", "main", "article", "section", "nav", "my-page"])
def test_a_body_that_no_tag_begins_is_read(tag: str) -> None:
    source = f"<!doctype html><meta charset=utf-8><title>T</title><{tag}><p>One.</p></{tag}><p>Two.</p>"

    made = segment(Document(source, "html", None, "utf-8", "given", "", len(source)), Options())

    assert [block.text for block in made.blocks] == ["One.", "Two."]


def test_nothing_to_parse_is_no_block() -> None:
    assert page("").blocks == ()
    assert page("<!-- only a comment -->").blocks == ()


def test_hostile_nesting_ends() -> None:
    assert page("<div>" * 100_000 + "x").blocks == ()
    assert len(page("<b><i>" * 500 + "x").blocks) == 1


def test_tag_with_thousands_of_attributes_costs_its_attributes_only() -> None:
    attributes = " ".join(f"a{n}={n}" for n in range(100_000))
    made = page(f"<p>Before.</p><p class=x {attributes}>Text.</p><p>After.</p>")
    assert [block.text for block in made.blocks] == ["Before.", "Text.", "After."]


def test_long_script_and_long_attribute_are_left_alone() -> None:
    made = page(
        "<p>A</p><script>var a = {}</script><img alt='{}'><p class=c>B</p>".format("'x=1' " * 9000, "y = 2 " * 999)
    )
    assert [block.text for block in made.blocks] == ["A", "B"]
    assert made.signals.images[0].alt


def test_character_references_to_control_characters_do_not_survive() -> None:
    assert texts("<p>a&#1;b &nbsp; c</p>") == ["ab c"]


def test_a_paragraph_of_joiners_only_is_none() -> None:
    assert texts("<p>a</p><p>\u200d</p><p>\u200e<b>\u200d</b></p><p>b\u200cc</p><p>b<i>\u200c</i>d</p>") == [
        "a", "b\u200cc", "b\u200cd",
    ]  # fmt: skip


def test_text_of_zero_width_characters_only_is_no_text() -> None:
    made = page("<p>\u200b\ufeff</p><p>a<b>\u200b</b>b</p>")
    assert [block.text for block in made.blocks] == ["ab"]
    assert made.tree is not None
    assert all(last <= len(made.tree.pieces) for last in made.tree.ends.values())
