"""Arrow: rows in are rows out, in order, and one bad row never harms another."""

from __future__ import annotations

import pickle
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs pip install 'news-cleaner[parquet]'")

import pyarrow as pa

from cleaner import CleanerError, Record
from cleaner.adapters import arrow
from cleaner.adapters.arrow import clean_batch, clean_batches, output_schema
from cleaner.adapters.columns import Columns
from cleaner.adapters.worker_rules import WorkerRules, open_rules
from cleaner.model import Status
from cleaner.rulebook import Rulebook, load_rules
from cleaner.sinks.arrow_schema import record_of_row, record_schema


def records(batch: Any) -> list[Record]:
    return [record_of_row(row) for row in batch.to_pylist()]


@pytest.fixture(scope="module")
def batch(rows: list[dict[str, Any]]) -> Any:
    return pa.RecordBatch.from_pylist(rows)


def test_rows_are_the_records_of_clean(batch: Any, rules: Rulebook, local_records: list[Record]) -> None:
    assert records(clean_batch(batch, rules)) == local_records


def test_schema_is_the_records_whatever_the_rows(batch: Any, rules: Rulebook) -> None:
    assert clean_batch(batch, rules).schema == record_schema()
    assert clean_batch(batch.slice(0, 0), rules).schema == record_schema()


def test_slice_of_a_batch_is_cleaned_as_its_own(batch: Any, rules: Rulebook, local_records: list[Record]) -> None:
    assert records(clean_batch(batch.slice(3, 2), rules)) == local_records[3:5]


def test_kept_columns_follow_the_record(rows: list[dict[str, Any]], rules: Rulebook) -> None:
    given = pa.RecordBatch.from_pylist([{"page": row["html"], "warc_id": row["id"]} for row in rows])
    made = clean_batch(given, rules, Columns(body="page", keep=("warc_id",)))
    assert made.schema.names == [*record_schema().names, "warc_id"]
    assert made.column("warc_id").to_pylist() == [row["id"] for row in rows]


BODY_TYPES = [pa.binary(), pa.large_binary(), pa.binary_view(), pa.dictionary(pa.int32(), pa.binary())]
TEXT_TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]


@pytest.mark.parametrize("kind", BODY_TYPES + TEXT_TYPES, ids=str)
def test_every_type_that_holds_a_page_is_read(kind: Any, rows: list[dict[str, Any]], rules: Rulebook) -> None:
    page = rows[0]["html"] if kind in BODY_TYPES else rows[0]["html"].decode()
    array = pa.array([page], kind.value_type if pa.types.is_dictionary(kind) else kind)
    made = clean_batch(pa.RecordBatch.from_arrays([array.dictionary_encode()] if pa.types.is_dictionary(kind)
                                                  else [array], ["body"]), rules)  # fmt: skip
    assert records(made)[0].status is Status.OK


def bad(**values: Any) -> dict[str, Any]:
    return {"html": b"<p>x</p>", "url": None, "kind": None, "fetched_at": None} | values


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (bad(html=None), "'html' is null"),
        (bad(kind="pdf"), "pdf"),
    ],
)
def test_bad_row_is_an_error_and_harms_no_other(
    row: dict[str, Any], told: str, rows: list[dict[str, Any]], rules: Rulebook, local_records: list[Record]
) -> None:
    good = [bad(html=one["html"], url=one["url"], fetched_at=one["fetched_at"].isoformat()) for one in rows[:2]]
    schema = pa.schema({"html": pa.binary(), "url": pa.string(), "kind": pa.string(), "fetched_at": pa.string()})
    made = records(clean_batch(pa.RecordBatch.from_pylist([good[0], row, good[1]], schema=schema), rules))
    assert (made[0], made[2]) == tuple(local_records[:2])
    assert made[1].status is Status.ERROR
    assert told in (made[1].reason or "")


def test_text_column_with_bytes_in_another_encoding_is_read_as_such(rules: Rulebook) -> None:
    bodies = pa.array([b"<p>one</p>", b"<p>gr\xfc\xdfe", b"<p>two</p>"], pa.binary()).view(pa.string())
    made = records(clean_batch(pa.RecordBatch.from_arrays([bodies], ["html"]), rules))
    assert [one.input.encoding for one in made] == ["utf-8", "cp1252", "utf-8"]


def test_time_that_python_cannot_hold_spoils_no_row(rules: Rulebook) -> None:
    times = pa.array([1 << 40, 0, -(1 << 40)], pa.int64()).cast(pa.timestamp("s"))
    made = records(clean_batch(pa.RecordBatch.from_arrays([pa.array(["<p>one</p>"] * 3), times], ["html", "date"]),
                               rules, Columns(fetched_at="date")))  # fmt: skip
    assert len({record.status for record in made}) == 1
    assert made[0].status is not Status.ERROR


