from __future__ import annotations

import pytest
from hand_made import TEXT, make_story

from cleaner.fields.dateline import parse_dateline, read_dateline
from cleaner.model import Candidate, Dateline


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("MEXICO CITY (AP) — The president said", "Mexico City", None),
        ("BERLIN, March 3 (Reuters) - Germany said", "Berlin", "March 3"),
        ("KYIV, Ukraine (AP) — Russia said", "Kyiv, Ukraine", None),
        ("WASHINGTON, D.C. — The House", "Washington, D.C.", None),
        ("LONDON — The harbour", "London", None),
        ("PORT-AU-PRINCE, Haiti — Gangs", "Port-Au-Prince, Haiti", None),
        ("Berlin/Paris (dpa/tmn) - Wer reist", "Berlin/Paris", None),
        ("København (Ritzau) – Den", "København", None),
        ("Roma, 5 mar. (askanews) - Il porto", "Roma", "5 mar."),
        ("Madrid, 5 mar (EFE).- El puerto", "Madrid", "5 mar"),
        ("МОСКВА, 5 марта. /ТАСС/. Порт", "Москва", "5 марта"),
        ("(서울=연합뉴스) 홍길순 기자 = 정부", "서울", None),
        ("【北京共同】中国", "北京", None),
        ("新华社北京3月5日电（记者王小溪）", "北京", "3月5日"),
    ],
)
def test_dateline_gives_place_and_date(text: str, place: str, date: str | None) -> None:
    found = parse_dateline(text)

    assert found is not None
    assert (found.place, found.date) == (place, date)
    assert found.raw is not None
    assert text.startswith(found.raw)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The company (Reuters) said",
        "BREAKING — The harbour",
        "NATO — The alliance",
        "London - The harbour",
        "A — B",
        TEXT,
    ],
)
def test_sentence_is_no_dateline(text: str) -> None:
    assert parse_dateline(text) is None


def test_dateline_stays_in_the_body_and_is_read_from_it() -> None:
    story = make_story(f"<p>LONDON (AP) — {TEXT}</p>")

    choice = read_dateline(story)

    assert choice is not None
    assert (choice.value, choice.source) == (Dateline("London", None, "LONDON (AP) —"), "body")
    assert story.body[0].text.startswith("LONDON")


def test_rule_wins() -> None:
    found = Candidate("dateline", "GENEVA (AP) —", "rule:example.com:dateline", 0, {"place": "GENEVA"})

    choice = read_dateline(make_story(f"<p>LONDON (AP) — {TEXT}</p>", candidates={"dateline": (found,)}))

    assert choice is not None
    assert (choice.value.place, choice.source) == ("Geneva", "rule:example.com:dateline")
