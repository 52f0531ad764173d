"""Days of other calendars, against days that almanacs give for both."""

from __future__ import annotations

from datetime import date

import pytest

from cleaner.lines.dates.calendars import calendar_of, islamic_years, to_gregorian, year_of_era
from cleaner.lines.dates.months import Calendar, month_named


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        ("persian", (1403, 1, 1), "2024-03-20"),
        ("persian", (1404, 1, 1), "2025-03-21"),
        ("persian", (1399, 12, 30), "2021-03-20"),
        ("persian", (1400, 1, 1), "2021-03-21"),
        ("persian", (1375, 1, 1), "1996-03-20"),
        ("islamic", (1445, 1, 1), "2023-07-19"),
        ("islamic", (1445, 9, 1), "2024-03-11"),
        ("islamic", (1446, 1, 1), "2024-07-07"),
        ("gregorian", (2567, 5, 3), "2024-05-03"),
        ("gregorian", (2024, 2, 29), "2024-02-29"),
    ],
)
def test_day_of_another_calendar_is_one_of_ours(calendar: Calendar, day: tuple[int, int, int], expected: str) -> None:
    assert to_gregorian(*day, calendar) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        ("persian", (1403, 13, 1)),
        ("persian", (1403, 7, 31)),
        ("persian", (1403, 0, 1)),
        ("islamic", (1445, 1, 31)),
        ("islamic", (1600, 1, 1)),
        ("gregorian", (1403, 2, 14)),
        ("gregorian", (2023, 2, 29)),
    ],
)
def test_day_that_a_calendar_does_not_have_is_refused(calendar: Calendar, day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"no|day|month|range"):
        to_gregorian(*day, calendar)


def test_islamic_years_follow_each_other_without_a_gap() -> None:
    years = islamic_years()

    for year in list(years)[:-1]:
        first, lengths = years[year]
        assert first.toordinal() + sum(lengths) == years[year + 1][0].toordinal()


def test_number_of_a_year_tells_its_calendar() -> None:
    assert [calendar_of(year) for year in (1403, 1445, 2024, 2567)] == ["persian", "islamic", "gregorian", "gregorian"]


def test_first_year_of_an_era_has_a_name_of_its_own() -> None:
    assert (year_of_era("令和", "元"), year_of_era("令和", "6"), year_of_era("民國", "113")) == (2019, 2024, 2024)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Février", ("gregorian", 2)),
        ("fevrier", ("gregorian", 2)),
        ("ΜΑΪΟΥ", ("gregorian", 5)),
        ("HAZİRAN", ("gregorian", 6)),
        ("اكتوبر", ("gregorian", 10)),
        ("نيسان / أبريل", ("gregorian", 4)),
        ("أيار (أبريل)", None),
        ("خرداد", ("persian", 3)),
        ("رمضان", ("islamic", 9)),
        ("harbour", None),
    ],
)
def test_month_is_known_by_its_names(name: str, found: tuple[str, int] | None) -> None:
    assert month_named(name) == found


def test_dot_after_the_day_tells_croatian_from_polish() -> None:
    assert month_named("listopada", after_dot=True) == ("gregorian", 10)
    assert month_named("listopada") == ("gregorian", 11)
