"""Packed files as the bytes they hold: as far as they go, and no more than a file of that size can mean."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, NamedTuple, cast

from cleaner.errors import ExtraMissing
from cleaner.transport import GZIP

# Pages of one site, packed together, come to a fiftieth of their size; gzip of zeros to a thousandth.
MAX_RATIO = 200
FREE_BYTES = 256_000_000  # a small file may be as repetitive as it likes: so much is read in seconds
INPUT_BYTES = 4096
LZMA_MEMORY_BYTES = 256_000_000  # `xz -9` needs 65 MB; a header may ask for 4 GB
MAX_GAPS = 100  # damaged places of one file that are read on after


class Unreadable(ValueError):
    """An item that cannot be read; str() says why, without its name."""


class BrokenData(OSError):
    """Packed data with a flaw. The stream can be read on: what can be found behind the flaw comes next."""


class CutShort(BrokenData):
    """Packed data that ends before its end."""


CUT_SHORT = (CutShort, EOFError, tarfile.ReadError)  # what readers raise where the data is not all there


class Budget:
    """How much may come out of one file, with all that is packed in it."""

    def __init__(self) -> None:
        self._left = FREE_BYTES

    def grant(self, packed_bytes: int) -> None:
        """So many bytes of the outermost file are known."""
        self._left += MAX_RATIO * packed_bytes

    def charge(self, unpacked_bytes: int) -> None:
        """Take from the budget. Raises Unreadable where nothing is left."""
        if unpacked_bytes > self._left:
            raise Unreadable(
                f"unpacks to more than the limit of {MAX_RATIO} times its size; if that is right, unpack it first"
            )
        self._left -= unpacked_bytes


class PackedForm(NamedTuple):
    """How one packing is read. magic: what a member begins with.

    step_bytes: how much of it is unpacked at a time: what a step makes is lost with a flaw in it, and has no limit
    but the ratio of the format (gzip 1,032, xz 7,000, Zstandard 32,000, bzip2 1,400,000).
    """

    magic: bytes
    step_bytes: int = 256


FORMATS: Mapping[str, PackedForm] = {
    ".gz": PackedForm(b"\x1f\x8b\x08"),
    ".bz2": PackedForm(b"BZh", 32),
    ".xz": PackedForm(b"\xfd7zXZ\x00"),
    ".zst": PackedForm(b"\x28\xb5\x2f\xfd"),
}


def _new_member(packed: str) -> Any:  # of four libraries; each has decompress(), eof and unused_data
    match packed:
        case ".gz":
            return zlib.decompressobj(GZIP)
        case ".bz2":
            return bz2.BZ2Decompressor()
        case ".xz":
            return lzma.LZMADecompressor(memlimit=LZMA_MEMORY_BYTES)
    import zstandard  # an extra

    return zstandard.ZstdDecompressor().decompressobj()


def unpack(file: BinaryIO, packed: str, name: str, budget: Budget | None = None, *, grants: bool = True) -> BinaryIO:
    """A file read through what it is packed in: one of FORMATS, or nothing. name: for the error.

    Members that follow each other are joined. Reading raises BrokenData where there is a flaw, once, and goes on
    with the next member; Unreadable where the budget is spent. grants: it is the outermost file, whose bytes make
    the budget. Raises ExtraMissing.
    """
    if not packed:
        return file
    try:
        _new_member(packed)
    except ImportError as error:
        raise ExtraMissing(f"{name}: reading {packed}", "zstd") from error
    return as_stream(_Unpacked(file, packed, budget or Budget(), grants=grants).read)


def as_stream(read: Callable[[int], bytes]) -> BinaryIO:
    """A stream of what a function reads: at most so many bytes, none at the end. Closing it closes nothing else."""
    return cast(BinaryIO, io.BufferedReader(_Raw(read)))


def with_start(start: bytes, stream: BinaryIO) -> BinaryIO:
    """A stream that begins with bytes that have been read from it already."""
    waiting = [start]

    def read(size: int) -> bytes:
        if not waiting[0]:
            part: bytes = stream.read1(size)  # type: ignore[attr-defined]  # as_stream() made it
            return part
        found, waiting[0] = waiting[0][:size], waiting[0][size:]
        return found

    return as_stream(read)


class _Raw(io.RawIOBase):
    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._position = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position  # the reader of WARC files ends the program where a stream does not know it

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer
        found = self._read(len(buffer))
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)


class _Unpacked:
    """The content of a packed file, member after member."""

    def __init__(self, file: BinaryIO, packed: str, budget: Budget, *, grants: bool) -> None:
        self._file = file
        self._packed = packed
        self._budget = budget
        self._grants = grants
        self._member: Any = None
        self._has_begun = False
        self._input = b""
        self._seen = b""  # the last of what the member was fed: a damaged one may have run into the next
        self._made = memoryview(b"")  # a step may make megabytes, which slices of bytes would copy again and again
        self._gaps = 0

    def read(self, size: int) -> bytes:
        while not self._made and self._has_input():
            self._made = memoryview(self._step())
        found = bytes(self._made[:size])
        self._budget.charge(len(found))
        self._made = self._made[size:]
        return found

    def _has_input(self) -> bool:
        """Whether there is more to unpack. Raises CutShort where there should be."""
        if self._member is None:
            self._input = self._input.lstrip(b"\0")  # padding between members, as on tapes and in xz
        if not self._input:
            self._input = self._read_input()
        if self._input or (self._member is None and self._has_begun):
            return bool(self._input)
        self._member = None
        self._has_begun = True
        raise CutShort(f"cut short: the {self._packed} data ends before its end")

    def _step(self) -> bytes:
        """What the next bytes are unpacked to, which may be nothing. Raises BrokenData."""
        size = FORMATS[self._packed].step_bytes
        if self._member is None:
            self._member = _new_member(self._packed)
            self._has_begun = True
            self._seen = b""
        try:
            made: bytes = self._member.decompress(self._input[:size])
        except Exception as error:  # each library has errors of its own
            self._skip_to_member()
            raise BrokenData(f"broken: {self._packed} data that cannot be read: {error}") from error
        self._seen = (self._seen + self._input[:size])[-INPUT_BYTES:]
        self._input = self._input[size:]
        if self._member.eof:
            self._input = self._member.unused_data + self._input
            self._member = None
        return made

    def _skip_to_member(self) -> None:
        """Leave the damaged member: the next one begins with the magic of the format."""
        magic = FORMATS[self._packed].magic
        self._member = None
        self._gaps += 1
        if self._gaps > MAX_GAPS:
            raise Unreadable(f"{self._packed} data with more than {MAX_GAPS} flaws; the rest is not read")
        found = (self._seen + self._input)[1:]
        while (start := found.find(magic)) < 0 and (more := self._read_input()):
            found = found[-len(magic) :] + more
        self._input = found[start:] if start >= 0 else b""

    def _read_input(self) -> bytes:
        data = self._file.read(INPUT_BYTES)
        if self._grants:
            self._budget.grant(len(data))
        return data
