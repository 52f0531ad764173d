"""`cleaner run` in this process: formats, going on, mistakes."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import cleaner.run.plan
from cleaner.cli.run import FORMATS
from cleaner.cli.run import run as run_command
from cleaner.model import Status
from cleaner.run.engines import ENGINES
from cleaner.sinks.compressed import Compression
from cleaner.sinks.stores import STORES

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from conftest import Run


@pytest.fixture
def inbox(tmp_path: Path, page: Path) -> Path:
    """Three pages, one of them no page."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(page, folder / "a.html")
    (folder / "b.html").write_bytes(b"%PDF-1.7")
    shutil.copy(page, folder / "c.html")
    return folder


def rows(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for path in sorted(out.glob("records-*.jsonl")) for line in path.read_bytes().splitlines()]


def choices(name: str) -> list[str]:
    [option] = [option for option in run_command.params if option.name == name]
    return list(option.type.choices)  # type: ignore[attr-defined]


def test_choices_are_what_there_is() -> None:
    assert set(FORMATS) == set(STORES)
    assert choices("statuses") == [status.value for status in Status]
    assert set(choices("engine")) == set(ENGINES)
    assert set(choices("compress")) == set(get_args(Compression))


def test_every_page_is_a_record_in_order(run: Run, inbox: Path, tmp_path: Path) -> None:
    ran = run("run", inbox, "--out", tmp_path / "out", "--workers", 1, "--shard-pages", 2)
    made = rows(tmp_path / "out")
    assert [(row["status"], Path(row["input"]["name"]).name) for row in made] == [  # type: ignore[index]
        ("ok", "a.html"),
        ("error", "b.html"),
        ("ok", "c.html"),
    ]
    names = sorted(path.name for path in (tmp_path / "out").glob("records-*"))
    assert names == ["records-00000.jsonl", "records-00001.jsonl"]
    assert (ran.code, "b.html: not a text page: a PDF document" in ran.err, "3 pages in" in ran.err) == (1, True, True)


def test_rows_are_those_of_clean(run: Run, inbox: Path, tmp_path: Path) -> None:
    run("run", inbox, "--out", tmp_path / "out", "--workers", 1)
    run("clean", inbox, "-o", tmp_path / "clean.jsonl")
    assert (tmp_path / "out" / "records-00000.jsonl").read_bytes() == (tmp_path / "clean.jsonl").read_bytes()


def test_finished_run_does_nothing_and_shows_its_table_again(run: Run, inbox: Path, tmp_path: Path) -> None:
    first = run("run", inbox, "--out", tmp_path / "out", "--workers", 1)
    again = run("run", inbox, "--out", tmp_path / "out", "--workers", 1)
    assert "is finished: 3 pages, nothing to do" in again.err
    assert (again.out, again.code) == (first.out, first.code)


