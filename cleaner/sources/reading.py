"""How inputs are read, and what reading gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, TypeAlias, TypeVar

import msgspec

from cleaner.errors import ColumnError, ExtraMissing, InputError
from cleaner.model import DocumentKind, Options, RawPage
from cleaner.sources.locations import printable
from cleaner.sources.storage import explain
from cleaner.sources.unpacking import CUT_SHORT, BrokenData, Budget, Unreadable, unpack

T = TypeVar("T")
CHUNK_BYTES = 1 << 16
LOOKS_LIKE_ADDRESS = re.compile(r"www\.[\w-]+\.\w+|(?:[\w-]+\.)+[a-z]{2,}/[\w-]+", re.IGNORECASE)
MAX_REASON_CHARS = 300  # some libraries quote the whole value
MAX_KIND_CHARS = 80
MAX_KINDS = 100


@dataclass(frozen=True, slots=True)
class InputPage:
    """One page to clean. name: path, URL or `-`. page: the page, or why there is none.

    kept: columns of its row that go into the record, as text. known: where there is no page, what is known of it, as
    one without a body.
    """

    name: str
    page: RawPage | InputError
    kept: Mapping[str, str] = field(default_factory=dict)
    known: RawPage | None = None


class NoPages(ColumnError):
    """A file that can be read and holds no pages. One that nobody named is then left out, and counted."""


class FetchFacts(Protocol):
    """What a page.yaml beside a page says of it."""

    @property
    def url(self) -> str | None: ...
    @property
    def kind(self) -> DocumentKind | None: ...
    @property
    def charset(self) -> str | None: ...
    @property
    def fetched_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class TableColumns:
    """Which columns of a table (CSV, Parquet, members of JSON lines) are what. None: found by their usual names.

    page: the page itself; file: where it lies, relative to the table; one of the two. keep: what goes into the record.
    """

    page: str | None = None
    file: str | None = None
    url: str | None = None
    date: str | None = None
    keep: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are read, each once."""
        return tuple(dict.fromkeys((*filter(None, (self.page, self.file, self.url, self.date)), *self.keep)))


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. fetch: URL → page; read_facts: page.yaml → what it says; both raise CleanerError.

    url, kind: what the caller knows of every page; they stand above what a place says itself.
    max_bytes: of one page as it lies on the disk; larger ones are not read. columns: of tables.
    has_many: standard input may hold many pages (JSON lines, WARC), which its content decides.
    left_out: counts what was met that is no page, by what it is. warn: called, once a table, for each column that is
    asked for, is not there, and costs no page. note: called with a line on a table that is read, and may be
    meant otherwise. names_addresses: pages of a WARC file are called by
    their addresses, not by their places in it.
    """

    fetch: Callable[[str], RawPage]
    read_facts: Callable[[Path], FetchFacts]
    stdin: BinaryIO
    url: str | None = None
    kind: DocumentKind | None = None
    max_bytes: int = Options().max_body_bytes
    columns: TableColumns = TableColumns()
    has_many: bool = False
    names_addresses: bool = False
    left_out: Counter[str] = field(default_factory=Counter)
    warn: Callable[[ColumnError], None] = lambda problem: None
    note: Callable[[str], None] = lambda line: None

    def with_given(self, page: RawPage) -> RawPage:
        """The page with what the caller knows of every page."""
        if self.url is None and self.kind is None:
            return page
        return msgspec.structs.replace(page, url=self.url or page.url, kind=self.kind or page.kind)

    def leave_out(self, what: str) -> None:
        """Count something that is no page."""
        count_kind(self.left_out, what)

    def too_large(self, name: str) -> InputError:
        return InputError(f"{name}: over the limit of {self.max_bytes:,} bytes; is it one page?")


def count_kind(counts: Counter[str], what: str) -> None:
    """Count one more of a kind. Names in damaged and hostile files are any number, of any length."""
    what = printable(what[:MAX_KIND_CHARS])
    is_known = what in counts or len(counts) < MAX_KINDS
    counts[what if is_known else "other things"] += 1


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be read: of the disk, of a store, or inside another file. name: printable.

    ending: what it is (`.html`, `.warc`, …); packed: `.gz`, `.zst` or nothing. open: its bytes from the start; may
    raise OSError. path, address: of a file on the disk or an object in a store, None inside another file.
    depth: how many archives and lists it is in. budget: of all that is in the outermost file. is_named: by the person
    or a list, and not found in a folder or archive.
    """

    name: str
    ending: str
    packed: str
    open: Callable[[], BinaryIO]
    path: Path | None = None
    address: str | None = None
    depth: int = 0
    budget: Budget = field(default_factory=Budget)
    is_named: bool = True


@contextmanager
def unpacked(entry: InputFile) -> Iterator[BinaryIO]:
    """The bytes of an entry as unpack() gives them."""
    is_outermost = entry.depth == 0
    with entry.open() as file, unpack(file, entry.packed, entry.name, entry.budget, grants=is_outermost) as stream:
        yield stream


Reader: TypeAlias = Callable[[InputFile, ReadOptions], Iterator[InputPage]]


class Content(NamedTuple):
    """The bytes of a page; is_whole: False where they were cut short."""

    body: bytes
    is_whole: bool


def read_limited(file: BinaryIO, name: str, reading: ReadOptions) -> Content:
    """The bytes of a page, as far as they go. Raises InputError beyond the limit, and what reading raises."""
    read = getattr(file, "read1", file.read)  # what comes before an error is then not lost with it
    body = bytearray()
    try:
        while part := read(min(CHUNK_BYTES, reading.max_bytes + 1 - len(body))):
            body += part
            if len(body) > reading.max_bytes:
                raise reading.too_large(name)
    except CUT_SHORT:
        if not body:
            raise
        return Content(bytes(body), is_whole=False)
    return Content(bytes(body), is_whole=True)


def attempt(name: str, make: Callable[[], T]) -> T | InputError:
    """What is made, or why it cannot be. Raises ExtraMissing, which concerns more than this item."""
    try:
        return make()
    except ExtraMissing:
        raise
    except Exception as error:  # a damaged item makes libraries raise what they do not document
        return unreadable(name, error)


def unreadable(name: str, error: Exception) -> InputError:
    """Why an item cannot be read, as one line that names it."""
    match error:
        case InputError():
            return error
        case FileNotFoundError():
            is_address = LOOKS_LIKE_ADDRESS.match(name) is not None
            reason = explain(error) + (f"; for a web page, write https://{name}" if is_address else "")
        case BrokenData() | Unreadable():
            reason = str(error)
        case OSError():
            reason = f"cannot be read: {explain(error)}"
        case UnicodeDecodeError():
            reason = f"text that is not UTF-8: {error.reason}"
        case _:
            reason = f"broken or cut short: {str(error) or type(error).__name__}"
    return InputError(f"{name}: {printable(reason.splitlines()[0][:MAX_REASON_CHARS])}")
