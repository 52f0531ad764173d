"""The files of pages in a folder, and what else is in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from cleaner.errors import InputError
from cleaner.sources.locations import ENDINGS, Location, ending, kind_of, printable

LeaveOut: TypeAlias = Callable[[str], None]
HTML_ENDINGS = (".html", ".htm", ".xhtml")
SAVED_PARTS = "parts of saved pages"  # pictures, styles and frames in the folder beside a page
FACTS_FILE = "page.yaml"  # beside a page, and read with it
READ_BYTES = 4_000_000


class FolderOptions(NamedTuple):
    """but_not: real paths that are not read. leave_out: called for each other file that is not read."""

    but_not: frozenset[str]
    leave_out: LeaveOut


def walk_folder(folder: Path, options: FolderOptions) -> Iterator[Location]:
    """The files of pages below a folder in the order of their paths; only names of folders on the way are held.

    What cannot be read, and a pipe or device by the name of a page, is a place with a problem.
    """
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder:
            try:
                waiting += sorted(_entries(path, options), reverse=True)
            except OSError as error:
                yield _unreadable(path, f"cannot be read: {error.strerror}")
        elif ending(path) not in ENDINGS:
            if path.name != FACTS_FILE:
                options.leave_out(kind_of(path))
        elif path.exists() and not path.is_file():
            yield _unreadable(path, "is a pipe, device or socket, and no file")
        else:
            yield Location(printable(str(path)), "file", path, is_named=False)


def _entries(folder: Path, options: FolderOptions) -> list[tuple[Path, bool]]:
    """What is in a folder, and whether it is a folder itself; hidden names and links to folders are none of it."""
    files: list[tuple[Path, bool]] = []
    folders: list[Path] = []
    with os.scandir(folder) as listing:
        for entry in listing:
            path = folder / entry.name
            if entry.name.startswith("."):
                options.leave_out("hidden files and folders")
            elif entry.is_symlink() and path.is_dir():
                options.leave_out("links to folders")  # one to a folder above would never end
            elif options.but_not and os.path.realpath(path) in options.but_not:
                continue
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                files.append((path, False))
    pages = [path for path, _ in files if folders and ending(path) in HTML_ENDINGS]
    return files + [(path, True) for path in folders if not _is_part_of_page(path, pages, options)]


def _is_part_of_page(folder: Path, pages: Sequence[Path], options: FolderOptions) -> bool:
    """Whether a browser has put the folder beside a page that it saved ("Web page, complete"); its files are counted.

    It has the page's name and a word of the browser's language (`_files`, `-Dateien`, `_fichiers`), and pictures or
    scripts of the page come from it.
    """
    for page in pages:
        if is_named_for(page, folder.name) and shows_files_of(_start_of(page), folder.name):
            for _, _, names in os.walk(folder):
                for _ in names:
                    options.leave_out(SAVED_PARTS)
            return True
    return False


def is_named_for(page: PurePath, folder: str) -> bool:
    """Whether a folder is called by a page's name and a word."""
    stem = page.name.removesuffix(page.suffix)
    return re.fullmatch(rf"{re.escape(stem)}[-_.][^\W\d_]+", folder) is not None


def shows_files_of(content: bytes, folder: str) -> bool:
    """Whether a page takes pictures or scripts from a folder beside it. content: its first READ_BYTES."""
    names = b"|".join(re.escape(name.encode("utf-8", "surrogateescape")) for name in (folder, quote(folder)))
    return re.search(rb"""src\s*=\s*["']?(?:\./)?(?:%b)/""" % names, content) is not None


def _start_of(page: Path) -> bytes:
    with page.open("rb") as file:
        return file.read(READ_BYTES)


def _unreadable(path: Path, problem: str) -> Location:
    name = printable(str(path))
    return Location(name, "file", problem=InputError(f"{name}: {problem}"))
