"""Arguments as a person gives them, opened out into the places pages are read from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from cleaner.errors import InputError
from cleaner.sources import common_crawl, storage
from cleaner.sources.folders import FolderOptions, LeaveOut, walk_folder
from cleaner.sources.locations import ENDINGS, PACKED, Location, ending, kind_of, printable
from cleaner.transport import without_login

STDIN = "-"
BEFORE_MEMBER = re.compile(r"[:#!/]")  # between the name of a file and that of a page in it


def find_places(
    arguments: Sequence[str], *, but_not: Sequence[Path] = (), leave_out: LeaveOut | None = None
) -> tuple[Location, ...]:
    """The places the arguments mean, in their order; a folder gives its files of pages, sorted by path.

    `-` is standard input, http:// and https:// are URLs, other addresses with a scheme are object stores, all else is
    a file or folder. Raises nothing: a folder that is empty or cannot be read is a place with a problem, so that the
    other arguments go on. but_not, leave_out: as in walk_places().
    """
    return tuple(walk_places(arguments, but_not=but_not, leave_out=leave_out))


def walk_places(
    arguments: Sequence[str], *, but_not: Sequence[Path] = (), leave_out: LeaveOut | None = None
) -> Iterator[Location]:
    """find_places(), one at a time, so that a folder of millions is never held.

    but_not: folders and files that are not read where they lie in a folder. leave_out: called for each other file of
    a folder that is not read, with what it is.
    """
    folder_options = FolderOptions(frozenset(map(os.path.realpath, but_not)), leave_out or (lambda what: None))
    for argument in arguments:
        name = printable(argument)
        if argument == STDIN:
            yield Location(name, "stdin")
        elif common_crawl.is_month(argument):
            yield from _or_no_pages(_month(argument), name)
        elif argument.lower().startswith(("http://", "https://")):
            yield Location(printable(without_login(argument)), "url", address=argument)
        elif storage.is_address(argument):
            yield from _or_no_pages(_objects_below(argument, name, folder_options), name)
        elif os.path.isdir(argument):
            yield from _or_no_pages(walk_folder(Path(argument), folder_options), name)
        else:
            yield _file(argument, name)


def _file(argument: str, name: str) -> Location:
    """A file, or a page in a file of many as records call it: "pages.csv:3", "pages.zip/a.html"."""
    if not os.path.lexists(argument):
        for before in BEFORE_MEMBER.finditer(argument):
            holder = argument[: before.start()]
            if os.path.isfile(holder):
                return Location(name, "file", Path(holder), holder=printable(holder))
    return Location(name, "file", Path(argument))


def find_beside(path: Path | None, address: str | None, other: str, name: str, *, anywhere: bool) -> Location:
    """The file that a list names, relative to the list, which has a path or an address. name: of the row.

    anywhere: also one outside the folder of the list. Raises InputError for what is no file there, or an address:
    what stands in data is no request to fetch something.
    """
    if storage.is_address(other):
        raise InputError(f"{name}: {printable(other)} is an address; a list names files, addresses are inputs")
    if "\0" in other:  # what Python says of it is another sentence in each version
        raise InputError(f"{name}: {printable(other)} holds a null byte, as no name of a file does")
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


def _or_no_pages(places: Iterator[Location], name: str) -> Iterator[Location]:
    """The places, and a place with a problem where there are none."""
    problem = InputError(f"{name}: no pages there (looked for {', '.join(ENDINGS)}, also {PACKED[0]})")
    yield next(places, Location(name, "file", problem=problem))
    yield from places


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


def _objects_below(address: str, name: str, options: FolderOptions) -> Iterator[Location]:
    try:
        objects = storage.list_objects(address)
    except OSError as error:
        yield Location(name, "file", problem=InputError(f"{name}: cannot be read: {storage.explain(error)}"))
        return
    if objects is None:  # the address is of one object
        yield Location(name, "file", address=address)
        return
    for one in objects:
        if ending(PurePosixPath(one)) in ENDINGS:
            yield Location(printable(one), "file", address=one, is_named=False)
        else:
            options.leave_out(kind_of(PurePosixPath(one)))
