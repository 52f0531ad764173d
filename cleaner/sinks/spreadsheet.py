"""Records as a spreadsheet (XLSX): one row each, dates as dates, no text a formula."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.errors import ExtraMissing, OutputError
from cleaner.model import Moment
from cleaner.sinks.rows import Row
from cleaner.sinks.tables import COLUMNS, LIST_SEPARATOR, member
from cleaner.text import without_controls

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MAX_CELL_CHARS = 32_767  # that Excel takes
MAX_ROWS = 1_048_576  # the head included
LINKED = ("url", "canonical_url")
MAX_LINKED_ROWS = 65_530 // len(LINKED)  # a sheet's links; the addresses below are texts
MAX_LINK_CHARS = 2_079
# An address that is written right to the last character: with any other Excel calls the file damaged.
LINK = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:[/?](?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?", re.ASCII)
FIRST_YEAR = 1900  # of Excel's calendar
WIDTHS = {"title": 60, "text": 80, "url": 40, "published": 18, "published_utc": 18, "modified": 18, "modified_utc": 18}
# A moment as the page gives it, with the hour where there is one; the columns in UTC have the same time to sort by.
DATES = {"published": "published", "modified": "modified"}
DAY, MINUTE = {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm"}


def write_spreadsheet(rows: Iterable[Row], path: Path) -> None:
    """Write a workbook with one sheet: a head that stays in sight and filters, and one row per record.

    Raises ExtraMissing, OSError, and OutputError for more rows than a sheet has.
    """
    try:
        import xlsxwriter  # an extra
    except ImportError as error:
        raise ExtraMissing("writing .xlsx", "xlsx") from error
    try:
        with xlsxwriter.Workbook(path, {"constant_memory": True, "remove_timezone": True}) as book:
            _write_book(book, rows)
    except xlsxwriter.exceptions.FileCreateError as error:  # which holds that of the disk
        raise error.args[0] from error


def _write_book(book: Workbook, rows: Iterable[Row]) -> None:
    formats = {"day": book.add_format(DAY), "minute": book.add_format(MINUTE)}
    sheet = book.add_worksheet("records")
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, WIDTHS.get(name, 14))
        sheet.write_string(0, column, name)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number >= MAX_ROWS:
            raise OutputError(f"a sheet holds {MAX_ROWS - 1:,} records; write .csv, or several files")
        _write_row(sheet, number, row, formats)
    sheet.autofilter(0, 0, number, len(COLUMNS) - 1)


def _write_row(sheet: Worksheet, number: int, row: Row, formats: dict[str, Any]) -> None:
    record = row.named_record
    for column, (name, path) in enumerate(COLUMNS.items()):
        value = member(record, DATES.get(name, path))
        time = _time_of(value)
        if time is not None:
            is_day = value.precision == "day" if isinstance(value, Moment) else not isinstance(value, datetime)
            sheet.write_datetime(number, column, time, formats["day" if is_day else "minute"])
        elif isinstance(value, float):
            sheet.write_number(number, column, value)
        elif name in LINKED and number <= MAX_LINKED_ROWS and _is_link(value):
            sheet.write_url(number, column, value)
        elif value:
            sheet.write_string(number, column, _text_of(value))


def _is_link(value: str | None) -> bool:
    return value is not None and len(value) <= MAX_LINK_CHARS and LINK.fullmatch(value) is not None


def _time_of(value: Any) -> datetime | None:
    """The time of a cell as its clock shows it; None for what is no time, or before Excel's calendar."""
    if isinstance(value, Moment):
        try:
            value = datetime.fromisoformat(value.value)
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    is_time = isinstance(value, datetime) and value.year >= FIRST_YEAR
    return value.replace(tzinfo=None) if is_time else None


def _text_of(value: Any) -> str:
    """The text of a cell; what Excel would not take is cut, and the cell says so."""
    if isinstance(value, Moment):
        value = value.value
    if isinstance(value, tuple):
        value = LIST_SEPARATOR.join(str(getattr(item, "name", item)) for item in value)
    text = without_controls(json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value))
    units = text.encode("utf-16-le", "replace")  # in which Excel counts: an emoji is two
    if len(units) <= 2 * MAX_CELL_CHARS:
        return text
    note = f" … [cut: the text has {len(text):,} characters]"
    return units[: 2 * (MAX_CELL_CHARS - len(note))].decode("utf-16-le", "ignore") + note