def test_shard_that_was_removed_is_made_again(run: Run, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("run", inbox, "--out", out, "--workers", 1, "--shard-pages", 1)
    before = rows(out)
    (out / "records-00001.jsonl").unlink()
    run("run", inbox, "--out", out, "--workers", 1, "--shard-pages", 1)
    assert rows(out) == before


def test_report_is_one_page_that_loads_nothing(run: Run, inbox: Path, tmp_path: Path) -> None:
    (inbox / "d.html").write_text("<title><script>alert(1)</script></title>", encoding="utf-8")
    report = tmp_path / "report.html"
    run("run", inbox, "--out", tmp_path / "out", "--workers", 1, "--report", report)
    text = report.read_text(encoding="utf-8")
    assert ("<svg" in text, text.count("<script"), "http" in text.replace("http-equiv", "")) == (True, 1, False)
    assert "ok 2 (50%)" in text


def test_pages_that_are_no_files_are_left_unexplained_in_one_line(run: Run, page: Path, tmp_path: Path) -> None:
    row = json.dumps({"html": page.read_text(encoding="utf-8"), "url": "https://example.com/story/1"}) + "\n"
    (tmp_path / "pages.jsonl").write_text(3 * row)
    inputs = (tmp_path / "pages.jsonl", page)
    report = ("--report", tmp_path / "report.html", "--explanations", 5)
    ran = run("run", *inputs, "--out", tmp_path / "out", "--workers", 1, *report)
    [line] = [line for line in ran.err.splitlines() if "not explained" in line]
    assert "3 pages not explained, as rows of tables and pages in archives are no files of their own: " in line
    assert len(list((tmp_path / "report-explanations").iterdir())) == 1


# ------------------------------------------------------------------ mistakes


@pytest.fixture
def begun(run: Run, inbox: Path, tmp_path: Path) -> Path:
    """The folder of a finished run."""
    out = tmp_path / "out"
    run("run", inbox, "--out", out, "--workers", 1)
    return out


def refused(ran: object, told: str) -> None:
    """One line that says what is wrong, and exit code 2."""
    assert ran.code == 2  # type: ignore[attr-defined]
    assert told in ran.err  # type: ignore[attr-defined]
    assert ran.err.count("\n") == 1  # type: ignore[attr-defined]


def test_changed_rules_are_noticed(run: Run, inbox: Path, begun: Path, own_rules: Path) -> None:
    before = rows(begun)
    ran = run("run", inbox, "--out", begun, "--workers", 1, "--rules", own_rules)
    refused(ran, "finished with other rules (")
    assert rows(begun) == before
    assert run("run", inbox, "--out", begun, "--rules", own_rules, "--workers", 1, "--start-over").code == 1
    assert [row["tool"]["rules_digest"] for row in rows(begun)] != [row["tool"]["rules_digest"] for row in before]  # type: ignore[index]


def test_changed_version_is_noticed(run: Run, inbox: Path, begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.run.plan, "__version__", "0.2.0")
    refused(run("run", inbox, "--out", begun), "finished with other version (0.1.0, now 0.2.0)")


def test_changed_input_is_noticed(run: Run, inbox: Path, begun: Path) -> None:
    (inbox / "a.html").write_text("<p>Other</p>", encoding="utf-8")
    refused(run("run", inbox, "--out", begun), "finished with other input files (")


def test_unfinished_run_goes_on_with_other_rules_when_told_to(
    run: Run, inbox: Path, begun: Path, own_rules: Path
) -> None:
    settings = json.loads((begun / "_run.json").read_text())
    (begun / "_run.json").write_text(json.dumps(settings | {"is_finished": False}))
    refused(
        run("run", inbox, "--out", begun, "--rules", own_rules), "--continue-anyway makes the rest with what is there"
    )
    assert run("run", inbox, "--out", begun, "--rules", own_rules, "--continue-anyway").code == 1
    assert len(json.loads((begun / "_run.json").read_text())["earlier"]) == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--format", "csv"), "begun with other format (jsonl, now csv)"),
        (("--shard-pages", "5"), "begun with other pages per shard (10000, now 5)"),
        (("--kind", "text"), "begun with other --kind (none, now text)"),
    ],
)
def test_other_settings_are_refused(run: Run, inbox: Path, begun: Path, more: tuple[str, ...], told: str) -> None:
    refused(run("run", inbox, "--out", begun, "--continue-anyway", *more), told)


def test_folder_of_another_run_is_left_alone(run: Run, page: Path, begun: Path) -> None:
    before = rows(begun)
    refused(run("run", page, "--out", begun), "begun with other inputs (")
    assert rows(begun) == before


def test_folder_with_other_things_in_it_is_left_alone(run: Run, page: Path, tmp_path: Path) -> None:
    refused(run("run", page, "--out", tmp_path), "not empty, and no run's folder; name a new one")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html"]


def test_folder_where_a_run_is_at_work_is_left_alone(run: Run, inbox: Path, begun: Path) -> None:
    from cleaner.run.folder import RunFolder

    with RunFolder(begun).locked():
        refused(run("run", inbox, "--out", begun), "another run is writing there")


def test_output_below_the_input_is_not_read(run: Run, inbox: Path) -> None:
    for _ in range(2):
        assert "3 pages" in run("run", inbox, "--out", inbox / "out", "--workers", 1).err


def test_out_may_not_be_a_file_nor_below_one(run: Run, page: Path) -> None:
    assert run("run", page, "--out", page).code == 2
    refused(run("run", page, "--out", page / "out"), "cannot be written: Not a directory")


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("missing.html", "missing.html: cannot be read: no such file or folder"),
        ("empty", "empty: no pages there"),
        ("https://example.com/a", "cleaner run reads pages that were fetched already"),
        ("nosuch://bucket/a", "nosuch://bucket/a: cannot be read"),
    ],
)
def test_input_that_is_not_there_is_told_before_anything_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    refused(run("run", argument, "--out", "out"), told)
    assert not (tmp_path / "out").exists()


