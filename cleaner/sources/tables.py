"""Tables of pages, one page per row: which column is what, and what a row gives."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import TypeAlias, TypeVar

import msgspec

from cleaner.errors import ColumnError, InputError
from cleaner.model import Json, RawPage
from cleaner.sources.fetch_times import is_given, read_time
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
# Of the tables that this program writes, as CSV and as Parquet.
RECORD_COLUMNS = ({"canonical_url", "body_by", "input_sha256"}, {"schema", "fingerprint", "provenance"})
# In names of columns that may be times of fetching, and are not taken for one unasked.
TIME_WORDS = ("date", "time", "crawl", "fetch", "scrape", "retriev", "download")
MAX_LISTED_NAMES, MAX_LISTED_CHARS = 50, 40  # in an error
T = TypeVar("T")
Warn: TypeAlias = Callable[[ColumnError], None]
Cells: TypeAlias = Mapping[str, Json]  # an InputError in the place of what could not be read


def choose_columns(
    names: Sequence[str],
    wanted: TableColumns,
    where: str,
    warn: Warn = lambda problem: None,
    first: Callable[[], Cells] = dict,
) -> TableColumns:
    """The columns by their names in the table, those wanted or else the usual ones; warn: as present_columns() has it.

    first: the cells of the first row, which say what a table holds that has no pages.
    Raises ColumnError where the page or file that is wanted is not there, or there is neither; NoPages for records.
    """
    if any(columns <= set(names) for columns in RECORD_COLUMNS):
        raise NoPages(f"{where}: records that cleaner has written, and no pages")
    wanted = present_columns(names, wanted, where, warn)
    page, file = wanted.page, wanted.file
    if not page and not file:
        page = usual_name(names, PAGE_NAMES)
        file = None if page else usual_name(names, FILE_NAMES)
    if not page and not file:
        way = _way_to_pages(first())
        raise ColumnError(f"{where}: no column of pages; {way}. It has {_listed(names)}")
    return replace(facts_columns(names, wanted), page=page, file=file)


def _way_to_pages(cells: Cells) -> str:
    """What to do with a table whose columns have other names, by its first row: markup is a page."""
    pages = [name for name, value in cells.items() if str(value).lstrip().startswith("<")]
    if pages:
        return f"{printable(pages[0])!r} looks like one: cleaner run --page-column {shlex.quote(printable(pages[0]))}"
    addresses = [name for name, value in cells.items() if is_web_address(value)]
    return _fetching(addresses[0]) if addresses else "name it with --page-column, as cleaner run has it"


def is_web_address(value: Json) -> bool:
    """Whether a cell is an address of the web, and nothing else."""
    if not isinstance(value, str) or not value.lstrip().startswith(("http://", "https://")):
        return False
    return len(value.split(maxsplit=1)) == 1 and "<" not in value


def _fetching(column: str) -> str:
    """What to do with a column of addresses."""
    return f"{printable(column)!r} holds addresses of pages: write them into a file, one a line, and use --urls FILE"


def facts_columns(names: Sequence[str], wanted: TableColumns) -> TableColumns:
    """The columns that say something of a page, and hold none: address, time, what is to be kept."""
    url, date = wanted.url or usual_name(names, URL_NAMES), wanted.date or usual_name(names, DATE_NAMES)
    return TableColumns(url=url, date=date, keep=wanted.keep)


def present_columns(names: Sequence[str], wanted: TableColumns, where: str, warn: Warn) -> TableColumns:
    """The columns that are wanted and there. A page is read without its address, its time and what is to be kept.

    warn: called for each of those that is not there. Raises ColumnError where the page or file is not.
    """
    for name in wanted.names:
        if name not in names:
            problem = ColumnError(f"{where}: no column {name!r}; it has {_listed(names)}")
            if name in (wanted.page, wanted.file):
                raise problem
            warn(problem)
    url = wanted.url if wanted.url in names else None
    date = wanted.date if wanted.date in names else None
    return replace(wanted, url=url, date=date, keep=tuple(name for name in wanted.keep if name in names))


def note_unrecognised(names: Sequence[str], columns: TableColumns, where: str, reading: ReadOptions) -> None:
    """Say that none of a table's other columns is taken for the address, or the time, where nobody named one."""
    others = [name for name in names if name not in columns.names]
    has_address = columns.url or reading.columns.url or reading.url
    has_time = columns.date or reading.columns.date
    may_be_time = any(word in name.lower() for name in others for word in TIME_WORDS)
    missing = {"addresses": "--url-column"} if others and not has_address else {}
    missing |= {"times of fetching": "--date-column"} if may_be_time and not has_time else {}
    if missing and columns.page:
        what, ways = " or ".join(missing), " and ".join(missing.values())
        reading.note(f"{where}: no column of {what} was recognised; cleaner run has {ways}. It has {_listed(names)}")


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
        has_page = self.columns.page is not None
        found = attempt(name, lambda: self._page(cells, name) if has_page else self._named_file(cells, name))
        if isinstance(found, InputError):
            yield self.without_page(found, cells, name)
            return
        if isinstance(found, RawPage):
            yield InputPage(name, found)
            return
        for one in self.read(found, self.reading):
            if isinstance(one.page, InputError):
                yield replace(self.without_page(one.page, cells, name), name=one.name)
            else:
                yield InputPage(one.name, attempt(name, partial(self._with_facts, one.page, cells, name)))

    def without_page(self, problem: InputError, cells: Cells, name: str) -> InputPage:
        """A row that gives no page, with what else it says."""
        known = attempt(name, partial(self._with_facts, RawPage(b""), cells, name))
        return InputPage(name, problem, known=known if isinstance(known, RawPage) else None)

    def _page(self, cells: Cells, name: str) -> RawPage:
        body = read_cell(cells, self.columns.page, name)
        if not isinstance(body, (str, bytes)):
            raise ColumnError(f"{name}: {self.columns.page!r} is {'missing' if body is None else 'no text'}")
        if is_web_address(body):
            raise ColumnError(f"{name}: no page: {_fetching(self.columns.page or '')}")
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
        url = as_text(read_cell(cells, self.columns.url, name)) or page.url
        page = with_time(page, None if self.columns.date is None else cells.get(self.columns.date))
        return self.reading.with_given(msgspec.structs.replace(page, url=url))


def with_time(page: RawPage, value: Json) -> RawPage:
    """The page with its time of fetching from a cell; or the sign that there is one, and what it says is none."""
    time = read_time(value)
    return msgspec.structs.replace(page, fetched_at=time, has_unread_time=time is None and is_given(value))


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
    if isinstance(value, bytes):  # Parquet of older writers does not say which bytes are a text
        value = value.decode("utf-8", "replace")
    return value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()


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
