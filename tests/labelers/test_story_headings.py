"""Headings and lines that are called like furniture, in stories and around them."""

from __future__ import annotations

import pytest
from invented_pages import STORY, TITLE, article, has_story, paragraphs, texts_of

BRIEF = "The bath in the old brewery will be closed, and we have asked the council of Marle what comes after it."
BIO = "Eva Holm is a reporter for the Marle Post who covers local affairs and has been with the paper since 2011."
LIST = "<ul><li><a href=/1>The first other story of the day</a></li><li><a href=/2>The second other story</a></li></ul>"


@pytest.mark.parametrize(
    ("tag", "first", "second"),
    [("h2", "Comments", "Related"), ("h3", "Newsletter", "Most read"), ("h2", "Kommentar", "Mehr zum Thema")],
)
def test_headings_of_the_story_stay(tag: str, first: str, second: str) -> None:
    inner = f"<{tag}>{first}</{tag}>{paragraphs(STORY[:3])}<{tag}>{second}</{tag}>{paragraphs(STORY[3:])}"

    assert texts_of(article(inner)) == [first, *STORY[:3], second, *STORY[3:]]


def test_headings_of_boxes_go() -> None:
    assert has_story(article(f"{paragraphs()}<h2>Related</h2>{LIST}"))
    assert has_story(article(f"{paragraphs()}<h3>About the author</h3><p>{BIO}</p>"))


def test_headings_of_the_first_rank_in_a_story_stay() -> None:
    inner = f"<h1>The vote</h1>{paragraphs(STORY[:3])}<h1>The leak</h1>{paragraphs(STORY[3:])}"

    assert texts_of(article(inner)) == ["The vote", *STORY[:3], "The leak", *STORY[3:]]
    site_first = article(inner).replace(f"{TITLE} | Marle Post", f"Marle Post | {TITLE}").replace("og:title", "x")
    assert texts_of(site_first) == ["The vote", *STORY[:3], "The leak", *STORY[3:]]


def test_lines_that_fold_up_hidden_parts_of_the_story_stay() -> None:
    heads = ["Who voted", "What leaks"]
    parts = [
        f"<div class=toggle>{head}</div><div style='display:none'>{paragraphs(STORY[2 * n : 2 * n + 2])}</div>"
        for n, head in enumerate(heads)
    ]

    texts = texts_of(article("".join(parts) + paragraphs(STORY[4:])))

    assert [text for text in texts if text not in heads] == list(STORY)


def test_headings_that_fold_up_parts_of_the_story_stay() -> None:
    heads = ["Who voted?", "What leaks?", "What next?"]
    parts = [
        f"<div class=panel><h4 class=panel-title><a data-toggle=collapse href='#p{n}'>{head}</a></h4>"
        f"<div id=p{n} class=panel-collapse>{paragraphs(STORY[2 * n : 2 * n + 2])}</div></div>"
        for n, head in enumerate(heads)
    ]

    texts = texts_of(article(f"<p>{BRIEF}</p>{''.join(parts)}"))

    assert texts[1:] == [text for n, head in enumerate(heads) for text in (head, *STORY[2 * n : 2 * n + 2])]


@pytest.mark.parametrize(
    "label",
    [
        "Reklāma",
        "Reklamë",
        "تبلیغات",
        "विज्ञापन",
        "বিজ্ঞাপন",
        "โฆษณา",
        "Прочитајте још: Базен остаје",
        "展开全文",
        "המשך קריאה",
    ],
)
def test_labels_between_paragraphs_go(label: str) -> None:
    assert has_story(article(paragraphs(STORY[:3]) + f"<div class=x>{label}</div>" + paragraphs(STORY[3:])))


@pytest.mark.parametrize(
    "line",
    [
        "Please keep your comments civil and on topic. We remove what is not.",
        "Comments are moderated and appear once an editor has looked at them.",
        "Die Redaktion behält sich vor, Kommentare zu kürzen oder nicht zu veröffentlichen.",
        "Follow us on Facebook, X and Instagram for more news from the coast, and tell your friends.",
        "This article is for informational purposes only and does not constitute financial advice.",
        "Nothing on this page should be construed as legal, tax or investment advice.",
        "Past performance is not a reliable indicator of future results.",
        "Die Inhalte dieses Artikels stellen keine Anlageberatung dar.",
        "免责声明：本文仅代表作者个人观点，与本网无关，不构成投资建议。",
        "Este artículo tiene fines informativos y no constituye asesoramiento financiero.",
        "Материал носит информационный характер и не является инвестиционной рекомендацией.",
        "本記事は情報提供を目的としたものであり、投資勧誘を目的としたものではありません。",
        "Мнение автора может не совпадать с мнением редакции.",
        "Les opinions exprimées dans cet article n'engagent que leur auteur.",
        "외부 필자의 기고는 본지의 편집 방향과 다를 수 있습니다.",
        "Sledujte nás na Facebooku a Instagramu.",
        "تابعونا على فيسبوك وتويتر.",
        "Bizi Facebook, Instagram ve X'te takip edin.",
        "Iratkozzon fel hírlevelünkre, hogy semmiről ne maradjon le!",
        "文章来源：马尔勒日报",
    ],
)
def test_small_print_and_house_rules_go(line: str) -> None:
    assert has_story(article(f"{paragraphs()}<p>{line}</p>"))


@pytest.mark.parametrize(
    "sentence",
    [
        "She follows the accounts of all the clubs on Instagram, and on Sundays she answers what people ask her there.",
        "The adviser told the court that he had never given anybody advice on how to invest the money of the parish.",
        "The comments of the mayor were read by the editor of the paper, who removed three words and printed the rest.",
        "Мнение автора проекта о старой бане не разделяют в совете, где вспоминают, что она стоит там с войны.",
        "Die Meinung der Redaktion sei ihm gleich, sagte der Bürgermeister, er lese ohnehin nur noch den Sportteil.",
        "The purpose of the meeting was to inform the neighbours, and for most of the evening it did nothing else.",
    ],
)
def test_sentences_about_such_things_stay(sentence: str) -> None:
    assert texts_of(article(paragraphs([*STORY[:3], sentence, *STORY[3:]]))) == [*STORY[:3], sentence, *STORY[3:]]
