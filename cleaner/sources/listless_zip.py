"""A ZIP file whose list of members is missing, since its end is: the members by the header before each of them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cleaner.sources.unpacking import INPUT_BYTES, Budget, CutShort, Unreadable, as_stream

SIGNATURE = b"PK\x03\x04"
# Signature, flags, method, sizes packed and unpacked, of the name, of the extras.
HEADER = struct.Struct("<4s2xHH8xIIHH")
ENCRYPTED, SIZE_BEHIND, UTF8 = 1, 8, 0x800  # flags
SIZE_IN_EXTRAS = 0xFFFFFFFF
EXTRAS_HEAD = struct.Struct("<HH")
LONG_SIZES = 1  # what those extras are called
LONG_SIZE = struct.Struct("<8xQ")  # unpacked, packed
MAX_GAP_BYTES = 64  # between members: the sizes behind one take 24


@dataclass(slots=True)
class HeadedMember:
    """A member as its own header has it. size: packed; None where it stands behind the member, which says its end."""

    file: BinaryIO
    name: str
    start: int
    size: int | None
    method: int
    is_encrypted: bool

    def open(self, budget: Budget) -> BinaryIO:
        """Its content; what is read is taken from the budget. Raises Unreadable; reading raises CutShort."""
        is_stored = self.method == zipfile.ZIP_STORED and self.size is not None
        if self.is_encrypted or not (is_stored or self.method == zipfile.ZIP_DEFLATED):
            raise Unreadable("encrypted, or packed in a way that is not read where the list of members is missing")
        pieces = self._packed() if is_stored else self._inflated()
        rest = b""

        def read(size: int) -> bytes:
            nonlocal rest
            rest = rest or next(pieces, b"")
            found, rest = rest[:size], rest[size:]
            budget.charge(len(found))
            return found

        return as_stream(read)

    def find_end(self, budget: Budget) -> int | None:
        """Where it ends; None where nobody can tell."""
        if self.size is not None:
            return self.start + self.size
        try:
            stream = self.open(budget)
            while stream.read(INPUT_BYTES):
                pass
        except (CutShort, zlib.error, Unreadable):
            return None
        return self.file.tell()

    def _packed(self) -> Iterator[bytes]:
        position, left = self.start, self.size
        while left is None or left > 0:
            self.file.seek(position)
            piece = self.file.read(INPUT_BYTES if left is None else min(INPUT_BYTES, left))
            if not piece:
                raise CutShort("cut short: the archive ends before the end of this member")
            position += len(piece)
            left = None if left is None else left - len(piece)
            yield piece

    def _inflated(self) -> Iterator[bytes]:
        """The unpacked content; the file then stands behind the member."""
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        for piece in self._packed():
            while piece and not inflater.eof:
                yield inflater.decompress(piece, INPUT_BYTES)
                piece = inflater.unconsumed_tail
            if inflater.eof:
                self.file.seek(-len(inflater.unused_data), 1)
                return


def headed_members(file: BinaryIO, budget: Budget) -> Iterator[HeadedMember]:
    """The members one after the other, as far as they go; none where the file begins with something else."""
    position: int | None = 0
    while position is not None and (member := _read_header(file, position)) is not None:
        yield member
        end = member.find_end(budget)
        position = None if end is None else _find_header(file, end)


def _find_header(file: BinaryIO, end: int) -> int | None:
    file.seek(end)
    gap = file.read(MAX_GAP_BYTES).find(SIGNATURE)
    return end + gap if gap >= 0 else None


def _read_header(file: BinaryIO, position: int) -> HeadedMember | None:
    file.seek(position)
    head = file.read(HEADER.size)
    if len(head) < HEADER.size or not head.startswith(SIGNATURE):
        return None
    _, flags, method, size, _, name_bytes, extra_bytes = HEADER.unpack(head)
    name = file.read(name_bytes).decode("utf-8" if flags & UTF8 else "cp437", "replace")
    extras = file.read(extra_bytes)
    if size == SIZE_IN_EXTRAS:
        size = _long_size(extras)
    start = position + HEADER.size + name_bytes + extra_bytes
    is_size_behind = flags & SIZE_BEHIND and not size and not name.endswith("/")
    is_encrypted = bool(flags & ENCRYPTED)
    return HeadedMember(file, name, start, None if is_size_behind else size, method, is_encrypted=is_encrypted)


def _long_size(extras: bytes) -> int:
    while len(extras) >= EXTRAS_HEAD.size:
        kind, size = EXTRAS_HEAD.unpack_from(extras)
        content, extras = extras[EXTRAS_HEAD.size :][:size], extras[EXTRAS_HEAD.size + size :]
        if kind == LONG_SIZES and len(content) >= LONG_SIZE.size:
            (found,) = LONG_SIZE.unpack_from(content)
            return int(found)
    return SIZE_IN_EXTRAS
