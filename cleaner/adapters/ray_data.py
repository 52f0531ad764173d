"""Ray Data: a dataset of pages to a dataset of records, the rules read once per actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.adapters.arrow import clean_batch, output_schema
from cleaner.adapters.columns import DEFAULT_COLUMNS, Columns
from cleaner.adapters.worker_rules import RulesSource, open_rules
from cleaner.model import Options
from cleaner.pipeline import DEFAULT_OPTIONS

if TYPE_CHECKING:
    import pyarrow as pa
    from ray.data import Dataset

ROWS_PER_BATCH = 200  # of 100 KB each: 20 MB of pages in an actor at a time


class RayCleaner:
    """What an actor of `map_batches(…, batch_format="pyarrow")` is: it reads the rules, then cleans batches."""

    def __init__(
        self, rules: RulesSource = None, columns: Columns = DEFAULT_COLUMNS, options: Options = DEFAULT_OPTIONS
    ) -> None:
        self.rules = open_rules(rules)
        self.columns = columns
        self.options = options

    def __call__(self, table: pa.Table) -> pa.Table:
        """The records of the table's pages, row by row."""
        batches = [clean_batch(batch, self.rules, self.columns, self.options) for batch in table.to_batches()]
        return type(table).from_batches(batches, schema=output_schema(table.schema, self.columns))


def clean_dataset(
    dataset: Dataset, rules: RulesSource = None, columns: Columns = DEFAULT_COLUMNS,
    *, actors: int | tuple[int, int], rows_per_batch: int = ROWS_PER_BATCH,
) -> Dataset:  # fmt: skip
    """A dataset of records, one per page of the dataset, each cleaned when the result is read.

    actors: how many, of one core each, or (fewest, most). rules: a rulebook or a folder has to be at the same place
    on every node. The order of the rows is Ray's: it is kept where the context's
    `execution_options.preserve_order` is set.
    """
    return dataset.map_batches(
        RayCleaner,
        fn_constructor_args=(rules, columns),
        batch_format="pyarrow",
        batch_size=rows_per_batch,
        concurrency=actors,
        num_cpus=1,
        zero_copy_batch=True,
    )
