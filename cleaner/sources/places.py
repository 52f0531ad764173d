"""Arguments as a person gives them, opened out into the places pages are read from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from cleaner.errors import InputError
from cleaner.sources import storage
from cleaner.transport import without_login

STDIN = "-"
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".text")
CONTAINER_ENDINGS = (".zip", ".tar", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".wacz")
PACKED = (".gz", ".zst")
SHORT_ENDINGS = {".tgz": ".tar"}
PACKINGS = {".gz": ".gz", ".tgz": ".gz", ".zst": ".zst"}


@dataclass(frozen=True, slots=True)
class Location:
    """One place to read. name: as the person gave it, or the path below the folder given; printable, no password.

    path: of a file. address: of an object in a store (`s3://…`), or the whole URL. problem: why there is nothing to
    read, where that is clear already.
    """

    name: str
    kind: Literal["file", "url", "stdin"]
    path: Path | None = None
    problem: InputError | None = None
    address: str | None = None


def find_places(arguments: Sequence[str]) -> tuple[Location, ...]:
    """The places the arguments mean, in their order; a folder gives its pages, sorted by path.

    `-` is standard input, http:// and https:// are URLs, other addresses with a scheme are object stores, all else is
    a file or folder. Of a folder and those below it only files with a page's ending are taken, no hidden ones. Raises
    nothing: a folder that is empty or cannot be read is a place with a problem, so that the other arguments go on.
    """
    return tuple(walk_places(arguments, PAGE_ENDINGS))


def walk_places(
    arguments: Sequence[str], endings: Sequence[str], *, but_not: Sequence[Path] = ()
) -> Iterator[Location]:
    """find_places(), one at a time, so that a folder of millions is never held; of a folder, files with the endings.

    but_not: folders that are left out.
    """
    for argument in arguments:
        name = printable(argument)
        if argument == STDIN:
            yield Location(name, "stdin")
        elif argument.lower().startswith(("http://", "https://")):
            yield Location(printable(without_login(argument)), "url", address=argument)
        elif storage.is_address(argument):
            yield from _or_no_pages(_objects_below(argument, name, endings), name, endings)
        elif os.path.isdir(argument):
            left_out = [os.path.realpath(folder) for folder in but_not]
            yield from _or_no_pages(_walk(Path(argument), endings, left_out), name, endings)
        else:
            yield Location(name, "file", Path(argument))


def ending(path: Path | PurePosixPath) -> str:
    """The ending that gives the format, in lower case: `.html` of Story.HTML and of story.html.gz."""
    name = path.name.lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    found = PurePosixPath(name).suffix
    return SHORT_ENDINGS.get(found, found)


def packing(path: Path | PurePosixPath) -> str:
    """`.gz` or `.zst` where the file is packed in it, else nothing."""
    return PACKINGS.get(path.suffix.lower(), "")


def printable(name: str) -> str:
    """A name without bytes that are no UTF-8 and without control characters: it goes to terminals and into JSON."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _or_no_pages(places: Iterator[Location], name: str, endings: Sequence[str]) -> Iterator[Location]:
    """The places, and a place with a problem where there are none."""
    problem = InputError(f"{name}: no pages there (looked for {', '.join(endings)}, also {PACKED[0]})")
    yield next(places, Location(name, "file", problem=problem))
    yield from places


def _walk(folder: Path, endings: Sequence[str], left_out: Sequence[str]) -> Iterator[Location]:
    """The files below a folder in the order of their paths; only one folder's names are held at a time."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted((entry.name, entry.is_dir()) for entry in listing if not entry.name.startswith("."))
    except OSError as error:
        where = printable(str(folder))
        yield Location(where, "file", problem=InputError(f"{where}: cannot be read: {error.strerror}"))
        return
    for name, is_folder in entries:
        path = folder / name
        if is_folder and not path.is_symlink():  # a link to a folder above would never end
            if os.path.realpath(path) not in left_out:
                yield from _walk(path, endings, left_out)
        elif ending(path) in endings and not is_folder and not _is_special(path):
            yield Location(printable(str(path)), "file", path)


def _is_special(path: Path) -> bool:
    """A pipe or device by the name of a page. A broken link is none: it is an error when it is read."""
    return path.exists() and not path.is_file()


def _objects_below(address: str, name: str, endings: Sequence[str]) -> Iterator[Location]:
    try:
        objects = storage.list_objects(address)
    except OSError as error:
        yield Location(name, "file", problem=InputError(f"{name}: cannot be read: {storage.explain(error)}"))
        return
    if objects is None:  # the address is of one object
        yield Location(name, "file", address=address)
        return
    for one in objects:
        if ending(PurePosixPath(one)) in endings:
            yield Location(printable(one), "file", address=one)
