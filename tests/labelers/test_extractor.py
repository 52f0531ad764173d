"""extractor: trafilatura's answer, mapped back to blocks."""

from __future__ import annotations

import pytest
from lxml import etree

from cleaner.labelers import extractor
from cleaner.model import Document, Options, Page
from cleaner.stages.segment import segment

PROSE = [
    f"The council of district {n} met on Monday evening and agreed to repair the <b>old</b> bridge before winter, "
    "although two members warned that the money would be missing elsewhere."
    for n in range(5)
]
STORY = "<article>{}</article>".format("".join(f"<p>{text}</p>" for text in PROSE))
MENU = "<nav><ul><li><a href=/a>Politics</a></li><li><a href=/b>Sport</a></li></ul></nav>"


def page(body: str) -> Page:
    return segment(Document(f"<html><body>{body}</body></html>", "html", None, "utf-8", "given", "", 1), Options())


def test_story_is_voted_for_and_menu_is_not() -> None:
    made = page(MENU + STORY + "<footer><p>Imprint</p></footer>")
    assert sorted(extractor.vote(made, ())) == [2, 3, 4, 5, 6]


def test_labelled_blocks_are_not_voted_for() -> None:
    made = page(MENU + STORY)
    assert sorted(extractor.vote(made, (3,))) == [2, 4, 5, 6]


def test_the_pages_tree_is_not_changed() -> None:
    made = page(MENU + STORY)
    assert made.tree is not None
    before = etree.tostring(made.tree.root)
    extractor.vote(made, (0, 3))
    assert etree.tostring(made.tree.root) == before


def test_second_call_answers_the_same() -> None:
    made = page(MENU + STORY)
    assert extractor.vote(made, ()) == extractor.vote(made, ())


def test_control_characters_from_references_do_no_harm() -> None:
    made = page(MENU + STORY.replace("Monday", "Mon&#1;day"))
    assert sorted(extractor.vote(made, ())) == [2, 3, 4, 5, 6]


def test_braille_of_the_page_is_no_mark() -> None:
    made = page(STORY.replace("Monday", "⠓⠑⠇⠇⠕ ⣿⣿"))
    assert set(extractor.vote(made, ())) == {0, 1, 2, 3, 4}


def test_page_without_text_gets_no_vote() -> None:
    assert extractor.vote(page("<p> </p>"), ()) == frozenset()


def test_names_that_lxml_reads_and_does_not_write_do_no_harm() -> None:
    made = page(STORY.replace("<article>", '<articleclass=\'x\' on"click=1><ulclass="list">'))
    assert len(extractor.vote(made, ())) == 5


@pytest.mark.parametrize(
    "opening", ["<ul><li>a", "<ol><li>a", "<dl><dt>a<dd>b", "<blockquote>a", "<table><tr><td>a", "<div>a"]
)
def test_page_nested_too_deep_is_not_asked_about_and_no_list_is_too_deep_for_it(opening: str) -> None:
    assert extractor.vote(page(STORY + opening * 300), ()) is None
    levels = 0
    for levels in range(10, 160, 10):  # the deepest page that is asked about
        if extractor.vote(page(STORY + opening * levels), ()) is None:
            break
    assert levels > 10


def test_page_of_many_open_blocks_is_not_asked_about() -> None:
    made = page("<p>Word</p>" * (extractor.MAX_OPEN_BLOCKS + 1))
    assert extractor.vote(made, ()) is None
    assert extractor.vote(made, (0,)) is not None
