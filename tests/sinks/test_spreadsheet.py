"""Records as a spreadsheet, opened by openpyxl."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cleaner.model import Author, Moment, Quality, Record
from cleaner.sinks.page_files import name_of
from cleaner.sinks.rows import Row
from cleaner.sinks.spreadsheet import MAX_CELL_CHARS, write_spreadsheet

pytest.importorskip("xlsxwriter", reason="needs the extra [xlsx]")
openpyxl = pytest.importorskip("openpyxl", reason="of the extra [dev]")
RecordWith = Callable[..., Record]


def sheet_of(tmp_path: Path, *records: Record) -> list[dict[str, Any]]:
    """The rows of the sheet, by column; a cell is what openpyxl reads."""
    write_spreadsheet((Row(f"{n}.html", record) for n, record in enumerate(records)), tmp_path / "a.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows()
    return [{name.value: cell for name, cell in zip(head, row, strict=True)} for row in rows]


def test_dates_are_dates(tmp_path: Path, record_with: RecordWith) -> None:
    at = Moment("2024-03-01T08:30:00+09:00", "minute", "given", utc=datetime(2024, 2, 29, 23, 30, tzinfo=UTC))
    day = Moment("2024-03-01", "day")
    first, second = sheet_of(tmp_path, record_with(published=at), record_with(published=day))
    assert first["published"].value == datetime(2024, 3, 1, 8, 30)
    assert first["published_utc"].value == datetime(2024, 2, 29, 23, 30)
    assert (second["published"].value, second["published"].number_format) == (datetime(2024, 3, 1), "yyyy-mm-dd")
    assert second["published_utc"].value is None
    assert [row["published_day"].value for row in (first, second)] == [datetime(2024, 3, 1)] * 2
    assert first["published_day"].number_format == "yyyy-mm-dd"


def test_texts_are_texts_and_numbers_numbers(tmp_path: Path, record_with: RecordWith) -> None:
    hostile = '=HYPERLINK("https://e.com")'
    [row] = sheet_of(tmp_path, record_with(title=hostile, authors=(Author("A"), Author("=B")), url="=https://e.com/"))
    assert (row["title"].value, row["title"].data_type, row["authors"].value) == (hostile, "s", "A; =B")
    assert (row["quality"].value, row["quality"].data_type, row["url"].hyperlink) == (0, "n", None)


def test_score_and_flags_are_beside_each_other(tmp_path: Path, record_with: RecordWith) -> None:
    [row] = sheet_of(tmp_path, record_with(quality=Quality(0.71, ("unsure", "truncated"))))
    assert (row["quality"].value, row["flags"].value) == (0.71, "unsure; truncated")


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://e.com/a?b=c&d=%20", True),
        ("http://e.com:80", True),
        ("https://e.com/a b", False),
        ("https://e.com/%zz", False),
        ('https://e.com/"', False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("internal:records!A1", False),
        ("https://e.com/" + "x" * 2079, False),
    ],
)
def test_addresses_are_links_where_excel_takes_them(
    tmp_path: Path, record_with: RecordWith, url: str, is_link: bool
) -> None:
    [row] = sheet_of(tmp_path, record_with(url=url, canonical_url="https://e.com/a"))
    assert (row["url"].value, row["url"].hyperlink is not None) == (url, is_link)
    assert row["canonical_url"].hyperlink.target == "https://e.com/a"


def test_links_end_where_excel_counts_no_more(
    tmp_path: Path, record_with: RecordWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.sinks.spreadsheet.MAX_LINKED_ROWS", 1)
    first, second = sheet_of(tmp_path, *[record_with(url="https://e.com/")] * 2)
    assert (first["url"].hyperlink.target, second["url"].hyperlink) == ("https://e.com/", None)
    assert second["url"].value == "https://e.com/"


@pytest.mark.parametrize(("records", "last"), [(0, 1), (2, 3)])
def test_head_filters(tmp_path: Path, record: Record, records: int, last: int) -> None:
    write_spreadsheet([Row("a", record)] * records, tmp_path / "a.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx").active.auto_filter.ref
    assert (cells[:3], cells[-1]) == ("A1:", str(last))


def test_long_text_is_cut_with_a_note(tmp_path: Path, record_with: RecordWith) -> None:
    [row] = sheet_of(tmp_path, record_with(text="x" * 40_000))
    assert len(row["text"].value) == MAX_CELL_CHARS
    assert row["text"].value.endswith("x … [cut: the text has 40,000 characters]")


def test_text_is_cut_where_excel_counts_its_characters(tmp_path: Path, record_with: RecordWith) -> None:
    [whole, cut] = sheet_of(
        tmp_path, record_with(text="🚋" * (MAX_CELL_CHARS // 2)), record_with(text="a" + "🚋" * 16_500)
    )
    assert whole["text"].value == "🚋" * (MAX_CELL_CHARS // 2)
    assert len(cut["text"].value.encode("utf-16-le")) in (2 * MAX_CELL_CHARS, 2 * MAX_CELL_CHARS - 2)
    assert cut["text"].value.endswith("🚋 … [cut: the text has 16,501 characters]")


@pytest.mark.parametrize("value", ["1880-01-01", "0001-01-01T00:00:00Z"])
def test_dates_before_its_calendar_are_texts(tmp_path: Path, record_with: RecordWith, value: str) -> None:
    [row] = sheet_of(tmp_path, record_with(published=Moment(value, "day")))
    assert row["published"].value == value


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour: “opens”/again?", "2024-03-01-harbour-opens-again"),
        ("../../etc/passwd", "2024-03-01-etc-passwd"),
        ("항구 재개장", "2024-03-01-항구-재개장"),
        ("हिन्दी", "2024-03-01-हिन्दी"),
        ("?!", "2024-03-01-1"),
        ("\u202eevil\x00", "2024-03-01-evil"),
    ],
)
def test_names_of_files_are_readable_and_safe(record_with: RecordWith, title: str, name: str) -> None:
    assert name_of(record_with(title=title)) == name


def test_names_of_files_are_short(record_with: RecordWith) -> None:
    assert len(name_of(record_with(title="한" * 500)).encode()) <= 120
    assert name_of(record_with(title="CON", published=None)) == "story-con"


def test_a_full_disk_is_an_error_of_the_disk(
    tmp_path: Path, record_with: RecordWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    def store(book: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.Workbook._store_workbook", store)
    with pytest.raises(OSError, match="No space left on device"):
        write_spreadsheet([Row("a", record_with())], tmp_path / "a.xlsx")
