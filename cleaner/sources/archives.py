"""ZIP and tar files read as the files they hold. Nothing is written where their names say."""

from __future__ import annotations

import io
import shutil
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from cleaner.errors import InputError
from cleaner.sources.folders import HTML_ENDINGS, READ_BYTES, SAVED_PARTS, is_named_for, shows_files_of
from cleaner.sources.listless_zip import headed_members
from cleaner.sources.locations import ENDINGS, ending, packing, printable
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions, attempt, unpacked, unreadable
from cleaner.sources.unpacking import BrokenData, Budget, CutShort, Unreadable, as_stream

WACZ_RECORDS = "archive/"  # the specification's folder for WARC files; the rest are indexes and page lists
MAX_DIRECTORY_BYTES = 64_000_000  # of the list of a ZIP's members, which takes 10 times that when read: 600,000 of them
MAX_HEADER_BYTES = 1_000_000  # of one member of a tar file: names and attributes have a few thousand
UNLIMITED = float("inf")
# Method of a ZIP's member → bytes that are unpacked at a time, and how many of other methods: 32 of bzip2 make 45 MB.
ZIP_STEP_BYTES = {zipfile.ZIP_STORED: 1 << 16, zipfile.ZIP_DEFLATED: 1 << 16, zipfile.ZIP_LZMA: 4096}
ZIP_LEAST_BYTES = 32
ZIP_END_BYTES = 22  # of the record at its end, which says how many members there are, or that there are too many
ZIP_COUNT = slice(10, 12)
ZIP64_COUNT = 0xFFFF
PLAIN_ENDS = ("EOFHeaderError", "EmptyHeaderError")  # of tarfile: zeros, and nothing more


@contextmanager
def seekable(entry: InputFile) -> Iterator[BinaryIO]:
    """The bytes of an entry in any order: of a temporary copy where it is packed or inside another file."""
    with unpacked(entry) as stream:
        if entry.depth == 0 and not entry.packed and stream.seekable():
            yield stream
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
            yield cast(BinaryIO, copy)


