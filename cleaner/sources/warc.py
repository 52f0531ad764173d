"""WARC files read as pages: one per archived response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaner.errors import ExtraMissing, InputError
from cleaner.model import DocumentKind, RawPage
from cleaner.sources.http_response import parse_response
from cleaner.sources.reading import InputFile, InputPage, ReadOptions
from cleaner.transport import content_type

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
TEXT_TYPE = "text/plain"


def read_warc(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """Pages of a WARC file, packed or not: responses over HTTP, and texts (`conversion`) and files (`resource`).

    Other records, and responses that are no documents (pictures, scripts), are counted in reading.left_out. Where
    the file is broken or cut short, the pages before are given, then an InputError that says where. Raises OSError.
    """
    try:
        from fastwarc.warc import ArchiveIterator  # an extra
    except ImportError as error:
        raise ExtraMissing(f"{entry.name}: reading WARC", "warc") from error
    position = 0
    with entry.open() as file:
        try:
            for record in ArchiveIterator(file, parse_http=False):
                position = record.stream_pos
                yield from _read_record(record, f"{entry.name}#{position}", reading)
        except OSError as error:
            where = f"after the record at byte {position:,}" if position else "at its start"
            raise InputError(f"{entry.name}: broken or cut short {where}: {error}") from error


def _read_record(record: WarcRecord, name: str, reading: ReadOptions) -> Iterator[InputPage]:
    what = str(record.record_type)
    url = record.headers.get("WARC-Target-URI")
    if what == "response":
        page = _read_response(record, name, url, reading)
    elif what in ("resource", "conversion") and (url or "").startswith(("http://", "https://")):
        page = _read_resource(record, name, url, reading)
    else:
        reading.left_out[f"WARC records of type {what}"] += 1
        return
    if page is not None:
        yield InputPage(name, page if isinstance(page, InputError) else reading.with_given(page))


def _read_response(record: WarcRecord, name: str, url: str | None, reading: ReadOptions) -> RawPage | InputError | None:
    block = _read_block(record, name, reading)
    if isinstance(block, InputError):
        return block
    response = parse_response(block)
    if response is None:
        return InputError(f"{name}: the response is no HTTP")
    if response.media_type and response.media_type not in PAGE_TYPES:
        reading.left_out[f"responses of type {response.media_type}"] += 1
        return None
    body = response.decoded_body(reading.max_bytes)
    return RawPage(body, url, charset=response.charset, fetched_at=record.record_date, status=response.status)


def _read_resource(record: WarcRecord, name: str, url: str | None, reading: ReadOptions) -> RawPage | InputError | None:
    kind, charset = content_type(record.headers.get("Content-Type"))
    if kind not in PAGE_TYPES:
        reading.left_out[f"resources of type {kind or 'unknown'}"] += 1
        return None
    body = _read_block(record, name, reading)
    if isinstance(body, InputError):
        return body
    page_kind: DocumentKind | None = "text" if kind == TEXT_TYPE else None
    return RawPage(body, url, page_kind, charset, record.record_date)


def _read_block(record: WarcRecord, name: str, reading: ReadOptions) -> bytes | InputError:
    """The record's content, or why there is none: too much of it, or less than the record says."""
    if record.headers.get("Content-Length") is None:
        return InputError(f"{name}: the record's head is cut short")
    limit = 2 * reading.max_bytes  # headers, and chunks that are longer than what they hold
    block = record.reader.read(limit + 1)
    if len(block) > limit:
        return reading.too_large(name)
    if len(block) < record.content_length:
        return InputError(f"{name}: cut short: {len(block):,} of {record.content_length:,} bytes are there")
    return block
