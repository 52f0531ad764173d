"""Small print stands at an end: stories that speak of rights, comments and advice keep their paragraphs."""

from __future__ import annotations

import pytest
from invented_pages import STORY, TITLE, article, has_story, paragraphs, record_of, texts_of

from cleaner import RawPage, clean, load_rules

# As stories have them: about rights, comments, advice; none is about the page.
ABOUT = [
    "Copyright law has to change, the minister told the council of Marle, because it keeps books from the schools.",
    "The town reserves the right to refuse any bid that the builders of a new bath may send to it by letter.",
    "Before writing a comment on the budget, the mayor had to settle with his own party on the guidelines for it.",
    "The views expressed by the mayor on Tuesday shocked the swimmers, who had waited for two years to hear them.",
    "The article was published in a medical journal in May, and says that swimmers of eighty fall ill less often.",
    "Past performance is no guarantee of future returns, the regulator told those who had paid for the new bath.",
    "All rights reserved, says a sign on the door of the old brewery, and nobody in the town knows whose they are.",
    "Комментарии не относящиеся к бассейну мэр слушать не стал, и все права защищены, сказал он жителям города.",
    "市政府的决定不代表中央政府的意见，市长星期二说，这一数字仅供参考，游泳池将在年底之前关闭，学校另找地方。",
]


@pytest.mark.parametrize("text", ABOUT)
def test_a_paragraph_inside_a_story_is_the_storys(text: str) -> None:
    assert texts_of(article(paragraphs([*STORY[:2], text, *STORY[2:]]))) == [*STORY[:2], text, *STORY[2:]]


@pytest.mark.parametrize("text", ABOUT[:7])
def test_a_paragraph_inside_a_dumped_story_is_the_storys(text: str) -> None:
    dump = "\n\n".join([TITLE, "By Eva Holm", *STORY[:2], text, *STORY[2:]])

    assert text in clean(RawPage(body=dump, kind="text"), load_rules()).text


@pytest.mark.parametrize("text", ABOUT)
def test_the_only_text_of_a_page_is_the_story(text: str) -> None:
    assert texts_of(article(paragraphs([text]))) == [text]


def test_a_story_about_small_print_is_a_story() -> None:
    texts = [STORY[0], *ABOUT[1:4], STORY[1], ABOUT[5], STORY[2], STORY[3]]

    assert texts_of(article(paragraphs(texts))) == texts


@pytest.mark.parametrize(
    "text",
    [
        "Copyright 2026 Marle Post. All rights reserved. This material may not be published or rewritten by others.",
        "The views expressed here are those of the author and not those of the Marle Post or of its publisher.",
        "We reserve the right to remove any comment that is rude, and to close the account of who has written it.",
        "By posting a comment you agree to our guidelines and to the rules of the house, which you find below.",
        "This content is for informational purposes only and should not be relied upon as legal or financial advice.",
        "The value of investments can go down as well as up and you may get back less than you put into them.",
        "Cet article est fourni à titre d'information et ne constitue pas un conseil en investissement ni une offre.",
        "Les performances passées ne préjugent pas des performances futures, et le capital n'est pas garanti.",
        "Die frühere Wertentwicklung ist kein verlässlicher Indikator für das, was die Papiere künftig wert sind.",
        "Las rentabilidades pasadas no garantizan rentabilidades futuras, y el inversor puede perder su capital.",
        "De waarde kan dalen; resultaten uit het verleden bieden geen garantie voor de toekomst van wie belegt.",
        "免责声明：本文仅代表作者个人观点，不代表本站立场，内容仅供参考，不构成投资建议，请读者自行判断。",
    ],
)
def test_small_print_behind_a_story_is_no_text(text: str) -> None:
    assert has_story(article(paragraphs([*STORY, text])))


@pytest.mark.parametrize(
    "name", ["kommentar", "Comments", "comentario", "comment-body", "discussion-list", "new-comment", "disqus"]
)
def test_a_story_in_an_element_called_comments_is_a_story(name: str) -> None:
    brief = "<p>The mayor will speak about it on the radio of the county on Friday, at a quarter past six.</p>"

    assert has_story(article(f"<div class='{name}'>{paragraphs()}</div>"))
    assert texts_of(article(f"{brief}<div class='{name}'>{paragraphs()}</div>"))[1:] == list(STORY)


@pytest.mark.parametrize("name", ["kommentar", "Comments", "comment-body"])
def test_comments_are_no_story_where_the_page_shows_hardly_any(name: str) -> None:
    items = "".join(f"<li><b>Guest {n}</b><p>{text}</p></li>" for n, text in enumerate(STORY))

    assert not any(
        text in record_of(article(f"<p>{STORY[0]}</p><ul class={name}>{items}</ul>")).text for text in STORY[1:]
    )


def test_a_commentary_that_folds_up_is_a_story() -> None:
    commentary = f"<details class=commentary open><summary>More</summary>{paragraphs(STORY[2:])}</details>"

    assert has_story(article(paragraphs(STORY[:2]) + commentary), extra=["More"])


@pytest.mark.parametrize(
    "text",
    [
        "Detectives believe the man in this photo, taken from a camera in Patrick Street, is about thirty years old.",
        "Its rim can be seen in this image released by the agency, which shows shadows almost a kilometre long.",
        "Die Einwilligung kann jederzeit in der Praxis widerrufen werden, sagte der Beauftragte für den Datenschutz.",
    ],
)
def test_sentence_of_a_story_about_pictures_or_privacy_is_text(text: str) -> None:
    assert text in texts_of(article(paragraphs([*STORY[:2], text, *STORY[2:]])))


def test_caption_of_an_agency_names_its_picture() -> None:
    text = "Smoke rises over Marle in this photo taken on Tuesday, March 4, 2025, in the old harbour. Eva Holm/Reuters"
    assert text not in texts_of(article(paragraphs([*STORY[:2], text, *STORY[2:]])))
