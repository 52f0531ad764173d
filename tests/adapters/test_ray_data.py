"""Ray Data on two nodes: the records of clean(), row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("ray", reason="needs pip install 'news-cleaner[ray]'")
pytest.importorskip("pyarrow", reason="needs pip install 'news-cleaner[parquet]'")

import pyarrow as pa
import ray
import ray.data
from ray_cluster import two_nodes

from cleaner import Record
from cleaner.adapters.columns import Columns
from cleaner.adapters.ray_data import RayCleaner, clean_dataset
from cleaner.rulebook import Rulebook
from cleaner.sinks.arrow_schema import record_of_row, record_schema

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with two_nodes() as running:
        ray.init(address=running.address, log_to_driver=False)
        ray.data.DataContext.get_current().execution_options.preserve_order = True
        ray.data.DataContext.get_current().enable_progress_bars = False
        yield running
        ray.shutdown()


@pytest.fixture
def dataset(cluster: Any, rows: list[dict[str, Any]]) -> Any:
    half = len(rows) // 2
    return ray.data.from_arrow([pa.Table.from_pylist(rows[:half]), pa.Table.from_pylist(rows[half:])])


def test_records_are_those_of_the_local_run(dataset: Any, rules: Rulebook, local_records: list[Record]) -> None:
    made = clean_dataset(dataset, rules, actors=2, rows_per_batch=4)
    tables = ray.get(made.to_arrow_refs())
    assert [record_of_row(row) for table in tables for row in table.to_pylist()] == local_records


def test_kept_columns_stay_with_their_rows(dataset: Any, rows: list[dict[str, Any]]) -> None:
    made = clean_dataset(dataset.rename_columns({"id": "page_id"}), columns=Columns(keep=("page_id",)), actors=1)
    assert [row["page_id"] for row in made.take_all()] == [row["id"] for row in rows]


def test_actor_reads_the_rules_when_it_is_made(rules: Rulebook, rows: list[dict[str, Any]]) -> None:
    actor = RayCleaner()
    assert actor.rules.digest == rules.digest
    assert actor(pa.Table.from_pylist(rows)).num_rows == len(rows)


def test_empty_table_is_an_empty_table_of_records(rules: Rulebook, rows: list[dict[str, Any]]) -> None:
    made = RayCleaner(rules)(pa.Table.from_pylist(rows).slice(0, 0))
    assert (made.num_rows, made.schema) == (0, record_schema())