def test_missing_column_is_told_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    refused(run("run", tmp_path / "a.csv", "--out", tmp_path / "out"), "no column of pages; name it with --page-column")
    assert not (tmp_path / "out").exists()


def test_run_file_of_others_is_refused(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "_run.json").write_text("{}")
    refused(run("run", page, "--out", tmp_path / "out"), "_run.json: not written by this program")


def test_first_rows_that_are_no_pages_do_not_stop_a_run(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.jsonl"
    table.write_text('{"error": "timeout"}\n{"html": 5}\n{"html": "<p>text</p>"}\n' + "[" * 100_000 + "\n")
    ran = run("run", table, "--out", tmp_path / "out")
    assert ran.code == 1
    statuses = [row["status"] for row in rows(tmp_path / "out")]
    assert (len(statuses), statuses.count("error")) == (4, 3)


def test_pages_cut_short_are_counted(run: Run, page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    folder.mkdir()
    (folder / "a.html.gz").write_bytes(gzip.compress(page.read_bytes())[:-30])
    ran = run("run", folder, "--out", tmp_path / "out")
    assert "1 page is truncated" in ran.err
    assert '"truncated"' in json.dumps(rows(tmp_path / "out")[0]["quality"])
    assert "a.html.gz: truncated" in run("clean", folder, "--format", "jsonl").err


# ------------------------------------------------------------------ columns that are kept


def test_columns_of_a_table_are_kept(page: Path, run: Run, tmp_path: Path) -> None:
    rows = [
        {"html": page.read_text(encoding="utf-8"), "url": "https://e.com/a", "crawl": "may", "rank": 7, "tags": ["a"]},
        {"html": None, "url": "https://e.com/b", "crawl": "june", "rank": None},
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    keep = ("--keep", "crawl", "--keep", "rank", "--keep", "url")
    assert run("run", tmp_path / "pages.jsonl", "--out", tmp_path / "out", *keep).code == 1
    first, second = map(json.loads, (tmp_path / "out" / "records-00000.jsonl").read_text().splitlines())
    assert first["input"]["kept"] == {"crawl": "may", "rank": "7", "url": "https://e.com/a"}
    assert second["input"]["kept"] == {"crawl": "june", "url": "https://e.com/b"}
    again = run("run", tmp_path / "pages.jsonl", "--out", tmp_path / "out")
    assert (again.code, "begun with other --keep" in again.err) == (2, True)


@pytest.mark.parametrize(("form", "table"), [("csv", "records-00000.csv"), ("markdown", "records-00000/index.csv")])
def test_kept_columns_are_columns_of_tables(page: Path, run: Run, tmp_path: Path, form: str, table: str) -> None:
    rows = [
        {"html": page.read_text(encoding="utf-8"), "crawl": "may", "title": "=1+1"},
        {"html": page.read_text(encoding="utf-8"), "crawl": "june"},
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    keep = ("--keep", "crawl", "--keep", "title")
    run("run", tmp_path / "pages.jsonl", "--out", tmp_path / "out", "--format", form, *keep)
    with (tmp_path / "out" / table).open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [(row["crawl"], row["kept_title"], row["title"] != "") for row in found] == [
        ("may", "'=1+1", True),
        ("june", "", True),
    ]


def test_kept_columns_are_columns_of_the_view_of_stories(page: Path, run: Run, tmp_path: Path) -> None:
    odd = "a \"b\" {c} 'd'"
    rows = [
        {"html": page.read_text(encoding="utf-8"), odd: "may", "Title": "x"},
        {"html": "<p>y", odd: 7, "Title": None},
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    keep = ("--keep", odd, "--keep", "Title")
    run("run", tmp_path / "pages.jsonl", "--out", tmp_path / "out", "--format", "sqlite", *keep)
    with closing(sqlite3.connect(tmp_path / "out" / "records.sqlite")) as database:
        database.row_factory = sqlite3.Row
        found = database.execute("SELECT * FROM stories ORDER BY record").fetchall()
    assert [(row[odd], row["kept_Title"], bool(row["title"])) for row in found] == [
        ("may", "x", True),
        ("7", None, False),
    ]


def test_column_to_keep_that_is_not_there_is_named(page: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text(json.dumps({"html": page.read_text(encoding="utf-8")}) + "\n")
    refused(run("run", tmp_path / "pages.jsonl", "--out", tmp_path / "out", "--keep", "crawl"), "no column 'crawl'")


@pytest.mark.parametrize("option", ["--keep", "--url-column", "--page-column"])
def test_columns_of_inputs_without_a_table_are_refused(option: str, run: Run, page: Path, tmp_path: Path) -> None:
    ran = run("run", page.parent, "--out", tmp_path / "out", option, "desk")
    refused(ran, "no column 'desk': none of the inputs is a table")


# ------------------------------------------------------------------ a folder that is a data set


def test_folder_is_a_data_set(page: Path, run: Run, tmp_path: Path) -> None:
    """As pandas, DuckDB and pyarrow read it: the whole folder, with nothing said of what else lies in it."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra [parquet]")
    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.html").write_bytes(page.read_bytes())
    out = tmp_path / "out"
    assert run("run", tmp_path / "in", "--out", out, "--format", "parquet", "--shard-pages", 2).code == 0
    table = parquet.read_table(out)
    assert table.column("title").to_pylist() == ["Harbour reopens"] * 3
    assert str(table.schema.field("published").type.field("utc").type) == "timestamp[us, tz=UTC]"
    if find_spec("pandas") is not None:
        import pandas

        assert list(pandas.read_parquet(out)["status"]) == ["ok"] * 3
    if find_spec("duckdb") is not None:
        import duckdb

        query = f"SELECT count(*), max(published.utc) FROM '{out}/*.parquet'"
        assert duckdb.sql(query).fetchall() == [(3, None)]


def test_what_filters_leave_out_is_counted(run: Run, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    page_with_url = {"html": (inbox / "a.html").read_text(), "fetched_at": "2026-05-01T08:00:00Z"}
    table = tmp_path / "pages.jsonl"
    places = ("https://www.example.com/a", "https://news.example.org/b", "https://m.example.com/c")
    table.write_text("".join(json.dumps(page_with_url | {"url": place}) + "\n" for place in places))
    ran = run("run", table, "--out", out, "--host", "example.com", "--status", "ok", "--language", "fi", "--workers", 1)
    facts = json.loads((out / "_run.json").read_text())
    assert rows(out) == []
    assert (facts["records"], sum(facts["left_out"].values())) == (0, len(places))
    assert "1 page of other hosts (--host)" in ran.err
    assert "2 records in another language (--language)" in ran.err
    assert "0 pages in" in ran.err
    again = run("run", table, "--out", out, "--host", "example.com", "--workers", 1)
    assert "other filters" in again.err


def test_time_that_cannot_be_read_is_said(run: Run, inbox: Path, tmp_path: Path) -> None:
    table = tmp_path / "pages.jsonl"
    pages = [{"html": (inbox / "a.html").read_text(), "fetched_at": time} for time in ("2026-05-02", "last week")]
    table.write_text("".join(json.dumps(page) + "\n" for page in pages))
    ran = run("run", table, "--out", tmp_path / "all", "--workers", 1)
    assert "1 page has a time of fetching that cannot be read (`unread_fetch_time`)" in ran.err
    flags = [row["quality"]["flags"] for row in rows(tmp_path / "all")]  # type: ignore[index]
    assert ["unread_fetch_time" in one for one in flags] == [False, True]
    ran = run("run", table, "--out", tmp_path / "since", "--since", "2026-05-02", "--workers", 1)
    assert "left out: 1 page whose time of fetching cannot be read (--since, --until)" in ran.err


@pytest.mark.parametrize("format_name", ["jsonl", "csv", "sqlite", "parquet"])
def test_run_without_pages_writes_an_empty_data_set(run: Run, tmp_path: Path, format_name: str) -> None:
    if format_name == "parquet":
        pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    (tmp_path / "none.jsonl").write_text("")
    out = tmp_path / "out"
    command = ("run", tmp_path / "none.jsonl", "--out", out, "--format", format_name, "--workers", 1)
    assert run(*command).code == 0
    [file] = [path for path in out.iterdir() if path.name.startswith("records")]
    before = file.read_bytes()
    assert run(*command).code == 0
    assert file.read_bytes() == before
    if format_name == "parquet":
        import pyarrow.parquet as pq

        from cleaner.sinks.arrow_schema import record_schema

        assert (pq.read_table(file).num_rows, pq.read_schema(file)) == (0, record_schema())
    if format_name in ("jsonl", "parquet"):
        assert run("dedup", out, "--out", tmp_path / f"marked.{format_name}").code == 0


def test_column_that_one_table_lacks_costs_no_page_and_one_that_all_lack_stops(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    page = {"html": (inbox / "a.html").read_text()}
    without, with_desk = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    without.write_text(json.dumps(page) + "\n")
    with_desk.write_text(json.dumps(page | {"desk": "city"}) + "\n")
    ran = run("run", without, with_desk, "--out", tmp_path / "out", "--keep", "desk", "--workers", 1)
    assert [row["input"].get("kept") for row in rows(tmp_path / "out")] == [None, {"desk": "city"}]  # type: ignore[attr-defined]
    assert ran.err.count("a.jsonl: no column 'desk'") == 1
    ran = run("run", without, "--out", tmp_path / "no", "--keep", "desk", "--workers", 1)
    assert (ran.code, "no column 'desk'" in ran.err) == (2, True)


def test_going_on_with_other_filters_names_what_differs(run: Run, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    hosts = ("--host", "a-long-name-of-a-newspaper.example", "--host", "b.example")
    run("run", inbox, "--out", out, *hosts, "--since", "2026-05-01", "--workers", 1)
    again = run("run", inbox, "--out", out, *hosts, "--since", "2026-05-04", "--workers", 1)
    assert "other filters (since 2026-05-01 00:00:00+00:00, now 2026-05-04 00:00:00+00:00)" in again.err


def test_going_on_with_other_columns_names_them(run: Run, tmp_path: Path) -> None:
    table, out = tmp_path / "pages.csv", tmp_path / "out"
    table.write_text("html,desk\n<p>A page of a few words.</p>,city\n")
    run("run", table, "--out", out, "--workers", 1)
    again = run("run", table, "--out", out, "--keep", "desk", "--workers", 1)
    assert "other --keep (none, now desk)" in again.err


def test_filters_of_time_keep_what_they_name(run: Run, inbox: Path, tmp_path: Path) -> None:
    table = tmp_path / "pages.jsonl"
    days = ("2026-05-01T08:00:00Z", "2026-05-02T08:00:00Z", "2026-05-03T08:00:00Z")
    pages = [{"html": (inbox / "a.html").read_text(), "fetched_at": day, "url": f"https://e.com/{day}"} for day in days]
    table.write_text("".join(json.dumps(page) + "\n" for page in pages))
    run("run", table, "--out", tmp_path / "out", "--since", "2026-05-02", "--until", "2026-05-03", "--workers", 1)
    assert [row["input"]["fetched_at"][:10] for row in rows(tmp_path / "out")] == ["2026-05-02"]  # type: ignore[index]
    run("run", table, "--out", tmp_path / "new", "--published-since", "2030-01-01", "--workers", 1)
    assert rows(tmp_path / "new") == []


def test_filter_that_leaves_out_everything_says_so(run: Run, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run("run", inbox, "--out", out, "--host", "example.com", "--workers", 1)
    assert "nothing to do" not in ran.err
    assert "pages given without an address, whatever they declare (--host)" in ran.err
    left_out = json.loads((out / "_run.json").read_text())["left_out"]
    assert list(left_out) == ["pages given without an address, whatever they declare (--host)"]
    assert "nothing to do" in run("run", inbox, "--out", out, "--host", "example.com", "--workers", 1).err


def test_filter_by_host_says_of_which_pages_it_knows_none(run: Run, tmp_path: Path) -> None:
    saved = tmp_path / "a.html"
    saved.write_text("<link rel=canonical href='https://example.com/a'><p>The ferry sails.</p>")
    ran = run("run", saved, "--out", tmp_path / "out", "--host", "example.com", "--workers", 1)
    assert "1 page given without an address" in ran.err
