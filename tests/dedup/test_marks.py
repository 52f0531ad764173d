"""Clusters by text and address, and which of their records is thought to be the original."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("datasketch", reason="needs pip install 'news-cleaner[dedup]'")

from cleaner import RawPage, clean
from cleaner.dedup import Facts, Mark, find_duplicates, mark_records
from cleaner.errors import InputError
from cleaner.model import Input, Moment, Outlet, Status, TextSource
from cleaner.rulebook import Rulebook

TEXT = (
    "The harbour of Varde reopens on Tuesday after four months of dredging, the port authority said in a statement. "
    "Ships of up to nine metres of draught can enter again, two more than before the works began in the spring. "
    "The work cost eleven million crowns, of which the ministry of transport paid a third, according to the paper."
)
OTHER = (
    "A law that bans fishing with lamps passed its second reading on Wednesday with the votes of all parties but one. "
    "Boats from both sides of the strait had used lights of a thousand watts to lure squid to the surface at night. "
    "Biologists blame the practice for the collapse of two stocks and had asked for a pause of at least five years."
)


def facts(name: str = "1", text: str = TEXT, **members: Any) -> Facts:
    given = {"status": Status.OK, "input": Input(name, "html", 0), "url": f"https://{name}.example/a"} | members
    return Facts(id=name, text=text, **given)


def marks(*records: Facts) -> list[Mark | None]:
    found = list(find_duplicates(lambda: records).marks())
    turned = list(find_duplicates(lambda: records[::-1]).marks())
    assert turned[::-1] == found  # the order changes nothing
    return found


def original(*records: Facts) -> tuple[str, str]:
    """The id of the original of one cluster of all records, and what told so."""
    first = marks(*records)[0]
    assert first is not None
    assert first.size == len(records)
    return first.original, first.why


def test_no_records_no_marks() -> None:
    assert marks() == []


def test_same_text_is_a_copy_whatever_it_is_printed_with() -> None:
    one, other = marks(facts("1"), facts("2", TEXT.replace(", ", " – ").upper()))
    assert one is not None
    assert other is not None
    assert (one.cluster, one.size) == (other.cluster, 2)
    assert (one.by, other.by) in ((None, "text"), ("text", None))


def test_other_story_has_no_mark() -> None:
    assert marks(facts("1"), facts("2"), facts("3", OTHER))[2] is None


def test_short_text_needs_the_same_title() -> None:
    short = "This video is not available in your country."
    found = marks(facts("1", short, title="A"), facts("2", short, title="B"), facts("3", short, title="a"))
    assert found[0] is not None
    assert found[1] is None
    assert found[2] is not None


def test_records_without_text_are_no_copies() -> None:
    assert marks(facts("1", "", status=Status.BOT_WALL), facts("2", "", status=Status.BOT_WALL)) == [None, None]


def test_same_address_is_a_copy_whatever_the_text() -> None:
    found = marks(facts("1", url="https://a.example/x?utm_source=z"), facts("2", OTHER, url="https://A.example/x"))
    assert {mark.by for mark in found if mark is not None} == {None, "url"}


def test_wall_and_story_of_one_address_are_a_cluster_and_the_story_is_the_original() -> None:
    wall = facts("wall", "", status=Status.CONSENT_WALL, url="https://a.example/x")
    assert original(wall, facts("story", url="https://a.example/x")) == ("story", "the only story")


def test_declared_address_joins_pages_that_share_text() -> None:
    part = TEXT + " " + OTHER * 3
    found = marks(facts("1"), facts("2", part, canonical_url="https://1.example/a"))
    assert found[0] is not None


def test_declared_address_of_a_template_joins_nothing() -> None:
    """A site that gives every story the address of one of them, or of its archive."""
    archive = {"canonical_url": "https://1.example/archive"}
    assert marks(facts("1", TEXT, **archive), facts("2", OTHER, **archive)) == [None, None]


def test_marks_name_the_original_and_its_address() -> None:
    early, late = (Moment(f"2026-05-0{day}T10:00:00Z", "second", "given") for day in (1, 2))
    one, other = marks(facts("1", published=late), facts("2", published=early))
    assert one == Mark(
        cluster=one.cluster if one else "",
        size=2,
        is_original=False,
        original="2",
        why="published first",
        original_url="https://2.example/a",
        by="text",
        similarity=1.0,
    )
    assert other is not None
    assert (other.is_original, other.by, other.similarity) == (True, None, None)


def test_clusters_name_depends_on_its_records_alone() -> None:
    pair = facts("1"), facts("2")
    alone, among = marks(*pair)[0], marks(*pair, facts("3", OTHER), facts("4", OTHER))[0]
    assert alone is not None
    assert alone == among


# ------------------------------------------------------------------ the original


def moment(value: str, precision: Any = "second") -> Moment:
    return Moment(value, precision)


def test_page_that_others_declare_is_the_original() -> None:
    copy = facts("copy", canonical_url="https://first.example/a", published=moment("2026-05-01T08:00:00Z"))
    first = facts("first", published=moment("2026-05-01T09:00:00Z"))
    assert original(copy, first) == ("first", "others give its address as theirs")


@pytest.mark.parametrize(
    ("named", "outlet", "url"),
    [
        ("Donga", Outlet(name="Donga"), None),
        ("The Associated Press", Outlet(name="AP"), None),
        ("Yonhap", Outlet(domain="yonhap.example"), "https://yonhap.example/a"),
        ("yna", Outlet(name="News"), "https://en.yna.co.kr/a"),
    ],
)
def test_outlet_that_others_name_as_source_is_the_original(named: str, outlet: Outlet, url: str | None) -> None:
    copy = facts("copy", sources=(TextSource(named),), published=moment("2026-05-01T08:00:00Z"))
    agency = facts("agency", outlet=outlet, url=url, published=moment("2026-05-01T09:00:00Z"))
    assert original(copy, agency) == ("agency", "others name its outlet as the source")


def test_day_is_not_before_an_hour_of_the_same_day() -> None:
    day = facts("day", TEXT, published=moment("2026-05-01", "day"))
    hour = facts("hour", TEXT + " It ended there.", published=moment("2026-05-01T06:00:00+00:00"))
    assert original(day, hour) == ("hour", "the longest text")


def test_time_without_a_zone_may_be_of_any() -> None:
    unknown = facts("unknown", published=moment("2026-05-01T06:00:00"))
    longer = facts("longer", TEXT + " It ended there.", published=moment("2026-05-01T16:00:00+00:00"))
    assert original(unknown, longer) == ("longer", "the longest text")
    next_day = facts("later", TEXT + " It ended there.", published=moment("2026-05-02T16:00:00+00:00"))
    assert original(unknown, next_day) == ("unknown", "published first")


def test_page_at_its_own_address_is_before_one_with_tracking() -> None:
    tracked = facts("tracked", url="https://a.example/x?utm_source=z")
    assert original(tracked, facts("own", url="https://a.example/x")) == ("own", "fetched from its own address")


def test_first_fetched_is_before_later_ones() -> None:
    later, first = (Input(name, "html", 0, fetched_at=f"2026-05-0{day}") for name, day in (("a", 2), ("b", 1)))
    assert original(facts("a", input=later), facts("b", input=first)) == ("b", "fetched first")


def test_address_decides_where_nothing_else_does() -> None:
    assert original(facts("b"), facts("a")) == ("a", "first by address")


def test_one_of_two_that_are_the_same_is_the_original() -> None:
    found = list(find_duplicates(lambda: [facts("1"), facts("1")]).marks())
    assert [mark.is_original for mark in found if mark is not None] == [True, False]
    assert found[0] is not None
    assert found[0].why == "the same in all that is compared"


# ------------------------------------------------------------------ the library


def test_records_in_memory_are_marked(rules: Rulebook) -> None:
    page = f"<html><body><article><h1>Harbour</h1><p>{TEXT}</p><p>{OTHER}</p></article></body></html>"
    made = [clean(RawPage(page, url=f"https://{name}.example/a"), rules) for name in "abc"]
    assert [mark is not None and mark.size == 3 for mark in mark_records(made)] == [True] * 3


def test_records_that_change_between_readings_are_an_error() -> None:
    readings = iter([[facts("1"), facts("2")], [facts("1")]])
    with pytest.raises(InputError, match="the records changed while they were read: 2 and then 1"):
        find_duplicates(lambda: next(readings))
