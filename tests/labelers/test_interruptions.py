"""Lines between two paragraphs that say that the story goes on, or call to look, listen or subscribe, are no text."""

from __future__ import annotations

import pytest

from cleaner import RawPage, clean, load_rules

RULES = load_rules(sites=False)
PARAGRAPHS = (
    "The harbour of the town was closed on the morning of the storm, and all the boats stayed in until the evening.",
    "Nobody was hurt, said the harbour master, who had not slept for two nights and did not want to talk of a third.",
    "The gates are to be opened again on Thursday, if the wind has dropped and the ferry has found its captain.",
    "Fishermen said that they had never seen such waves in the bay, and that the repairs would take them many weeks.",
    "The council of the town will meet again in September, when it hears what the new walls of the harbour will cost.",
)
LINES = (
    "Story Continued Below", "The article continues below the photo", "Keep reading below", "Scroll down for video",
    "Der Text geht nach dem Video weiter", "Weiterlesen unter der Anzeige", "Suite de l’article ci-dessous",
    "La suite après la vidéo", "El artículo continúa debajo del video", "Continúa más abajo",
    "A matéria continua abaixo",
    "L’articolo prosegue sotto", "Tekst loopt door onder de afbeelding", "Ciąg dalszy artykułu poniżej",
    "Продолжение статьи ниже", "Стаття продовжується нижче", "Продължава след рекламата",
    "Texten fortsätter under bilden", "Saken fortsetter under bildet", "Artiklen fortsætter efter annoncen",
    "Juttu jatkuu kuvan alla", "Článek pokračuje pod reklamou", "Text pokračuje pod fotkou", "Haberin devamı aşağıda",
    "Το άρθρο συνεχίζεται παρακάτω", "Articolul continuă mai jos", "A cikk a hirdetés után folytatódik",
    "Članak se nastavlja ispod oglasa", "Текст се наставља испод огласа", "تابع القراءة أدناه",
    "المقال يستمر بعد الإعلان", "ادامه مطلب پس از تبلیغات", "המשך הכתבה בהמשך", "खबर विज्ञापन के बाद जारी है",
    "Artikel berlanjut di bawah", "Bài viết tiếp tục bên dưới", "この記事は下に続きます", "廣告後繼續閱讀",
    "기사는 아래에 계속됩니다", "View the photo gallery", "Watch this next", "Zur Bildergalerie",
    "Voir la galerie photos",
    "Ver galería de fotos", "Guarda le foto", "Bekijk de foto’s", "Zobacz galerię", "Смотреть фотогалерею",
    "Se bildspel", "Prohlédněte si fotogalerii", "Sign up for our weekly newsletter", "Jetzt Newsletter abonnieren",
    "Abonnez-vous à notre newsletter", "Iscriviti alla nostra newsletter", "You might also like:",
    "Das könnte Sie auch interessieren", "Te puede interesar", "Może cię zainteresować",
)  # fmt: skip
TEXT_LINES = (
    "Work continues below the waterline of the old pier", "Der Streit geht nach der Wahl weiter", "Sigue tras la pista",
    "Sign up for the fishing quota", "Comments", "View of the gallery", "Suite à la plage", "The watch and the video",
)  # fmt: skip


def text_of(line: str, tag: str) -> str:
    """The text of a page with a line in such an element between two paragraphs; of a dump, without an element."""
    if not tag:
        lines = ("Storm closes the harbour of the town", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:])
        return clean(RawPage("\n\n".join(lines), kind="text"), RULES).text
    first, second, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    page = f"<h1>Storm closes harbour</h1><article>{first}{second}<{tag}>{line}</{tag}>{''.join(rest)}</article>"
    return clean(RawPage(page), RULES).text


@pytest.mark.parametrize("tag", ["", "p", "h3"])
@pytest.mark.parametrize("line", LINES)
def test_line_of_an_interruption_is_no_text(line: str, tag: str) -> None:
    text = text_of(line, tag)

    assert line not in text
    assert PARAGRAPHS[2] in text


@pytest.mark.parametrize("line", TEXT_LINES)
def test_heading_with_such_words_is_text(line: str) -> None:
    assert line in text_of(line, "h3")


def test_list_that_is_announced_as_other_stories_is_no_text() -> None:
    lead = "If you liked this story you might also like these:"
    items = ["* Storm damages both piers", "* Bridge plan shown to islanders", "* Fishing fleet halves in ten years"]
    listed = "\n".join(items)
    dump = "\n\n".join(["Storm closes the harbour", *PARAGRAPHS[:2], lead, listed, *PARAGRAPHS[2:]])
    text = clean(RawPage(dump, kind="text"), RULES).text

    assert "Bridge plan" not in text
    assert PARAGRAPHS[2] in text
