"""DuckDB and Polars read what the Arrow adapter makes, without an adapter of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs pip install 'news-cleaner[parquet]'")

import pyarrow as pa

from cleaner import Record
from cleaner.adapters.arrow import clean_batch, clean_batches
from cleaner.rulebook import Rulebook
from cleaner.sinks.arrow_schema import record_of_row


@pytest.fixture
def table(rows: list[dict[str, Any]]) -> Any:
    return pa.Table.from_pylist(rows)


def test_duckdb_asks_the_records_as_a_table(
    table: Any, rules: Rulebook, local_records: list[Record], tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs pip install duckdb")
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, tmp_path / "pages.parquet")
    query = f"SELECT html, url, fetched_at FROM '{tmp_path}/pages.parquet'"
    with duckdb.connect() as reading, duckdb.connect() as asking:  # a connection has one open result at a time
        pages = reading.sql(query).to_arrow_reader(4)
        asking.register("records", clean_batches(pages, pages.schema, rules))
        made = asking.sql("SELECT * FROM records").to_arrow_table()
    assert [record_of_row(row) for row in made.to_pylist()] == local_records


def test_polars_holds_the_records_as_a_frame(table: Any, rules: Rulebook, local_records: list[Record]) -> None:
    polars = pytest.importorskip("polars", reason="needs pip install polars")
    pages = polars.from_arrow(table).to_arrow().combine_chunks().to_batches()[0]  # its text is large or a view
    records = polars.from_arrow(clean_batch(pages, rules))
    assert records["title"].to_list() == [record.title for record in local_records]
    assert records["authors"][0].to_list()[0]["name"] == local_records[0].authors[0].name
