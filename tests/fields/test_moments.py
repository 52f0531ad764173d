from __future__ import annotations

import pytest

from cleaner.fields.dates.moments import to_local, to_moment
from cleaner.lines.dates import Reading, read_dates
from cleaner.model import Moment

EVENING = Reading(2024, 5, 3, 0, 0, hour=21, minute=44)
UTC_INSTANT = Moment("2024-05-04T00:44:52Z", "second", "given")


def test_time_without_zone_takes_the_outlets() -> None:
    moment = to_moment(EVENING, "", "America/Sao_Paulo")

    assert (moment.value, moment.zone) == ("2024-05-03T21:44:00-03:00", "assumed")


def test_outlets_zone_knows_summer_time() -> None:
    assert to_moment(EVENING, "", "Europe/Berlin").value == "2024-05-03T21:44:00+02:00"


@pytest.mark.parametrize("zone", ["Atlantis/Harbour", "America", "../etc", ""])
def test_zone_nobody_knows_is_not_assumed(zone: str) -> None:
    assert to_moment(EVENING, "", zone).zone == "unknown"


def test_utc_instant_is_not_moved_to_the_outlets_day() -> None:
    instant = Reading(2024, 5, 3, 0, 0, hour=23, minute=30, second=0, zone=0)

    assert to_moment(instant, "", "Asia/Seoul").value == "2024-05-03T23:30:00Z"


def test_day_takes_no_zone_and_no_hour() -> None:
    assert to_moment(Reading(2024, 5, 3, 0, 0), "", "Asia/Seoul") == Moment("2024-05-03", "day", "unknown", raw="")


def test_printed_local_time_gives_the_instant_its_offset() -> None:
    printed = Moment("2024-05-03T21:44:00", "minute")

    assert to_local(UTC_INSTANT, [printed]).value == "2024-05-03T21:44:52-03:00"


def test_same_instant_with_an_offset_gives_the_instant_its_offset() -> None:
    assert to_local(UTC_INSTANT, [Moment("2024-05-04T02:44:52+02:00", "second", "given")]).value == (
        "2024-05-04T02:44:52+02:00"
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("2024-05-03T21:45:00", id="another minute: an update"),
        pytest.param("2024-05-04T08:14:00", id="no zone is 7:30 from Greenwich"),
        pytest.param("2024-05-06T00:44:00", id="two days later"),
        pytest.param("2024-05-04T02:50:00+02:00", id="another instant"),
    ],
)
def test_other_times_leave_the_instant_in_utc(other: str) -> None:
    assert to_local(UTC_INSTANT, [Moment(other, "second")]) == UTC_INSTANT


def test_page_that_prints_utc_stays_in_utc() -> None:
    printed = [Moment("2024-05-04T00:44:00", "minute"), Moment("2024-05-04T09:44:00", "minute")]

    assert to_local(UTC_INSTANT, printed) == UTC_INSTANT


@pytest.mark.parametrize(
    ("printed", "country", "value"),
    [
        ("7 May 2025, 18:20 IST", "in", "2025-05-07T18:20:00+05:30"),
        ("7 May 2025, 18:20 IST", "ie", "2025-05-07T18:20:00+01:00"),
        ("7 May 2025, 18:20 IST", "", "2025-05-07T18:20:00"),
        ("May 7, 2025 6:20 PM CST", "us", "2025-05-07T18:20:00-06:00"),
        ("2025-05-07 18:20 CST", "cn", "2025-05-07T18:20:00+08:00"),
        ("May 7, 2025 6:20 PM CST", "", "2025-05-07T18:20:00"),
    ],
)
def test_name_of_several_zones_is_read_by_the_country(printed: str, country: str, value: str) -> None:
    (reading,) = read_dates(printed)

    assert to_moment(reading, printed, country=country).value == value
