"""Questions with answers to choose from are no part of the story they stand in; a page in a form keeps its text."""

from __future__ import annotations

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
