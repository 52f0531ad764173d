from __future__ import annotations

import pytest

from cleaner.lines.names import is_name, name_key, proper_case, same_person


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("MORGAN LEHR", "Morgan Lehr"),
        ("JANE MCDONALD", "Jane McDonald"),
        ("ANN MACKEY", "Ann Mackey"),
        ("MARY MACDONALD", "Mary MacDonald"),
        ("SEAN O'NEILL", "Sean O'Neill"),
        ("ANNE-MARIE THOMSON-DEVAUX", "Anne-Marie Thomson-Devaux"),
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("ANA DE LA CRUZ", "Ana de la Cruz"),
        ("FAWZI AL-HADDAD", "Fawzi al-Haddad"),
        ("AINURA TOKTOGUL KYZY", "Ainura Toktogul kyzy"),
        ("TJ HOLM", "TJ Holm"),
        ("J.K. MARLOW", "J.K. Marlow"),
        ("HENRY FORREST III", "Henry Forrest III"),
        ("ИВАН ПЕТРОВСКИЙ", "Иван Петровский"),
    ],
)
def test_capitals_become_a_name(printed: str, name: str) -> None:
    assert proper_case(printed) == name


@pytest.mark.parametrize(
    "name", ["Ainura Toktogul kyzy", "Jean DUPARC", "eThekwini Mkhize", "jane doe", "TMZ", "王小溪"]
)
def test_other_capitals_stay(name: str) -> None:
    assert proper_case(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Pérez", "Jose Perez"),
        ("JANE DOE", "Jane Doe"),
        ("J. Doe", "Jane Doe"),
        ("Jane A. Doe", "Jane Doe"),
        ("Dr. Jane Doe", "Jane Doe"),
        ("Søren Holm", "Soren Holm"),
    ],
)
def test_two_printings_are_one_person(one: str, other: str) -> None:
    assert same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jane Doe", "John Doe"), ("Jane Doe", "Jane Dow"), ("Jane Mary Doe", "Jane Doe"), ("Jane", "J")]
)
def test_two_people_stay_two(one: str, other: str) -> None:
    assert not same_person(one, other)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe",
        "Jean-Luc de la Tour",
        "Fawzi al-Haddad",
        "T.C. Holm",
        "홍길순",
        "王小溪",
        "唐纳德·李",
        "山本 太一",
        "أحمد السالم",
    ],
)
def test_full_name_is_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Madonna",
        "Jane 3",
        "jane doe",
        "3 min read",
        "The Weekend",
        "Die Eisheiligen",
        "View Profile",
        "of the",
        "De Fr It En",
        "A A A",
        "A Gardener's Notes",
    ],
)
def test_other_text_is_no_full_name(text: str) -> None:
    assert not is_name(text)


def test_key_of_a_name_without_letters_is_itself() -> None:
    assert name_key("...") == "..."
