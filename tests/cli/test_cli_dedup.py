"""`cleaner dedup`: files of records in, the same with marks out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasketch", reason="needs pip install 'news-cleaner[dedup]'")

from cleaner import RawPage, Record, clean
from cleaner.model import SCHEMA
from cleaner.rulebook import Rulebook

STORY = (
    "The {0} of Varde reopens on Tuesday after four months of work, the town's authority said in a statement. "
    "Visitors can enter by the new gate again, two more than before the works on the {0} began in the spring. "
    "The {0} cost eleven million crowns, of which the ministry paid a third, according to the same statement."
)
OTHER = (
    "Seven pocket watches were stolen from the museum of clocks on Tuesday by burglars who came through a skylight. "
    "Guards found the door to the gallery wedged shut from inside when the alarm had called them, said its director. "
    "One of the watches plays a minuet every hour, which may yet give away the place where the thieves have hidden it."
)


@pytest.fixture(scope="module")
def records(rules: Rulebook) -> list[Record]:
    """A harbour printed by two outlets, a museum, the harbour a third time, a page without text."""

    def record(thing: str, host: str) -> Record:
        text = OTHER if thing == "museum" else STORY.format(thing)
        body = f"<html><body><article><h1>{thing}</h1><p>{text}</p><p>{text.upper()}</p></article></body></html>"
        return clean(RawPage(body, url=f"https://{host}.example/{thing}"), rules)

    pages = [record("harbour", "a"), record("harbour", "b"), record("museum", "a"), record("harbour", "c")]
    return [*pages, clean(RawPage(b"", url="https://a.example/none"), rules)]


@pytest.fixture
def folder(tmp_path: Path, records: list[Record]) -> Path:
    """Two files of records, as a run writes them, the second compressed."""
    made = tmp_path / "records"
    made.mkdir()
    lines = [record.to_json() + "\n" for record in records]
    (made / "records-00000.jsonl").write_text("".join(lines[:3]), encoding="utf-8")
    with gzip.open(made / "records-00001.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(lines[3:])
    (made / ".run").mkdir()
    (made / "report.html").write_text("no records")
    return made


def read(path: Path) -> list[dict[str, Any]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.splitlines()]


def bare(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "duplicate"} for row in rows]


def test_marks_are_added_and_nothing_else_changes(run: Any, folder: Path, records: list[Record]) -> None:
    ran = run("dedup", folder)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "cleaner: 5 records: 2 copies in 1 cluster (2 of the same text)\n")
    assert bare(rows) == [record.to_dict() for record in records]
    assert [row.get("duplicate", {}).get("by") for row in rows] == [None, "text", None, "text", None]
    assert rows[0]["duplicate"]["is_original"] is True
    assert rows[1]["duplicate"]["original"] == rows[0]["id"]
    assert "duplicate" not in rows[2]
    assert Record.from_dict(rows[1]).schema == SCHEMA  # who reads records can read marked ones


def test_folder_out_has_the_files_of_the_input(run: Any, folder: Path, tmp_path: Path) -> None:
    assert run("dedup", folder, "--out", tmp_path / "out").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "records-00000.jsonl",
        "records-00001.jsonl.gz",
    ]
    assert [len(read(path)) for path in sorted((tmp_path / "out").iterdir())] == [3, 2]


def test_drop_leaves_the_copies_out(run: Any, folder: Path, tmp_path: Path) -> None:
    ran = run("dedup", folder, "--drop", "--out", tmp_path / "one.jsonl.gz")
    assert ran.err.endswith("; 3 records left\n")
    assert [row["url"] for row in read(tmp_path / "one.jsonl.gz")] == [
        "https://a.example/harbour",
        "https://a.example/museum",
        "https://a.example/none",
    ]


def test_marking_again_gives_the_same_bytes(run: Any, folder: Path, tmp_path: Path) -> None:
    run("dedup", folder, "--out", tmp_path / "once.jsonl")
    run("dedup", tmp_path / "once.jsonl", "--out", tmp_path / "twice.jsonl")
    assert (tmp_path / "once.jsonl").read_bytes() == (tmp_path / "twice.jsonl").read_bytes()


def test_order_of_files_changes_nothing(run: Any, folder: Path) -> None:
    first, second = folder / "records-00000.jsonl", folder / "records-00001.jsonl.gz"
    assert sorted(run("dedup", first, second).out.splitlines()) == sorted(run("dedup", second, first).out.splitlines())


def test_parquet_gets_a_column(run: Any, records: list[Record], tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs pip install 'news-cleaner[parquet]'")
    from cleaner.sinks.arrow_schema import record_of_row, record_schema, records_to_batch

    with pq.ParquetWriter(tmp_path / "records.parquet", record_schema()) as writer:
        writer.write_batch(records_to_batch(records))
    assert run("dedup", tmp_path / "records.parquet", "--out", tmp_path / "marked.parquet").code == 0
    table = pq.read_table(tmp_path / "marked.parquet")
    assert table.schema.names == [*record_schema().names, "duplicate"]
    marks = table.column("duplicate").to_pylist()
    assert [mark and mark["by"] for mark in marks] == [None, "text", None, "text", None]
    assert [record_of_row(row) for row in table.drop_columns("duplicate").to_pylist()] == records
    run("dedup", tmp_path / "marked.parquet", "--drop", "--out", tmp_path / "left.parquet")
    assert pq.read_table(tmp_path / "left.parquet").num_rows == 3


def test_threshold_is_of_near_texts(run: Any, tmp_path: Path, rules: Rulebook) -> None:
    def page(word: str) -> str:
        paragraphs = (STORY.format(f"{word}{number}") for number in range(3))
        return f"<html><body><article>{''.join(f'<p>{one}</p>' for one in paragraphs)}</article></body></html>"

    made = [clean(RawPage(page(word), url=f"https://{word}.example/a"), rules).to_json() for word in ("pier", "quay")]
    (tmp_path / "two.jsonl").write_text("\n".join(made))
    assert "1 of a text near it" in run("dedup", tmp_path / "two.jsonl", "--threshold", "0.1").err
    assert "no copies" in run("dedup", tmp_path / "two.jsonl", "--threshold", "1").err


# ------------------------------------------------------------------ mistakes


def test_inputs_are_not_overwritten(run: Any, folder: Path, tmp_path: Path) -> None:
    before = (folder / "records-00000.jsonl").read_bytes()
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "hard.jsonl").hardlink_to(folder / "records-00000.jsonl")
    for out in (folder, folder / "records-00000.jsonl", tmp_path / "link", tmp_path / "hard.jsonl"):
        ran = run("dedup", folder, "--out", out, "--force")
        assert ran.code == 2
        assert "is read as an input" in ran.err
        assert len(ran.err.splitlines()) == 1
    assert (folder / "records-00000.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"title": "x"}\n', "records.jsonl:1: no record: Object missing required field `id`"),
        (b"{\n", "records.jsonl:1: no record: Input data was truncated"),
        (b"\xff\n", "records.jsonl:1: no record: "),
    ],
)
def test_what_is_no_record_is_one_clear_line(run: Any, content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_bytes(content)
    ran = run("dedup", tmp_path / "records.jsonl", "--out", tmp_path / "out.jsonl")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert told in ran.err
    assert not (tmp_path / "out.jsonl").exists()


def test_file_cut_short_is_one_clear_line(run: Any, folder: Path, tmp_path: Path) -> None:
    whole = (folder / "records-00001.jsonl.gz").read_bytes()
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    ran = run("dedup", tmp_path / "cut.jsonl.gz")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "cut.jsonl.gz:1: cut short" in ran.err


def test_inputs_that_cannot_be_meant_are_told(run: Any, folder: Path, tmp_path: Path) -> None:
    first = folder / "records-00000.jsonl"
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.html").write_text("<p>x</p>")
    for arguments, told in (
        ([tmp_path / "gone.jsonl"], "gone.jsonl: no such file or folder"),
        ([tmp_path / "page.html"], "page.html: no records; they are files .jsonl, .jsonl.gz, .jsonl.zst or .parquet"),
        ([tmp_path / "empty"], "empty: no records; they are files"),
        ([first, first], "named twice"),
        ([first, "--out", tmp_path / "x.parquet"], "is jsonl, and what is written is of the same format"),
    ):
        ran = run("dedup", *arguments)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert told in ran.err


def test_files_that_are_no_parquet_or_no_records_are_told(run: Any, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs pip install 'news-cleaner[parquet]'")
    import pyarrow as pa

    (tmp_path / "text.parquet").write_bytes(b"no parquet at all")
    pq.write_table(pa.table({"title": ["x"]}), tmp_path / "other.parquet")
    pq.write_table(pa.table({"id": [7], "status": ["ok"], "input": [None]}), tmp_path / "types.parquet")
    for name, told in (("text", ": cannot be read"), ("other", ": no column 'id'"), ("types", ":1: no record")):
        ran = run("dedup", tmp_path / f"{name}.parquet", "--out", tmp_path / "out.parquet")
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert f"{name}.parquet{told}" in ran.err
    assert "name a FILE or FOLDER with --out" in run("dedup", tmp_path / "other.parquet").err


@pytest.mark.parametrize("line", [b"no json", b'{"title": "x"}', b"[" * 100_000, b"\xff\xfe"])
def test_line_that_is_no_record_costs_no_other(run: Any, folder: Path, tmp_path: Path, line: bytes) -> None:
    lines = (folder / "records-00000.jsonl").read_bytes().splitlines()
    (tmp_path / "records.jsonl").write_bytes(b"\n".join([lines[0], line, *lines]) + b"\n")
    ran = run("dedup", tmp_path / "records.jsonl", "--out", tmp_path / "out.jsonl")
    made = [json.loads(one) for one in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert (ran.code, len(made)) == (1, len(lines) + 2)
    assert (made[1]["status"], made[1]["reason"].split(":")[1]) == ("error", "2")
    assert made[0]["duplicate"]["cluster"] == made[2]["duplicate"]["cluster"]
    assert "records.jsonl:2: no record" in ran.err
