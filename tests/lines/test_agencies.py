from __future__ import annotations

import pytest

from cleaner.lines.agencies import agencies_in, find_agency
from cleaner.lines.agency_table import agencies
from cleaner.text import fold


def test_table_holds_the_worlds_agencies() -> None:
    news = [agency for agency in agencies() if agency.kind == "news"]

    assert len({agency.name for agency in news}) == len(news) >= 100
    assert len({language for agency in news for language in agency.spellings}) >= 30
    assert all(agency.name in agency.all_spellings for agency in agencies())


def test_no_spelling_stands_for_two_agencies() -> None:
    spellings = [(fold(spelling), agency.name) for agency in agencies() for spelling in agency.all_spellings]
    names: dict[str, set[str]] = {}
    for spelling, name in spellings:
        names.setdefault(spelling, set()).add(name)

    assert {spelling: found for spelling, found in names.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("The Associated Press", "AP"),
        ("ＡＰ", "AP"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("DPA", "dpa"),
        ("연합뉴스", "Yonhap"),
        ("新华社", "Xinhua"),
        ("ТАСС", "TASS"),
        ("TASS Russian News Agency", "TASS"),
        ("(Reuters)", "Reuters"),
        ("picture-alliance", "picture alliance"),
    ],
)
def test_agency_is_known_by_any_spelling(printed: str, name: str) -> None:
    agency = find_agency(printed)

    assert agency is not None
    assert agency.name == name


@pytest.mark.parametrize("text", ["Sid", "Ani", "ap", "Reuters reports", "", "Jane Doe", "uni"])
def test_names_and_words_are_no_agency(text: str) -> None:
    assert find_agency(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AP/YONHAP", ["AP", "Yonhap"]),
        ("Reuters-Yonhap", ["Reuters", "Yonhap"]),
        ("Russian State News Agency Ria News.", ["RIA Novosti"]),
        ("picture alliance / dpa | Max Muster", ["picture alliance", "dpa"]),
        ("사진=연합뉴스", ["Yonhap"]),
        ("東京＝共同", ["Kyodo"]),
        ("Jane Doe", []),
        ("", []),
    ],
)
def test_credit_names_its_agencies_in_order(text: str, names: list[str]) -> None:
    assert [hit.agency.name for hit in agencies_in(text)] == names


def test_agency_is_found_where_it_stands() -> None:
    text = "Jane Doe/Getty Images"
    (hit,) = agencies_in(text)

    assert text[hit.start : hit.end] == "Getty Images"
