"""regular_lines: parts between marks, counted sentences, values and headings of entries stay in a dump's story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from cleaner.labelers.regular_lines import name_regular_lines
from cleaner.model import Document, Label, Options, Role
from cleaner.model.page import Page
from cleaner.stages.segment import segment

FIRST, LAST = "The ferry to Marle was late again on Monday.", "It will sail at noon on Tuesday, if the tide permits."
PARTS = [f"The captain of boat {word} says that the tide was low." for word in ("one", "two", "three", "four", "five")]
ITEMS = ["1. The ferry has sailed for ninety years.", "2. It carries forty sheep at a time.", "3. Nobody has paid."]
VALUES = ["Marle: noon, one and three", "Barwick: ten and two", "Tolland: none before Friday", "Eastwell: hourly"]


def page_of(lines: Sequence[str]) -> Page:
    return segment(Document("\n\n".join(lines), "text", None, "utf-8", "given", "", 1), Options())


def named(lines: Sequence[str], kept: Iterable[str], score: float = 0.3, label: Label | None = None) -> list[str]:
    """The lines that are taken beside the kept ones. score: of all lines; label: of those that are not kept."""
    page, chosen = page_of(lines), set(kept)
    indexes = [block.index for block in page.blocks if block.text in chosen]
    labels = [None if block.index in indexes else label for block in page.blocks]
    found = name_regular_lines(page, labels, indexes, [score] * len(page.blocks))
    return [page.blocks[index].text for index in sorted(found)]


def strewn(parts: Sequence[str], mark: str) -> list[str]:
    return [mark, *(line for part in parts for line in (part, mark))]


@pytest.mark.parametrize("mark", ["Article content", "Publicidad", "本文"])
def test_parts_between_two_marks_are_kept_where_others_are(mark: str) -> None:
    assert named([FIRST, *strewn(PARTS, mark), LAST], [FIRST, LAST, *PARTS[:2]]) == PARTS[2:]


def test_marks_themselves_are_no_text() -> None:
    assert not named([FIRST, *strewn(PARTS, "Article content"), LAST], [FIRST, LAST, *PARTS])


def test_nothing_between_marks_is_kept_where_the_story_stands_elsewhere() -> None:
    assert not named([FIRST, LAST, *strewn(PARTS, "Read more")], [FIRST, LAST])


def test_lines_between_other_lines_are_no_parts() -> None:
    assert not named([FIRST, *PARTS, LAST], [FIRST, PARTS[0], LAST])


@pytest.mark.parametrize(("score", "label"), [(0.05, None), (0.3, Label(Role.CAPTION, "shared/lines:caption", ""))])
def test_what_is_hardly_likely_and_what_a_rule_has_named_is_no_part(score: float, label: Label | None) -> None:
    assert not named([FIRST, *strewn(PARTS, "Article content"), LAST], [FIRST, LAST, *PARTS[:2]], score, label)


def test_sentences_that_count_up_between_other_lines_are_a_list() -> None:
    lines = [FIRST, *(line for item in ITEMS for line in (item, "Photo: Ada Finch"))]

    assert named(lines, [FIRST]) == [item[3:] for item in ITEMS]  # the number is the line's mark


@pytest.mark.parametrize(
    "items", [["1. Tides", "2. Sheep", "3. Fares"], ITEMS[1:], [ITEMS[0], ITEMS[2]], ["9. The bus is late, too."] * 3]
)
def test_headings_and_numbers_that_do_not_count_up_are_no_list(items: list[str]) -> None:
    assert not named([FIRST, *(line for item in items for line in (item, "Photo: Ada Finch"))], [FIRST])


def test_table_of_contents_has_no_lines_between_its_items() -> None:
    assert not named([FIRST, "In this text", *ITEMS, LAST], [FIRST, LAST])


@pytest.mark.parametrize("label", [[], ["At the weekend"]])
def test_values_between_kept_ones_are_kept_with_their_labels(label: list[str]) -> None:
    lines = [FIRST, *VALUES[:2], *label, *VALUES[2:], LAST]

    assert named(lines, [FIRST, LAST, *VALUES[:2], VALUES[3]]) == [*label, VALUES[2]]


@pytest.mark.parametrize("lines", [["Sailing at 12:30", "at 14:30", "at 16:30", "at 18:30"], PARTS[:4]])
def test_times_and_sentences_are_no_values(lines: list[str]) -> None:
    assert not named([FIRST, *lines, LAST], [FIRST, LAST, lines[0], lines[3]])


def entries(times: Sequence[str], headings: Sequence[str]) -> list[str]:
    return [line for three in zip(times, headings, PARTS, strict=False) for line in three]


HEADINGS = ["Sheep leave the ferry first", "No boat before noon today", "Tide stays low at Marle"]


@pytest.mark.parametrize("times", [["2 mins ago 11:48 Ada", "1 hour ago 10:05 Ada", "3 hours ago 9:07 Ada"]])
def test_differing_words_beside_a_time_are_other_marks(times: list[str]) -> None:
    assert not named([FIRST, *entries(times, HEADINGS), LAST], [FIRST, LAST, *PARTS])


@pytest.mark.parametrize("times", [["11:48 Ada", "10:05 Ada", "9:07 Ada"], ["11h48", "10h05", "9h07"]])
def test_line_between_a_time_and_a_text_is_the_heading_of_an_entry(times: list[str]) -> None:
    assert named([FIRST, *entries(times, HEADINGS), LAST], [FIRST, LAST, *PARTS]) == HEADINGS


@pytest.mark.parametrize("times", [["11:48", "10:05"], ["Boat 7", "Boat 8", "Boat 9"]])
def test_two_times_and_numbers_that_are_no_times_mark_no_entries(times: list[str]) -> None:
    assert not named([FIRST, *entries(times, HEADINGS), LAST], [FIRST, LAST, *PARTS])


def test_same_line_below_each_time_is_no_heading() -> None:
    assert not named([FIRST, *entries(["11:48", "10:05", "9:07"], ["Share this entry now"] * 3), LAST], [FIRST, *PARTS])


COUNTED = {
    "en": ["The boats stop at these harbours.", "Marle: noon, one", "Barwick: 10", "Tolland: two, four", "Eastwell: 9"],
    "ja": ["各港の到着時刻は次のとおり。", "東港：正午、1時", "西港：3時、5時", "南港：2便", "北港：7時、8時、9時"],
    "de": ["Die Boote fahren wie folgt.", "Marle: 12, 13 und 15 Uhr", "Barwick: 10", "Tolland: 2, 4", "Ostbrunn: 9"],
    "ar": ["ترسو القوارب في هذه الموانئ.", "مارل: الظهر، الواحدة", "بارويك: 10", "تولاند: 2، 4", "إيستويل: 9"],
}


@pytest.mark.parametrize("language", COUNTED)
@pytest.mark.parametrize("label", [[], ["Monday"]])
def test_list_of_what_is_counted_right_below_a_kept_line_is_kept_to_its_end(language: str, label: list[str]) -> None:
    first, *values = COUNTED[language]
    assert named([first, *label, *values, "Share"], [first], 0.35) == [*label, *values]


@pytest.mark.parametrize(
    ("lines", "score"),
    [
        (["Marle: 12, 13", "Barwick: 10", "Tolland: 2, 4", "Eastwell: 9"], 0.15),
        (["Harbour: Mayor opens a bridge", "Football: Rovers win", "Weather: It rains", "Art: A boat"], 0.4),
        (["Share", "Print", "Letters", "Marle: 12, 13", "Barwick: 10", "Tolland: 2, 4", "Eastwell: 9"], 0.35),
    ],
)
def test_teasers_with_a_colon_unlikely_and_distant_values_stay_out(lines: list[str], score: float) -> None:
    assert named([FIRST, *lines], [FIRST], score) == []


TABLE = [
    "Harbour       Boats   Fare",
    "Marle            12   $3.00",
    "Barwick           9   $2.50",
    "Tolland East      2   free",
]


def table_page(above: Sequence[str], rows: Sequence[str] = TABLE, below: str = LAST) -> Sequence[str]:
    """Lines of a dump in which the rows of a table stand right below each other."""
    return [*above, "\n".join(rows), below]


def plain(rows: Sequence[str]) -> list[str]:
    return [" ".join(row.split()) for row in rows]


@pytest.mark.parametrize("title", [[], ["Boats of each harbour"], ["Boats", "All fares in dollars"]])
def test_rows_of_a_table_below_the_text_are_kept_with_its_title(title: list[str]) -> None:
    assert named(table_page([FIRST, *title]), [FIRST, LAST]) == [*title, *plain(TABLE)]
    assert named(table_page([FIRST, *title]), [FIRST]) == [*title, *plain(TABLE)]


def test_table_below_a_table_of_the_text_is_kept() -> None:
    second = [row.replace("Marle", "Ebber") for row in TABLE]
    lines = [FIRST, "\n".join(TABLE), "Request a ticket", "Night boats", "\n".join(second)]

    assert named(lines, [FIRST]) == [*plain(TABLE), "Request a ticket", "Night boats", *plain(second)]


@pytest.mark.parametrize(
    ("above", "rows", "score"),
    [
        (["Share", "Print", "Letters", "Tides"], TABLE, 0.3),  # far below the text
        ([], TABLE, 0.05),
        ([], TABLE[:2], 0.3),
        ([], plain(TABLE), 0.3),  # no columns
        ([], [TABLE[0], *(f"{' ' * 9 * place}{row}" for place, row in enumerate(TABLE))], 0.3),  # no common edge
    ],
)
def test_other_rows_stay_out(above: list[str], rows: list[str], score: float) -> None:
    assert not named(table_page([FIRST, *above], rows), [FIRST, LAST], score)


LISTED = ["* the noon boat", "* the night boat", "* the boat to Tolland"]
OTHERS = ["* Bring your own sheep", "* Bring a lamp", "* Bring a coat"]
ANNOUNCED = "The company has given up these boats:"


def listed_page(announcing: str, *others: str) -> Sequence[str]:
    return [FIRST, announcing, "\n".join(LISTED), LAST, "\n".join(others)]


def test_list_that_the_text_announces_is_kept_where_other_lists_are() -> None:
    others = [item[2:] for item in OTHERS]

    assert named(listed_page(ANNOUNCED, *OTHERS), [FIRST, ANNOUNCED, LAST, *others]) == [item[2:] for item in LISTED]


@pytest.mark.parametrize(
    ("announcing", "kept", "label"),
    [
        (ANNOUNCED, [ANNOUNCED], None),  # no list is part of the text: this one may hold other stories
        ("Read also:", ["Read also:", *OTHERS], None),
        ("The company has given up some boats.", ["The company has given up some boats.", *OTHERS], None),
        (ANNOUNCED, OTHERS, None),  # what announces it is no text
        (ANNOUNCED, [ANNOUNCED, *OTHERS], Label(Role.RELATED, "shared/related:list", "")),
    ],
)
def test_other_lists_stay_out(announcing: str, kept: list[str], label: Label | None) -> None:
    texts = [FIRST, LAST, *(line.removeprefix("* ") for line in kept)]

    assert not named(listed_page(announcing, *OTHERS), texts, label=label)


def test_without_a_story_nothing_is_named() -> None:
    assert not named([*ITEMS, *VALUES], [])
