"""biographies: what a dump says of its author at the end is no text."""

from __future__ import annotations

import pytest

from cleaner.labelers.story_lines.biographies import MAX_WORDS
from cleaner.model import RawPage, Record
from cleaner.pipeline import clean
from cleaner.rulebook import Rulebook

STORY = (
    "The ferry to the inner islands sails again from Monday, four months after it ran aground in the fog off Holm.",
    "The hull has been repaired in the yard at Eyre, where divers found less damage than the insurers had feared.",
    "Tickets cost what they did before. In June the company will decide whether it can afford to buy two more boats.",
    "Islanders had to hire fishing boats all winter, and the school of the largest island was shut for three weeks.",
)
BIOGRAPHY = (
    "Mara has covered the coast since 2009, and was a deckhand before. She lives in Holm with two dogs and a boat."
)


def cleaned(rules: Rulebook, *end: str, byline: str = "By Mara Quill") -> Record:
    lines = ("Home", "Sea", "Ferry returns to the inner islands", byline, "4 March 2024", *STORY, *end, "Imprint")
    return clean(RawPage("\n\n".join(lines).encode(), kind="text"), rules)


@pytest.mark.parametrize("name", ["Mara Quill", "MARA QUILL", "By Mara Quill"])
def test_what_stands_below_the_authors_name_at_the_end_is_no_text(general_rules: Rulebook, name: str) -> None:
    record = cleaned(general_rules, name, BIOGRAPHY)

    assert ("deckhand" in record.text, STORY[-1] in record.text) == (False, True)


def test_role_and_biography_below_the_name_are_both_no_text(general_rules: Rulebook) -> None:
    record = cleaned(general_rules, "Mara Quill", "Editor of the harbour pages", BIOGRAPHY)

    assert "harbour pages" not in record.text
    assert "deckhand" not in record.text


@pytest.mark.parametrize("name", ["Ivo Brandt", "/ Mara Quill", "What Mara Quill said"])
def test_other_lines_at_the_end_are_no_biography(general_rules: Rulebook, name: str) -> None:
    assert cleaned(general_rules, name, STORY[0].replace("ferry", "barge")).removed.get("bio", 0) == 0


def test_one_word_that_a_line_names_as_a_person_may_be_a_shop(general_rules: Rulebook) -> None:
    ends = ("Which offers you find at Quill", "Quill", BIOGRAPHY.replace("Mara", "The shop"))

    assert "deckhand" in cleaned(general_rules, *ends, byline="By Quill").text


def test_long_text_below_the_authors_name_is_the_story(general_rules: Rulebook) -> None:
    rest = [sentence.replace("the", f"the {number}th") for number in range(5) for sentence in STORY]
    assert sum(map(len, (line.split() for line in rest))) > MAX_WORDS

    assert cleaned(general_rules, "Mara Quill", *rest).removed.get("bio", 0) == 0


def test_name_in_a_box_of_other_stories_signs_none(general_rules: Rulebook) -> None:
    box = "Read also\nHow the harbour of Holm was rebuilt\nMara Quill"
    rest = "The company said that the ferry had cost the islands no customers. The captain had asked each of them."

    assert rest in cleaned(general_rules, box, rest).text
    assert "deckhand" not in cleaned(general_rules, box, BIOGRAPHY).text


@pytest.mark.parametrize(
    ("byline", "told"),
    [
        ("By Mara Quill", "Mara Quill has covered the coast since 2009. She lives in Holm with two dogs."),
        ("Von Mara Quill und Ivo Brandt", "Ivo Brandt, Jahrgang 1980, schreibt seit zehn Jahren über die Küste."),
        ("文／王小明", "王小明从二〇〇九年起报道港口和沿海居民的生活。"),
    ],
)
def test_last_line_that_begins_with_an_authors_name_is_no_text(general_rules: Rulebook, byline: str, told: str) -> None:
    record = cleaned(general_rules, told, byline=byline)

    assert told not in record.text
    assert record.removed["bio"] == 1


@pytest.mark.parametrize(
    "said",
    [
        "Mara Quill: We sail from Monday, and nothing will stop us.",
        "Mara Quillon, who owns the yard, has waited for this day since January.",
    ],
)
def test_what_somebody_says_or_another_name_at_the_end_is_text(general_rules: Rulebook, said: str) -> None:
    assert said in cleaned(general_rules, said).text


def test_author_whom_the_story_names_is_one_of_its_people(general_rules: Rulebook) -> None:
    told = "The first to board was Mara Quill, who had waited all winter."
    end = "Mara Quill and her two dogs stayed on deck until the harbour of Holm was out of sight."

    assert end in cleaned(general_rules, told, end).text


@pytest.mark.parametrize(("tags", "kept"), [("div", False), ("p", True)])
def test_of_a_page_such_a_line_stands_in_an_element_of_its_own(general_rules: Rulebook, tags: str, kept: bool) -> None:
    told = "Mara Quill sailed on all the ferries of the coast before a captain let her steer one of them last summer."
    story = "".join(f"<p>{line}</p>" for line in STORY)
    end = f"<p>{told}</p></div>" if tags == "p" else f"</div><div><div>{told}</div></div>"
    head = "<h1>Ferry returns to the inner islands</h1><div>By Mara Quill</div>"
    page = f"<body><main>{head}<div class=prose>{story}{end}</main></body>"

    assert (told in clean(RawPage(page.encode()), general_rules).text) is kept


@pytest.mark.parametrize(
    ("byline", "end"),
    [
        ("By Reuters", "Reuters could not confirm what the insurers had said of it."),
        ("By Mara Quill", "  * Mara Quill, who steers the ferry\n  * Ivo Brandt, who owns the yard at Eyre"),
    ],
)
def test_agencies_and_items_that_name_an_author_are_text(general_rules: Rulebook, byline: str, end: str) -> None:
    assert "bio" not in cleaned(general_rules, end, byline=byline).removed


def test_list_on_a_page_that_names_an_author_among_others_is_text(general_rules: Rulebook) -> None:
    story = "".join(f"<p>{line}</p>" for line in STORY)
    crew = "<ul><li>Mara Quill, who steers the ferry</li><li>Ivo Brandt, who owns the yard</li></ul>"
    head = "<h1>Ferry returns to the inner islands</h1><div>By Mara Quill</div>"
    page = f"<body><main>{head}<div class=prose>{story}<p>On board were:</p>{crew}</div></main></body>"

    assert "Ivo Brandt, who owns" in clean(RawPage(page.encode()), general_rules).text
