"""Parquet files read as pages: one per row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING

from cleaner.errors import ColumnError, ExtraMissing, InputError
from cleaner.sources.reading import InputFile, InputPage, Reader, ReadOptions, TableColumns
from cleaner.sources.tables import Table, choose_columns

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# Read as the rows are needed: buffering whole column chunks takes 80 MB more on pages of 170 KB, and saves no time.
BUFFER_BYTES = 1 << 20
TEXT_TYPES = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view")
BATCH_ROWS = 8  # pages of 100 KB: 1 MB at a time; of 32 at a time the reader takes 65 MB more


def read_parquet(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """One page per row, of a column of texts or bytes. What a broken row group holds is one error.

    Raises InputError, OSError, ExtraMissing.
    """
    try:
        import pyarrow as pa  # an extra
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExtraMissing(f"{entry.name}: reading Parquet", "parquet") from error
    with entry.open() as file:
        try:
            pages = pq.ParquetFile(file, buffer_size=BUFFER_BYTES, pre_buffer=False)
            columns = choose_columns(pages.schema_arrow.names, reading.columns, entry.name)
            check_types(pages.schema_arrow, columns, entry.name)
        except pa.ArrowException as error:
            raise InputError(f"{entry.name}: cut short, or no Parquet file: {_first_line(error)}") from error
        table = Table(entry, reading, read, columns)
        first = 0
        for group in range(pages.num_row_groups):
            yield from _read_group(pages, group, first, table)
            first += pages.metadata.row_group(group).num_rows


def _read_group(pages: pq.ParquetFile, group: int, first: int, table: Table) -> Iterator[InputPage]:
    """The pages of one row group, and at its end an InputError where not all of it could be read.

    first: the number of its first row.
    """
    import pyarrow as pa

    wanted = [name for name in astuple(table.columns) if name is not None]
    where, number = table.entry.name, first
    try:
        for batch in pages.iter_batches(BATCH_ROWS, row_groups=[group], columns=wanted):
            for place, row in enumerate(batch.to_pylist(), number):
                yield from table.read_row(row, f"{where}:{place}")
            number += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        last = first + pages.metadata.row_group(group).num_rows - 1
        problem = InputError(f"{where}: rows {number} to {last} cannot be read: {_first_line(error)}")
        yield InputPage(f"{where}:{number}", problem)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def check_types(schema: pa.Schema, columns: TableColumns, where: str) -> None:
    """Raise ColumnError where pages or files are no texts."""
    import pyarrow as pa

    for name in filter(None, (columns.page, columns.file)):
        kind = schema.field(name).type
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        if str(kind) not in TEXT_TYPES:
            raise ColumnError(f"{where}: column {name!r} is of type {kind}; a page is a string or binary")
