"""A human's list held against a record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.model import Access, Author, BodyBlock, Dateline, Image, Language, Moment, Outlet, Record
from cleaner.regression.check import KEYS, LIST_KEYS, MEMBER_KEYS, check_record

MakeRecord = Callable[..., Record]

TEXT = "“The ferry” is back.\n\nIt sails at noon."


def test_right_record_has_no_differences(make_record: MakeRecord) -> None:
    record = make_record(
        title="Ferry returns",
        authors=(Author(name="Jo Lee", email="jo@example.com"), Author(name="Bo Nam")),
        outlet=Outlet(name="The Example"),
        published=Moment(value="2024-03-01", precision="day"),
        language=Language(code="en"),
        section=("News", "Sea"),
        images=(Image(caption="The ferry"), Image(url="https://example.com/1.jpg")),
        photo_credits=("AP",),
        text=TEXT,
        body=(BodyBlock(kind="paragraph", text="a"), BodyBlock(kind="paragraph", text="b")),
    )
    check = {
        "status": "ok",
        "title": "Ferry returns",
        "authors": ["Jo Lee", "Bo Nam"],
        "emails": ["jo@example.com"],
        "outlet": "The Example",
        "published": "2024-03-01",
        "modified": None,
        "language": "en",
        "section": ["News", "Sea"],
        "captions": ["The ferry"],
        "photo_credits": ["AP"],
        "paragraphs": 2,
        "first": '"The ferry" is',
        "last": "at noon.",
        "never": ["Share this"],
    }
    assert check_record(check, record) == ()


@pytest.mark.parametrize("key", [key for key in KEYS if key != "never"])
def test_each_key_can_fail(make_record: MakeRecord, key: str) -> None:
    wanted: object = ["nobody said this"] if key in LIST_KEYS else "nobody said this"
    if key in MEMBER_KEYS:
        wanted = {MEMBER_KEYS[key][0]: wanted}
    assert [found.field for found in check_record({key: wanted}, make_record(text=TEXT))] == [f"check.{key}"]


def test_phrase_that_may_not_be_there_is_named(make_record: MakeRecord) -> None:
    (found,) = check_record({"never": ["THE FERRY", "Share this"]}, make_record(text=TEXT))
    assert found.actual == ["THE FERRY"]


def test_absent_value_may_be_demanded(make_record: MakeRecord) -> None:
    assert check_record({"published": None, "outlet": None}, make_record()) == ()


@pytest.mark.parametrize("wanted", ["2024-03-01T08:00:00Z", "2024-03-01T08:00:00+00:00", "2024-03-01T17:00:00+09:00"])
def test_moment_may_be_given_in_any_zone(make_record: MakeRecord, wanted: str) -> None:
    record = make_record(published=Moment(value="2024-03-01T08:00:00Z", precision="second"))
    assert check_record({"published": wanted}, record) == ()


@pytest.mark.parametrize("wanted", ["2024-03-01", "2024-03-01T08:00:00", "2024-03-01T09:00:00Z"])
def test_other_moment_or_precision_is_wrong(make_record: MakeRecord, wanted: str) -> None:
    record = make_record(published=Moment(value="2024-03-01T08:00:00Z", precision="second"))
    assert len(check_record({"published": wanted}, record)) == 1


def test_only_the_named_members_are_compared(make_record: MakeRecord) -> None:
    record = make_record(dateline=Dateline(place="HOLM", raw="HOLM (AP) -"), access=Access(free=False))
    assert check_record({"dateline": {"place": "HOLM"}, "access": {"free": False, "complete": None}}, record) == ()


def test_subtitle_may_be_given_by_its_lines(make_record: MakeRecord) -> None:
    record = make_record(subtitle="Six years later\nno fireworks")
    assert check_record({"subtitle": ["Six years later", "No fireworks"]}, record) == ()
    assert check_record({"subtitle": "Six years later no fireworks"}, record) == ()
