"""A line of tags under its label is the story's tags: pages and dumps alike."""

from __future__ import annotations

import pytest

from cleaner import RawPage, clean, load_rules

RULES = load_rules(sites=False)
STORY = (
    "The harbour of the town was closed on the morning of the storm, and all the boats stayed in until the evening.",
    "Nobody was hurt, said the harbour master, who had not slept for two nights and did not want to talk of a third.",
    "The gates are to be opened again on Thursday, if the wind has dropped and the ferry has found its captain.",
)


@pytest.mark.parametrize(
    "label", ["Etiketler", "Címkék", "Ετικέτες", "Štítky", "Kata kunci", "Taggar", "الوسوم", "标签"]
)
def test_labelled_line_below_the_story_has_its_tags(label: str) -> None:
    dump = "\n\n".join(("Storm closes the harbour of the town", *STORY, f"{label}: storm, harbour"))
    record = clean(RawPage(dump, kind="text"), RULES)
    assert record.tags == ("storm", "harbour")
    assert "storm, harbour" not in record.text


def test_tags_that_nothing_parts_are_none() -> None:
    links = " ".join(f"<a href=/t/{word}>{word}</a>" for word in ("storm", "harbour", "night watch"))
    page = "".join(f"<p>{text}</p>" for text in STORY)
    record = clean(RawPage(f"<h1>Storm closes harbour</h1><article>{page}<p>Etiketler: {links}</p></article>"), RULES)
    assert record.tags == ()
