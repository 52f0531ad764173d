"""Arguments as a person gives them, opened out into the places pages are read from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from cleaner.errors import InputError
from cleaner.sources import common_crawl, storage
from cleaner.text import visible
from cleaner.transport import without_login

STDIN = "-"
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".text")
CONTAINER_ENDINGS = (".zip", ".tar", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".wacz")
PACKED = (".gz", ".bz2", ".xz", ".zst")
SHORT_ENDINGS = {".tgz": ".tar"}
PACKINGS = {".tgz": ".gz"} | {packed: packed for packed in PACKED}


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
        elif common_crawl.is_month(argument):
            yield from _or_no_pages(_month(argument), name, endings)
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
    """One of PACKED where the file is packed in it, else nothing."""
    return PACKINGS.get(path.suffix.lower(), "")


def printable(name: str) -> str:
    """A name without bytes that are no UTF-8 and without control characters: it goes to terminals and into JSON."""
    return visible(name).replace(r"\udc", r"\x")  # a byte that is no UTF-8


def find_beside(path: Path | None, address: str | None, other: str, name: str, *, anywhere: bool) -> Location:
    """The file that a list names, relative to the list, which has a path or an address. name: of the row.

    anywhere: also one outside the folder of the list. Raises InputError for what is no file there, or an address:
    what stands in data is no request to fetch something.
    """
    if storage.is_address(other):
        raise InputError(f"{name}: {printable(other)} is an address; a list names files, addresses are inputs")
    if path is not None:
        found = path.parent / other
        if not anywhere and not Path(os.path.realpath(found)).is_relative_to(os.path.realpath(path.parent)):
            raise InputError(f"{name}: {printable(other)} is outside the folder of the list; --file-column allows it")
        if found.exists() and not found.is_file():
            raise InputError(f"{name}: {printable(other)} is no file")
        return Location(printable(str(found)), "file", found)
    if address is None:
        raise InputError(f"{name}: a list names files beside it, and beside standard input there are none")
    if other.startswith("/") or ".." in PurePosixPath(other).parts or "::" in other:
        raise InputError(f"{name}: {printable(other)} is outside the folder of the list")
    found_address = f"{address.rpartition('/')[0]}/{other}"
    return Location(printable(found_address), "file", address=found_address)


def _or_no_pages(places: Iterator[Location], name: str, endings: Sequence[str]) -> Iterator[Location]:
    """The places, and a place with a problem where there are none."""
    problem = InputError(f"{name}: no pages there (looked for {', '.join(endings)}, also {PACKED[0]})")
    yield next(places, Location(name, "file", problem=problem))
    yield from places


def _walk(folder: Path, endings: Sequence[str], left_out: Sequence[str]) -> Iterator[Location]:
    """The files below a folder in the order of their paths; only the names of the folders on the way are held.

    What cannot be read, and a pipe or device by the name of a page, is a place with a problem.
    """
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder:
            try:
                waiting += sorted(_entries(path, left_out), reverse=True)
            except OSError as error:
                yield _unreadable(path, f"cannot be read: {error.strerror}")
        elif ending(path) not in endings:
            continue
        elif path.exists() and not path.is_file():
            yield _unreadable(path, "is a pipe, device or socket, and no file")
        else:
            yield Location(printable(str(path)), "file", path)


def _entries(folder: Path, left_out: Sequence[str]) -> Iterator[tuple[Path, bool]]:
    """What is in a folder but for hidden names and links to folders, and whether it is a folder itself."""
    with os.scandir(folder) as listing:
        for entry in listing:
            path = folder / entry.name
            if entry.name.startswith(".") or (entry.is_symlink() and path.is_dir()):
                continue  # a link to a folder above would never end
            is_folder = entry.is_dir(follow_symlinks=False)
            if not (is_folder and left_out and os.path.realpath(path) in left_out):
                yield path, is_folder


def _unreadable(path: Path, problem: str) -> Location:
    name = printable(str(path))
    return Location(name, "file", problem=InputError(f"{name}: {problem}"))


def _month(argument: str) -> Iterator[Location]:
    """The WARC files of a month of Common Crawl's news."""
    try:
        for address in common_crawl.list_month(argument):
            yield Location(printable(address), "file", address=address)
    except (InputError, OSError) as error:
        problem = error if isinstance(error, InputError) else None
        reason = storage.explain(error) if isinstance(error, OSError) else ""
        problem = problem or InputError(f"{printable(argument)}: its list cannot be read: {reason}")
        yield Location(printable(argument), "file", problem=problem)


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
