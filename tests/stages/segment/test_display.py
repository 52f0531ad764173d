"""What is part of a sentence, what a paragraph, and what no reader sees."""

from __future__ import annotations

import pytest

from cleaner.model import Document, Options, Page
from cleaner.stages.segment import segment

LONG = "The tide mill at the point has ground its first flour in ninety years."
OTHER = "It stands on a dam of stone that holds back the water of one tide."


def page(body: str, *, with_noscript: bool = False) -> Page:
    return segment(Document(body, "html", None, "utf-8", "given", "", 1), Options(), with_noscript=with_noscript)


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).blocks]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><span class=dc>M</span><span class=li>r Justice</span> spoke</p>", "Mr Justice spoke"),
        ("<p><span class=dc>T</span><span class=li>HE JUDGE</span> spoke</p>", "THE JUDGE spoke"),
        ("<p><b class=dc>“W</b><span class=li>e heard</span> it”</p>", "“We heard it”"),
        ('<p><span style="float:left;display:block">T</span>he judge</p>', "The judge"),
        ("<p><span class=dc>К</span><span class=li>ороль</span> сказал</p>", "Король сказал"),
    ],
)
def test_a_drop_cap_begins_its_word(body: str, text: str) -> None:
    assert texts(body) == [text]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><cite class=src>Marle (MP)</cite>The bath is shut.</p>", "Marle (MP) The bath is shut."),
        ("<p><span class=place>Marle</span>Seit Mai ist zu.</p>", "Marle Seit Mai ist zu."),
        ("<p>The <b class=x>Marle</b>Bath is shut.</p>", "The MarleBath is shut."),
        ("<p><b>Marle</b>Bath is shut.</p>", "MarleBath is shut."),
        ("<p><span class=x>You</span>Tube is shut.</p>", "YouTube is shut."),
    ],
)
def test_the_place_before_a_story_is_no_part_of_its_first_word(body: str, text: str) -> None:
    assert texts(body) == [text]


def test_a_letter_before_a_name_stays_apart() -> None:
    assert texts("<p><span class=rank>A</span><span class=name>Anna Holm</span></p>") == ["A Anna Holm"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>She said <q>no</q> twice</p>", "She said “no” twice"),
        ("<p><q>No, <q>never</q></q>, she said</p>", "“No, ‘never’”, she said"),
        ("<p>She said <q>“no”</q></p>", "She said “no”"),
        ("<p>Sie sagte „<q>nein</q>“.</p>", "Sie sagte „nein“."),
        ("<p>She said <q></q>nothing</p>", "She said nothing"),
        ("<p>She said <q>no </q>twice</p>", "She said “no” twice"),
    ],
)
def test_a_quotation_has_its_marks(body: str, text: str) -> None:
    assert texts(body) == [text]


@pytest.mark.parametrize(
    "body",
    [
        f"<div><span data-as='p'>{LONG}</span><span data-as='p'>{OTHER}</span></div>",
        f"<div><span style='display:block'>{LONG}</span><span style='display: block'>{OTHER}</span></div>",
        f"<div><span class=x>{LONG}</span><span class=x>{OTHER}</span></div>",
        f"<div><span class=x><span>{LONG}</span></span><span class=x><span>{OTHER}</span></span></div>",
        f"<table><tr><td><span style='display:block'>{LONG}</span><span style='display:block'>{OTHER}</span></table>",
        f"<div><span class=x>{LONG[:9]}<i>{LONG[9:20]}</i>{LONG[20:]}</span><span class=x>{OTHER}</span></div>",
    ],
)
def test_spans_may_be_paragraphs(body: str) -> None:
    assert texts(body) == [LONG, OTHER]


def test_spans_around_sentences_are_no_paragraphs() -> None:
    assert texts(f"<div><span class=s>{LONG}</span> <span class=s>{OTHER}</span></div>") == [f"{LONG} {OTHER}"]
    assert texts(f"<p><span class=s>{LONG}</span><span class=s>{OTHER}</span></p>") == [f"{LONG}{OTHER}"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Those who have a <button>soakaway</button> can ask.</p>",
        "<p>Those who have a <i class=g><button>soakaway</button></i> can ask.</p>",
        "<div>Those who have a <button>soakaway</button> can ask.</div>",
        "<blockquote>Those who have a <x-term>soakaway</x-term> can ask.</blockquote>",
        "<p><button>Those</button> who have a <x-term>soakaway</x-term> can ask.</p>",
        "<p>Those who have a <button>soakaway</button><span hidden>A pit.</span> can ask.</p>",
    ],
)
def test_buttons_and_own_elements_stand_in_sentences(body: str) -> None:
    assert texts(body) == ["Those who have a soakaway can ask."]


def test_a_button_may_begin_a_sentence_inside_a_paragraph() -> None:
    assert texts("<p>It costs two. <button>Mayor</button> Henning Brake paid.</p>") == [
        "It costs two. Mayor Henning Brake paid."
    ]


