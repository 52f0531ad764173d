"""Which order of day and month a page prints."""

from __future__ import annotations

import pytest

from cleaner.lines.dates.day_first import is_day_first_in_print
from cleaner.lines.dates.fragments import labelled, with_fragments
from cleaner.lines.dates.printed import DateReader
from cleaner.lines.dates.weekdays import weekday_in

GERMAN = "Der Hafen der Stadt wurde am Morgen geschlossen, und die Boote blieben den ganzen Tag über drinnen. " * 3
ENGLISH = "The harbour of the town was closed in the morning, and the boats stayed in for the whole of that day. " * 3


@pytest.mark.parametrize(
    ("lines", "text", "expected"),
    [
        (["03/04/2024", "News of 28/03/2024"], "", True),
        (["03/04/2024", "News of 03/28/2024"], "", False),
        (["28/03/2024", "03/28/2024"], "", None),
        (["03/04/2024 15:47 GMT"], ENGLISH, True),
        (["03/04/2024 3:47 PM EST"], ENGLISH, False),
        (["03/04/2024"], ENGLISH, None),
        (["03/04/2024"], GERMAN, True),
        (["28.03.2024"], ENGLISH, None),
        (["45/60/2024"], ENGLISH, None),
        ([], "", None),
    ],
)
def test_order_is_the_one_that_the_page_prints(lines: list[str], text: str, expected: bool | None) -> None:
    assert is_day_first_in_print(lines, text) is expected


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Mittwoch, 08.07.2015", 2),
        ("Thu 7/8", 3),
        ("Πέμπτη 02/05", 3),
        ("金曜日", 4),
        ("Monday to Friday", None),
        ("", None),
    ],
)
def test_weekday_of_a_line(line: str, number: int | None) -> None:
    assert weekday_in(line) == number


@pytest.mark.parametrize(
    ("following", "joined"),
    [
        (["17:47 Uhr", "Von Jane Doe"], "3. Mai 17:47 Uhr"),
        (["2024", "- 02:24", "Sport"], "3. Mai 2024 - 02:24"),
        (["3 comments"], "3. Mai"),
        (["2024 Olympics"], "3. Mai"),
        ([], "3. Mai"),
    ],
)
def test_bits_of_a_date_are_joined(following: list[str], joined: str) -> None:
    assert with_fragments("3. Mai", following) == joined


@pytest.mark.parametrize(
    ("before", "meaning"),
    [("Last updated", "modified"), ("Veröffentlicht", "published"), ("Updated 3 times", None), ("Sport", None)],
)
def test_label_above_says_what_a_date_is(before: str, meaning: str | None) -> None:
    found = DateReader(None).in_line("3 May 2024", may_be_relative=False)

    assert [one.meaning for one in labelled(found, before)] == [meaning]
