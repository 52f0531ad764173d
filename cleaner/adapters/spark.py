"""Spark: a data frame of pages to a data frame of records, the rules read once per Python worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from cleaner.adapters.arrow import clean_batch, cut, output_schema
from cleaner.adapters.columns import DEFAULT_COLUMNS, Columns
from cleaner.adapters.worker_rules import RulesSource, WorkerRules, open_rules
from cleaner.model import Options
from cleaner.pipeline import DEFAULT_OPTIONS

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Mapper: TypeAlias = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]

ROWS_PER_BATCH = 200  # of what is handed back at a time; how many come in is Spark's maxRecordsPerBatch


def clean_data_frame(
    frame: DataFrame, rules: RulesSource = None, columns: Columns = DEFAULT_COLUMNS,
    options: Options = DEFAULT_OPTIONS,
) -> DataFrame:  # fmt: skip
    """A data frame of records, one per row of the frame, in the order within each partition.

    rules: a rulebook or a folder has to be at the same place on every node; checked where it is loaded.
    Raises InputError where a column is missing or of another type, before anything is run.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema  # an extra

    schema = output_schema(to_arrow_schema(frame.schema, timezone="UTC"), columns)
    return frame.mapInArrow(arrow_mapper(rules, columns, options), from_arrow_schema(schema))


def arrow_mapper(
    rules: RulesSource = None, columns: Columns = DEFAULT_COLUMNS, options: Options = DEFAULT_OPTIONS
) -> Mapper:
    """The function for `mapInArrow`. It is pickled with the rules' name and digest, not with the rules."""
    worker_rules = WorkerRules(open_rules(rules))

    def clean_partition(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for piece in cut(batch, ROWS_PER_BATCH):
                yield clean_batch(piece, worker_rules.book, columns, options)

    return clean_partition
