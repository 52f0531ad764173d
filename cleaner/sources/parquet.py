"""Parquet files read as pages: one per row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING

from cleaner.errors import ColumnError, ExtraMissing, InputError
from cleaner.sources.reading import Columns, Entry, Input, Reader, Reading
from cleaner.sources.tables import choose_columns, read_row

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 32  # pages of 100 KB: 3 MB at a time


def read_parquet(entry: Entry, reading: Reading, read: Reader) -> Iterator[Input]:
    """One page per row, of a column of texts or bytes. What a broken row group holds is one error. Raises OSError."""
    try:
        import pyarrow as pa  # an extra
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExtraMissing(f"{entry.name}: reading Parquet", "parquet") from error
    number = 0
    with entry.open() as file:
        try:
            table = pq.ParquetFile(file)
            columns = choose_columns(table.schema_arrow.names, reading.columns, entry.name)
            check_types(table.schema_arrow, columns, entry.name)
            wanted = [name for name in astuple(columns) if name is not None]
            for batch in table.iter_batches(BATCH_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    name = f"{entry.name}:{number}"
                    number += 1
                    try:
                        yield from read_row(row, name, columns, entry, reading, read)
                    except InputError as error:
                        yield Input(name, error)
        except pa.ArrowException as error:
            told = str(error).splitlines()[0]
            where = f"from row {number} on" if number else "cut short, or no Parquet file"
            raise InputError(f"{entry.name}: cannot be read, {where}: {told}") from error


def check_types(schema: pa.Schema, columns: Columns, where: str) -> None:
    """Raise ColumnError where pages or files are no texts."""
    import pyarrow as pa

    for name in (columns.page, columns.file):
        if name is not None:
            kind = schema.field(name).type
            kind = kind.value_type if pa.types.is_dictionary(kind) else kind
            texts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
            if not any(is_text(kind) for is_text in texts):
                raise ColumnError(f"{where}: column {name!r} is of type {kind}; a page is a string or binary")