def test_an_element_is_a_heading_by_its_role() -> None:
    blocks = page("<div role=heading aria-level=3>Who pays</div><p>Nobody.</p><p role=heading>And when</p><ul>").blocks

    assert [block.tag for block in blocks] == ["h2", "p", "p"]


def test_a_button_at_the_end_is_a_control() -> None:
    assert texts("<p>One sentence.<button>Copy link</button></p>") == ["One sentence.", "Copy link"]
    assert texts("<h2>A heading<button>Copy link</button></h2>") == ["A heading", "Copy link"]
    assert texts("<ul><li><a>Sport</a><button>open</button></li></ul>") == ["Sport", "open"]


def test_a_button_that_is_all_of_a_heading_is_the_heading() -> None:
    (block,) = page("<h3><button><span>Who pays</span></button></h3>").blocks

    assert (block.tag, block.text) == ("h3", "Who pays")


@pytest.mark.parametrize(
    ("link", "share"),
    [
        ("<a href='#c1' data-toggle=x>", 0),
        ("<a role=button href='/x'>", 0),
        ("<a name=c1>", 0),
        ("<a href='/other-story'>", 1),
    ],
)
def test_an_anchor_of_a_heading_or_what_folds_up_its_text_is_no_link(link: str, share: float) -> None:
    (block,) = page(f"<h4>{link}Who pays<span aria-hidden=true>+</span></a></h4>").blocks

    assert (block.text, block.link_share) == ("Who pays", share)


@pytest.mark.parametrize("style", ["white-space: pre-line", "color:red;white-space:pre-wrap"])
def test_lines_that_a_style_keeps_are_lines(style: str) -> None:
    assert texts(f"<div style='{style}'>The wind,\nthe sea,\nthe end.</div>") == ["The wind,\nthe sea,\nthe end."]
    assert texts(f"<div style='{style}'>\n  {LONG}\n</div>") == [LONG]


@pytest.mark.parametrize(
    "style",
    [
        "clip: rect(0 0 0 0)",
        "clip:rect(1px, 1px, 1px, 1px)",
        "clip-path: inset(50%)",
        "position:absolute;clip:rect(0,0,0,0)",
    ],
)
def test_clipped_words_are_hidden(style: str) -> None:
    assert texts(f'<p>The vote<span style="{style}"> (opens a window)</span> is on.</p>') == ["The vote is on."]
    assert page(f'<div style="{style}">Skip</div>').blocks[0].hidden


def test_what_a_search_finds_is_not_hidden() -> None:
    assert [block.hidden for block in page("<p hidden=until-found>a</p><p hidden>b</p>").blocks] == [False, True]


def test_declarative_shadow_roots_are_read() -> None:
    assert texts("<x-a><template shadowrootmode=open><p>a</p></template></x-a><template><p>b</p></template>") == ["a"]


def test_text_for_browsers_without_script_is_read_when_wanted() -> None:
    body = "<p>a</p><noscript><p>b</p></noscript>"

    assert [block.text for block in page(body, with_noscript=True).blocks] == ["a", "b"]
    assert texts(body) == ["a"]


def test_preformatted_text_keeps_its_lines() -> None:
    (block,) = page("<pre>the rain has a key\nto the house\n\n<b>and</b> sits\non the stairs</pre>").blocks

    assert block.text.split("\n") == ["the rain has a key", "to the house", "and sits", "on the stairs"]


def test_lines_that_were_broken_to_fit_go_on() -> None:
    wrapped = "The tide mill at the point has ground its first flour in ninety years,\nand the baker likes it.\n\nNew."

    assert texts(f"<pre>{wrapped}</pre>") == [
        "The tide mill at the point has ground its first flour in ninety years, and the baker likes it.\nNew."
    ]


def test_spans_called_title_and_byline_side_by_side_are_lines() -> None:
    title, byline = (
        "<span class='art-title'>Late ferry</span>",
        "<span class='art-byline'>Ada Lund <i>at sea</i></span>",
    )

    assert texts(f"<article>{title} {byline}<p>Text</p></article>") == ["Late ferry", "Ada Lund at sea", "Text"]


@pytest.mark.parametrize(
    "body",
    [
        "<div><span class=title>Dr</span> <span class=title>Jane Roe</span></div>",
        "<p><span class=title>Dr</span> <span class=byline>Jane Roe</span></p>",
        "<div><span class=title>Dr</span> and <span class=byline>Jane Roe</span></div>",
        "<div><span class=title>Dr</span> <span class=name>Jane Roe</span></div>",
        "<div><span class=title>Read it all</span> <span class=subtitle>One month is free</span></div>",
        "<div><a href=/a><span class=title>Dr</span> <span class=byline>Jane Roe</span></a></div>",
    ],
)
def test_spans_of_one_name_in_a_sentence_or_a_link_are_none(body: str) -> None:
    assert len(texts(body)) == 1