def read_zip(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """The pages and tables of a ZIP file, in its order; read: how each is read."""
    with seekable(entry) as file:
        if entry.depth == 0:
            entry.budget.grant(file.seek(0, io.SEEK_END))
        try:
            archive = zipfile.ZipFile(_ShortReads(file))  # type: ignore[arg-type]  # what it needs of a raw file
        except zipfile.BadZipFile:
            yield from _read_listless(entry, file, reading, read)
            return
        with archive:
            parts = _parts_of_saved_pages(archive, entry.budget)
            for member in archive.infolist():
                if parts and member.filename.startswith(parts):
                    reading.leave_out(SAVED_PARTS)
                elif not member.is_dir() and _is_wanted(member.filename, entry, reading):
                    opened = partial(_open_zipped, archive, member, entry.budget)
                    yield from _read_member(entry, member.filename, opened, reading, read)
            if _lists_too_few(archive, file):
                raise Unreadable("broken: members are missing in its list")


def _read_listless(entry: InputFile, file: BinaryIO, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """The members of a ZIP file without a list of them, and the error that there is none. Raises InputError."""
    count = 0
    for count, member in enumerate(headed_members(file, entry.budget), 1):  # noqa: B007 read after the loop
        if not member.name.endswith("/") and _is_wanted(member.name, entry, reading):
            yield from _read_member(entry, member.name, partial(member.open, entry.budget), reading, read)
    if not count:
        raise InputError(f"{entry.name}: no ZIP file, or one without a list of its members: nothing of it can be read")
    problem = f"{entry.name}: cut short: the list of its members is missing; {count:,} could be found without it"
    yield InputPage(entry.name, InputError(problem))


def _parts_of_saved_pages(archive: zipfile.ZipFile, budget: Budget) -> tuple[str, ...]:
    """The folders, each with its slash, that browsers have put beside pages of the archive."""
    found: list[str] = []
    folders: defaultdict[PurePosixPath, set[str]] = defaultdict(set)
    for member in archive.infolist():
        for folder in PurePosixPath(member.filename).parents[:-1]:
            folders[folder.parent].add(folder.name)
    for member in archive.infolist():
        page = PurePosixPath(member.filename)
        named = [name for name in folders.get(page.parent, ()) if is_named_for(page, name)]
        if named and ending(page) in HTML_ENDINGS:
            content = attempt(member.filename, partial(_start_of, archive, member, budget))
            shown = [name for name in named if isinstance(content, bytes) and shows_files_of(content, name)]
            found += [f"{page.with_name(name)}/" for name in shown]
    return tuple(found)


def _start_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    return _open_zipped(archive, member, budget).read(READ_BYTES)


def _lists_too_few(archive: zipfile.ZipFile, file: BinaryIO) -> bool:
    """Whether the list of members holds fewer than the end of the file says, or none of a file that holds something."""
    listed = len(archive.infolist())
    start_of_end = file.seek(-ZIP_END_BYTES - len(archive.comment), io.SEEK_END)
    said = int.from_bytes(file.read(ZIP_END_BYTES)[ZIP_COUNT], "little")
    return listed < said < ZIP64_COUNT or (not listed and start_of_end > 0)


class _ShortReads(io.BufferedReader):
    """A ZIP file that is read in pieces of a bounded size: zipfile reads the list of members in one."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY_BYTES:
            raise Unreadable(f"its list of members is over the limit of {MAX_DIRECTORY_BYTES:,} bytes")
        return super().read(size)


def _open_zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> BinaryIO:
    """One member; what is read of it is taken from the budget."""
    stream: Any = archive.open(member)
    step = ZIP_STEP_BYTES.get(member.compress_type, ZIP_LEAST_BYTES)
    stream.MIN_READ_SIZE = step  # what zipfile unpacks at a time, at least

    def read(size: int) -> bytes:
        data: bytes = stream.read1(min(size, step))
        budget.charge(len(data))
        return data

    return as_stream(read)


def read_tar(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """The pages and tables of a tar file, in its order, read as a stream; damaged headers are passed over."""
    with unpacked(entry) as file:
        source = _TarSource(file)
        options: dict[str, Any] = {"tarinfo": _TarMember, "ignore_zeros": True}
        with tarfile.open(fileobj=cast(BinaryIO, source), mode="r|", **options) as archive:
            while (member := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # an archive may have millions
                yield from source.problems(entry.name)
                if member.isdir():
                    continue
                if not member.isfile() or member.issparse():
                    reading.leave_out("links, devices and sparse files in archives")
                elif _is_wanted(member.name, entry, reading):
                    yield from _read_member(entry, member.name, partial(_open_tarred, archive, member), reading, read)
        yield from source.problems(entry.name)


def _open_tarred(archive: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    """The member whose header has just been read. tarfile's own would lose what is there of one cut short."""
    left = member.size

    def read(size: int) -> bytes:
        nonlocal left
        wanted = min(size, left)
        data: bytes = archive.fileobj.read(wanted)  # it is open
        left -= len(data)
        if wanted and not data:
            raise CutShort(f"cut short: the archive ends {left:,} bytes before the end of this member")
        return data

    return as_stream(read)


class _TarSource:
    """The bytes of a tar file as tarfile reads them, and what was wrong since problems() was last asked.

    limit: what may be read until the header is complete. A flaw in the packed data is the end of the file, so that
    what is before it is a member that is cut short.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._read = getattr(file, "read1", file.read)  # what comes before a flaw is then not lost with it
        self._problem: Exception | None = None
        self.limit = UNLIMITED

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self._read(size)
        except BrokenData as error:
            self._problem = error
            self._read = lambda size: b""
            return b""
        self.limit -= len(data)
        if self.limit < 0:
            raise Unreadable(f"the header of a member is over the limit of {MAX_HEADER_BYTES:,} bytes")
        return data

    def note(self, problem: Exception) -> None:
        self._problem = self._problem or problem

    def problems(self, name: str) -> Iterator[InputPage]:
        if self._problem is not None:
            yield InputPage(name, unreadable(name, self._problem))
            self._problem = None


class _TarMember(tarfile.TarInfo):
    """A header whose size is bounded, with what belongs to it (long names, attributes, maps of holes)."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _TarMember:
        stream: Any = archive.fileobj
        source: _TarSource = stream.fileobj
        source.limit = MAX_HEADER_BYTES
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if type(error).__name__ in PLAIN_ENDS:
                raise
            source.note(error)
            archive.offset = stream.tell() - tarfile.BLOCKSIZE
            raise tarfile.InvalidHeaderError(str(error)) from error  # type: ignore[attr-defined]  # it is passed over
        finally:
            source.limit = UNLIMITED


def _is_wanted(name: str, entry: InputFile, reading: ReadOptions) -> bool:
    path = PurePosixPath(name)
    if entry.ending == ".wacz":
        return name.startswith(WACZ_RECORDS) and ending(path) == ".warc"
    if path.name.startswith("."):
        reading.leave_out("hidden files in archives")
        return False
    if ending(path) in ENDINGS:
        return True
    reading.leave_out(f"{ending(path) or 'other'} files in archives")
    return False


def _read_member(
    entry: InputFile, name: str, opened: Callable[[], BinaryIO], reading: ReadOptions, read: Reader
) -> Iterator[InputPage]:
    path = PurePosixPath(name)
    full_name = f"{entry.name}/{printable(name)}"
    depth = entry.depth + 1
    member = InputFile(full_name, ending(path), packing(path), opened, depth=depth, budget=entry.budget, is_named=False)
    yield from read(member, reading)
