"""Arguments as a person gives them, opened out into the places pages are read from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from cleaner.errors import InputError
from cleaner.sources import storage

STDIN = "-"
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".text")
CONTAINER_ENDINGS = (".zip", ".tar", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".wacz")
PACKED = (".gz", ".zst")
SHORT_ENDINGS = {".tgz": ".tar"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place to read. name: as the person gave it, or the path below the folder given; printable.

    path: of a file. address: of an object in a store (`s3://…`). problem: set where it is already known that there
    is nothing to read.
    """

    name: str
    kind: Literal["file", "url", "stdin"]
    path: Path | None = None
    problem: InputError | None = None
    address: str | None = None


def find_places(arguments: Sequence[str]) -> tuple[Place, ...]:
    """The places the arguments mean, in their order; a folder gives its pages, sorted by path.

    `-` is standard input, http:// and https:// are URLs, other addresses with a scheme are object stores, all else is
    a file or folder. Of a folder and those below it only files with a page's ending are taken, no hidden ones. Raises
    nothing: a folder that is empty or cannot be read is a place with a problem, so that the other arguments go on.
    """
    return tuple(walk_places(arguments, PAGE_ENDINGS))


def walk_places(arguments: Sequence[str], endings: Sequence[str], *, but_not: Path | None = None) -> Iterator[Place]:
    """find_places(), one at a time, so that a folder of millions is never held; of a folder, files with the endings.

    but_not: a folder that is left out.
    """
    for argument in arguments:
        name = printable(argument)
        if argument == STDIN:
            yield Place(name, "stdin")
        elif argument.lower().startswith(("http://", "https://")):
            yield Place(name, "url")
        elif storage.is_address(argument):
            yield from _objects_below(argument, name, endings)
        elif os.path.isdir(argument):
            yield from _pages_below(argument, name, endings, but_not)
        else:
            yield Place(name, "file", Path(argument))


def ending(path: Path | PurePosixPath) -> str:
    """The ending that tells the format, in lower case: `.html` of Story.HTML and of story.html.gz."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes[-1:] and suffixes[-1] in PACKED:
        suffixes.pop()
    return SHORT_ENDINGS.get(suffixes[-1], suffixes[-1]) if suffixes else ""


def packing(path: Path | PurePosixPath) -> str:
    """`.gz` or `.zst` where the file is packed in it, else nothing."""
    last = path.suffix.lower()
    return ".gz" if last == ".tgz" else last if last in PACKED else ""


def printable(name: str) -> str:
    """A name without bytes that are no UTF-8 and without control characters: it goes to terminals and into JSON."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _pages_below(folder: str, name: str, endings: Sequence[str], but_not: Path | None) -> Iterator[Place]:
    left_out = None if but_not is None else os.path.realpath(but_not)
    found = None
    for found in _walk(Path(folder), endings, left_out):
        yield found
    if found is None:
        problem = InputError(f"{name}: no pages in this folder (looked for {', '.join(endings)}, also {PACKED[0]})")
        yield Place(name, "file", problem=problem)


def _walk(folder: Path, endings: Sequence[str], left_out: str | None) -> Iterator[Place]:
    """The files below a folder in the order of their paths; only one folder's names are held at a time."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted((entry.name, entry.is_dir()) for entry in listing if not entry.name.startswith("."))
    except OSError as error:
        where = printable(str(folder))
        yield Place(where, "file", problem=InputError(f"{where}: cannot be read: {error.strerror}"))
        return
    for name, is_folder in entries:
        path = folder / name
        if is_folder and not path.is_symlink():  # a link to a folder above would never end
            if left_out is None or os.path.realpath(path) != left_out:
                yield from _walk(path, endings, left_out)
        elif ending(path) in endings and not is_folder and not _is_special(path):
            yield Place(printable(str(path)), "file", path)


def _is_special(path: Path) -> bool:
    """A pipe or device by the name of a page. A broken link is none: it is found, and told when it is read."""
    return path.exists() and not path.is_file()


def _objects_below(address: str, name: str, endings: Sequence[str]) -> Iterator[Place]:
    try:
        objects = storage.list_objects(address)
    except OSError as error:
        yield Place(name, "file", problem=InputError(f"{name}: cannot be read: {storage.explain(error)}"))
        return
    if objects is None:  # the address is of one object
        yield Place(name, "file", address=address)
        return
    wanted = [one for one in objects if ending(PurePosixPath(one)) in endings]
    if not wanted:
        yield Place(name, "file", problem=InputError(f"{name}: no pages there (looked for {', '.join(endings)})"))
    yield from (Place(printable(one), "file", address=one) for one in wanted)
