"""A batch of pages in Arrow to a batch of records in Arrow, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cleaner.adapters.columns import DEFAULT_COLUMNS, Columns, find_columns, kept_fields
from cleaner.adapters.worker_rules import RulesSource, open_rules
from cleaner.errors import InputError
from cleaner.model import Options, RawPage, Record, Status
from cleaner.pipeline import DEFAULT_OPTIONS, clean_many
from cleaner.sinks.arrow_schema import record_schema, records_to_batch
from cleaner.sources.reading import InputPage
from cleaner.stages.assemble import failed_record

if TYPE_CHECKING:
    import pyarrow as pa

    from cleaner.rulebook import Rulebook


def clean_batch(
    batch: pa.RecordBatch, rules: RulesSource = None, columns: Columns = DEFAULT_COLUMNS,
    options: Options = DEFAULT_OPTIONS,
) -> pa.RecordBatch:  # fmt: skip
    """The records of a batch of pages: as many rows as came in, in their order, with output_schema().

    columns: which columns hold what; see Columns. rules: a loaded rulebook, a folder, or None for those that ship;
    load them once and hand them in where there is more than one batch.
    A row that is no page (null, of an unknown kind) gives a record with status `error`,
    one that crashes the program a record with status `crashed`; the rows beside it are as they would be without it.
    Raises InputError where a column is missing or of a type that cannot hold what it should.
    """
    book = open_rules(rules)
    found = find_columns(batch.schema, columns)
    schema = output_schema(batch.schema, columns)
    cleaned = records_to_batch(_clean_page(page, book, options) for page in found.pages(batch))
    kept = [batch.column(name) for name in columns.keep]
    return type(cleaned).from_arrays([*cleaned.columns, *kept], schema=schema)


def clean_batches(
    batches: Iterable[pa.RecordBatch], schema: pa.Schema, rules: RulesSource = None,
    columns: Columns = DEFAULT_COLUMNS, *, rows_per_batch: int = 200,
) -> pa.RecordBatchReader:  # fmt: skip
    """clean_batch() over a stream of batches, each cleaned when it is needed: what DuckDB and Polars can read.

    schema: of the batches. rows_per_batch: larger batches are cut, so that the records of a few pages are in memory.
    Raises InputError at once where a column is missing or of another type.
    """
    import pyarrow as pa  # an extra

    made_schema = output_schema(schema, columns)
    book = open_rules(rules)

    def cleaned() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from (clean_batch(piece, book, columns) for piece in cut(batch, rows_per_batch))

    return pa.RecordBatchReader.from_batches(made_schema, cleaned())


def output_schema(schema: pa.Schema, columns: Columns = DEFAULT_COLUMNS) -> pa.Schema:
    """The schema of what clean_batch() makes of batches with this one: the record's columns, then the kept ones.

    Raises InputError where a column is missing, of another type, or named like one of the record's.
    """
    find_columns(schema, columns)
    merged = record_schema()
    for field in kept_fields(schema, columns, taken=frozenset(merged.names)):
        merged = merged.append(field)
    return merged


def cut(batch: pa.RecordBatch, rows: int) -> Iterator[pa.RecordBatch]:
    """The batch in pieces of so many rows; none of an empty batch. Nothing is copied."""
    for start in range(0, batch.num_rows, rows):
        yield batch.slice(start, rows)


def _clean_page(found: InputPage, book: Rulebook, options: Options) -> Record:
    if isinstance(found.page, InputError):
        return failed_record(found.known or RawPage(b""), book.digest, Status.ERROR, str(found.page))
    [record] = clean_many([found.page], book, options)
    return record
