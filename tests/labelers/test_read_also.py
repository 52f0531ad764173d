"""One link to another story between paragraphs, with its label, is no text of this one: pages and dumps alike."""

from __future__ import annotations

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.pipeline import trace

RULES = load_rules(sites=False)
OTHER = "Qvorn lighthouse sold for a song"
PARAGRAPHS = (
    "The harbour of the town was closed on the morning of the storm, and all the boats stayed in until the evening.",
    "Nobody was hurt, said the harbour master, who had not slept for two nights and did not want to talk of a third.",
    "The gates are to be opened again on Thursday, if the wind has dropped and the ferry has found its captain.",
)
LABELS = (
    "Přečtěte si také", "Prečítajte si aj", "Pročitajte još", "Olvassa el ezt is", "Vezi și",
    "Δείτε επίσης", "Lasi arī", "Loe ka", "Taip pat skaitykite", "İlgili haber", "Bunu da okuyun",
    "Simak juga", "Đọc thêm", "شاهد أيضا", "بیشتر بخوانید", "קראו גם", "ये भी पढ़ें", "আরও পড়ুন",
    "อ่านเพิ่มเติม", "Прочетете още",
)  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_labelled_link_is_no_text_of_a_page(label: str) -> None:
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    link = f"<p>{label}: <a href=/9>{OTHER}</a></p>"
    record = clean(RawPage(f"<h1>Storm closes harbour</h1><article>{first}{link}{''.join(rest)}</article>"), RULES)
    assert OTHER not in record.text
    assert PARAGRAPHS[-1] in record.text


@pytest.mark.parametrize("label", LABELS)
def test_labelled_line_is_no_text_of_a_dump(label: str) -> None:
    lines = ("Storm closes the harbour of the town", PARAGRAPHS[0], f"{label}: {OTHER}", *PARAGRAPHS[1:])
    record = clean(RawPage("\n\n".join(lines), kind="text"), RULES)
    assert OTHER not in record.text


def test_sentence_that_begins_like_a_label_is_text() -> None:
    sentence = (
        "Baca juga buku itu, kata menteri kepada wartawan, sebelum ombak datang dan pelabuhan ditutup lagi besok."
    )
    record = clean(RawPage("\n\n".join(("Badai menutup pelabuhan kota", *PARAGRAPHS, sentence)), kind="text"), RULES)
    assert sentence in record.text


@pytest.mark.parametrize("heading", ["Zum selben Thema", "Unsere Auswahl", "Notre sélection", "Nuestra selección"])
def test_rule_names_the_heading_of_other_stories_and_the_titles_below(heading: str) -> None:
    titles = ("Fähre fährt wieder", "Brücke bleibt den Winter über zu", "Rat wählt einen Sprecher")
    dump = "\n".join(("Der Hafen ist zu", *PARAGRAPHS, heading, *titles))
    story = trace(RawPage(dump, kind="text"), RULES).story
    assert story is not None
    named = zip(story.page.blocks, story.labels.labels, strict=True)
    by_rule = [block.text for block, label in named if label is not None and label.by == "shared/related:related-list"]
    assert by_rule == [heading, *titles]
