"""Files written through gzip or Zstandard, the same bytes for the same content."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias, cast

from cleaner.errors import ExtraMissing

Compression: TypeAlias = Literal["gz", "zst"]
ENDINGS: Mapping[Compression | None, str] = {None: "", "gz": ".gz", "zst": ".zst"}
GZIP_LEVEL = 6  # 9 takes three times as long for 1 % less
ZSTD_LEVEL = 6  # smaller than gzip's 9 in a fifth of its time


@contextmanager
def open_compressed(path: Path, compression: Compression | None) -> Iterator[BinaryIO]:
    """A new binary file at the path. Raises OSError, and ExtraMissing where Zstandard is not installed."""
    with path.open("wb") as file:
        if compression is None:
            yield file
        elif compression == "gz":
            # Neither the name nor the time goes into the file: the same rows give the same bytes.
            with gzip.GzipFile(filename="", mode="wb", compresslevel=GZIP_LEVEL, fileobj=file, mtime=0) as stream:
                yield cast(BinaryIO, stream)
        else:
            try:
                import zstandard  # an extra
            except ImportError as error:
                raise ExtraMissing("writing .zst", "zstd") from error
            with zstandard.ZstdCompressor(level=ZSTD_LEVEL).stream_writer(file, closefd=False) as stream:
                yield cast(BinaryIO, stream)
