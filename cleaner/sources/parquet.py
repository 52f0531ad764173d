"""Parquet files read as pages: one per row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from cleaner.errors import ColumnError, ExtraMissing, InputError
from cleaner.sources.reading import Columns, Entry, Input, Reader, Reading
from cleaner.sources.tables import choose_columns, read_row

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# Read as the rows are needed: buffering whole column chunks takes 80 MB more on pages of 170 KB, and saves no time.
BUFFER_BYTES = 1 << 20
BATCH_ROWS = 8  # pages of 100 KB: 1 MB at a time; of 32 at a time the reader takes 65 MB more


def read_parquet(entry: Entry, reading: Reading, read: Reader) -> Iterator[Input]:
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
            table = pq.ParquetFile(file, buffer_size=BUFFER_BYTES, pre_buffer=False)
            columns = choose_columns(table.schema_arrow.names, reading.columns, entry.name)
            check_types(table.schema_arrow, columns, entry.name)
        except pa.ArrowException as error:
            raise InputError(f"{entry.name}: cut short, or no Parquet file: {_first_line(error)}") from error
        first = 0
        for group in range(table.num_row_groups):
            yield from _read_group(Group(table, group, first, columns), entry, reading, read)
            first += table.metadata.row_group(group).num_rows


@dataclass(frozen=True, slots=True)
class Group:
    """A row group of a file. first: the number of its first row."""

    table: pq.ParquetFile
    number: int
    first: int
    columns: Columns


def _read_group(group: Group, entry: Entry, reading: Reading, read: Reader) -> Iterator[Input]:
    """The pages of one row group, and at its end an InputError where not all of it could be read."""
    import pyarrow as pa

    wanted = [name for name in astuple(group.columns) if name is not None]
    number = group.first
    try:
        for batch in group.table.iter_batches(BATCH_ROWS, row_groups=[group.number], columns=wanted):
            for row in batch.to_pylist():
                name = f"{entry.name}:{number}"
                number += 1
                try:
                    yield from read_row(row, name, group.columns, entry, reading, read)
                except InputError as error:
                    yield Input(name, error)
    except (pa.ArrowException, OSError) as error:
        last = group.first + group.table.metadata.row_group(group.number).num_rows - 1
        told = f"{entry.name}: rows {number} to {last} cannot be read: {_first_line(error)}"
        yield Input(f"{entry.name}:{number}", InputError(told))


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


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
