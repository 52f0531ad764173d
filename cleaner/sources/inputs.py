"""Places read as pages; each gives its pages or the error that says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

import msgspec

from cleaner.errors import CleanerError, InputError
from cleaner.model import Kind, Options, RawPage
from cleaner.sources.places import Place, ending, find_places

FACTS_FILE = "page.yaml"
HTML_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Input:
    """One page that was asked for. name: path, URL or `-`. page: the page, or why there is none."""

    name: str
    page: RawPage | InputError


class Facts(Protocol):
    """What a page.yaml beside a page says of it."""

    @property
    def url(self) -> str | None: ...
    @property
    def kind(self) -> Kind | None: ...
    @property
    def charset(self) -> str | None: ...
    @property
    def fetched_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read. fetch: URL → page; read_facts: page.yaml → what it says; both raise CleanerError.

    url, kind: what the caller knows of every page; they stand above what a place says itself.
    max_bytes: of one file as it lies on the disk; larger ones are not read.
    """

    fetch: Callable[[str], RawPage]
    read_facts: Callable[[Path], Facts]
    stdin: BinaryIO
    url: str | None = None
    kind: Kind | None = None
    max_bytes: int = Options().max_body_bytes


Reader: TypeAlias = Callable[[Place, Path, Reading], Iterator[Input]]


def read_inputs(arguments: Sequence[str], reading: Reading) -> Iterator[Input]:
    """Read the arguments one after the other, each only when its turn comes. Raises nothing for what is unreadable."""
    for place in find_places(arguments):
        yield from read_place(place, reading)


def read_place(place: Place, reading: Reading) -> Iterator[Input]:
    """The pages of one place: one page or one InputError."""
    if place.problem is not None:
        yield Input(place.name, place.problem)
        return
    try:
        if place.kind == "url":
            yield Input(place.name, _with_given(reading.fetch(place.name), reading))
        elif place.kind == "stdin":
            page = RawPage(_read_limited(reading.stdin, place, reading))
            yield Input("standard input", _with_given(page, reading))
        elif place.path is not None:
            yield from READERS.get(ending(place.path), read_page)(place, place.path, reading)
    except InputError as error:
        yield Input(place.name, error)
    except OSError as error:
        yield Input(place.name, InputError(f"{place.name}: cannot be read: {error.strerror}"))


def read_page(place: Place, path: Path, reading: Reading) -> Iterator[Input]:
    """A file that is one page. Raises InputError and OSError."""
    try:
        with path.open("rb") as file:
            body = _read_limited(file, place, reading)
    except FileNotFoundError as error:
        raise InputError(f"{place.name}: no such file or folder") from error
    yield Input(place.name, _with_given(_with_facts(body, path, reading), reading))


# Ending → how such a file is read. A file with another ending, named by the person, is one page whose content decides.
READERS: Mapping[str, Reader] = {
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".txt": read_page,
    ".text": read_page,
}
KINDS: Mapping[str, Kind] = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text"}


def _read_limited(file: BinaryIO, place: Place, reading: Reading) -> bytes:
    body = file.read(reading.max_bytes + 1)
    if len(body) > reading.max_bytes:
        raise InputError(f"{place.name}: over the limit of {reading.max_bytes:,} bytes; is it one page?")
    return body


def _with_facts(body: bytes, path: Path, reading: Reading) -> RawPage:
    """The page with what the page.yaml beside it says, if it is a `page.*` and has one."""
    kind = KINDS.get(ending(path))
    if kind == "text" and body[:512].lstrip().lower().startswith(HTML_STARTS):
        kind = "html"  # a browser's "save page source" as .txt
    beside = path.with_name(FACTS_FILE)
    if path.name.split(".")[0] != beside.stem or not beside.is_file():
        return RawPage(body, kind=kind)
    try:
        facts = reading.read_facts(beside)
    except CleanerError as error:
        raise InputError(str(error)) from error
    return RawPage(body, facts.url, facts.kind or kind, facts.charset, facts.fetched_at)


def _with_given(page: RawPage, reading: Reading) -> RawPage:
    return msgspec.structs.replace(page, url=reading.url or page.url, kind=reading.kind or page.kind)
