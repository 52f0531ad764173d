"""What a table says of a page that it does not hold, and columns that one of many tables lacks."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cleaner.errors import ColumnError, InputError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, TableColumns, read_inputs
from cleaner.sources.tables import DATE_NAMES, FILE_NAMES, PAGE_NAMES, URL_NAMES

ReadingWith = Callable[..., ReadOptions]
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 5, 4, tzinfo=UTC)


def read(path: Path, reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path)], reading))


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    elif path.suffix == ".csv":
        with path.open("w", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
    else:
        pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_row_whose_page_is_null_keeps_what_else_it_says(tmp_path: Path, reading_with: ReadingWith, ending: str) -> None:
    rows = [
        {"html": body, "url": f"https://e.com/{body}", "fetched_at": "2026-05-04T12:00:00Z", "desk": "city"}
        for body in ("a", None)
    ]
    path = write(tmp_path / f"a{ending}", rows)
    _, lost = read(path, reading_with(columns=TableColumns(keep=("desk",))))
    assert isinstance(lost.page, InputError)
    assert lost.known == RawPage(b"", "https://e.com/None", fetched_at=NOON)
    assert lost.kept == {"desk": "city"}


def test_row_whose_file_is_missing_keeps_its_address(tmp_path: Path, reading: ReadOptions) -> None:
    path = write(tmp_path / "list.csv", [{"path": "gone.html", "url": "https://e.com/gone"}])
    [lost] = read(path, reading)
    assert lost.known == RawPage(b"", "https://e.com/gone")


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
@pytest.mark.parametrize(
    "wanted", [TableColumns(keep=("desk",)), TableColumns(date="when"), TableColumns(url="address")], ids=str
)
def test_column_that_a_table_lacks_costs_no_page_and_is_said_once(
    tmp_path: Path, reading_with: ReadingWith, ending: str, wanted: TableColumns
) -> None:
    path = write(tmp_path / f"a{ending}", [{"html": f"<p>{n}"} for n in range(3)])
    problems: list[ColumnError] = []
    found = read(path, reading_with(columns=wanted, warn=problems.append))
    assert [getattr(one.page, "body", None) for one in found] == ["<p>0", "<p>1", "<p>2"]
    [problem] = problems
    assert f"a{ending}: no column {wanted.names[0]!r}; it has html" in str(problem)


def test_table_that_is_one_error_says_how_many_rows_go_with_it(tmp_path: Path, reading: ReadOptions) -> None:
    path = write(tmp_path / "a.parquet", [{"title": str(n)} for n in range(1200)])
    [one] = read(path, reading)
    assert "(1,200 rows)" in str(one.page)


def test_page_column_without_a_type_has_a_row_for_each(tmp_path: Path, reading: ReadOptions) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"html": pa.nulls(3), "url": ["a", "b", "c"]}), tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet", reading)
    assert [one.known.url for one in found if one.known is not None] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("values", "kind", "time"),
    [
        ([date(2026, 5, 4)], "date32", MIDNIGHT),
        ([date(2026, 5, 4)], "date64", MIDNIGHT),
        ([NOON], "timestamp[ns, tz=Asia/Tokyo]", NOON),
        ([1_777_896_000_000_000_123], "timestamp[ns]", NOON),
        ([NOON.timestamp()], "double", NOON),
        ([1_777_896_000], "int32", NOON),
        ([20260504], "int32", MIDNIGHT),
        (["2026-05-04 12:00:00 UTC"], "string", NOON),
        ([b"2026-05-04T14:00:00+02:00"], "binary", NOON),
    ],
)
def test_time_of_every_type_is_read_alike_in_a_file_and_in_a_batch(
    tmp_path: Path, reading: ReadOptions, values: list[Any], kind: str, time: datetime
) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    from cleaner.adapters.columns import Columns, find_columns

    zoned = {"timestamp[ns, tz=Asia/Tokyo]": pa.timestamp("ns", "Asia/Tokyo")}
    times = pa.array(values, zoned.get(kind) or (kind.startswith("date") and getattr(pa, kind)()) or kind)
    table = pa.table({"html": ["<p>a"], "fetched_at": times})
    pq.write_table(table, tmp_path / "a.parquet")
    [in_file] = read(tmp_path / "a.parquet", reading)
    [batch] = table.to_batches()
    [in_batch] = find_columns(batch.schema, Columns()).pages(batch)
    assert isinstance(in_file.page, RawPage)
    assert in_file.page.fetched_at == time
    assert in_batch.page == in_file.page


@pytest.mark.parametrize(("value", "is_unread"), [("last week", True), (0, True), ("", False), (None, False)])
def test_time_that_cannot_be_read_is_marked(tmp_path: Path, reading: ReadOptions, value: Any, is_unread: bool) -> None:
    [one] = read(write(tmp_path / "a.jsonl", [{"html": "<p>a", "fetched_at": value}]), reading)
    assert isinstance(one.page, RawPage)
    assert (one.page.fetched_at, one.page.has_unread_time) == (None, is_unread)


def test_address_that_a_writer_stored_as_bytes_is_text(tmp_path: Path, reading: ReadOptions) -> None:
    path = write(tmp_path / "a.parquet", [{"html": "<p>a", "url": b"https://e.com/a"}])
    [one] = read(path, reading)
    assert isinstance(one.page, RawPage)
    assert one.page.url == "https://e.com/a"


def test_nanoseconds_can_be_kept(tmp_path: Path, reading_with: ReadingWith) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    times = pa.array([1_777_896_000_000_000_123], pa.timestamp("ns", "UTC"))
    pq.write_table(pa.table({"html": ["<p>a"], "seen": times}), tmp_path / "a.parquet")
    [one] = read(tmp_path / "a.parquet", reading_with(columns=TableColumns(keep=("seen",))))
    assert one.kept == {"seen": '"2026-05-04T12:00:00Z"'}


def notes(path: Path, reading_with: ReadingWith, **members: Any) -> list[str]:
    lines: list[str] = []
    list(read(path, reading_with(note=lines.append, **members)))
    return lines


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
@pytest.mark.parametrize("rows", [1, 60])
def test_table_without_known_addresses_or_times_is_noted_once(
    tmp_path: Path, reading_with: ReadingWith, ending: str, rows: int
) -> None:
    row = {"doc_id": "1", "address": "https://e.com/", "raw_html": "<p>a", "crawled": "2026-05-04"}
    path = write(tmp_path / f"a{ending}", [row] * rows)
    missing = "no column of addresses or times of fetching was recognised; cleaner run has --url-column and "
    [line] = notes(path, reading_with)
    assert f"a{ending}: {missing}--date-column. It has doc_id, address, raw_html, crawled" in line
    [line] = notes(path, reading_with, columns=TableColumns(url="address"))
    assert "no column of times of fetching was recognised; cleaner run has --date-column. It has" in line
    assert notes(path, reading_with, columns=TableColumns(url="address", date="crawled")) == []


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
@pytest.mark.parametrize("row", [{"html": "<p>a"}, {"html": "<p>a", "url": "https://e.com/", "title": "A"}], ids=str)
def test_table_with_nothing_else_to_take_is_not_noted(
    tmp_path: Path, reading_with: ReadingWith, ending: str, row: dict[str, str]
) -> None:
    assert notes(write(tmp_path / f"a{ending}", [row] * 3), reading_with) == []


def test_documentation_lists_the_names_that_are_recognised() -> None:
    page = (Path(__file__).parents[2] / "docs" / "runs.md").read_text(encoding="utf-8")
    listed = page.split("In tables the page is the column", 1)[1].split("a `date` or", 1)[0]
    assert re.findall(r"`(\w+)`", listed) == [*PAGE_NAMES, *FILE_NAMES, *URL_NAMES, *DATE_NAMES]


@pytest.mark.parametrize("ending", [".jsonl", ".csv"])
def test_table_of_addresses_says_what_fetches_them(tmp_path: Path, reading: ReadOptions, ending: str) -> None:
    row = {"id": "1", "address": "https://e.com/a", "label": "A"}
    first, *_ = read(write(tmp_path / f"a{ending}", [row] * 3), reading)
    assert "no column of pages; 'address' holds addresses of pages: " in str(first.page)
    assert "one a line, and use --urls FILE. It has id, address, label" in str(first.page)


@pytest.mark.parametrize("ending", [".jsonl", ".csv"])
def test_table_of_pages_under_another_name_says_which_column_it_is(
    tmp_path: Path, reading: ReadOptions, ending: str
) -> None:
    row = {"Adresse": "https://e.com/a", "Die Seite": "<!doctype html><p>A"}
    first, *_ = read(write(tmp_path / f"a{ending}", [row] * 3), reading)
    assert "'Die Seite' looks like one: cleaner run --page-column 'Die Seite'. It has" in str(first.page)
    assert "--urls" not in str(first.page)


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
def test_address_in_the_place_of_a_page_is_no_page(tmp_path: Path, reading_with: ReadingWith, ending: str) -> None:
    rows = [{"html": "https://e.com/a "}, {"html": "<p>a"}, {"html": "https://e.com/a is\nan address"}]
    address, *pages = read(write(tmp_path / f"a{ending}", rows), reading_with(columns=TableColumns(page="html")))
    assert isinstance(address.page, ColumnError)
    assert ":1: no page: 'html' holds addresses of pages: " in str(address.page)
    assert [getattr(one.page, "body", None) for one in pages] == ["<p>a", "https://e.com/a is\nan address"]


@pytest.mark.parametrize("first", ["1;2", '1,"2', "", "1,2,3"])
def test_table_without_pages_says_so_whatever_its_first_row_is(
    tmp_path: Path, reading: ReadOptions, first: str
) -> None:
    (tmp_path / "a.csv").write_text(f"a,b\n{first}")
    [one] = read(tmp_path / "a.csv", reading)
    assert "no column of pages; name it with --page-column, as cleaner run has it. It has a, b" in str(one.page)
