from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hand_made import TEXT, json_ld, make_page, make_story, with_outlet

from cleaner.article import Article
from cleaner.fields.attribution.sources import read_sources
from cleaner.lines.sources import parse_source
from cleaner.model import Candidate, Role

FILE = Path(__file__).parent / "cases" / "sources.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
BY_RULE = "shared/lines:source"


def sources(story: Article) -> tuple[list[tuple[str, str]], str] | None:
    choice = read_sources(story)
    return ([(source.name, source.relation) for source in choice.value], choice.source) if choice else None


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['line']}" for case in CASES])
def test_source_line_names_the_house(case: dict[str, Any]) -> None:
    found = [(source.name, source.relation) for source in parse_source(case["line"])]

    assert found == [(source["name"], source["relation"]) for source in case["sources"]]


@pytest.mark.parametrize("line", ["Mit freundlichen Grüßen", "con amor", "x" * 300])
def test_sentence_without_an_agency_names_no_agency(line: str) -> None:
    assert all(source.relation == "source" for source in parse_source(line))


@pytest.mark.parametrize(("host", "found"), [("harbour-post.com", False), ("other-post.com", True)])
def test_site_that_names_itself_by_its_address_is_no_source(host: str, found: bool) -> None:
    line = f"Source: {host}"
    story = make_story(
        f"{TEXT}\n\n{line}\n", labels={line: (Role.SOURCE, BY_RULE)}, url="https://www.harbour-post.com/1"
    )

    assert sources(story) == ([(host, "source")], "role:source") if found else sources(story) is None


def test_source_block_is_read() -> None:
    story = make_story(f"{TEXT}\n\nSource: Donga\n", labels={"Source: Donga": (Role.SOURCE, BY_RULE)})

    assert sources(story) == ([("Donga", "source")], "role:source")


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        (["AFP", *map(str, range(20))], [], False),  # in a menu: pension funds
        ([], [*(f"Boat {n} of the island comes in" for n in range(20)), "AFP", "2 min"], False),  # at a teaser
        ([], ["Share this", "AFP"], True),
        (["AFP", "Share this"], [], True),
    ],
)
def test_agency_alone_on_its_line_stands_near_the_story(above: list[str], below: list[str], found: bool) -> None:
    dump = "\n\n".join([*above, TEXT, TEXT, *below])
    choice = sources(make_story(dump, labels={"AFP": (Role.SOURCE, "shared/lines:agency")}))
    assert (choice[0] if choice else []) == [("AFP", "agency")] * found


@pytest.mark.parametrize("initials", ["PA", "AP"])
def test_initials_beside_the_name_of_the_author_are_no_agency(initials: str) -> None:
    first, last = {"P": "Petra", "A": "Arndt"}[initials[0]], {"P": "Paulsen", "A": "Arndt"}[initials[1]]
    story = make_story(
        f"Late ferry\n\n{initials}\n\n{first} {last}, reporter, 6 May 2024\n\n{TEXT}\n\n{TEXT}",
        labels={initials: (Role.SOURCE, "shared/lines:agency")},
    )
    assert sources(story) is None


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
