"""Shards of every format: whole or not there, the same bytes again, and nothing of a record lost on the way."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest

from cleaner.errors import ExtraMissing, OutputError
from cleaner.model import Author, Credit, Image, Moment, Outlet, Record, Status, TextSource
from cleaner.sinks import stores
from cleaner.sinks.shards import Shard, ShardStore
from cleaner.sinks.stores import STORES, open_store

RecordWith = Callable[..., Record]
NEEDS = {"parquet": "pyarrow", "zst": "zstandard"}
KINDS = [*((name, None) for name in STORES), ("jsonl", "gz"), ("jsonl", "zst"), ("csv", "gz")]


@pytest.fixture
def rich(record_with: RecordWith) -> list[Record]:
    """Records with parts of every kind, one of them of a page that failed."""
    return [
        record_with(
            title="한국어, “quotes” and\nlines",
            outlet=Outlet("The Example", "example.com", "KR"),
            authors=(Author("Jo Doe", email="jo@example.com"), Author("Desk", kind="desk")),
            sources=(TextSource("AP", "agency"),),
            images=(Image("https://e.com/a.jpg", "A harbour", Credit("J/AP", "J", ("AP",)), lead=True), Image()),
            text="Ships sailed.\n\nNobody waved.",
            removed={"share": 2},
            published=Moment(
                "2024-03-01T08:30:00+09:00", "minute", "given", utc=datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
            ),
            provenance={"title": "meta:og:title"},
        ),
        record_with(status=Status.ERROR, reason="a PDF document", text="", body=()),
        record_with(title="Third", text="Another harbour"),
    ]


@pytest.fixture
def shard(tmp_path: Path, rich: list[Record]) -> Callable[[int], Shard]:
    """The records as the shard of a number."""

    def made(number: int) -> Shard:
        path = tmp_path / f"rows-{number}.jsonl"
        path.write_text("".join(record.to_json() + "\n" for record in rich), encoding="utf-8")
        return Shard(number, number * len(rich), path)

    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def open_or_skip(name: str, folder: Path, packed: object) -> ShardStore:
    for thing in (name, packed):
        if thing in NEEDS:
            pytest.importorskip(NEEDS[str(thing)])
    return open_store(name, folder, packed)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "packed"), KINDS)
def test_shards_count_themselves_and_are_the_same_bytes_again(
    name: str, packed: str | None, tmp_path: Path, shard: Callable[[int], Shard]
) -> None:
    made = []
    for turn in ("a", "b"):
        (tmp_path / turn).mkdir()
        store = open_or_skip(name, tmp_path / turn, packed)
        assert store.count() == 0
        for number in range(2):
            store.add(shard(number), lambda: None)
        assert store.count() == 2
        made.append(content(tmp_path / turn))
    assert made[0] == made[1] != {}
    store.clear()
    assert (content(tmp_path / "b"), store.count()) == ({}, 0)


@pytest.mark.parametrize(("name", "packed"), KINDS)
def test_what_fails_before_publication_is_not_there(
    name: str, packed: str | None, out: Path, shard: Callable[[int], Shard]
) -> None:
    store = open_or_skip(name, out, packed)

    def fail() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises((OSError, OutputError)):
        store.add(shard(0), fail)
    assert store.count() == 0
    store.add(shard(0), lambda: None)
    assert store.count() == 1


@pytest.mark.parametrize("packed", [None, "gz", "zst"])
def test_json_lines_are_the_rows(
    out: Path, shard: Callable[[int], Shard], rich: list[Record], packed: str | None
) -> None:
    open_or_skip("jsonl", out, packed).add(shard(0), lambda: None)
    [path] = out.iterdir()
    unpack: Callable[[bytes], bytes] = {None: bytes, "gz": gzip.decompress}.get(packed) or unpack_zstandard
    lines = unpack(path.read_bytes()).splitlines()
    assert [Record.from_dict(json.loads(line)) for line in lines] == rich


def unpack_zstandard(packed: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


def test_parquet_gives_the_records_back(out: Path, shard: Callable[[int], Shard], rich: list[Record]) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra [parquet]")
    from cleaner.sinks.arrow_schema import record_of_row, record_schema

    open_store("parquet", out, None).add(shard(0), lambda: None)
    table = pq.read_table(out / "records-00000.parquet")
    assert table.schema.equals(record_schema())
    assert [record_of_row(row) for row in table.to_pylist()] == rich


def test_csv_has_a_row_per_record(out: Path, shard: Callable[[int], Shard]) -> None:
    open_store("csv", out, None).add(shard(0), lambda: None)
    path = out / "records-00000.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert [row["status"] for row in rows] == ["ok", "error", "ok"]
    assert (rows[0]["title"], rows[0]["authors"]) == ("한국어, “quotes” and\nlines", "Jo Doe; Desk")


@pytest.mark.parametrize("compression", [None, "gz"])
def test_mark_of_csv_is_no_part_of_the_first_column(
    out: Path, shard: Callable[[int], Shard], compression: Literal["gz"] | None
) -> None:
    open_store("csv", out, compression).add(shard(0), lambda: None)
    [path] = out.iterdir()
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    assert pandas.read_csv(path).columns[0] == "id"
    duckdb = pytest.importorskip("duckdb", reason="needs duckdb")
    assert duckdb.sql(f"SELECT status FROM read_csv('{path}')").fetchall() == [("ok",), ("error",), ("ok",)]
    arrow = pytest.importorskip("pyarrow.csv", reason="needs the extra [parquet]")
    table = arrow.read_csv(path, parse_options=arrow.ParseOptions(newlines_in_values=True))
    assert table.column_names[0] == "id"


@pytest.mark.parametrize(("name", "ending"), [("text", ".txt"), ("markdown", ".md")])
def test_pages_have_a_file_each_and_a_table_of_all(
    out: Path, shard: Callable[[int], Shard], name: str, ending: str
) -> None:
    open_store(name, out, None).add(shard(2), lambda: None)
    files = sorted(path.name for path in (out / "records-00002").iterdir())
    assert files == [*(f"{number:08}{ending}" for number in (6, 7, 8)), "index.csv"]
    texts = [(out / "records-00002" / file).read_text(encoding="utf-8") for file in files]
    assert "Ships sailed." in texts[0]
    assert texts[1] == "error: a PDF document\n"


def test_reason_of_a_failed_page_is_no_markup(tmp_path: Path, out: Path, record_with: RecordWith) -> None:
    rows = tmp_path / "rows"
    failed = record_with(
        status=Status.CRASHED, reason="ValueError: <img src=x onerror=1>\n# a\x1b[2J", text="", body=()
    )
    rows.write_text(failed.to_json() + "\n", encoding="utf-8")
    open_store("markdown", out, None).add(Shard(0, 0, rows), lambda: None)
    [page] = out.glob("*/*.md")
    assert page.read_text(encoding="utf-8") == "crashed: ValueError: \\<img src=x onerror=1\\> # a\\[2J\n"


@pytest.mark.parametrize("name", STORES)
def test_clearing_leaves_what_others_have_put_there(name: str, out: Path) -> None:
    others = [
        "records-2024-backup",
        "records-00000.jsonl.bak",
        "records-1.csv",
        "my-records-00000.jsonl",
        ".records.part",
    ]
    for other in others:
        (out / other).touch()
    open_or_skip(name, out, None).clear()
    assert sorted(path.name for path in out.iterdir()) == sorted(others)


def test_database_has_tables_of_parts_and_finds_words(out: Path, shard: Callable[[int], Shard]) -> None:
    store = open_store("sqlite", out, None)
    store.add(shard(0), lambda: None)
    store.add(shard(1), lambda: None)
    with sqlite3.connect(out / "records.sqlite") as database:
        ask = lambda query: database.execute(query).fetchall()  # noqa: E731
        assert ask("SELECT record, status FROM records ORDER BY record") == [
            (n, "error" if n % 3 == 1 else "ok") for n in range(6)
        ]
        assert ask("SELECT record, position, name, kind FROM authors WHERE record = 3") == [
            (3, 0, "Jo Doe", "person"),
            (3, 1, "Desk", "desk"),
        ]
        assert ask("SELECT url, photographer, agencies, is_lead FROM images WHERE record = 0") == [
            ("https://e.com/a.jpg", "J", '["AP"]', 1),
            (None, None, None, 0),
        ]
        assert ask("SELECT name, relation FROM sources WHERE record = 0") == [("AP", "agency")]
        assert ask("SELECT rowid FROM records_fts WHERE records_fts MATCH 'ships'") == [(0,), (3,)]
        assert ask("SELECT json_extract(removed, '$.share') FROM records WHERE record = 0") == [(2,)]
        assert ask("SELECT authors, published_utc, unixepoch(published_utc) FROM stories WHERE record = 0") == [
            ("Jo Doe, Desk", "2024-02-29 23:30:00", 1709249400)
        ]
        assert ask("PRAGMA integrity_check") == [("ok",)]


def test_only_texts_are_compressed(out: Path) -> None:
    with pytest.raises(OutputError, match="--compress is for jsonl and csv; parquet"):
        open_store("parquet", out, "gz")


@pytest.mark.parametrize(("name", "packed", "extra"), [("parquet", None, "parquet"), ("jsonl", "zst", "zstd")])
def test_missing_extra_names_the_command(
    out: Path, monkeypatch: pytest.MonkeyPatch, name: str, packed: str | None, extra: str
) -> None:
    monkeypatch.setattr(stores, "find_spec", lambda module: None)
    with pytest.raises(ExtraMissing, match=rf"pip install '\.\[{extra}\]'"):
        open_store(name, out, packed)  # type: ignore[arg-type]
