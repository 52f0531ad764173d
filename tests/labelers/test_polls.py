"""Questions with answers to choose from are no part of the story they stand in; a page in a form keeps its text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from invented_pages import STORY, article, has_story, paragraphs, texts_of

ANSWERS = (
    "The council of the town alone is to blame for the old leaking bath",
    "It is the fault of the swimmers, who never have told anybody of it",
    "Nobody is to blame, for baths in old breweries do leak in the end",
)
CHOICES = "".join(f"<tr><td><input type=radio name=q></td><td>{answer}.</td></tr>" for answer in ANSWERS)
POLL = f"<div><h4>Whose fault is it?</h4><table>{CHOICES}</table></div>"


def test_answers_to_choose_from_are_no_text() -> None:
    assert has_story(article(paragraphs() + POLL), {"Whose fault is it?"})
    assert has_story(article(paragraphs(STORY[:3]) + POLL + paragraphs(STORY[3:])), {"Whose fault is it?"})


def test_a_page_in_a_form_with_a_choice_keeps_its_story() -> None:
    search = "<label><input type=radio name=where>here</label><label><input type=radio name=where>everywhere</label>"
    page = article(paragraphs() * 2).replace("<main>", f"<main><form>{search}").replace("</main>", "</form></main>")

    assert STORY[0] in texts_of(page)


def test_tabs_that_radio_buttons_open_keep_the_paragraphs_in_them() -> None:
    texts = [f"{first} {second}" for first, second in pairwise(STORY)][::2]
    tabs = "".join(f"<li><input type=radio name=t><label>Part</label><div><p>{text}</p></div></li>" for text in texts)

    assert set(texts) <= set(texts_of(article(f"{paragraphs(STORY[:1])}<ul>{tabs}</ul>")))


@pytest.mark.parametrize("name", ["amp-carousel", "swiper-container"])
def test_slides_with_a_heading_each_are_the_story_and_others_are_none(name: str) -> None:
    slides = "".join(f"<div><h2>Reason {number}</h2><p>{text}</p></div>" for number, text in enumerate(STORY[3:]))
    titles = "".join(f"<div><a href='/n/{number}'><h2>Ferry {number} is sold</h2></a></div>" for number in range(5))

    assert set(STORY) <= set(texts_of(article(f"{paragraphs(STORY[:3])}<{name}>{slides}</{name}>")))
    assert has_story(article(f"{paragraphs()}<{name}>{titles}</{name}>"))
