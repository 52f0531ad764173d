"""Places read as pages; each gives its pages or the error that says why not."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

from cleaner.errors import CleanerError, InputError
from cleaner.model import DocumentKind, RawPage
from cleaner.sources.parquet import read_parquet
from cleaner.sources.places import Location, ending, find_places, packing
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions, read_limited
from cleaner.sources.storage import explain, open_place
from cleaner.sources.tables import read_csv, read_json_lines
from cleaner.sources.unpacking import read_tar, read_zip, unpack, unpacked
from cleaner.sources.warc import read_warc

FACTS_FILE = "page.yaml"
HTML_STARTS = (b"<!doctype html", b"<html")
STDIN_NAME = "standard input"
SNIFFED_BYTES = 64


def read_inputs(arguments: Sequence[str], reading: ReadOptions) -> Iterator[InputPage]:
    """Read the arguments one after the other, each only when its turn comes. Raises nothing for what is unreadable."""
    for place in find_places(arguments):
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
        try:
            yield InputPage(place.name, reading.with_given(reading.fetch(place.address or place.name)))
        except InputError as error:
            yield InputPage(place.name, error)
    elif place.kind == "stdin":
        yield from read_entry(entry_of_stdin(reading), reading)
    else:
        yield from read_entry(entry_of_place(place, opened), reading)


def read_entry(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The pages of one file, and at its end an InputError where not all of it could be read."""
    try:
        yield from READERS.get(entry.ending, read_page)(entry, reading)
    except InputError as error:
        yield InputPage(entry.name, error)
    except OSError as error:
        problem = explain(error)
        if not isinstance(error, FileNotFoundError):
            problem = f"cannot be read: {problem}"
        yield InputPage(entry.name, InputError(f"{entry.name}: {problem}"))
    except (EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError) as error:
        yield InputPage(entry.name, InputError(f"{entry.name}: broken or cut short: {error}"))


def entry_of_place(place: Location, opened: Callable[[BinaryIO], None] | None = None) -> InputFile:
    """A place as a file to be read. opened: called with the file when it is opened."""

    def open_watched() -> BinaryIO:
        file = open_place(place)
        if opened is not None:
            opened(file)
        return file

    path = place.path if place.path is not None else PurePosixPath(place.address or "")
    return InputFile(place.name, ending(path), packing(path), open_watched, place.path, place.address)


def entry_of_stdin(reading: ReadOptions) -> InputFile:
    """Standard input as a file whose ending its first bytes decide, where it may hold many pages."""
    if not reading.has_many:
        return InputFile(STDIN_NAME, "", "", lambda: reading.stdin)
    file = io.BufferedReader(_Unclosed(reading.stdin))
    packed = next((packing for magic, packing in MAGIC.items() if file.peek(len(magic)).startswith(magic)), "")
    stream = unpack(file, packed, STDIN_NAME)
    start = stream.peek(SNIFFED_BYTES).lstrip()  # type: ignore[attr-defined]  # all three kinds of it have peek()
    what = ".warc" if start.startswith(b"WARC/") else ".jsonl" if start.startswith(b"{") else ""
    return InputFile(STDIN_NAME, what, "", lambda: stream)


def read_page(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """A file that is one page. Raises InputError and OSError."""
    if entry.packed == ".zst":  # gzip is undone where bodies are decoded: servers send it too
        with unpacked(entry) as stream:
            body = read_limited(stream, entry.name, reading)
    else:
        with entry.open() as file:
            body = read_limited(file, entry.name, reading)
    yield InputPage(entry.name, reading.with_given(_with_facts(body, entry, reading)))


# Ending → how such a file is read. A file with another ending, named by the person, is one page whose content decides.
READERS: Mapping[str, Reader] = {
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".txt": read_page,
    ".text": read_page,
    ".zip": lambda entry, reading: read_zip(entry, reading, read_entry),
    ".wacz": lambda entry, reading: read_zip(entry, reading, read_entry),
    ".tar": lambda entry, reading: read_tar(entry, reading, read_entry),
    ".jsonl": lambda entry, reading: read_json_lines(entry, reading, read_entry),
    ".ndjson": lambda entry, reading: read_json_lines(entry, reading, read_entry),
    ".csv": lambda entry, reading: read_csv(entry, reading, read_entry),
    ".tsv": lambda entry, reading: read_csv(entry, reading, read_entry),
    ".parquet": lambda entry, reading: read_parquet(entry, reading, read_entry),
    ".warc": read_warc,
}
KINDS: Mapping[str, DocumentKind] = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text"}
MAGIC: Mapping[bytes, str] = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}


def _with_facts(body: bytes, entry: InputFile, reading: ReadOptions) -> RawPage:
    """The page with what the page.yaml beside it says, if it is a `page.*` and has one."""
    kind = KINDS.get(entry.ending)
    if kind == "text" and body[:512].lstrip().lower().startswith(HTML_STARTS):
        kind = "html"  # a browser's "save page source" as .txt
    if entry.path is None:
        return RawPage(body, kind=kind)
    beside = entry.path.with_name(FACTS_FILE)
    if entry.path.name.split(".")[0] != beside.stem or not beside.is_file():
        return RawPage(body, kind=kind)
    try:
        facts = reading.read_facts(beside)
    except CleanerError as error:
        raise InputError(str(error)) from error
    return RawPage(body, facts.url, facts.kind or kind, facts.charset, facts.fetched_at)


class _Unclosed(io.RawIOBase):
    """A stream for io.BufferedReader that leaves the one below it open, and blocks for no more than is there."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer
        read = getattr(self._stream, "read1", self._stream.read)
        found: bytes = read(len(buffer))
        buffer[: len(found)] = found
        return len(found)
