"""Dates told from the day of reading, in the languages of the vocabulary."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from cleaner.lines.dates import read_dates
from cleaner.lines.dates.meanings import meaning_of
from cleaner.lines.dates.printed import date_reader
from cleaner.lines.dates.relative import read_relative

NOW = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 hours ago", 3), ("an hour ago", 3), ("3 days ago", 30), ("vor 2 Tagen", 1), ("il y a 3 jours", 30),
        ("hace 2 días", 1), ("2 giorni fa", 1), ("2 dagen geleden", 1), ("för 2 dagar sedan", 1), ("2 dni temu", 1),
        ("2 дня назад", 1), ("πριν από 2 ημέρες", 1), ("2 gün önce", 1), ("2日前", 1), ("2일 전", 1), ("منذ 2 أيام", 1),
        ("gestern, 17:05", 2), ("hier à 17:05", 2), ("Вчера", 2), ("어제", 2), ("3 March", 3),
    ],
)  # fmt: skip
def test_day_is_told_from_the_day_of_reading(text: str, day: int) -> None:
    (reading,) = read_relative(text, NOW)

    assert reading.day == day


@pytest.mark.parametrize("text", ["Klicken Sie hier", "ma non troppo", "3 hours of fun", "40 days ago", "2 dagger ago"])
def test_other_words_tell_no_day(text: str) -> None:
    assert read_relative(text, NOW) == ()


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3 كانون الثاني 2024", 1), ("3 جون 2024", 6), ("3 sausio 2024", 1), ("3 janar 2024", 1),
        ("3 มกราคม 2024", 1), ("3 ιανουαρίου 2024", 1), ("3 जनवरी 2024", 1), ("3 listopada 2024", 11),
    ],
)  # fmt: skip
def test_month_is_read_in_many_languages(text: str, month: int) -> None:
    (reading,) = read_dates(text)

    assert reading.month == month


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Published on ", "published"), ("Jane DoeUpdated: ", "modified"), ("기사입력 ", "published"),
        ("Published 3 May, updated ", "modified"), ("update: ", "modified"), ("Zuletzt aktualisiert am ", "modified"),
        ("Harbour ", None),
    ],
)  # fmt: skip
def test_last_word_says_what_a_date_is(text: str, meaning: str | None) -> None:
    assert meaning_of(text) == meaning


@pytest.mark.parametrize("machine", ["UTC", "Pacific/Kiritimati", "America/St_Johns"])
@pytest.mark.parametrize(("site", "day"), [(None, 3), ("No/Where", 3), ("Asia/Tokyo", 3), ("Pacific/Kiritimati", 4)])
def test_zone_of_the_machine_tells_no_day(
    machine: str, site: str | None, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        (found,) = date_reader(None, NOW, site).in_line("2 hours ago", may_be_relative=True)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found.reading.day == day
