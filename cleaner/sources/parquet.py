"""Parquet files read as pages: one per row."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from cleaner.errors import ColumnError, ExtraMissing, InputError
from cleaner.model import Json
from cleaner.sources.archives import seekable
from cleaner.sources.locations import printable
from cleaner.sources.reading import InputFile, InputPage, NoPages, Reader, ReadOptions, TableColumns, attempt
from cleaner.sources.tables import Cells, Table, by_name, choose_columns, note_unrecognised

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# Read as the rows are needed: buffering whole column chunks takes 80 MB more on pages of 170 KB, and saves no time.
BUFFER_BYTES = 1 << 20
PAGE_TYPES = ("null", "string", "large_string", "string_view", "binary", "large_binary", "binary_view")
MAX_LOST_ROWS = 1 << 20  # of a damaged group, whose number of rows may be a lie; writers make no larger ones unasked
BATCH_ROWS = 8  # pages of 100 KB: 1 MB at a time; of 32 at a time the reader takes 65 MB more


def read_parquet(entry: InputFile, reading: ReadOptions, read: Reader) -> Iterator[InputPage]:
    """One page per row, of a column of texts or bytes. Each row of a broken row group is an error.

    Raises InputError, OSError, ExtraMissing.
    """
    try:
        import pyarrow as pa  # an extra
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExtraMissing(f"{entry.name}: reading Parquet", "parquet") from error
    with seekable(entry) as file:
        try:
            pages = pq.ParquetFile(file, buffer_size=BUFFER_BYTES, pre_buffer=False)
            columns = _choose_columns(pages, entry.name, reading)
        except pa.ArrowException as error:
            raise InputError(f"{entry.name}: cut short, or no Parquet file: {_first_line(error)}") from error
        if entry.depth == 0:
            entry.budget.grant(file.seek(0, io.SEEK_END))
        table = Table(entry, reading, read, columns)
        first = 0
        for group in range(pages.num_row_groups):
            yield from _read_group(pages, group, first, table)
            first += pages.metadata.row_group(group).num_rows


def _choose_columns(pages: pq.ParquetFile, where: str, reading: ReadOptions) -> TableColumns:
    """The columns. Raises ColumnError, which says how many rows go with it."""
    schema = pages.schema_arrow
    try:
        columns = choose_columns(schema.names, reading.columns, where, reading.warn)
        check_types(schema, columns, where)
        note_unrecognised(schema.names, columns, where, reading)
    except NoPages:
        raise
    except ColumnError as error:
        raise ColumnError(f"{error} ({pages.metadata.num_rows:,} rows)") from error
    return columns


def _read_group(pages: pq.ParquetFile, group: int, first: int, table: Table) -> Iterator[InputPage]:
    """The pages of one row group, and errors in the places of those that could not be read.

    first: the number of rows before it.
    """
    where, number = table.entry.name, first + 1
    end = number + pages.metadata.row_group(group).num_rows
    batches = _batches(pages, group, table.columns.names, table.entry)
    while not isinstance(batch := attempt(where, partial(next, batches, None)), InputError | None):
        columns = by_name(batch.schema.names, batch.columns)
        for row in range(batch.num_rows):
            yield from table.read_row(read_cells(columns, row), f"{where}:{number}")
            number += 1
    reason = str(batch).removeprefix(f"{where}: ") if batch is not None else "they are not there"
    for lost in range(number, min(end, number + MAX_LOST_ROWS)):
        problem = InputError(f"{where}:{lost}: rows {number} to {end - 1} cannot be read: {reason}")
        yield InputPage(f"{where}:{lost}", problem)


def _batches(pages: pq.ParquetFile, group: int, wanted: Sequence[str], entry: InputFile) -> Iterator[pa.RecordBatch]:
    """The rows of a group, some at a time. Raises Unreadable where it unpacks to more than the budget.

    Of all its columns: Arrow ends the process where it is asked for the size of one whose description is damaged.
    """
    entry.budget.charge(pages.metadata.row_group(group).total_byte_size)
    yield from pages.iter_batches(BATCH_ROWS, row_groups=[group], columns=list(wanted))


def read_cells(columns: Mapping[str, pa.Array], row: int) -> Cells:
    """The values of a row; an InputError for one Python cannot hold, as a time too far away."""
    return {
        name: attempt(f"column {printable(name)}", partial(_value, column[row])) for name, column in columns.items()
    }


def _value(cell: pa.Scalar) -> Json:
    """What a cell holds. Bytes that are no UTF-8 in a column of texts become lone surrogates."""
    if getattr(cell.type, "unit", None) == "ns" and cell.is_valid:  # Python's times end at microseconds
        cell = cell.cast(_in_microseconds(cell.type), safe=False)
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        text = getattr(cell, "value", cell)  # of a column with a dictionary
        return text.as_buffer().to_pybytes().decode("utf-8", "surrogateescape")


def _in_microseconds(kind: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", kind.tz)
    return pa.time64("us") if pa.types.is_time64(kind) else pa.duration("us")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def check_types(schema: pa.Schema, columns: TableColumns, where: str) -> None:
    """Raise ColumnError where pages or files are no texts."""
    import pyarrow as pa

    for name in filter(None, (columns.page, columns.file)):
        kind = schema.field(schema.names.index(name)).type  # the first, where there are two
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        if str(kind) not in PAGE_TYPES:
            raise ColumnError(f"{where}: column {name!r} is of type {kind}; a page is a string or binary")
