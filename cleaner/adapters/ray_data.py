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
    *, actors: int | tuple[int, int], rows_per_batch: int = ROWS_PER_BATCH, cores_per_actor: float | None = None,
) -> Dataset:  # fmt: skip
    """A dataset of records, one per page of the dataset, each cleaned when the result is read.

    actors: how many, or (fewest, most). cores_per_actor: what each takes of Ray's count of cores, as a rule one; None:
    less for a number of actors that would leave no core for reading and writing, which Ray waits for without end.
    rules: a rulebook or a folder has to be at the same place
    on every node. The order of the rows is Ray's: it is kept where the context's
    `execution_options.preserve_order` is set.
    """
    if cores_per_actor is None:
        cores_per_actor = _cores_per_actor(actors) if isinstance(actors, int) else 1.0
    return dataset.map_batches(
        RayCleaner,
        fn_constructor_args=(rules, columns),
        batch_format="pyarrow",
        batch_size=rows_per_batch,
        concurrency=actors,
        num_cpus=cores_per_actor,
        zero_copy_batch=True,
    )


def _cores_per_actor(actors: int) -> float:
    """One core, or as much as leaves one core of the cluster free; of a cluster that has yet to grow, one."""
    import ray  # an extra

    cores = int(ray.cluster_resources().get("CPU", 0))
    return 1.0 if cores == 0 else min(1.0, (cores - 1) / actors)
