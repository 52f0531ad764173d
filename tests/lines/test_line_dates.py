"""Two dates in one line: whose clock stands between them, and what the words beside them say."""

from __future__ import annotations

import pytest

from cleaner.lines.dates.printed import DateReader


def moments(line: str) -> list[tuple[str, str | None]]:
    """Day, time and meaning of each date of a line."""
    dates = DateReader(day_first=True).in_line(line, may_be_relative=False)
    return [(_stamp(found.reading), found.meaning) for found in dates]


def _stamp(reading: object) -> str:
    day, hour, minute = (getattr(reading, name) for name in ("day", "hour", "minute"))
    return f"{day}" if hour is None else f"{day} {hour:02}:{minute:02}"


@pytest.mark.parametrize(
    "line",
    [
        "Posted: 21:40, 7 May 2025 | Updated: 06:15, 8 May 2025",
        "Publicado: 21:40, 7 de mayo de 2025 | Actualizado: 06:15, 8 de mayo de 2025",
        "Опубликовано 21:40, 7 мая 2025 • Обновлено 06:15, 8 мая 2025",
        "Publicerad 7 maj 2025 21:40, uppdaterad 8 maj 2025 06:15",
    ],
)
def test_clock_belongs_to_the_day_that_its_label_announces(line: str) -> None:
    assert moments(line) == [("7 21:40", "published"), ("8 06:15", "modified")]


def test_clock_between_two_days_is_of_the_second_where_one_stands_before_the_first() -> None:
    assert moments("21:40, 7 May 2025 | 06:15, 8 May 2025") == [("7 21:40", None), ("8 06:15", None)]


def test_clock_behind_a_day_is_its_own() -> None:
    assert moments("7 May 2025 | 21:40") == [("7 21:40", None)]


def test_clock_is_not_given_to_two_days() -> None:
    assert moments("7 May 2025 21:40 | 8 May 2025") == [("7 21:40", None), ("8", None)]


@pytest.mark.parametrize(
    "line",
    [
        "7. Mai 2025, 18:20 Uhr (aktualisiert: 19:05 Uhr)",
        "7 maggio 2025 18:20, aggiornato alle 19:05",
        "7 de mayo de 2025 a las 18:20, actualizado por última vez a las 19:05",
    ],
)
def test_labelled_clock_is_of_the_day_before_it(line: str) -> None:
    assert moments(line) == [("7 18:20", None), ("7 19:05", "modified")]


def test_label_that_counts_from_today_says_nothing_of_the_date() -> None:
    assert moments("May 7, 2025 6:20 PM Updated 3 hours ago") == [("7 18:20", None)]
    assert moments("May 7, 2025 6:20 PM Updated") == [("7 18:20", "modified")]


@pytest.mark.parametrize(
    "line",
    ["May 5, 2024May 3, 2024 by Jane Doe", "by Jane Doe May 3, 2024May 5, 2024"],
)
def test_of_two_days_with_nothing_between_them_the_first_is_of_publication(line: str) -> None:
    assert moments(line) == [("3", None)]


def test_two_days_beside_each_other_stay_two() -> None:
    assert moments("May 5, 2024 May 3, 2024") == [("5", None), ("3", None)]
