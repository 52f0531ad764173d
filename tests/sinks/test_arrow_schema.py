"""The Arrow schema follows the record's types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.model import Author, Moment, Record

pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")

from cleaner.sinks.arrow_schema import record_of_row, record_schema, records_to_batch  # noqa: E402 after the skip


def test_columns_are_the_members_of_a_record() -> None:
    assert tuple(record_schema().names) == Record.__struct_fields__


def test_parts_are_structs_lists_and_maps() -> None:
    schema = record_schema()
    assert schema.field("authors").type.value_type.field("email").type == pa.string()
    assert schema.field("removed").type == pa.map_(pa.string(), pa.int64())
    assert schema.field("quality").type.field("score").type == pa.float64()


def test_records_survive(record: Record, record_with: Callable[..., Record]) -> None:
    full = record_with(authors=(Author("A"),), published=Moment("2024-03-01", "day"), tags=("x",), removed={"share": 1})
    batch = records_to_batch([record, full])
    batch.validate(full=True)
    assert [record_of_row(row) for row in batch.to_pylist()] == [record, full]


def test_lists_are_empty_and_not_null(record: Record) -> None:
    assert records_to_batch([record]).column("tags").to_pylist() == [[]]


def test_no_records_are_a_batch_without_rows() -> None:
    assert records_to_batch([]).num_rows == 0
