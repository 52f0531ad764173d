"""Packed files as the bytes they hold, and archives as the files they hold."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from cleaner.errors import ExtraMissing, InputError
from cleaner.sources.places import CONTAINER_ENDINGS, PAGE_ENDINGS, ending, packing, printable
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions

WACZ_RECORDS = "archive/"  # the specification's folder for WARC files; the rest are indexes and page lists


@contextmanager
def unpacked(entry: InputFile) -> Iterator[BinaryIO]:
    """The bytes of an entry, gzip or Zstandard undone. Reading them raises OSError, EOFError where cut short."""
    with entry.open() as file, unpack(file, entry.packed, entry.name) as stream:
        yield stream


def unpack(file: BinaryIO, packed: str, name: str) -> BinaryIO:
    """A file read through what it is packed in: `.gz`, `.zst` or nothing. name: for the error. Raises ExtraMissing."""
    if packed == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    if packed != ".zst":
        return file
    try:
        import zstandard  # an extra
    except ImportError as error:
        raise ExtraMissing(f"{name}: reading .zst", "zstd") from error
    stream = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
    return io.BufferedReader(_AsOSError(stream))


class _AsOSError(io.RawIOBase):
    """A raw stream whose errors are OSError, as those of every other file are."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer
        import zstandard

        try:
            return cast(int, self._stream.readinto(buffer))  # type: ignore[attr-defined]
        except zstandard.ZstdError as error:
            raise OSError(f"Zstandard data that cannot be read: {error}") from error


def read_zip(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """The pages and tables of a ZIP file, in its order; read: how each is read."""
    with unpacked(entry) as file:
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise InputError(f"{entry.name}: no ZIP file, or its end is missing: nothing of it can be read") from error
        with archive:
            for member in archive.infolist():
                if member.is_dir() or not _is_wanted(member.filename, entry, reading):
                    continue
                yield from _read_member(entry, member.filename, partial(_open_zipped, archive, member), reading, read)


def _open_zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """One member. Raises OSError also for what zipfile has other errors for."""
    try:
        return cast(BinaryIO, archive.open(member))
    except (RuntimeError, zipfile.BadZipFile) as error:  # encrypted; by a method zipfile does not know; torn
        raise OSError(str(error)) from error


def read_tar(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """The pages and tables of a tar file, in its order, read as a stream."""
    with unpacked(entry) as file:
        try:
            with tarfile.open(fileobj=file, mode="r|") as archive:
                for member in archive:
                    if not member.isfile() or not _is_wanted(member.name, entry, reading):
                        continue
                    opened = archive.extractfile(member)
                    assert opened is not None
                    yield from _read_member(entry, member.name, partial(cast, BinaryIO, opened), reading, read)
        except tarfile.TarError as error:
            raise InputError(f"{entry.name}: the archive is broken or cut short here: {error}") from error


def _is_wanted(name: str, entry: InputFile, reading: ReadOptions) -> bool:
    path = PurePosixPath(name)
    if entry.ending == ".wacz":
        return name.startswith(WACZ_RECORDS) and ending(path) == ".warc"
    if path.name.startswith("."):
        return False
    if ending(path) in (*PAGE_ENDINGS, *CONTAINER_ENDINGS):
        return True
    reading.left_out[f"{ending(path) or 'other'} files in archives"] += 1
    return False


def _read_member(
    entry: InputFile, name: str, opened: Callable[[], BinaryIO], reading: ReadOptions, read: Reader
) -> Iterator[InputPage]:
    path = PurePosixPath(name)
    yield from read(InputFile(f"{entry.name}/{printable(name)}", ending(path), packing(path), opened), reading)
