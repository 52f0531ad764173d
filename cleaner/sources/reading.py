"""How inputs are read, and what reading gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

import msgspec

from cleaner.errors import InputError
from cleaner.model import DocumentKind, Options, RawPage


@dataclass(frozen=True, slots=True)
class InputPage:
    """One page to clean. name: path, URL or `-`. page: the page, or why there is none."""

    name: str
    page: RawPage | InputError


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

    page: the page itself; file: where it lies, relative to the table; one of the two.
    """

    page: str | None = None
    file: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. fetch: URL → page; read_facts: page.yaml → what it says; both raise CleanerError.

    url, kind: what the caller knows of every page; they stand above what a place says itself.
    max_bytes: of one page as it lies on the disk; larger ones are not read. columns: of tables.
    has_many: standard input may hold many pages (JSON lines, WARC), which its content decides.
    left_out: counts what was met that is no page, by what it is.
    """

    fetch: Callable[[str], RawPage]
    read_facts: Callable[[Path], FetchFacts]
    stdin: BinaryIO
    url: str | None = None
    kind: DocumentKind | None = None
    max_bytes: int = Options().max_body_bytes
    columns: TableColumns = TableColumns()
    has_many: bool = False
    left_out: Counter[str] = field(default_factory=Counter)

    def with_given(self, page: RawPage) -> RawPage:
        """The page with what the caller knows of every page."""
        if self.url is None and self.kind is None:
            return page
        return msgspec.structs.replace(page, url=self.url or page.url, kind=self.kind or page.kind)

    def too_large(self, name: str) -> InputError:
        return InputError(f"{name}: over the limit of {self.max_bytes:,} bytes; is it one page?")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be read: of the disk, of a store, or inside another file. name: printable.

    ending: what it is (`.html`, `.warc`, …); packed: `.gz`, `.zst` or nothing. open: its bytes from the start; may
    raise OSError. path, address: of a file on the disk or an object in a store, None inside another file.
    """

    name: str
    ending: str
    packed: str
    open: Callable[[], BinaryIO]
    path: Path | None = None
    address: str | None = None


Reader: TypeAlias = Callable[[InputFile, ReadOptions], Iterator[InputPage]]


def read_limited(file: BinaryIO, name: str, reading: ReadOptions) -> bytes:
    """All bytes of a page. Raises InputError beyond the limit, OSError."""
    body = file.read(reading.max_bytes + 1)
    if len(body) > reading.max_bytes:
        raise reading.too_large(name)
    return body
