"""Tables whose text is in UTF-8 or, as Excel and PowerShell write them, in UTF-16."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from cleaner.sources.unpacking import as_stream

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """The stream without a byte order mark, in UTF-8 where its mark says UTF-16. Raises what reading it raises."""
    return as_stream(_MarkedText(stream).read)


class _MarkedText:
    """The bytes of a text whose first ones may be a mark."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read_part = getattr(stream, "read1", stream.read)  # what comes before a flaw is then not lost with it
        self._decoder: codecs.IncrementalDecoder | None = None
        self._made = b""
        self._has_begun = False

    def read(self, size: int) -> bytes:
        if self._has_begun and self._decoder is None:
            part: bytes = self._read_part(size)
            return part
        while not self._made and (part := self._read_part(size)):
            self._made = self._without_mark(part)
        found, self._made = self._made[:size], self._made[size:]
        return found

    def _without_mark(self, part: bytes) -> bytes:
        if not self._has_begun:
            self._has_begun = True
            if part.startswith(UTF16_MARKS):
                self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
            else:
                return part.removeprefix(codecs.BOM_UTF8)
        assert self._decoder is not None
        return self._decoder.decode(part).encode("utf-8", "replace")
