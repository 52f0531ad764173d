"""`cleaner compare`: what changed between two runs, whatever their formats."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner import RawPage, clean
from cleaner.cli import main
from cleaner.model import Record
from cleaner.run.comparison import compare
from cleaner.run.record_values import read_values
from cleaner.sinks.page_files import PAGE_FORMATS, write_page_files
from cleaner.sinks.rows import Row
from tests.learn.pages import page

Write = Callable[[Path, list[Row]], None]


def _rows(*titles: str) -> list[Row]:
    from msgspec.structs import replace

    record = clean(RawPage(page(0), url="https://tidepost.example/harbour"))
    return [Row(f"in/{number}.html", replace(record, title=title)) for number, title in enumerate(titles)]


def _named(rows: list[Row]) -> list[Record]:
    return [row.named_record for row in rows]


def _jsonl(folder: Path, rows: list[Row]) -> None:
    (folder / "records-00000.jsonl").write_text("".join(f"{one.to_json()}\n" for one in _named(rows)), encoding="utf-8")


def _csv(folder: Path, rows: list[Row]) -> None:
    from cleaner.sinks.tables import write_csv

    with (folder / "records-00000.csv").open("w", encoding="utf-8", newline="") as stream:
        write_csv(rows, stream, many=True)


def _parquet(folder: Path, rows: list[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from cleaner.sinks.arrow_schema import records_to_batch

    pq.write_table(pa.Table.from_batches([records_to_batch(_named(rows))]), folder / "records-00000.parquet")


def _sqlite(folder: Path, rows: list[Row]) -> None:
    import sqlite3

    from cleaner.sinks.database import insert, schema

    with sqlite3.connect(folder / "records.sqlite") as database:
        for statement in schema():
            database.execute(statement)
        for number, record in enumerate(_named(rows)):
            insert(database, number, record)


def _text(folder: Path, rows: list[Row]) -> None:
    (folder / "records-00000").mkdir()
    ending, page_of = PAGE_FORMATS["text"]
    write_page_files(rows, folder / "records-00000", page_of, ending)


FORMATS: dict[str, Write] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "sqlite": _sqlite, "text": _text}


def _written(folder: Path, write: Write, rows: list[Row]) -> Path:
    folder.mkdir()
    write(folder, rows)
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_title_is_found_in_every_format(tmp_path: Path, form: str) -> None:
    before = _written(tmp_path / "before", _jsonl, _rows("Harbour opens", "Mill turns"))
    after = _written(tmp_path / "after", FORMATS[form], _rows("Harbour opens", "Mill stands"))
    found = compare(read_values(before), read_values(after))
    (change,) = found.changes
    assert (found.pages, change.name, change.field) == (2, "in/1.html", "title")
    assert (change.before, change.after, change.outlet) == ("Mill turns", "Mill stands", "tidepost.example")


@pytest.mark.parametrize("form", FORMATS)
def test_a_flag_that_came_is_found_in_every_format(tmp_path: Path, form: str) -> None:
    from msgspec.structs import replace

    (row,) = _rows("Mill turns")
    flagged = Row(row.name, replace(row.record, quality=replace(row.record.quality, flags=("unsure", "truncated"))))
    before = _written(tmp_path / "before", _jsonl, [row])
    after = _written(tmp_path / "after", FORMATS[form], [flagged])
    (change,) = compare(read_values(before), read_values(after)).changes
    assert (change.field, change.after) == ("flags", "unsure; truncated")


def test_the_table_fits_and_names_what_one_run_alone_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _written(tmp_path / "before", _jsonl, _rows("A" * 300, "", "gone"))
    after = _written(tmp_path / "after", _jsonl, _rows("A" * 200 + "B", "Mill"))
    target = tmp_path / "changes.html"
    assert main(["compare", str(before), str(after), "--html", str(target)]) == 1
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) < 80
    assert "1 only before: in/2.html" in printed
    assert "title                   1        1        0" in printed
    assert "<ins>Mill</ins>" in target.read_text(encoding="utf-8")


def test_another_name_of_the_outlet_is_a_change(tmp_path: Path) -> None:
    from msgspec.structs import replace

    (row,) = _rows("Mill turns")
    assert row.record.outlet is not None
    renamed = Row(row.name, replace(row.record, outlet=replace(row.record.outlet, name="Market and Trade")))
    folders = [tmp_path / name for name in ("before", "after")]
    for folder, one in zip(folders, (row, renamed), strict=True):
        folder.mkdir()
        _jsonl(folder, [one])
    (change,) = compare(*map(read_values, folders)).changes
    assert (change.field, change.after) == ("outlet", "Market and Trade")


def test_runs_that_are_alike_have_no_changes(tmp_path: Path) -> None:
    one = _written(tmp_path / "one", _jsonl, _rows("Harbour opens"))
    other = _written(tmp_path / "other", _csv, _rows("Harbour opens"))
    assert main(["compare", str(one), str(other)]) == 0


def test_runs_without_a_name_in_common_say_what_they_are_matched_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = _rows("Harbour opens")
    one = _written(tmp_path / "one", _jsonl, rows)
    other = _written(tmp_path / "other", _jsonl, [Row("pages.jsonl#1", row.record) for row in rows])
    assert main(["compare", str(one), str(other)]) == 1
    assert "no name of an input is in both" in capsys.readouterr().out


def test_a_folder_without_records_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert "no records" in capsys.readouterr().err


def test_apostrophe_before_what_could_be_a_formula_is_no_change(tmp_path: Path) -> None:
    rows = _rows("=SUM(1)", "-5 degrees; +3 tomorrow", "'Quoted', he said", "a,=b(c)")
    for name, write in (("before", _jsonl), ("after", _csv)):
        (tmp_path / name).mkdir()
        write(tmp_path / name, rows)
    assert compare(read_values(tmp_path / "before"), read_values(tmp_path / "after")).changes == ()


DAMAGED = {
    "deep.jsonl": b'{"a":' * 3000 + b"}" * 3000 + b"\n",
    "no-table.parquet": b"PAR1 a ship PAR1",
    "no-database.sqlite": b"a ship",
    "no-text.csv": b"title\n\xff\n",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_that_cannot_be_read_is_one_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_bytes(DAMAGED[name])
    (tmp_path / "whole.jsonl").write_bytes(b"{}\n")
    assert main(["compare", str(tmp_path / "whole.jsonl"), str(tmp_path / name)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"{name}: cannot be read" in line


@pytest.mark.parametrize("named", ["../secret.txt", "{folder}/secret.txt", "link.md", "pipe.md", "a\0b", ".."])
def test_a_table_opens_no_file_outside_its_folder(
    named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.txt").write_text("The harbour is closed", encoding="utf-8")
    run = tmp_path / "run"
    run.mkdir()
    (run / "link.md").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(run / "pipe.md")
    (run / "index.csv").write_text(f"file,input_name\n{named.format(folder=tmp_path)},a\n", encoding="utf-8")
    (tmp_path / "whole.jsonl").write_bytes(b"{}\n")
    assert main(["compare", str(tmp_path / "whole.jsonl"), str(run)]) == 2
    captured = capsys.readouterr()
    assert "closed" not in captured.out
    assert "is no file beside it" in captured.err


def test_a_view_in_the_place_of_records_is_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    endless = "WITH RECURSIVE n(record) AS (SELECT 1 UNION ALL SELECT record FROM n) SELECT record FROM n"
    with sqlite3.connect(tmp_path / "endless.sqlite") as database:
        database.execute(f"CREATE VIEW records AS {endless}")
    (tmp_path / "whole.jsonl").write_bytes(b"{}\n")
    assert main(["compare", str(tmp_path / "whole.jsonl"), str(tmp_path / "endless.sqlite")]) == 2
    assert "a view stands in the place of a table" in capsys.readouterr().err
