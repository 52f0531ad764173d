from __future__ import annotations

import pytest
from hand_made import TEXT, json_ld, make_page, make_story, with_outlet

from cleaner.fields.sources import parse_source, read_sources
from cleaner.model import Candidate, Role, Story

BY_RULE = "shared/lines:source"


def sources(story: Story) -> tuple[list[tuple[str, str]], str] | None:
    choice = read_sources(story)
    return ([(source.name, source.relation) for source in choice.value], choice.source) if choice else None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Source: Donga", [("Donga", "source")]),
        ("(Reuters)", [("Reuters", "agency")]),
        ("Quelle: dpa/AFP", [("dpa", "source"), ("AFP", "source")]),
        ("来源：新华社", [("Xinhua", "source")]),
        ("출처: 연합뉴스", [("Yonhap", "source")]),
        ("Source: The Morning Post", [("The Morning Post", "source")]),
        ("", []),
        ("Source: https://example.com/a", []),
        ("Source: " + "one two three four five six seven eight nine", []),
    ],
)
def test_source_line_names_the_house(line: str, names: list[tuple[str, str]]) -> None:
    assert [(source.name, source.relation) for source in parse_source(line)] == names


def test_source_block_is_read() -> None:
    story = make_story(f"{TEXT}\n\nSource: Donga\n", labels={"Source: Donga": (Role.SOURCE, BY_RULE)})

    assert sources(story) == ([("Donga", "source")], "role:source")


def test_dateline_names_the_agency() -> None:
    assert sources(make_story(f"<p>LONDON (AP) — {TEXT}</p>")) == ([("AP", "agency")], "dateline")


def test_bracket_at_the_end_names_the_agency() -> None:
    assert sources(make_story(f"<p>{TEXT}</p><p>{TEXT[:-1]} (dpa).</p>")) == ([("dpa", "agency")], "body")


def test_agency_among_the_authors_is_a_source() -> None:
    story = make_story(make_page(json_ld(author=["Lisa Müller", "dpa"])))

    assert sources(story) == ([("dpa", "agency")], "jsonld:author.name")


def test_agency_in_running_text_is_none() -> None:
    assert sources(make_story(f"<p>According to Reuters, {TEXT}</p>")) is None


def test_agency_behind_a_picture_is_the_pictures() -> None:
    html = make_page(below=f'<figure><img src="a.jpg"><div>REUTERS</div></figure><p>{TEXT}</p><p>{TEXT}</p>')

    assert sources(make_story(html, labels={"REUTERS": (Role.SOURCE, "shared/lines:agency")})) is None


def test_outlet_is_no_source_of_its_own_text() -> None:
    story = make_story(f"{TEXT}\n\nSource: Morning Post\n", labels={"Source: Morning Post": (Role.SOURCE, BY_RULE)})

    assert sources(with_outlet(story, "Morning Post")) is None


def test_republished_text_names_its_first_house() -> None:
    notice = "This article was originally published by The Morning Post."
    story = make_story(f"{TEXT}\n\n{notice}\n", labels={notice: (Role.NOTICE, "shared/lines:notice")})

    assert sources(story) == ([("The Morning Post", "republished_from")], "role:notice")


def test_rule_wins() -> None:
    found = Candidate("sources", "Donga", "rule:example.com:source", 3)
    story = make_story(f"<p>LONDON (AP) — {TEXT}</p>", candidates={"sources": (found,)})

    assert sources(story) == ([("Donga", "source"), ("AP", "agency")], "rule:example.com:source")
