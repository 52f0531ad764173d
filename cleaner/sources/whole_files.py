"""Files that hold a page beside its pictures and styles, read whole."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO

from cleaner.sources.reading import ReadOptions, read_limited

ROOM = 8  # times the limit of a page: pictures are most of such a file


def whole_file(stream: BinaryIO, name: str, reading: ReadOptions) -> io.BytesIO:
    """All bytes of a stream that may hold more than a page. Raises InputError beyond the limit."""
    return io.BytesIO(read_limited(stream, name, replace(reading, max_bytes=ROOM * reading.max_bytes)).body)
