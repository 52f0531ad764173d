"""Spark in local mode: the records of clean(), row by row."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="needs pip install 'news-cleaner[spark]'")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17", allow_module_level=True)

from pyspark.sql import SparkSession
from pyspark.sql.functions import lit

from cleaner import CleanerError, Record
from cleaner.adapters.columns import Columns
from cleaner.adapters.spark import clean_data_frame
from cleaner.rulebook import Rulebook
from cleaner.sinks.arrow_schema import record_of_row

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Two workers on this machine, without the web interface, its files in a folder that goes."""
    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "600m",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder),
        "spark.sql.session.timeZone": "America/New_York",  # times are instants, whatever the session's zone
    }
    os.environ["PYSPARK_PYTHON"] = sys.executable  # Spark's own choice is the first python3 of the PATH
    builder = SparkSession.builder.master("local[2]").appName("cleaner-tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(spark: SparkSession, rows: list[dict[str, Any]]) -> Any:
    return spark.createDataFrame(rows, schema="id string, html binary, url string, fetched_at timestamp").repartition(2)


def test_records_are_those_of_the_local_run(
    frame: Any, rules: Rulebook, rows: list[dict[str, Any]], local_records: list[Record]
) -> None:
    made = clean_data_frame(frame.withColumnRenamed("id", "page_id"), rules, Columns(keep=("page_id",))).toArrow()
    found = {row.pop("page_id"): record_of_row(row) for row in made.to_pylist()}
    assert found == {row["id"]: record for row, record in zip(rows, local_records, strict=True)}


def test_rows_of_a_partition_keep_their_order(frame: Any, rules: Rulebook, local_records: list[Record]) -> None:
    made = clean_data_frame(frame.coalesce(1).sortWithinPartitions("html"), rules).select("input.sha256").toArrow()
    asked = frame.coalesce(1).sortWithinPartitions("html").selectExpr("sha2(html, 256) AS sha256").toArrow()
    assert made.column("sha256").to_pylist() == asked.column("sha256").to_pylist()


def test_records_can_be_asked_in_sql_and_written(
    spark: SparkSession, frame: Any, rules: Rulebook, local_records: list[Record], tmp_path: Any
) -> None:
    clean_data_frame(frame, rules).write.parquet(str(tmp_path / "records"))
    read = spark.read.parquet(str(tmp_path / "records"))
    read.createOrReplaceTempView("records")
    found = spark.sql("SELECT status, count(*) AS pages FROM records GROUP BY status").collect()
    counted: dict[str, int] = {}
    for record in local_records:
        counted[record.status.value] = counted.get(record.status.value, 0) + 1
    assert {row.status: row.pages for row in found} == counted


def test_bad_row_is_a_row(spark: SparkSession, rules: Rulebook, rows: list[dict[str, Any]]) -> None:
    given = [{"html": None, "url": "https://example.com/none"}, {"html": rows[0]["html"], "url": rows[0]["url"]}]
    made = clean_data_frame(spark.createDataFrame(given, schema="html binary, url string"), rules).collect()
    assert sorted(row.status for row in made) == ["error", "ok"]


def test_wrong_column_is_told_before_anything_runs(frame: Any, rules: Rulebook) -> None:
    with pytest.raises(CleanerError, match="no column 'page' for body"):
        clean_data_frame(frame, rules, Columns(body="page"))
    with pytest.raises(CleanerError, match="'url' is int32, and url has to be text"):
        clean_data_frame(frame.withColumn("url", lit(7)), rules)
