"""Archives and tables: what is a page in them, how it is named, and what a broken one becomes."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaner.errors import ColumnError, InputError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, TableColumns, read_inputs

ReadingWith = Callable[..., ReadOptions]
HTML = "<html><body><p>One.</p></body></html>"


def read(path: Path | str, reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path)], reading))


def pages(found: list[InputPage]) -> list[RawPage]:
    return [one.page for one in found if isinstance(one.page, RawPage)]


def errors(found: list[InputPage]) -> list[str]:
    return [str(one.page) for one in found if isinstance(one.page, InputError)]


def lines(*rows: object) -> bytes:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()


# ------------------------------------------------------------------ archives


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", ".").replace("_in_", "/"), content)
    return path


def test_zip_gives_its_pages_and_tables_in_its_order(tmp_path: Path, reading: ReadOptions) -> None:
    path = zipped(
        tmp_path / "a.zip", b_in_z__html=b"z", b_in_a__txt=b"a", t__jsonl=lines({"html": "t"}), g__html__gz=b"g"
    )
    found = read(path, reading)
    assert [one.name for one in found] == [
        f"{path}/b/z.html",
        f"{path}/b/a.txt",
        f"{path}/t.jsonl:1",
        f"{path}/g.html.gz",
    ]
    assert [page.body for page in pages(found)] == [b"z", b"a", "t", b"g"]


def test_what_is_no_page_in_an_archive_is_counted(tmp_path: Path, reading: ReadOptions) -> None:
    read(zipped(tmp_path / "a.zip", a__css=b"", b__css=b"", c__html=b"c"), reading)
    assert reading.left_out == {".css files in archives": 2}


def test_hidden_members_and_parts_of_saved_pages_are_counted(tmp_path: Path, reading: ReadOptions) -> None:
    page = b'<img src="./The%20ferry_files/a.jpg"><p>a'
    members = {
        "p/The ferry.html": page,
        "p/The ferry_files/frame.html": b"<p>ad",
        "p/The ferry_files/a.jpg": b"x",
        "p/news.html": b'<a href="news-archive/old.html">old</a>',
        "p/news-archive/old.html": b"<p>b",
        "__MACOSX/p/._news.html": b"\0\5\x16\7",
    }
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    found = read(tmp_path / "a.zip", reading)
    assert [one.name.rpartition("/")[2] for one in found] == ["The ferry.html", "news.html", "old.html"]
    assert reading.left_out == {"parts of saved pages": 2, "hidden files in archives": 1}


@pytest.mark.parametrize(
    ("name", "pack"), [("a.tbz2", bz2.compress), ("a.txz", lzma.compress), ("a.TGZ", gzip.compress)]
)
def test_packed_tars_have_short_names(
    tmp_path: Path, reading: ReadOptions, name: str, pack: Callable[[bytes], bytes]
) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        member = tarfile.TarInfo("a.html")
        member.size = len(HTML)
        archive.addfile(member, io.BytesIO(HTML.encode()))
    (tmp_path / name).write_bytes(pack(target.getvalue()))
    assert [page.body for page in pages(read(tmp_path / name, reading))] == [HTML.encode()]


def test_broken_member_is_an_error_and_the_others_are_read(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.html", b"first page")
        archive.writestr("b.html", b"second page")
    path.write_bytes(path.read_bytes().replace(b"first page", b"fIrst page"))
    found = read(path, reading)
    assert "a.zip/a.html: broken or cut short" in errors(found)[0]
    assert [page.body for page in pages(found)] == [b"second page"]


def test_zip_without_its_end_gives_its_members_and_an_error(tmp_path: Path, reading: ReadOptions) -> None:
    path = zipped(tmp_path / "a.zip", a__html=b"a" * 1000)
    path.write_bytes(path.read_bytes()[:-40])
    assert "the list of its members is missing" in errors(read(path, reading))[0]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz"])
def test_tar_is_read_packed_or_not(tmp_path: Path, reading: ReadOptions, name: str) -> None:
    path = tmp_path / name
    with tarfile.open(path, "w" if name.endswith(".tar") else "w:gz") as archive:
        for member, content in (("b.html", b"b"), ("a.html", b"a"), ("notes.pdf", b"")):
            entry = tarfile.TarInfo(member)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    assert [page.body for page in pages(read(path, reading))] == [b"b", b"a"]


def test_tar_cut_short_gives_what_is_there_and_an_error(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for member in ("a.html", "b.html"):
            entry = tarfile.TarInfo(member)
            entry.size = 4000
            archive.addfile(entry, io.BytesIO(b"x" * 4000))
    path.write_bytes(path.read_bytes()[:6000])
    found = read(path, reading)
    assert [(len(page.body), page.is_truncated) for page in pages(found)] == [(4000, False), (880, True)]
    assert all("cut short" in error for error in errors(found))
    assert errors(found)


def test_member_that_unpacks_to_more_than_a_page_is_not_read(tmp_path: Path, reading_with: ReadingWith) -> None:
    path = zipped(tmp_path / "a.zip", bomb__html=bytes(5000))
    assert "over the limit of 1,000 bytes" in errors(read(path, reading_with(max_bytes=1000)))[0]


def test_zstandard_pages_are_unpacked(tmp_path: Path, reading: ReadOptions) -> None:
    zstandard = pytest.importorskip("zstandard", reason="needs the extra [zstd]")
    path = tmp_path / "a.html.zst"
    path.write_bytes(zstandard.compress(HTML.encode()))
    assert pages(read(path, reading))[0].body == HTML.encode()
    path.write_bytes(b"\x28\xb5\x2f\xfd garbage")
    assert "broken: .zst data that cannot be read" in errors(read(path, reading))[0]


# ------------------------------------------------------------------ tables


def test_json_lines_are_pages_with_their_facts(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"url": "https://e.com/1", "html": HTML, "fetched_at": "2024-03-01T10:00:00Z"}))
    [page] = pages(read(path, reading))
    assert page == RawPage(HTML, "https://e.com/1", fetched_at=datetime(2024, 3, 1, 10, tzinfo=UTC))


def test_bad_lines_are_errors_in_their_places(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"html": "1"}, "no json", "", [1], {"url": "x"}, {"html": 5}, {"html": "2"}))
    found = read(path, reading)
    assert [one.name.rpartition(":")[2] for one in found] == ["1", "2", "4", "5", "6", "7"]
    assert [page.body for page in pages(found)] == ["1", "2"]


def test_line_longer_than_any_page_is_skipped_whole(tmp_path: Path, reading_with: ReadingWith) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"html": "x" * 10_000}, {"html": "2"}))
    found = read(path, reading_with(max_bytes=100))
    assert ("over the limit" in errors(found)[0], pages(found)[0].body) == (True, "2")


def test_packed_json_lines_cut_short_give_what_is_there(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(lines(*({"html": f"{number} {hash(number * 7919)}"} for number in range(3000))))
    path.write_bytes(whole[: len(whole) // 2])
    found = read(path, reading)
    assert len(pages(found)) > 10
    assert errors(found) == [f"{path}:{len(pages(found)) + 1}: cut short: the .gz data ends before its end"]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")])
def test_csv_of_any_delimiter(tmp_path: Path, reading: ReadOptions, name: str, mark: str) -> None:
    path = tmp_path / name
    text = f'Url{mark}HTML{mark}n\r\nhttps://e.com/1{mark}"<p>a{mark}\r\n""b""</p>"{mark}1\r\n'
    path.write_text("\ufeff" + text, encoding="utf-8", newline="")
    [page] = pages(read(path, reading))
    assert (page.url, page.body) == ("https://e.com/1", f'<p>a{mark}\r\n"b"</p>')


def test_csv_fields_may_be_as_long_as_pages(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"html\n{'x' * 500_000}\n", encoding="utf-8")
    assert len(pages(read(path, reading))[0].body) == 500_000


def test_list_names_files_beside_it(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "1.html").write_text(HTML, encoding="utf-8")
    path = tmp_path / "list.csv"
    path.write_text("url,path\nhttps://e.com/1,pages/1.html\nhttps://e.com/2,pages/2.html\n", encoding="utf-8")
    found = read(path, reading)
    assert [(page.url, page.body, page.kind) for page in pages(found)] == [("https://e.com/1", HTML.encode(), "html")]
    assert errors(found) == [f"{tmp_path}/pages/2.html: no such file or folder"]


def test_columns_are_named_by_the_person(tmp_path: Path, reading_with: ReadingWith) -> None:
    path = tmp_path / "a.csv"
    path.write_text("where,what,when\nhttps://e.com,<p>a</p>,1709287200\n", encoding="utf-8")
    [page] = pages(read(path, reading_with(columns=TableColumns(page="what", url="where", date="when"))))
    assert page == RawPage("<p>a</p>", "https://e.com", fetched_at=datetime(2024, 3, 1, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (TableColumns(), "no column of pages; name it with --page-column, as cleaner run has it. It has a, b"),
        (TableColumns("html"), "no column 'html'; it has a, b"),
    ],
)
def test_missing_column_is_told_with_those_there_are(
    tmp_path: Path, reading_with: ReadingWith, columns: TableColumns, told: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    [found] = read(path, reading_with(columns=columns))
    assert isinstance(found.page, ColumnError)
    assert str(found.page) == f"{path}: {told}"


# ------------------------------------------------------------------ Parquet


@pytest.fixture
def parquet(tmp_path: Path) -> Callable[..., Path]:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    def write(**columns: object) -> Path:
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table(columns), path, row_group_size=10)
        return path

    return write


def test_parquet_rows_are_pages(parquet: Callable[..., Path], reading: ReadOptions) -> None:
    path = parquet(html=[HTML.encode(), None, b"2"], url=["https://e.com/1", None, "https://e.com/2"])
    found = read(path, reading)
    assert [one.name for one in found] == [f"{path}:1", f"{path}:2", f"{path}:3"]
    assert [(page.body, page.url) for page in pages(found)] == [
        (HTML.encode(), "https://e.com/1"),
        (b"2", "https://e.com/2"),
    ]
    assert errors(found) == [f"{path}:2: 'html' is missing"]


def test_parquet_of_other_types_is_told(parquet: Callable[..., Path], reading: ReadOptions) -> None:
    [told] = errors(read(parquet(html=[1, 2]), reading))
    assert told.endswith("column 'html' is of type int64; a page is a string or binary (2 rows)")


def test_parquet_without_its_end_is_one_error(parquet: Callable[..., Path], reading: ReadOptions) -> None:
    path = parquet(html=["a"] * 100)
    path.write_bytes(path.read_bytes()[:-20])
    [told] = errors(read(path, reading))
    assert "cut short, or no Parquet file" in told


def test_broken_row_group_loses_itself_only(parquet: Callable[..., Path], reading: ReadOptions) -> None:
    path = parquet(html=[f"{number} " + "x" * 1000 * (number % 7) for number in range(100)])
    content = bytearray(path.read_bytes())
    where = content.index(b"50 xx")
    content[where - 100 : where + 100] = bytes(200)
    path.write_bytes(content)
    found = read(path, reading)
    numbers = [int(str(page.body).split()[0]) for page in pages(found)]
    assert numbers == [number for number in range(100) if not 50 <= number <= 59]
    assert len(errors(found)) == 10
    assert all("rows 51 to 60 cannot be read" in told for told in errors(found))


# ------------------------------------------------------------------ stores and standard input


def test_objects_of_a_store_are_read_like_files(reading: ReadOptions) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs the extra [cloud]")
    store = fsspec.filesystem("memory")
    store.pipe("/crawl/b/2.html", b"two")
    store.pipe("/crawl/a/1.html.gz", gzip.compress(b"one", mtime=0))
    store.pipe("/crawl/notes.pdf", b"")
    try:
        found = read("memory://crawl", reading)
        assert [one.name for one in found] == ["memory:///crawl/a/1.html.gz", "memory:///crawl/b/2.html"]
        assert [page.body for page in pages(found)] == [gzip.compress(b"one", mtime=0), b"two"]
        assert "no such file or folder" in errors(read("memory://crawl/none.html", reading))[0]
    finally:
        store.rm("/crawl", recursive=True)


@pytest.mark.parametrize(
    ("given", "bodies"),
    [
        (HTML.encode(), [HTML.encode()]),
        (lines({"html": "1"}, {"html": "2"}), ["1", "2"]),
        (gzip.compress(lines({"html": "1"}), mtime=0), ["1"]),
        (b"", [b""]),
    ],
    ids=["page", "lines", "packed", "nothing"],
)
def test_standard_input_is_what_it_begins_like(
    reading_with: ReadingWith, given: bytes, bodies: list[bytes | str]
) -> None:
    found = read("-", reading_with(stdin=io.BytesIO(given), has_many=True))
    assert [page.body for page in pages(found)] == bodies
