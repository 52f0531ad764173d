"""Arguments as a person gives them, opened out into the places pages are read from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleaner.errors import InputError

STDIN = "-"
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".text")
PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Place:
    """One place to read. name: as the person gave it, or the path below the folder given; printable.

    path: of a file. problem: set where it is already known that there is nothing to read.
    """

    name: str
    kind: Literal["file", "url", "stdin"]
    path: Path | None = None
    problem: InputError | None = None


def find_places(arguments: Sequence[str]) -> tuple[Place, ...]:
    """The places the arguments mean, in their order; a folder gives its pages, sorted by path.

    `-` is standard input, http:// and https:// are URLs, all else is a file or folder. Of a folder and those below
    it only files with a page's ending are taken, no hidden ones. Raises nothing: a folder that is empty or cannot
    be read is a place with a problem, so that the other arguments go on.
    """
    return tuple(place for argument in arguments for place in _open_out(argument))


def ending(path: Path) -> str:
    """The ending that tells the format, in lower case: `.html` of Story.HTML and of story.html.gz."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes[-1:] == [PACKED]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def printable(name: str) -> str:
    """A name without bytes that are no UTF-8 and without control characters: it goes to terminals and into JSON."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _open_out(argument: str) -> Iterator[Place]:
    name = printable(argument)
    if argument == STDIN:
        yield Place(name, "stdin")
    elif argument.lower().startswith(("http://", "https://")):
        yield Place(name, "url")
    elif os.path.isdir(argument):
        yield from _pages_below(argument, name)
    else:
        yield Place(name, "file", Path(argument))


def _pages_below(folder: str, name: str) -> Iterator[Place]:
    unreadable: list[OSError] = []
    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = [child for child in folders if not child.startswith(".")]
        paths = (Path(parent, file) for file in files if not file.startswith("."))
        found += [path for path in paths if ending(path) in PAGE_ENDINGS and not _is_special(path)]
    for error in sorted(unreadable, key=lambda error: str(error.filename)):
        where = printable(str(error.filename))
        yield Place(where, "file", problem=InputError(f"{where}: cannot be read: {error.strerror}"))
    if not found and not unreadable:
        problem = InputError(f"{name}: no pages in this folder (looked for {', '.join(PAGE_ENDINGS)}, also {PACKED})")
        yield Place(name, "file", problem=problem)
    for path in sorted(found):
        yield Place(printable(str(path)), "file", path)


def _is_special(path: Path) -> bool:
    """A folder, pipe or device by the name of a page. A broken link is none: it is found, and told when it is read."""
    return path.exists() and not path.is_file()
