"""Boxes and lines that shared rules know: recommended stories, notes for applications and comments, captions."""

from __future__ import annotations

import pytest

from cleaner import RawPage, clean, load_rules

RULES = load_rules(sites=False)
PARAGRAPHS = (
    "The harbour of the town was closed on the morning of the storm, and all the boats stayed in until the evening.",
    "Nobody was hurt, said the harbour master, who had not slept for two nights and did not want to talk of a third.",
    "The gates are to be opened again on Thursday, if the wind has dropped and the ferry has found its captain.",
)
OTHER = "The lighthouse of Qvorn has been sold for a song to a man who wants to sing there, as its owner says."


def text_of(*inserted: str, below: str = "") -> str:
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    body = "".join((first, *inserted, *rest))
    return clean(RawPage(f"<h1>Storm closes harbour</h1><article>{body}</article>{below}"), RULES).text


@pytest.mark.parametrize("name", ["recommended", "recomended"])
def test_box_of_recommended_stories_is_no_text(name: str) -> None:
    teasers = "".join(f'<p><a href="/{n}">Qvorn lighthouse {n} sold</a> {OTHER}</p>' for n in range(2))
    text = text_of(below=f'<div class="{name}">{teasers}</div>')

    assert "Qvorn" not in text
    assert PARAGRAPHS[-1] in text


@pytest.mark.parametrize(
    "note",
    [
        "If you're on the Harbour News app, click here to watch live",
        "If you are reading this in our app, please tap here for the map.",
        "图注：渔夫是第一个在港口里唱歌的人，他的船在他身后",
    ],
)
def test_note_in_a_line_of_its_own_is_no_text(note: str) -> None:
    text = text_of(f"<p>{note}</p>")

    assert note not in text
    assert PARAGRAPHS[-1] in text


def test_policy_of_comments_below_the_text_is_no_text() -> None:
    note = "ترحب صحيفة الميناء بالنقاش المفيد قبل نشر التعليقات. ننصحك بمراجعة إرشادات الاستخدام للتعرف إليها جيدا."
    text = text_of(below=f"<div><p>{note}</p></div>")

    assert note not in text
    assert PARAGRAPHS[-1] in text


def test_link_to_the_papers_other_story_is_no_text() -> None:
    link = '<p><strong>LIRE AUSSI SUR QUAI.FR<br>&gt;&gt;</strong> <i><a href="/9">Le phare vendu</a></i></p>'
    text = text_of(link)

    assert "QUAI" not in text
    assert "phare" not in text
    assert PARAGRAPHS[-1] in text


def test_sentences_that_speak_of_these_things_are_text() -> None:
    sentences = (
        "If you are on the ferry app, the captain said, you see the waves before they come and go.",
        "Il faut lire aussi sur le port ce que les marins en disent depuis des années, affirme le maire de la ville.",
    )
    text = text_of(*(f"<p>{sentence}</p>" for sentence in sentences))

    assert all(sentence in text for sentence in sentences)
