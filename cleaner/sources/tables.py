"""Tables of pages, one page per row: which column is what, and what a row gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from math import isfinite
from pathlib import PurePosixPath
from typing import TypeAlias, TypeVar

import msgspec

from cleaner.errors import ColumnError, InputError
from cleaner.model import FETCH_YEARS, Json, RawPage
from cleaner.sources.locations import ending, packing, printable
from cleaner.sources.places import find_beside
from cleaner.sources.reading import InputFile, InputPage, NoPages, Reader, ReadOptions, TableColumns, attempt
from cleaner.sources.storage import open_place

# The usual names, in the order of trust; compared in lower case.
PAGE_NAMES = (
    *("html", "body", "page", "raw_html", "page_html", "html_content", "content_html", "raw_content"),
    *("page_content", "content", "text"),
)
FILE_NAMES = ("path", "file", "filename")
URL_NAMES = ("url", "uri", "link", "page_url", "source_url", "target_uri", "warc_target_uri")
# None that may mean the time of publication (`date`, `timestamp`): a wrong time of fetching costs the right dates.
DATE_NAMES = (
    *("fetched_at", "fetch_time", "fetch_date", "crawl_date", "crawl_time", "crawled_at", "date_crawled"),
    *("scraped_at", "retrieved_at", "download_date", "date_download", "warc_date"),
)
FINER_UNITS_FROM = 1e11  # seconds since 1970 reach it in the year 5138; pandas has milli- and nanoseconds
FINER_UNITS = ("milliseconds", "microseconds", "nanoseconds")
COMPACT_DATE = "%Y%m%d%H%M%S"  # as in CDX indexes
COMPACT_CHARS = 14
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Of the tables that this program writes, as CSV and as Parquet.
RECORD_COLUMNS = ({"canonical_url", "body_by", "input_sha256"}, {"schema", "fingerprint", "provenance"})
MAX_LISTED_NAMES, MAX_LISTED_CHARS = 50, 40  # in an error
T = TypeVar("T")
Cells: TypeAlias = Mapping[str, Json]  # an InputError in the place of what could not be read


def choose_columns(names: Sequence[str], wanted: TableColumns, where: str) -> TableColumns:
    """The columns by their names in the table, those wanted or else the usual ones.

    Raises ColumnError where one that is wanted is not there, or none of them is a page or a file; NoPages for records.
    """
    if any(columns <= set(names) for columns in RECORD_COLUMNS):
        raise NoPages(f"{where}: records that cleaner has written, and no pages")
    for name in wanted.names:
        if name not in names:
            raise ColumnError(f"{where}: no column {name!r}; it has {_listed(names)}")
    page, file = wanted.page, wanted.file
    if not page and not file:
        page = usual_name(names, PAGE_NAMES)
        file = None if page else usual_name(names, FILE_NAMES)
    if not page and not file:
        raise ColumnError(f"{where}: no column of pages; name it with --page-column. It has {_listed(names)}")
    url, date = wanted.url or usual_name(names, URL_NAMES), wanted.date or usual_name(names, DATE_NAMES)
    return TableColumns(page, file, url, date, wanted.keep)


def usual_name(names: Sequence[str], usual: Sequence[str]) -> str | None:
    """The first of the usual names that is among the names of a table, as it is spelt there."""
    spelt = {name.lower(): name for name in reversed(names)}
    return next((spelt[name] for name in usual if name in spelt), None)


def _listed(names: Sequence[str]) -> str:
    return printable(", ".join(name[:MAX_LISTED_CHARS] for name in names[:MAX_LISTED_NAMES])) or "no columns"


@dataclass(frozen=True, slots=True)
class Table:
    """A table and what its columns hold. read: how a file is read that a row names."""

    entry: InputFile
    reading: ReadOptions
    read: Reader
    columns: TableColumns

    def read_row(self, cells: Cells, name: str) -> Iterator[InputPage]:
        """The page of one row, or the error that says why there is none. name: of the row."""
        kept = kept_cells(cells, self.columns.keep)
        for found in self._read_row(cells, name):
            yield replace(found, kept=kept) if kept else found

    def _read_row(self, cells: Cells, name: str) -> Iterator[InputPage]:
        if self.columns.page is not None:
            yield InputPage(name, attempt(name, lambda: self._page(cells, name)))
            return
        entry = attempt(name, lambda: self._named_file(cells, name))
        if isinstance(entry, InputError):
            yield InputPage(name, entry)
            return
        for found in self.read(entry, self.reading):
            page = found.page
            if isinstance(page, RawPage):
                page = attempt(name, partial(self._with_facts, page, cells, name))
            yield InputPage(found.name, page)

    def _page(self, cells: Cells, name: str) -> RawPage:
        body = read_cell(cells, self.columns.page, name)
        if not isinstance(body, (str, bytes)):
            raise ColumnError(f"{name}: {self.columns.page!r} is {'missing' if body is None else 'no text'}")
        return self._with_facts(RawPage(as_it_came(body)), cells, name)

    def _named_file(self, cells: Cells, name: str) -> InputFile:
        """The file that the row names. Raises InputError where it is none that a list may name."""
        other = read_cell(cells, self.columns.file, name)
        if not isinstance(other, str) or not other:
            raise ColumnError(f"{name}: {self.columns.file!r} names no file")
        if self.entry.depth:
            raise InputError(f"{name}: a list of files that another list names, or an archive holds, is not read")
        is_asked_for = self.reading.columns.file is not None
        place = find_beside(self.entry.path, self.entry.address, other, name, anywhere=is_asked_for)
        kind = PurePosixPath(other)
        return InputFile(
            place.name, ending(kind), packing(kind), partial(open_place, place), place.path, place.address, depth=1
        )

    def _with_facts(self, page: RawPage, cells: Cells, name: str) -> RawPage:
        """The page with what its row says of it, and the caller of every page."""
        url = read_cell(cells, self.columns.url, name) or page.url
        date = None if self.columns.date is None else read_date(cells.get(self.columns.date))
        page = msgspec.structs.replace(page, url=str(url) if url is not None else None, fetched_at=date)
        return self.reading.with_given(page)


def read_cell(cells: Cells, column: str | None, name: str) -> Json:
    """What a column holds; None where it does not. Raises InputError where it could not be read. name: of the row."""
    value = cells.get(column) if column is not None else None
    if isinstance(value, InputError):
        raise InputError(f"{name}: {value}") from value
    return value


def kept_cells(cells: Cells, names: Sequence[str]) -> dict[str, str]:
    """The cells of a row that go into the record, as text; those that are empty are left out."""
    return {name: text for name in names if (text := as_text(cells.get(name))) is not None}


def as_text(value: Json) -> str | None:
    """A cell as text: JSON of what is none; None where it is empty, or could not be read."""
    if value is None or isinstance(value, InputError):
        return None
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def by_name(names: Iterable[str], values: Iterable[T]) -> dict[str, T]:
    """The values of a row by the names of their columns; of two columns of one name, the first."""
    found: dict[str, T] = {}
    for name, value in zip(names, values, strict=False):
        found.setdefault(name, value)
    return found


def as_it_came(body: Json) -> Json:
    """The bytes of a page that was stored as text and is none: bytes that are no UTF-8 are lone surrogates in it."""
    return body if not isinstance(body, str) or body.isascii() else as_bytes(body)


def as_bytes(text: str) -> str | bytes:
    """The text; or the bytes it was made of, where some of them are no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:  # half of an emoji, as JSON may spell it
            return text
    return text


def read_date(value: Json) -> datetime | None:
    """A time as tables spell it: RFC 3339, seconds since 1970 or finer units, 14 digits; without a zone it is UTC.

    None for what is no time, or none at which a page was fetched.
    """
    try:
        moment = _read_moment(value)
    except (ValueError, OverflowError, OSError):
        return None
    if moment is None or moment.year not in FETCH_YEARS:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _read_moment(value: Json) -> datetime | None:
    if isinstance(value, str):
        text = value.strip()
        if len(text) == COMPACT_CHARS and text.isdigit():
            return datetime.strptime(text, COMPACT_DATE)
        if not NUMBER.fullmatch(text):
            return _read_spelt(text)
        value = float(text)
    if isinstance(value, (int, float)) and isfinite(value):
        for _ in FINER_UNITS:
            value = value / 1000 if value >= FINER_UNITS_FROM else value
        return datetime.fromtimestamp(value, UTC)
    return value if isinstance(value, datetime) else None


def _read_spelt(text: str) -> datetime:
    """A time as in RFC 3339, or as in a header of HTTP."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)
