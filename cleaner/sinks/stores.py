"""The formats of a run, by name, and what each needs installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from cleaner.errors import ExtraMissing, OutputError
from cleaner.sinks import html, markdown, markdown_text, markup, plain, tei
from cleaner.sinks.compressed import ENDINGS, Compression
from cleaner.sinks.database import Database
from cleaner.sinks.rows import Row
from cleaner.sinks.shards import (
    FileShards,
    ShardStore,
    write_json_lines,
    write_pages,
    write_parquet,
    write_table,
)
from cleaner.text import without_controls

COMPRESSIBLE = ("jsonl", "csv")

# Format → its store in a folder, with the compression chosen and the names of columns that are kept.
STORES: Mapping[str, Callable[[Path, Compression | None, Sequence[str]], ShardStore]] = {
    "jsonl": lambda folder, packed, _: FileShards(folder, f".jsonl{ENDINGS[packed]}", write_json_lines(packed)),
    "parquet": lambda folder, _, __: FileShards(folder, ".parquet", write_parquet),
    "sqlite": lambda folder, _, kept: Database(folder, kept),
    "csv": lambda folder, packed, kept: FileShards(folder, f".csv{ENDINGS[packed]}", write_table(packed, kept)),
    "text": lambda folder, _, kept: _pages(folder, ".txt", plain.page_of, without_controls, kept),
    "markdown": lambda folder, _, kept: _pages(folder, ".md", markdown.page_of, markdown_text.escape, kept),
    "html": lambda folder, _, kept: _pages(folder, ".html", html.page_of, markup.plain, kept),
    "tei": lambda folder, _, kept: _pages(folder, ".xml", tei.page_of, markup.plain, kept),
}


def open_store(format_name: str, folder: Path, compression: Compression | None, kept: Sequence[str] = ()) -> ShardStore:
    """The store of a format. kept: columns of the inputs that are in the records.

    Raises ExtraMissing, and OutputError for what cannot be compressed.
    """
    if compression is not None and format_name not in COMPRESSIBLE:
        raise OutputError(f"--compress is for {' and '.join(COMPRESSIBLE)}; {format_name} is not compressed further")
    needed = {"parquet": "pyarrow", "zst": "zstandard"}
    extras = {"pyarrow": "parquet", "zstandard": "zstd"}
    for thing in (format_name, compression):
        module = needed.get(thing or "")
        if module is not None and find_spec(module) is None:
            raise ExtraMissing(f"writing {thing}", extras[module])
    return STORES[format_name](folder, compression, kept)


def _pages(
    folder: Path, ending: str, page_of: Callable[[Row], str], escape: Callable[[str], str], kept: Sequence[str]
) -> ShardStore:
    return FileShards(folder, "", write_pages(ending, page_of, escape, kept))
