"""Files and objects opened for reading: the local disk, and any store that fsspec knows (s3, gs, az, memory …)."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from cleaner.errors import ExtraMissing

if TYPE_CHECKING:
    from cleaner.sources.locations import Location

SCHEME = re.compile(r"[a-z][a-z0-9+.-]+(?:::|://)", re.IGNORECASE)  # two letters at least: `C:\` is a drive
BLOCK_BYTES = 4 << 20  # read ahead from a store: large enough that a page is rarely two requests


def is_address(argument: str) -> bool:
    """Whether the argument names something in a store; the caller knows http and https."""
    return SCHEME.match(argument) is not None


def open_place(place: Location) -> BinaryIO:
    """The bytes of a place that is a file or object; seekable. Raises OSError, and ExtraMissing for a store."""
    if place.path is not None:
        return place.path.open("rb")
    assert place.address is not None
    return open_address(place.address)


def open_address(address: str) -> BinaryIO:
    """The bytes of an object in a store, http and https among them; seekable. Raises OSError, and ExtraMissing."""
    files, path = _filesystem(address)
    return cast(BinaryIO, files.open(path, "rb", block_size=BLOCK_BYTES))


def measure(place: Location) -> tuple[int | None, str]:
    """Size in bytes and a mark that changes when the content does; None and the reason where the size is unknown."""
    try:
        if place.path is not None:
            status = place.path.stat()
            return status.st_size, f"{status.st_size} {status.st_mtime_ns}"
        if place.address is not None:
            files, path = _filesystem(place.address)
            facts = files.info(path)
            mark = next((str(facts[name]) for name in ("ETag", "etag", "mtime", "LastModified") if facts.get(name)), "")
            return facts.get("size"), f"{facts.get('size')} {mark}"
    except OSError as error:
        return None, explain(error)
    return None, ""


def position(file: BinaryIO) -> int:
    """How far a file has been read, in bytes, without waiting for whoever reads it; 0 where that is unknown."""
    try:
        return os.lseek(file.fileno(), 0, os.SEEK_CUR)
    except (OSError, ValueError, AttributeError):
        return int(getattr(file, "loc", 0))  # what files of fsspec call it


def list_objects(address: str) -> list[str] | None:
    """The addresses of all objects below one, sorted; None where it is an object itself. Raises OSError."""
    files, path = _filesystem(address)
    if not files.isdir(path):
        return None
    return [files.unstrip_protocol(found) for found in sorted(files.find(path))]


def explain(error: OSError) -> str:
    """What went wrong, in words; stores put theirs in other places than the system does."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return error.strerror or str(error) or type(error).__name__


def _filesystem(address: str) -> tuple[Any, str]:
    try:
        import fsspec  # an extra
    except ImportError as error:
        raise ExtraMissing(f"{address}: reading from a store", "cloud") from error
    try:
        files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:  # s3fs, gcsfs, adlfs … are packages of their own; fsspec names the one
        raise ExtraMissing(f"{address}: {error}", "cloud") from error
    except ValueError as error:
        raise OSError(str(error)) from error
    return files, path
