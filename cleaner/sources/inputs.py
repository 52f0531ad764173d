"""Places read as pages; each gives its pages or the error that says why not."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from cleaner.errors import CleanerError, ExtraMissing, InputError
from cleaner.model import DocumentKind, RawPage
from cleaner.sources.folders import FACTS_FILE
from cleaner.sources.locations import Location, ending, packing
from cleaner.sources.places import find_places
from cleaner.sources.reading import (
    Content,
    InputFile,
    InputPage,
    NoPages,
    Reader,
    ReadOptions,
    attempt,
    read_limited,
    unpacked,
    unreadable,
)
from cleaner.sources.storage import open_place
from cleaner.sources.unpacking import FORMATS, Budget, CutShort, as_stream, unpack

HTML_STARTS = (b"<!doctype html", b"<html")
FEED_ENDINGS = (".rss", ".atom", ".xml")
STDIN_NAME = "standard input"
SNIFFED_BYTES = 64
STDIN_STARTS = {".warc": re.compile(rb"\s*WARC/"), ".jsonl": re.compile(rb"\s*\{"), ".json": re.compile(rb"\s*\[\s*\{")}
MAX_DEPTH = 5  # a packed WARC in a WACZ in a ZIP is 2; an archive may hold itself


def read_inputs(arguments: Sequence[str], reading: ReadOptions) -> Iterator[InputPage]:
    """Read the arguments one after the other, each only when its turn comes. Raises nothing for what is unreadable.

    Files of folders that are none of pages are counted in reading.left_out.
    """
    for place in find_places(arguments, leave_out=reading.leave_out):
        yield from read_place(place, reading)


def read_place(
    place: Location, reading: ReadOptions, opened: Callable[[BinaryIO], None] | None = None
) -> Iterator[InputPage]:
    """The pages of one place, in a fixed order; what cannot be read is an InputError in the place of its page.

    opened: called with the place's file when it is opened. Raises ExtraMissing, which concerns more than this place.
    """
    if place.problem is not None:
        yield InputPage(place.name, place.problem)
    elif place.kind == "url":
        address = place.address or place.name
        yield InputPage(place.name, attempt(place.name, lambda: reading.with_given(reading.fetch(address))))
    elif place.kind == "stdin":
        entry = attempt(STDIN_NAME, lambda: entry_of_stdin(reading))
        yield from [InputPage(STDIN_NAME, entry)] if isinstance(entry, InputError) else read_entry(entry, reading)
    elif place.holder is None:
        yield from read_entry(entry_of_place(place, opened), reading)
    else:
        yield _page_of_many(place, read_entry(entry_of_place(place, opened), reading))


def _page_of_many(place: Location, pages: Iterator[InputPage]) -> InputPage:
    """The page of that name among those of its file; where the file cannot be read, what is wrong with it."""
    for found in pages:
        if found.name == place.name or (found.name == place.holder and isinstance(found.page, InputError)):
            return found
    return InputPage(place.name, InputError(f"{place.name}: no page in {place.holder} has that name"))


def read_entry(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The pages of one file, and at its end an InputError where not all of it could be read."""
    try:
        if entry.depth > MAX_DEPTH:
            raise InputError(f"{entry.name}: in more than {MAX_DEPTH} archives inside one another")
        yield from READERS.get(entry.ending, read_page)(entry, reading)
    except ExtraMissing:
        raise
    except NoPages as error:
        if entry.is_named:
            yield InputPage(entry.name, error)
        else:
            reading.leave_out(f"{entry.ending} files without pages")
    except Exception as error:  # a damaged file makes libraries raise what they do not document
        yield InputPage(entry.name, unreadable(entry.name, error))


def entry_of_place(place: Location, opened: Callable[[BinaryIO], None] | None = None) -> InputFile:
    """A place as a file to be read. opened: called with the file when it is opened."""

    def open_watched() -> BinaryIO:
        file = open_place(place)
        if opened is not None:
            opened(file)
        return file

    path = place.path if place.path is not None else PurePosixPath(place.address or "")
    return InputFile(
        place.holder or place.name,
        ending(path),
        packing(path),
        open_watched,
        place.path,
        place.address,
        is_named=place.is_named,
    )


