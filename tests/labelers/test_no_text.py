"""no_text: copies of a story and filler texts are no part of it, a text that rightly comes twice is."""

from __future__ import annotations

import pytest
from invented_pages import HEAD, STORY, TITLE, article, has_story, page, paragraphs, texts_of

LATIN = "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='hidden md:block'>{HEAD}{paragraphs()}</div><div class='md:hidden'>{paragraphs()}</div>",
        "".join(f"<div class=c{n}>{HEAD}{paragraphs()}</div>" for n in range(4)),
        f"<article>{HEAD}{paragraphs()}</article><div class=print><h1>{TITLE}</h1>{paragraphs()}</div>",
        f"<article>{HEAD}<div>{paragraphs(STORY[:4])}</div><div>{paragraphs()}</div></article>",
    ],
)
def test_a_story_printed_several_times_appears_once(body: str) -> None:
    assert has_story(page(body))


def test_single_texts_may_come_again() -> None:
    question = "<p>What was the first thing that you thought of when you heard that the bath would be closed?</p>"

    assert len(texts_of(article("".join(question + f"<p>{text}</p>" for text in STORY)))) == 12


def test_one_text_again_and_again_is_no_copy() -> None:
    refrain = "The bath, the bath, the leaking bath, it has a hole and nobody can find it, or has looked for it."

    texts = texts_of(article(paragraphs([*STORY[:2], *[refrain] * 4, *STORY[2:]])))

    assert texts.count(refrain) == 4


def test_filler_behind_the_story_is_no_text() -> None:
    assert has_story(article(paragraphs() + LATIN * 2))


def test_a_page_of_filler_keeps_it() -> None:
    assert any(text.startswith("Lorem ipsum") for text in texts_of(article(LATIN + paragraphs(STORY[:1]) + LATIN * 5)))
