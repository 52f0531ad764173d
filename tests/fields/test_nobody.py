"""Companies, makers of sites, teams and cut quotations that stand where an author would, and are none."""

from __future__ import annotations

import pytest
from hand_made import json_ld, make_page, make_story, meta

from cleaner.fields.authors import read_authors
from cleaner.fields.authors.nobody import is_cut_quote, sides
from cleaner.lines.outlets import is_company
from cleaner.model import Author

HEADLINE = "<h1>Storm closes the harbour</h1>"
COMPANIES = [
    "netzwerk GmbH",
    "Harbour Web, Inc.",
    "Harbour Web LLC",
    "Port Web Kft.",
    "Hafen Verlag AG",
    "Porto Ltda",
    "Portline Co.",
]
PEOPLE = ["Jane Doe", "Anil S.A.", "Krishnan SA", "Richard Sia", "Ewald Sas", "Michael Co", "Limited"]


def names(html: str) -> list[str]:
    choice = read_authors(make_story(html))
    return [author.name for author in choice.value] if choice is not None else []


@pytest.mark.parametrize("company", COMPANIES)
def test_declared_company_is_no_author(company: str) -> None:
    assert is_company(company)
    assert names(make_page(meta("author", company), above=HEADLINE)) == []
    assert names(make_page(json_ld(author=company), above=HEADLINE)) == []
    assert names(make_page(meta("author", company), above=f"{HEADLINE}<p>By Jane Doe</p>")) == ["Jane Doe"]


@pytest.mark.parametrize("name", PEOPLE)
def test_person_is_no_company(name: str) -> None:
    assert not is_company(name)


def test_employee_of_a_company_is_an_author() -> None:
    assert names(make_page(meta("author", "Jane Doe, Harbour Web GmbH"), above=HEADLINE)) == ["Jane Doe"]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("Medianotes, www.medianotes.de", []), ("Jane Doe, www.janedoe.com", ["Jane Doe"])],
)
def test_house_with_its_own_address_made_the_site(declared: str, expected: list[str]) -> None:
    assert names(make_page(meta("creator", declared), above=HEADLINE)) == expected


def test_team_of_a_match_is_no_author() -> None:
    lines = "<div>Harbour United</div><div>Real Bay</div><div>3 March 2024</div>"

    assert names(make_page(above=f"<h1>Harbour United - Real Bay</h1>{lines}")) == []
    assert sides("Harbour United - Real Bay") == {"harbourunited", "realbay"}
    assert not sides("Why we need the harbour - Jane Doe")  # she signs it


def test_quotation_that_ends_behind_a_name_cuts_it() -> None:
    assert is_cut_quote(Author(name="Wife doubts 'Jane Roe", raw="Storm - Wife doubts 'Jane Roe'"))
    assert not is_cut_quote(Author(name="Sean O'Neill", raw="By Sean O'Neill"))
    assert not is_cut_quote(Author(name="Jane 'JJ' Roe", raw="Jane 'JJ' Roe"))