def test_row_that_crashes_the_program_is_a_row(
    batch: Any, rules: Rulebook, local_records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    import cleaner.pipeline

    real = cleaner.pipeline.segment

    def fails_on_one(document: Any, options: Any) -> Any:
        if document.url == "https://2.example.com/2":
            raise ZeroDivisionError("stub")
        return real(document, options)

    monkeypatch.setattr(cleaner.pipeline, "segment", fails_on_one)
    made = records(clean_batch(batch, rules))
    assert made[2].status is Status.CRASHED
    assert "ZeroDivisionError" in (made[2].reason or "")
    assert made[:2] + made[3:] == local_records[:2] + local_records[3:]


def test_time_without_zone_is_utc(rows: list[dict[str, Any]], rules: Rulebook) -> None:
    naive = pa.RecordBatch.from_pylist([{"html": rows[0]["html"], "fetched_at": datetime(2026, 5, 4, 12, 30)}])
    assert clean_batch(naive, rules).column("input").to_pylist()[0]["fetched_at"] == "2026-05-04T12:30:00+00:00"


def test_time_is_an_instant_in_whatever_zone_it_is_shown(rows: list[dict[str, Any]], rules: Rulebook) -> None:
    zoned = pa.array([rows[0]["fetched_at"]], pa.timestamp("us", tz="America/New_York"))
    given = pa.RecordBatch.from_arrays([pa.array([rows[0]["html"]]), zoned], ["html", "fetched_at"])
    assert clean_batch(given, rules).column("input").to_pylist()[0]["fetched_at"] == "2026-05-04T12:30:00+00:00"


@pytest.mark.parametrize(("given", "read"), [("yesterday", None), ("20260504123000", "2026-05-04T12:30:00+00:00")])
def test_time_in_a_text_is_read_as_a_batch_run_reads_it(given: str, read: str | None, rules: Rulebook) -> None:
    batch = pa.RecordBatch.from_pylist([{"HTML": b"<p>x</p>", "crawl_date": given}])
    assert clean_batch(batch, rules).column("input").to_pylist()[0]["fetched_at"] == read


PAGE = pa.array([b"<p>x</p>"])


@pytest.mark.parametrize(
    ("names", "arrays", "columns", "told"),
    [
        (["roh"], [PAGE], Columns(), "no column with the page: there are 'roh'; name it with Columns(body=…)"),
        (["page"], [PAGE], Columns(body="pgae"), "no column 'pgae' for body: there are 'page'"),
        (["html"], [pa.array([7])], Columns(), "the column 'html' is int64, and body has to be binary or text"),
        (["html", "url"], [PAGE, pa.array([7])], Columns(), "the column 'url' is int64, and url has to be text"),
        (["html", "html"], [PAGE, PAGE], Columns(), "more than one column 'html' for body"),
        (["html"], [PAGE], Columns(keep=("warc_id",)), "no column 'warc_id' to keep: there are 'html'"),
        (["html", "text"], [PAGE, PAGE], Columns(keep=("text",)), "'text' cannot be kept: records have one"),
    ],
)
def test_wrong_column_is_one_clear_error(
    names: list[str], arrays: list[Any], columns: Columns, told: str, rules: Rulebook
) -> None:
    given = pa.RecordBatch.from_arrays(arrays, names)
    with pytest.raises(CleanerError) as raised:
        clean_batch(given, rules, columns)
    assert told in str(raised.value)
    with pytest.raises(CleanerError):
        output_schema(given.schema, columns)


def test_stream_of_batches_is_cleaned_piece_by_piece(
    batch: Any, rules: Rulebook, local_records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    real = arrow.clean_batch

    def counted(piece: Any, *others: Any) -> Any:
        sizes.append(piece.num_rows)
        return real(piece, *others)

    monkeypatch.setattr(arrow, "clean_batch", counted)
    reader = clean_batches(iter([batch, batch]), batch.schema, rules, rows_per_batch=4)
    assert sizes == []  # nothing before it is asked for
    assert [record for made in reader for record in records(made)] == local_records * 2
    assert sizes == [4, 4, 3] * 2


# ------------------------------------------------------------------ rules that travel


def test_rules_are_a_book_a_folder_or_those_that_ship(tmp_path: Path, rules: Rulebook) -> None:
    (tmp_path / "sites").mkdir()
    rule = "rule: 1\nsite: harbour.example\nversion: 1\nmatch: {hosts: [harbour.example]}\nbody: {css: article}\n"
    (tmp_path / "sites" / "harbour.example.yaml").write_text(rule)
    assert open_rules(rules) is rules
    assert open_rules().digest == rules.digest
    assert open_rules(tmp_path).digest == load_rules(str(tmp_path)).digest != rules.digest


def test_rules_are_read_once_per_process(rules: Rulebook) -> None:
    sent = pickle.dumps(WorkerRules(rules))
    assert len(sent) < 1000  # a name, not the rules
    assert pickle.loads(sent).book is pickle.loads(sent).book
    assert pickle.loads(sent).book.digest == rules.digest
