"""One place to read, and what its name says of it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec import Struct

from cleaner.errors import InputError
from cleaner.text import visible

PAGE_ENDINGS = (
    *(".html", ".htm", ".xhtml", ".shtml", ".txt", ".text"),
    *(".mht", ".mhtml", ".webarchive", ".eml", ".emlx", ".docx"),
)
CONTAINER_ENDINGS = (
    *(".rss", ".atom", ".xml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"),
    *(".mbox", ".har"),
    *(".zip", ".tar", ".warc", ".wacz"),
)
ENDINGS = (*PAGE_ENDINGS, *CONTAINER_ENDINGS)
PACKED = (".gz", ".bz2", ".xz", ".zst")
SHORT_TARS = {".tgz": ".gz", ".tbz": ".bz2", ".tbz2": ".bz2", ".txz": ".xz", ".tzst": ".zst"}
PACKINGS = SHORT_TARS | {packed: packed for packed in PACKED}


class Location(Struct, frozen=True):
    """One place to read. name: as the person gave it, or the path below the folder given; printable, no password.

    path: of a file. address: of an object in a store (`s3://…`), or the whole URL. problem: why there is nothing to
    read, where that is clear already. is_named: False for a file found in a folder. holder: the name of the file, where
    the place is one page of a file of many and name is what that page is called.
    """

    name: str
    kind: Literal["file", "url", "stdin"]
    path: Path | None = None
    problem: InputError | None = None
    address: str | None = None
    is_named: bool = True
    holder: str | None = None


def ending(path: Path | PurePosixPath) -> str:
    """The ending that gives the format, in lower case: `.html` of Story.HTML and of story.html.gz."""
    name = path.name.lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    found = PurePosixPath(name).suffix
    return ".tar" if found in SHORT_TARS else found


def packing(path: Path | PurePosixPath) -> str:
    """One of PACKED where the file is packed in it, else nothing."""
    return PACKINGS.get(path.suffix.lower(), "")


def printable(name: str) -> str:
    """A name without bytes that are no UTF-8 and without control characters: it goes to terminals and into JSON."""
    return visible(name).replace(r"\udc", r"\x")  # a byte that is no UTF-8


def kind_of(path: Path | PurePosixPath) -> str:
    """What a file that is not read is called where it is counted: by its ending."""
    return f"{ending(path) or 'other'} files"
