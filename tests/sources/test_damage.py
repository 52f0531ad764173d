"""One bad item costs no other its row: damaged and cut containers, bombs, files named in data."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import socket
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from cleaner.errors import ColumnError, InputError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, TableColumns, read_inputs
from cleaner.sources import archives as archives_module
from cleaner.sources import unpacking as unpacking_module
from cleaner.sources.unpacking import BrokenData, CutShort, Unreadable, unpack

ReadingWith = Callable[..., ReadOptions]
PAGES = [f"<p>page {number} {' '.join(str(number * word) for word in range(200))}</p>" for number in range(5)]
LINES = [json.dumps({"html": page}).encode() + b"\n" for page in PAGES]
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": partial(gzip.compress, mtime=0),  # with the time in it, one in 200 has a byte that looks like damage
    ".bz2": lambda content: bz2.compress(content, 1),  # in blocks of 100 KB
    ".xz": lzma.compress,
}
try:
    import zstandard

    PACKERS[".zst"] = zstandard.compress
except ImportError:
    pass


def read(path: Path, reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path)], reading))


def rows(found: list[InputPage]) -> list[str]:
    """The bodies, `!` in the place of an error, `~` before one that was cut short."""
    return [_row(one.page) for one in found]


def _row(page: RawPage | InputError) -> str:
    if isinstance(page, InputError):
        return "!"
    body = page.body if isinstance(page.body, str) else page.body.decode()
    return "~" * page.is_truncated + body


def only_error(found: list[InputPage]) -> str:
    [one] = found
    assert isinstance(one.page, InputError)
    return str(one.page)


# ------------------------------------------------------------------ packed files


@pytest.mark.parametrize("packed", PACKERS)
def test_page_cut_short_is_read_as_far_as_it_goes(tmp_path: Path, reading: ReadOptions, packed: str) -> None:
    path = tmp_path / f"a.html{packed}"
    page = "".join(f"<p>{os.urandom(20).hex()}</p>" for _ in range(10_000))
    path.write_bytes(PACKERS[packed](page.encode())[:-40])
    [found] = read(path, reading)
    assert isinstance(found.page, RawPage)
    if packed != ".gz":  # undone where bodies are decoded
        assert found.page.is_truncated
        assert page.encode().startswith(found.page.body_bytes())
        assert len(found.page.body) > len(page) / 2


@pytest.mark.parametrize("packed", PACKERS)
def test_lines_behind_a_damaged_member_are_read(tmp_path: Path, reading: ReadOptions, packed: str) -> None:
    members = [PACKERS[packed](line) for line in LINES]
    damaged = bytearray(members[2])
    damaged[len(damaged) // 2 :] = b"\xff" * (len(damaged) - len(damaged) // 2)
    path = tmp_path / f"a.jsonl{packed}"
    path.write_bytes(b"".join([*members[:2], damaged, *members[3:]]))
    assert rows(read(path, reading)) == [PAGES[0], PAGES[1], "!", PAGES[3], PAGES[4]]


@pytest.mark.parametrize("packed", PACKERS)
def test_every_cut_is_noticed(packed: str) -> None:
    whole = PACKERS[packed](b"".join(LINES))
    for length in range(len(whole)):
        with pytest.raises(CutShort):
            unpack(io.BytesIO(whole[:length]), packed, "a").read()
    assert unpack(io.BytesIO(whole + bytes(12)), packed, "a").read() == b"".join(LINES)


@pytest.mark.parametrize("packed", PACKERS)
def test_flaws_without_end_are_given_up(packed: str) -> None:
    stream = unpack(io.BytesIO((unpacking_module.FORMATS[packed].magic + b"\xff" * 9) * 500), packed, "a")
    with pytest.raises(Unreadable, match="more than 100 flaws"):
        _flaws(stream)


def _flaws(stream: BinaryIO) -> int:
    """How often reading fails until it ends."""
    for flaws in range(1000):
        try:
            if not stream.read(1000):
                return flaws
        except BrokenData:
            continue
    return 1000


@pytest.mark.parametrize("packed", PACKERS)
def test_bomb_is_given_up(
    tmp_path: Path, reading_with: ReadingWith, packed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking_module, "FREE_BYTES", 100_000)
    path = tmp_path / f"a.jsonl{packed}"
    path.write_bytes(PACKERS[packed](LINES[0] + bytes(50_000_000)))
    found = read(path, reading_with(max_bytes=10_000))
    assert (found[0].page, rows(found)[1:]) == (RawPage(PAGES[0]), ["!", "!"])
    assert "more than the limit of 200 times its size" in str(found[-1].page)


# ------------------------------------------------------------------ archives


def zipped(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path.read_bytes()


METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("junk", [b"\xff", b"\0"])
def test_damaged_member_of_a_zip_costs_itself(tmp_path: Path, reading: ReadOptions, method: int, junk: bytes) -> None:
    path = tmp_path / "a.zip"
    content = bytearray(zipped(path, {f"{number}.html": page for number, page in enumerate(PAGES)}, method))
    with zipfile.ZipFile(path) as archive:
        member = archive.infolist()[2]
    start = member.header_offset + 30 + len("2.html")
    content[start : start + member.compress_size] = junk * member.compress_size
    path.write_bytes(content)
    assert rows(read(path, reading)) == [PAGES[0], PAGES[1], "!", PAGES[3], PAGES[4]]


def test_members_that_are_missing_in_the_list_are_told(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.zip"
    content = bytearray(zipped(path, {f"{number}.html": page for number, page in enumerate(PAGES)}))
    path.write_bytes(content[:-12] + (7).to_bytes(2, "little") + content[-10:])
    path.write_bytes(content[:-14] + bytes(2) + (7).to_bytes(2, "little") + content[-10:])
    found = read(path, reading)
    assert rows(found) == [*PAGES, "!"]
    assert "members are missing" in str(found[-1].page)


def test_archive_in_itself_ends(tmp_path: Path, reading: ReadOptions) -> None:
    content = b""
    for _ in range(30):
        content = zipped(tmp_path / "a.zip", {"a.zip": content, "p.html": "<p>"})
    found = read(tmp_path / "a.zip", reading)
    assert rows(found) == ["!", "!", *["<p>"] * 5]
    assert "in more than 5 archives" in str(found[0].page)


def test_budget_of_an_archive_is_that_of_all_within(
    tmp_path: Path, reading: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking_module, "FREE_BYTES", 1_000_000)
    content = zipped(tmp_path / "a.zip", {"bomb.jsonl": bytes(1_000_000)})
    for _ in range(3):
        content = zipped(tmp_path / "a.zip", {f"{number}.zip": content for number in range(8)})
    found = read(tmp_path / "a.zip", reading)
    assert set(rows(found)) == {"!"}
    assert len(found) < 30  # of 512


def test_archives_within_archives_are_read(tmp_path: Path, reading: ReadOptions) -> None:
    inner = zipped(tmp_path / "a.zip", {"1.html": PAGES[1], "2.jsonl.gz": gzip.compress(LINES[2])})
    with tarfile.open(tmp_path / "b.tar.xz", "w:xz") as archive:
        member = tarfile.TarInfo("a.zip")
        member.size = len(inner)
        archive.addfile(member, io.BytesIO(inner))
    assert rows(read(tmp_path / "b.tar.xz", reading)) == [PAGES[1], PAGES[2]]


def tarred(*members: tuple[str, bytes]) -> bytearray:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return bytearray(file.getvalue())


def test_damaged_header_of_a_tar_costs_its_member(tmp_path: Path, reading: ReadOptions) -> None:
    content = tarred(*((f"{number}.html", page.encode()) for number, page in enumerate(PAGES)))
    start = content.index(b"2.html")
    content[start : start + 200] = b"\xff" * 200
    path = tmp_path / "a.tar"
    path.write_bytes(content)
    found = read(path, reading)
    assert sorted(rows(found)) == sorted([PAGES[0], PAGES[1], "!", PAGES[3], PAGES[4]])


def test_what_is_no_tar_is_one_error(tmp_path: Path, reading: ReadOptions) -> None:
    for content in (b"", b"no tar at all", b"x" * 5000):
        (tmp_path / "a.tar").write_bytes(content)
        assert "broken or cut short" in only_error(read(tmp_path / "a.tar", reading))


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_header_of_a_tar_is_bounded(tmp_path: Path, reading: ReadOptions, kind: bytes) -> None:
    member = tarfile.TarInfo("x")
    member.type, member.size = kind, 2_000_000
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(member.tobuf(tarfile.GNU_FORMAT) + bytes(2_000_000)))
    assert "header of a member is over the limit" in only_error(read(path, reading))


def test_links_and_devices_in_a_tar_are_counted(tmp_path: Path, reading: ReadOptions) -> None:
    file = tmp_path / "a.tar"
    with tarfile.open(file, "w") as archive:
        for name, kind in (("a.html", tarfile.SYMTYPE), ("b.html", tarfile.CHRTYPE), ("c.html", tarfile.FIFOTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert read(file, reading) == []
    assert reading.left_out == {"links, devices and sparse files in archives": 3}


def test_list_of_members_is_bounded(tmp_path: Path, reading: ReadOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped(tmp_path / "a.zip", {f"{number}.html": "" for number in range(50)})
    monkeypatch.setattr(archives_module, "MAX_DIRECTORY_BYTES", 1000)
    assert "list of members is over the limit" in only_error(read(tmp_path / "a.zip", reading))


def test_kinds_that_are_left_out_are_bounded(tmp_path: Path, reading: ReadOptions) -> None:
    zipped(tmp_path / "a.zip", {f"a.\x1bx{number}{'y' * 200}": "" for number in range(300)})
    read(tmp_path / "a.zip", reading)
    assert len(reading.left_out) <= 101
    assert reading.left_out.total() == 300
    assert all(kind.isprintable() for kind in reading.left_out)


# ------------------------------------------------------------------ lines and rows


@pytest.mark.parametrize(
    "line",
    [b"[" * 100_000, b'{"html":' * 5000, b'{"url": "\xff"}', b"\0", b'{"html": 1' + b"0" * 5000 + b"}", b'"x"', b"{}"],
    ids=["deep", "deep-objects", "no-utf-8", "nul", "number", "no-object", "no-page"],
)
def test_bad_line_costs_itself(tmp_path: Path, reading: ReadOptions, line: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINES[0] + line + b"\n" + LINES[1])
    assert rows(read(path, reading)) == [PAGES[0], "!", PAGES[1]]
    path.write_bytes(line + b"\n" + LINES[1])
    assert rows(read(path, reading)) == ["!", PAGES[1]]


def test_half_an_emoji_in_a_line_is_no_error(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rb'{"html": "<p>\ud83d</p>", "url": "\udc00"}' + b"\n")
    [found] = read(path, reading)
    assert isinstance(found.page, RawPage)


@pytest.mark.parametrize("year", ["0001", "1600", "9999"])
def test_time_outside_of_the_web_is_not_used(tmp_path: Path, reading: ReadOptions, year: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"html": "x", "fetched_at": f"{year}-01-01T00:00:00+14:00"}).encode())
    [found] = read(path, reading)
    assert found.page == RawPage("x", has_unread_time=True)


def table(*cells: list[str]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(cells)
    return file.getvalue().encode()


CSV_ROWS = [[f"https://e.com/{number}", page.replace(" ", "\n", 3)] for number, page in enumerate(PAGES)]
BODIES = [body for _, body in CSV_ROWS]


def test_stray_quote_costs_its_row(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.csv"
    stray = b'https://e.com/x,"<p>no end\r\n'
    path.write_bytes(table(["url", "html"], *CSV_ROWS[:2]) + stray + table(*CSV_ROWS[2:]))
    found = read(path, reading)
    assert rows(found)[:3] == [*BODIES[:2], "!"]
    assert rows(found)[-2:] == BODIES[3:]


def test_table_cut_short_in_its_last_row_is_one_error_there(tmp_path: Path, reading: ReadOptions) -> None:
    content = table(["url", "html"], *CSV_ROWS)
    for name, cut in (("a.csv", content[:-50]), ("a.csv.gz", gzip.compress(content)[:-60])):
        (tmp_path / name).write_bytes(cut)
        assert rows(read(tmp_path / name, reading)) == [*BODIES[:4], "!"]


def test_table_that_is_nothing_but_stray_quotes_is_read_in_bounded_work(
    tmp_path: Path, reading_with: ReadingWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = 0
    reader = csv.reader

    def counting(lines: Any, **options: Any) -> Any:
        def counted() -> Any:
            nonlocal parsed
            for line in lines:
                parsed += 1
                yield line

        return reader(counted(), **options)

    monkeypatch.setattr(csv, "reader", counting)
    path = tmp_path / "a.csv"
    path.write_bytes(b"url,html\n" + b'x","y\n' * 20_000)
    found = read(path, reading_with(max_bytes=10_000))
    assert set(rows(found)) == {"!"}
    assert parsed < 2 * 20_000 + 25 * 4000


def test_line_of_a_table_is_bounded(tmp_path: Path, reading_with: ReadingWith) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"html,url\n" + b"a," * 100_000 + b"\n<p>ok</p>,u\n")
    assert rows(read(path, reading_with(max_bytes=1000))) == ["!", "<p>ok</p>"]


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"\n\n", b"a\rb\rc", b"\xff\xfex\0t\0m\0l\0"])
def test_table_without_a_head_is_an_error(tmp_path: Path, reading: ReadOptions, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert "no column of pages" in only_error(read(tmp_path / "a.csv", reading))


def test_nul_in_a_table_is_no_end(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_bytes(b"html,url\n<p>a\0b,u\n<p>c,u\n")
    assert rows(read(tmp_path / "a.csv", reading)) == ["<p>a\0b", "<p>c"]


# ------------------------------------------------------------------ Parquet


@pytest.mark.parametrize("is_dictionary", [False, True])
def test_text_of_a_parquet_file_that_is_none_is_handed_on_as_bytes(
    tmp_path: Path, reading: ReadOptions, is_dictionary: bool
) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    texts = pa.array([b"<p>a", b"<p>gr\xfc\xdfe", b"<p>b"], pa.binary()).view(pa.string())
    urls = pa.array([b"https://e.com/\xfc", b"x", b"y"], pa.binary()).view(pa.string())
    column = texts.dictionary_encode() if is_dictionary else texts
    pq.write_table(pa.table({"html": column, "url": urls}), tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet", reading)
    assert [getattr(one.page, "body", None) for one in found] == ["<p>a", b"<p>gr\xfc\xdfe", "<p>b"]


@pytest.mark.parametrize("kind", ["timestamp[s]", "timestamp[ns, Mars/Olympus]", "timestamp[us, +14:00]"])
def test_time_that_python_cannot_hold_costs_no_page(tmp_path: Path, reading: ReadOptions, kind: str) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    unit, _, zone = kind.removeprefix("timestamp[").removesuffix("]").partition(", ")
    far = 1 << 40 if unit == "s" else 1 << 62
    times = pa.array([-far, far, 0], pa.int64()).cast(pa.timestamp(unit, zone or None))
    pq.write_table(pa.table({"html": ["a", "b", "c"], "fetched_at": times}), tmp_path / "a.parquet")
    assert rows(read(tmp_path / "a.parquet", reading)) == ["a", "b", "c"]


def test_parquet_bomb_costs_its_group(tmp_path: Path, reading: ReadOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    import pyarrow.parquet as pq

    monkeypatch.setattr(unpacking_module, "FREE_BYTES", 1_000_000)
    bomb = pa.table({"html": ["<p>a", "x" * 20_000_000, "<p>b"]})
    pq.write_table(bomb, tmp_path / "a.parquet", row_group_size=1, compression="zstd")
    assert rows(read(tmp_path / "a.parquet", reading)) == ["<p>a", "!", "<p>b"]


# ------------------------------------------------------------------ files that data names


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("https://127.0.0.1/x.html", "is an address"),
        ("s3://bucket/x.html", "is an address"),
        ("file:///etc/passwd", "is an address"),
        ("memory::x", "is an address"),
        ("/etc/passwd", "outside the folder"),
        ("../x.html", "outside the folder"),
        ("out.html", "outside the folder"),
        ("fifo.html", "is no file"),
        ("socket.html", "is no file"),
        ("/dev/zero", "outside the folder"),
        (".", "is no file"),
        ("a\0b", "null byte"),
        ("\ud83d.html", "cannot be read|encode"),
        ("x" * 5000, "too long"),
        ("list.jsonl", "a list of files that another list names"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="needs pipes, sockets and links")
def test_list_names_regular_files_below_it(
    tmp_path: Path, reading: ReadOptions, monkeypatch: pytest.MonkeyPatch, other: str, told: str
) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    (tmp_path / "x.html").write_text("outside")
    (folder / "ok.html").write_text("<p>ok")
    (folder / "out.html").symlink_to(tmp_path / "x.html")
    os.mkfifo(folder / "fifo.html")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.html")
        lines = [json.dumps({"path": other}), json.dumps({"path": "ok.html"})]
        (folder / "list.jsonl").write_text("\n".join(lines))
        found = read(folder / "list.jsonl", reading)
    bad = [str(one.page) for one in found if isinstance(one.page, InputError)]
    assert rows(found)[-1] == "<p>ok"
    assert any(part in bad[0] for part in told.split("|")), bad
    assert all(problem.isprintable() for problem in bad)


def test_column_of_files_that_is_asked_for_may_name_files_anywhere(tmp_path: Path, reading_with: ReadingWith) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "x.html").write_text("outside")
    path = tmp_path / "f" / "list.jsonl"
    path.write_text("\n".join(json.dumps({"path": name}) for name in ("../x.html", "https://127.0.0.1/", "/dev/zero")))
    found = read(path, reading_with(columns=TableColumns(file="path")))
    assert rows(found) == ["outside", "!", "!"]


def test_list_in_an_archive_or_a_pipe_is_an_error_and_the_page_beside_it_is_read(
    tmp_path: Path, reading_with: ReadingWith
) -> None:
    line = b'{"path": "x.html"}\n'
    zipped(tmp_path / "a.zip", {"a.jsonl": line, "x.html": "<p>"})
    assert rows(read(tmp_path / "a.zip", reading_with())) == ["!", "<p>"]
    assert rows(list(read_inputs(["-"], reading_with(stdin=io.BytesIO(line), has_many=True)))) == ["!"]


def test_list_in_a_store_names_objects_below_it(reading: ReadOptions) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs the extra [cloud]")
    store = fsspec.filesystem("memory")
    store.pipe("/damage/f/x.html", b"<p>")
    store.pipe("/damage/y.html", b"outside")
    names = ("x.html", "../y.html", "/damage/y.html", "x y::memory://damage/y.html")
    store.pipe("/damage/f/l.jsonl", "\n".join(json.dumps({"path": name}) for name in names).encode())
    try:
        assert rows(list(read_inputs(["memory://damage/f/l.jsonl"], reading))) == ["<p>", "!", "!", "!"]
    finally:
        store.rm("/damage", recursive=True)


# ------------------------------------------------------------------ the guard


def test_library_that_raises_anything_costs_its_file(
    tmp_path: Path, reading: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a library's own\nmistake \x1b[31m")

    zipped(tmp_path / "a.zip", {"a.html": "a", "b.html": "b"})
    (tmp_path / "c.html").write_text("c")
    monkeypatch.setattr(zipfile.ZipFile, "open", fail)
    found = list(read_inputs([str(tmp_path / "a.zip"), str(tmp_path / "c.html")], reading))
    assert rows(found) == ["!", "!", "c"]
    assert str(found[0].page) == f"{tmp_path}/a.zip/a.html: broken or cut short: a library's own"


def test_column_error_stays_one(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    [found] = read(tmp_path / "a.csv", reading)
    assert isinstance(found.page, ColumnError)


@pytest.mark.parametrize("start", [b"\x1f", b"\x1f\x8b", b"\x1f\x8b\x08"])
def test_page_that_ends_in_the_first_bytes_of_gzip_is_said_to_be_cut_short(
    tmp_path: Path, reading: ReadOptions, start: bytes
) -> None:
    """In an archive, which is read once, too."""
    with tarfile.open(tmp_path / "pages.tar", "w") as archive:
        for name, body in (("cut.html.gz", start), ("ok.html", b"<p>ok")):
            member = tarfile.TarInfo(name)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    cut, ok = read(tmp_path / "pages.tar", reading)
    assert "cut short" in str(cut.page)
    assert rows([ok]) == ["<p>ok"]