def entry_of_stdin(reading: ReadOptions) -> InputFile:
    """Standard input as a file whose ending its first bytes decide, where it may hold many pages."""
    if not reading.has_many:
        return InputFile(STDIN_NAME, "", "", lambda: reading.stdin)
    file = as_stream(getattr(reading.stdin, "read1", reading.stdin.read))
    budget = Budget()
    packed = next((name for name, one in FORMATS.items() if _peek(file).startswith(one.magic)), "")
    stream = unpack(file, packed, STDIN_NAME, budget)
    start = _peek(stream).removeprefix(BOM_UTF8)
    what = next((name for name, pattern in STDIN_STARTS.items() if pattern.match(start)), "")
    return InputFile(STDIN_NAME, what, "", lambda: stream, budget=budget)


def _peek(stream: BinaryIO) -> bytes:
    return stream.peek(SNIFFED_BYTES)  # type: ignore[attr-defined, no-any-return]  # as_stream() made it


def read_page(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """A file that is one page. Raises InputError and OSError."""
    plain = replace(entry, packed="") if entry.packed == ".gz" else entry  # undone where bodies are decoded
    with unpacked(plain) as stream:
        content = read_limited(stream, entry.name, reading)
    if plain is not entry and content.body and FORMATS[".gz"].magic.startswith(content.body):
        raise CutShort("cut short: the .gz data ends in its first bytes")
    yield InputPage(entry.name, reading.with_given(_with_facts(content, entry, reading)))


def _read_other(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The pages of a file that is neither a page nor an archive; their readers are imported when there is one."""
    from cleaner.sources.csv_files import read_csv
    from cleaner.sources.feeds import read_feed
    from cleaner.sources.json_files import read_json, read_json_lines
    from cleaner.sources.mailboxes import read_mailbox
    from cleaner.sources.messages import read_mail, read_mhtml
    from cleaner.sources.network_logs import read_har
    from cleaner.sources.parquet import read_parquet
    from cleaner.sources.warc import read_warc
    from cleaner.sources.webarchive import read_webarchive
    from cleaner.sources.word_files import read_docx

    readers: Mapping[str, Reader] = {
        **dict.fromkeys((".mht", ".mhtml"), read_mhtml),
        **dict.fromkeys((".eml", ".emlx"), read_mail),
        **dict.fromkeys(FEED_ENDINGS, partial(read_feed, read_page=read_page)),
        ".webarchive": read_webarchive,
        ".docx": read_docx,
        ".mbox": read_mailbox,
        ".har": read_har,
        ".json": partial(read_json, read=read_entry),
        **dict.fromkeys((".jsonl", ".ndjson"), partial(read_json_lines, read=read_entry)),
        **dict.fromkeys((".csv", ".tsv"), partial(read_csv, read=read_entry)),
        ".parquet": partial(read_parquet, read=read_entry),
        ".warc": read_warc,
    }
    return readers[entry.ending](entry, reading)


def _read_archive(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The pages of an archive; zipfile is imported when there is one."""
    from cleaner.sources.archives import read_tar, read_zip

    return (read_tar if entry.ending == ".tar" else read_zip)(entry, reading, read_entry)


# Ending → how such a file is read. A file with another ending, named by the person, is one page whose content decides.
READERS: Mapping[str, Reader] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".txt", ".text"), read_page),
    **dict.fromkeys((".mht", ".mhtml", ".eml", ".emlx", ".webarchive", ".docx", ".mbox", ".har"), _read_other),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc"), _read_other),
    **dict.fromkeys(FEED_ENDINGS, _read_other),
    **dict.fromkeys((".zip", ".wacz", ".tar"), _read_archive),
}
KINDS: Mapping[str, DocumentKind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".txt", ".text"), "text"),
}


def _with_facts(content: Content, entry: InputFile, reading: ReadOptions) -> RawPage:
    """The page with what the page.yaml beside it says, if it is a `page.*` and has one."""
    kind = KINDS.get(entry.ending)
    if kind == "text" and content.body[:512].lstrip().lower().startswith(HTML_STARTS):
        kind = "html"  # a browser's "save page source" as .txt
    page = RawPage(content.body, kind=kind, is_truncated=not content.is_whole)
    if entry.path is None:
        return page
    beside = entry.path.with_name(FACTS_FILE)
    if entry.path.name.split(".")[0] != beside.stem or not beside.is_file():
        return page
    try:
        facts = reading.read_facts(beside)
    except CleanerError as error:
        raise InputError(str(error)) from error
    return msgspec.structs.replace(
        page, url=facts.url, kind=facts.kind or kind, charset=facts.charset, fetched_at=facts.fetched_at
    )
