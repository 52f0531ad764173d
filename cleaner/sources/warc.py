"""WARC files read as pages: one per archived response."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from cleaner.errors import ExtraMissing, InputError
from cleaner.model import DocumentKind, RawPage
from cleaner.sources.crawl_facts import LEFT_OUT, NOTE, CrawlNotes
from cleaner.sources.http_response import parse_response
from cleaner.sources.locations import printable
from cleaner.sources.reading import CHUNK_BYTES, Content, InputFile, InputPage, ReadOptions, attempt, unpacked
from cleaner.sources.unpacking import FORMATS, Unreadable, unpack
from cleaner.transport import content_type, is_partial

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
TEXT_TYPE = "text/plain"
WEB = ("http://", "https://")
OTHER_PROTOCOLS = ("dns:", "ftp://", "ftps://", "whois:", "gopher://")  # of a crawler, that are no HTTP
READ_PACKED = (".gz", ".zst")  # records are members of their own, which the library knows the places of
RECORD_START = b"WARC/1."
NEXT_RECORD = re.compile(rb"WARC/1\.[01]\r\n(?:[\w-]{1,60}: [^\r\n]*+\r\n){0,8}?WARC-Type: [a-z]{6,12}\r\n")
MAX_FLAWS = 1000  # places that are tried after damaged ones; in packed data some look like the start of a record


def read_warc(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """Pages of a WARC file, packed or not: responses over HTTP, and texts (`conversion`) and files (`resource`).

    Other records, and responses that are no documents (pictures, scripts), are counted in reading.left_out. A damaged
    place is one error, and reading goes on with the next record that can be found. Raises OSError.
    """
    try:
        import fastwarc  # noqa: F401  # an extra
    except ImportError as error:
        raise ExtraMissing(f"{entry.name}: reading WARC", "warc") from error
    opened: AbstractContextManager[BinaryIO] = entry.open() if entry.packed in READ_PACKED else unpacked(entry)
    with opened as file:
        start: int | None = 0
        flaws = 0
        while start is not None and flaws <= MAX_FLAWS:
            start = yield from _read_from(start, file, entry, reading)
            flaws += 1
        if start is not None:
            raise Unreadable(f"more than {MAX_FLAWS} damaged places; the rest is not read")


def _read_from(
    start: int, file: BinaryIO, entry: InputFile, reading: ReadOptions
) -> Generator[InputPage, None, int | None]:
    """The pages from a place on; then the place to go on at after a flaw, None where there is nothing to go on with.

    start: not 0 after a flaw, which has had its error: where it is no record at all, that is no error of its own.
    """
    from fastwarc.warc import ArchiveIterator

    position = start
    is_record = is_whole = True
    crawl, places = CrawlNotes(), _Places()
    cut: InputPage | None = None  # a last record that was cut short and is no page: its end is that of the file
    if start:
        file.seek(start)
        is_record = False
    try:
        for record in ArchiveIterator(file, parse_http=False):
            position, is_record = record.stream_pos, True
            block = _read_block(record, reading)
            is_whole = block.is_whole
            name = _name_of(record, f"{entry.name}#{places.name_of(position)}", reading)
            found = _read_record(record, block, name, crawl, reading)
            if found is not None:
                yield found
            cut = InputPage(name, InputError(f"{name}: cut short")) if found is None and not is_whole else None
            if not is_whole and not entry.packed and len(block.body) < record.content_length:
                break  # the next record begins inside of what its head promises
        if is_whole:
            _check_end(file, position, entry)
            return None
    except OSError as error:
        if is_record:
            where = f"after the record at byte {position:,}" if position else "at its start"
            problem = f"{entry.name}: broken or cut short {where}: {printable(str(error))}"
            yield InputPage(entry.name, InputError(problem))
            cut = None
    next_start = _next_start(file, position + 1, FORMATS[entry.packed].magic if entry.packed else RECORD_START)
    if cut is not None and next_start is None:
        yield cut
    return next_start


class _Places:
    """Names for the places of records: the byte, and which record of it. Packed as a whole, a file has one for all."""

    def __init__(self) -> None:
        self._last, self._count = -1, 0

    def name_of(self, position: int) -> str:
        self._count = self._count + 1 if position == self._last else 1
        self._last = position
        return str(position) if self._count == 1 else f"{position}.{self._count}"


def _check_end(file: BinaryIO, position: int, entry: InputFile) -> None:
    """Raise OSError where packed data ends early: the library takes the head of a record cut short for the end."""
    if entry.packed in READ_PACKED and file.seekable():
        magic = FORMATS[entry.packed].magic
        file.seek(position)
        is_member = file.read(len(magic)) == magic
        file.seek(position if is_member else 0)  # packed as a whole, the file has no place of its own for a record
        rest = unpack(file, entry.packed, entry.name)
        while rest.read(CHUNK_BYTES):
            pass


def _next_start(file: BinaryIO, position: int, magic: bytes) -> int | None:
    """Where the next record may begin; None where there is none, or the file cannot be read anew."""
    if not file.seekable():
        return None
    file.seek(position)
    kept = b""
    while part := file.read(CHUNK_BYTES):
        found = (kept + part).find(magic)
        if found >= 0:
            return position - len(kept) + found
        position += len(part)
        kept = (kept + part)[-len(magic) :]
    return None


def _read_record(
    record: WarcRecord, block: Content, name: str, crawl: CrawlNotes, reading: ReadOptions
) -> InputPage | None:
    """The page of a record; None for one that is no document, which is counted."""
    what = str(record.record_type)
    url = _target(record)
    if record.headers.get("Content-Length") is None:
        return InputPage(name, InputError(f"{name}: the record's head is cut short"))
    facts = crawl.facts_of(record, block.body)
    known = reading.with_given(RawPage(b"", url, fetched_at=record.record_date))
    if facts.problem is not None:
        return InputPage(name, InputError(facts.problem), known=known)
    if facts.role == NOTE:
        return None
    if facts.role in LEFT_OUT:
        reading.leave_out(LEFT_OUT[facts.role])
        return None
    if what == "response" and not (url or "").startswith(OTHER_PROTOCOLS):
        read = partial(_read_response, record, block, name, url, reading)
    elif what in ("resource", "conversion") and (url or "").startswith(WEB):
        read = partial(_read_resource, record, block, name, url, reading)
    else:
        reading.leave_out(f"WARC records of type {what}")
        return None
    page = attempt(name, read)
    if page is None or isinstance(page, InputError):
        return None if page is None else InputPage(name, page, known=known)
    return InputPage(name, reading.with_given(replace(page, history=facts.history)))


def _name_of(record: WarcRecord, place: str, reading: ReadOptions) -> str:
    """What a record is called: by its place, or by its address where the file is of no interest to anybody."""
    return printable(record.headers.get("WARC-Target-URI") or place) if reading.names_addresses else place


def _target(record: WarcRecord) -> str | None:
    """The address of the record; wget writes it in angle brackets, as the first draft of WARC 1.0 did."""
    url: str | None = record.headers.get("WARC-Target-URI")
    return url.strip().removeprefix("<").removesuffix(">") if url else url


def _read_response(
    record: WarcRecord, block: Content, name: str, url: str | None, reading: ReadOptions
) -> RawPage | None:
    is_truncated = _is_truncated(record, block, name, reading)
    response = parse_response(block.body)
    if response is None:
        raise InputError(f"{name}: the response is no HTTP")
    if not (response.body or block.is_whole):
        raise InputError(f"{name}: cut short before the first byte of the page")
    if response.media_type and response.media_type not in PAGE_TYPES:
        reading.leave_out(f"responses of type {response.media_type}")
        return None
    body, is_whole = response.decoded_body(reading.max_bytes)
    is_truncated = is_truncated or not is_whole or is_partial(response.status, response.headers)
    return RawPage(body, url, None, response.charset, record.record_date, response.status, is_truncated=is_truncated)


def _read_resource(
    record: WarcRecord, block: Content, name: str, url: str | None, reading: ReadOptions
) -> RawPage | None:
    kind, charset = content_type(record.headers.get("Content-Type"))
    if kind not in PAGE_TYPES:
        reading.leave_out(f"resources of type {kind or 'unknown'}")
        return None
    is_truncated = _is_truncated(record, block, name, reading)
    page_kind: DocumentKind | None = "text" if kind == TEXT_TYPE else None
    return RawPage(block.body, url, page_kind, charset, record.record_date, is_truncated=is_truncated)


def _read_block(record: WarcRecord, reading: ReadOptions) -> Content:
    """The record's content, a byte more than the limit where it is too much; not whole where its length says more."""
    block = record.reader.read(_block_limit(reading) + 1)
    has_length = record.headers.get("Content-Length") is not None
    is_whole = has_length and len(block) >= min(record.content_length, _block_limit(reading))
    next_record = NEXT_RECORD.search(block)  # the length is a lie, or what was to come is lost
    if next_record is not None:
        return Content(block[: next_record.start()].removesuffix(b"\r\n\r\n"), is_whole=False)
    return Content(block, is_whole)


def _is_truncated(record: WarcRecord, block: Content, name: str, reading: ReadOptions) -> bool:
    """Whether the content was cut short, here or by the crawler. Raises InputError where there is too much of it."""
    if len(block.body) > _block_limit(reading):
        raise reading.too_large(name)
    return not block.is_whole or record.headers.get("WARC-Truncated") is not None


def _block_limit(reading: ReadOptions) -> int:
    return 2 * reading.max_bytes  # headers, and chunks that are longer than what they hold
