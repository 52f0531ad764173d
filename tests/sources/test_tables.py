"""Tables as people's programs write them: pandas, Excel, Scrapy, datatrove; none of their rows is lost."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cleaner.errors import ColumnError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, TableColumns, read_inputs
from cleaner.sources.fetch_times import read_time

SPANISH = "<p>La compañía cogió el año pasado «diez» barcas."


def read(path: Path, reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path)], reading))


def bodies(found: list[InputPage]) -> list[str]:
    """The body of each row, `!` in the place of an error."""
    return [str(one.page.body) if isinstance(one.page, RawPage) else "!" for one in found]


def facts(found: list[InputPage]) -> list[tuple[str | None, datetime | None]]:
    return [(one.page.url, one.page.fetched_at) for one in found if isinstance(one.page, RawPage)]


def csv_text(*rows: list[str], delimiter: str = ",") -> str:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue()


# ------------------------------------------------------------------ CSV


def test_index_of_pandas_is_neither_address_nor_time(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_text(["", "html", "title"], ["0", "<p>a", "A"], ["1", "<p>b", "B"]))
    assert facts(read(path, reading)) == [(None, None), (None, None)]


@pytest.mark.parametrize("name", ["timestamp", "date", "time", "published_at"])
def test_time_that_may_be_the_publications_is_not_taken_unasked(
    tmp_path: Path, reading: ReadOptions, reading_with: Any, name: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_text(["html", name], ["<p>a", "2024-06-01T10:00:00Z"]))
    assert facts(read(path, reading)) == [(None, None)]
    asked = reading_with(columns=TableColumns(date=name))
    assert facts(read(path, asked)) == [(None, datetime(2024, 6, 1, 10, tzinfo=UTC))]


def test_first_of_two_columns_of_one_name_counts(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text(csv_text(["html", "url", "html"], ["<p>a", "https://e.com/", "b"]))
    assert bodies(read(tmp_path / "a.csv", reading)) == ["<p>a"]


def test_table_of_excel_in_an_old_encoding_hands_its_pages_on_as_bytes(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_bytes(csv_text(["html"], [SPANISH], ["<p>plain"], delimiter=";").encode("cp1252"))
    assert [getattr(one.page, "body", None) for one in read(tmp_path / "a.csv", reading)] == [
        SPANISH.encode("cp1252"),
        "<p>plain",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_byte_order_mark_decides(tmp_path: Path, reading: ReadOptions, encoding: str, ending: str) -> None:
    row = json.dumps({"html": SPANISH}, ensure_ascii=False)
    text = csv_text(["html"], [SPANISH], delimiter="\t") if ending == ".csv" else f"{row}\n"
    (tmp_path / f"a{ending}").write_bytes(text.encode(encoding))
    assert bodies(read(tmp_path / f"a{ending}", reading)) == [SPANISH]


# ------------------------------------------------------------------ JSON lines


def test_each_line_has_names_of_its_own(tmp_path: Path, reading: ReadOptions) -> None:
    rows = [
        {"html": "<p>a"},
        {"html": "<p>b", "url": "https://e.com/b", "fetched_at": "2024-06-01T10:00:00Z"},
        {"text": "c", "link": "https://e.com/c"},
        {"html": None, "content": "d"},
        {"title": "no page"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = read(tmp_path / "a.jsonl", reading)
    assert bodies(found) == ["<p>a", "<p>b", "c", "d", "!"]
    assert [url for url, _ in facts(found)] == [None, "https://e.com/b", "https://e.com/c", None]


@pytest.mark.parametrize("time", ["1e400", "-1e400", "1e300", "NaN", "Infinity", '"1e999"'])
def test_number_that_is_no_time_is_no_time(tmp_path: Path, reading: ReadOptions, time: str) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"html": "<p>a", "url": "https://e.com/a", "fetched_at": {time}}}\n')
    assert all(fetched_at is None for _, fetched_at in facts(read(tmp_path / "a.jsonl", reading)))


def test_documents_of_datatrove_have_address_and_time_in_their_metadata(tmp_path: Path, reading: ReadOptions) -> None:
    document = {"text": "<p>a", "id": "1", "metadata": {"url": "https://e.com/", "date": "2024-06-01T10:00:00Z"}}
    (tmp_path / "a.jsonl").write_text(json.dumps(document))
    assert facts(read(tmp_path / "a.jsonl", reading)) == [("https://e.com/", datetime(2024, 6, 1, 10, tzinfo=UTC))]


def test_asked_for_column_may_be_missing_in_some_rows_and_not_in_all(tmp_path: Path, reading_with: Any) -> None:
    rows = [{"html": "<p>a"}, {"html": "<p>b", "address": "https://e.com/b"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    asked = reading_with(columns=TableColumns(url="address"))
    assert [url for url, _ in facts(read(tmp_path / "a.jsonl", asked))] == [None, "https://e.com/b"]
    problems: list[ColumnError] = []
    asked = reading_with(columns=TableColumns(url="adress"), warn=problems.append)
    assert [url for url, _ in facts(read(tmp_path / "a.jsonl", asked))] == [None, None]
    assert "no column 'adress'; it has address, html" in str(problems[0])


def test_line_with_bytes_that_are_no_utf8_hands_them_on(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"html": "<p>año"}\n'.encode("cp1252") + b'{"html": "<p>b"}\n')
    assert [getattr(one.page, "body", None) for one in read(tmp_path / "a.jsonl", reading)] == [
        "<p>año".encode("cp1252"),
        "<p>b",
    ]


def test_records_are_no_pages_and_are_counted(tmp_path: Path, reading: ReadOptions) -> None:
    rows = [{"schema": "newsrecord/1", "text": "cleaned", "url": "https://e.com/"}, {"html": "<p>a"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert bodies(read(tmp_path / "a.jsonl", reading)) == ["<p>a"]
    assert reading.left_out == {"records that cleaner has written": 1}


def test_table_of_records_is_no_table_of_pages(tmp_path: Path, reading: ReadOptions) -> None:
    head = ["id", "status", "url", "canonical_url", "text", "body_by", "input_sha256"]
    (tmp_path / "a.csv").write_text(csv_text(head, ["1", "ok", "u", "u", "cleaned", "x", "y"]))
    [one] = read(tmp_path / "a.csv", reading)
    assert "records that cleaner has written" in str(one.page)


# ------------------------------------------------------------------ JSON files

ROWS = [{"html": f"<p>{n}", "url": f"https://e.com/{n}"} for n in range(3)]
ROW_NUMBERS = range(3)


@pytest.mark.parametrize(
    "whole",
    [
        ROWS,
        {"version": "https://jsonfeed.org/version/1.1", "items": ROWS},
        {"status": "ok", "articles": ROWS},
        {name: {str(n): ROWS[n][name] for n in ROW_NUMBERS} for name in ("html", "url")},  # pandas: to_json()
        {str(n): ROWS[n] for n in ROW_NUMBERS},
        {"columns": ["html", "url"], "index": [0, 1, 2], "data": [list(row.values()) for row in ROWS]},
    ],
    ids=["array", "feed", "answer", "by-columns", "by-rows", "split"],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_file_is_a_table_in_any_usual_form(
    tmp_path: Path, reading: ReadOptions, whole: Any, indent: int | None
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(whole, indent=indent))
    found = read(tmp_path / "a.json", reading)
    assert bodies(found) == ["<p>0", "<p>1", "<p>2"]
    assert [url for url, _ in facts(found)] == ["https://e.com/0", "https://e.com/1", "https://e.com/2"]
    assert [one.name.rpartition(":")[2] for one in found] == ["1", "2", "3"]


def test_json_file_of_one_page(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ROWS[0], indent=1))
    [one] = read(tmp_path / "a.json", reading)
    assert (one.name, bodies([one])) == (str(tmp_path / "a.json"), ["<p>0"])


def test_indented_array_by_the_name_of_lines(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROWS, indent=2))
    assert bodies(read(tmp_path / "a.jsonl", reading)) == ["<p>0", "<p>1", "<p>2"]


def test_json_lines_by_another_name(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.json").write_text("\n".join(map(json.dumps, ROWS)))
    assert bodies(read(tmp_path / "a.json", reading)) == ["<p>0", "<p>1", "<p>2"]


@pytest.mark.parametrize("damage", ['"url" "x"', '"url": x', '"url: "x"', '"a": {"b" 1}, "c": [{"d": 1}, {"e": 2}]'])
@pytest.mark.parametrize("place", range(4))
def test_damaged_element_of_an_array_costs_itself(
    tmp_path: Path, reading: ReadOptions, damage: str, place: int
) -> None:
    rows = [json.dumps({"html": f"<p>{n}" + "x" * 40_000}) for n in range(4)]
    rows[place] = f'{{"html": "<p>{place}", {damage}}}'
    (tmp_path / "a.json").write_text(f"[{', '.join(rows)}]")
    found = [body[:4] for body in bodies(read(tmp_path / "a.json", reading))]
    assert found == ["!" if n == place else f"<p>{n}" for n in range(4)]


def test_objects_in_the_text_of_a_damaged_element_are_no_elements(tmp_path: Path, reading: ReadOptions) -> None:
    script = '<script>[{"a": 1}, {"b": 2}, {"html": "x"}]</script>'
    rows = [json.dumps({"html": f"<p>{n}{script}"}) for n in range(3)]
    rows[1] = rows[1].replace('"html":', '"html"', 1)
    (tmp_path / "a.json").write_text(f"[{', '.join(rows)}]")
    assert [body[:4] for body in bodies(read(tmp_path / "a.json", reading))] == ["<p>0", "!", "<p>2"]


def test_array_cut_short_gives_what_is_there(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ROWS)[:-20])
    found = read(tmp_path / "a.json", reading)
    assert bodies(found) == ["<p>0", "<p>1", "!"]
    assert "cut short" in str(found[-1].page)


def test_json_of_something_else_is_an_error_where_it_is_named_and_counted_where_it_is_found(
    tmp_path: Path, reading: ReadOptions
) -> None:
    (tmp_path / "package.json").write_text('{"name": "x", "version": 1}')
    (tmp_path / "page.html").write_text("<p>a")
    [one] = read(tmp_path / "package.json", reading)
    assert "no pages in it" in str(one.page)
    assert not reading.left_out


# ------------------------------------------------------------------ Parquet


def test_parquet_with_two_columns_of_one_name(tmp_path: Path, reading: ReadOptions) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    table = pa.Table.from_arrays(
        [pa.array(["<p>a"]), pa.array(["https://e.com/"]), pa.array(["b"])], ["html", "url", "html"]
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert bodies(read(tmp_path / "a.parquet", reading)) == ["<p>a"]


# ------------------------------------------------------------------ times


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2024-06-01 10:00:00+00:00", "2024-06-01T10:00:00+00:00"),
        ("Sat, 01 Jun 2024 10:00:00 GMT", "2024-06-01T10:00:00+00:00"),
        (1717236000, "2024-06-01T10:00:00+00:00"),
        ("1717236000.0", "2024-06-01T10:00:00+00:00"),
        (1717236000000, "2024-06-01T10:00:00+00:00"),
        (1717236000000000000, "2024-06-01T10:00:00+00:00"),
        ("20240601100000", "2024-06-01T10:00:00+00:00"),
        ("0", None),
        ("soon", None),
        (float("nan"), None),
        (True, None),
        ("2024-06-01 10:00:00  UTC", "2024-06-01T10:00:00+00:00"),
        ("UTC", None),
    ],
)
def test_time_is_read_in_the_ways_tables_spell_it(value: Any, time: str | None) -> None:
    found = read_time(value)
    assert (found.isoformat() if found else None) == time
