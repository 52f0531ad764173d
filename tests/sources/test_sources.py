"""From arguments to pages: what is found, in which order, and what an unreadable one becomes."""

from __future__ import annotations

import gzip
import os
from dataclasses import replace
from pathlib import Path

import pytest
from page_facts import Facts

from cleaner.errors import InputError, SampleError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, find_places, read_inputs


def write(folder: Path, **files: str) -> None:
    """Names with `__` for the dot and `___` for the slash."""
    for name, text in files.items():
        path = folder / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def only(inputs: list[InputPage]) -> RawPage:
    assert len(inputs) == 1
    page = inputs[0].page
    assert isinstance(page, RawPage)
    return page


def error(inputs: list[InputPage]) -> str:
    assert len(inputs) == 1
    page = inputs[0].page
    assert isinstance(page, InputError)
    return str(page)


# ------------------------------------------------------------------ places


def test_folder_gives_its_pages_sorted_and_below(tmp_path: Path) -> None:
    write(tmp_path, b__html="", a___z__txt="", a___b__htm="", c__css="", page__yaml="", d__TXT="")
    names = [Path(place.name).relative_to(tmp_path).as_posix() for place in find_places([str(tmp_path)])]
    assert names == ["a/b.htm", "a/z.txt", "b.html", "d.TXT"]


def test_packed_pages_are_pages(tmp_path: Path) -> None:
    write(tmp_path, a__html__gz="", b__tar__gz="", c__gz="")
    assert [Path(place.name).name for place in find_places([str(tmp_path)])] == ["a.html.gz", "b.tar.gz"]


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, __hidden__html="", __git___x__html="", seen__html="")
    assert [Path(place.name).name for place in find_places([str(tmp_path)])] == ["seen.html"]


def test_folder_without_pages_is_an_error(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, data__css="")
    assert "no pages there (looked for .html" in error(list(read_inputs([str(tmp_path)], reading)))


def test_arguments_keep_their_order(tmp_path: Path) -> None:
    write(tmp_path, a__html="")
    places = find_places(["https://example.com/x", "-", str(tmp_path / "a.html")])
    assert [place.kind for place in places] == ["url", "stdin", "file"]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links and pipes")
def test_broken_link_and_pipe_are_errors_and_what_is_beside_them_is_read(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "gone.html")
    os.mkfifo(tmp_path / "b.html")
    write(tmp_path, c__html="")
    link, pipe, page = read_inputs([str(tmp_path)], reading)
    assert "a.html: no such file" in error([link])
    assert "b.html: is a pipe" in error([pipe])
    assert isinstance(page.page, RawPage)


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_links_that_loop_hide_no_page(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, deep___a__html="")
    (tmp_path / "deep" / "loop").symlink_to("loop")
    (tmp_path / "deep" / "loop.html").symlink_to("loop.html")
    (tmp_path / "deep" / "up").symlink_to("..")
    page, loop = read_inputs([str(tmp_path)], reading)
    assert isinstance(page.page, RawPage)
    assert "loop.html: cannot be read: Too many levels" in error([loop])


def test_folders_nest_deeper_than_python_recurses(tmp_path: Path, reading: ReadOptions) -> None:
    folder = tmp_path
    os.makedirs(tmp_path / "/".join(["d"] * 900))
    write(tmp_path / "/".join(["d"] * 900), a__html="")
    assert only(list(read_inputs([str(folder)], reading))).body == b""


def test_order_of_a_folder_is_that_of_its_paths(
    tmp_path: Path, reading: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, b___z__html="", b__html="", a__html="", b___a___x__html="")
    scandir = os.scandir

    class Reversed:
        def __init__(self, folder: str) -> None:
            with scandir(folder) as entries:
                self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None: ...

    names = [place.name for place in find_places([str(tmp_path)])]
    monkeypatch.setattr(os, "scandir", Reversed)
    assert [place.name for place in find_places([str(tmp_path)])] == names


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_name_that_is_no_text_is_printable(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.html"
    with open(path, "wb"):
        pass
    assert find_places([str(tmp_path)])[0].name.endswith(r"/caf\xe9\n.html")


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.html", "Hello", "html"),
        ("a.HTM", "Hello", "html"),
        ("a.txt", "Hello", "text"),
        ("a.txt", "\n<!DOCTYPE html><p>Hello", "html"),
        ("a", "Hello", None),
        ("a.php", "Hello", None),
    ],
)
def test_kind_follows_the_ending(tmp_path: Path, reading: ReadOptions, name: str, text: str, kind: str | None) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert only(list(read_inputs([str(tmp_path / name)], reading))).kind == kind


def test_file_name_is_no_url(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, a__html="")
    assert only(list(read_inputs([str(tmp_path / "a.html")], reading))).url is None


def test_packed_file_is_given_as_it_is(tmp_path: Path, reading: ReadOptions) -> None:
    packed = gzip.compress(b"Hello")
    (tmp_path / "a.txt.gz").write_bytes(packed)
    page = only(list(read_inputs([str(tmp_path / "a.txt.gz")], reading)))
    assert (page.body, page.kind) == (packed, "text")


def test_page_yaml_tells_of_the_page_beside_it(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, page__html="", page__yaml="")
    facts = Facts(url="https://example.com/story", charset="cp1252")
    page = only(list(read_inputs([str(tmp_path / "page.html")], replace(reading, read_facts=lambda path: facts))))
    assert (page.url, page.charset, page.kind) == ("https://example.com/story", "cp1252", "html")


def test_page_yaml_tells_nothing_of_other_files(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, other__html="", page__yaml="")
    facts = Facts(url="https://example.com/story")
    page = only(list(read_inputs([str(tmp_path / "other.html")], replace(reading, read_facts=lambda path: facts))))
    assert page.url is None


def test_wrong_page_yaml_is_an_error_of_that_page(tmp_path: Path, reading: ReadOptions) -> None:
    def read_facts(path: Path) -> Facts:
        raise SampleError("page.yaml:1: unknown key 'ulr'")

    write(tmp_path, page__html="", page__yaml="ulr: x")
    found = list(read_inputs([str(tmp_path / "page.html")], replace(reading, read_facts=read_facts)))
    assert error(found) == "page.yaml:1: unknown key 'ulr'"


def test_what_the_caller_knows_stands_above(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, a__html="")
    given = replace(reading, url="https://example.com/", kind="text")
    page = only(list(read_inputs([str(tmp_path / "a.html")], given)))
    assert (page.url, page.kind) == ("https://example.com/", "text")


# ------------------------------------------------------------------ what cannot be read


def test_missing_file_is_an_error_and_the_rest_goes_on(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, b__html="")
    first, second = read_inputs([str(tmp_path / "a.html"), str(tmp_path / "b.html")], reading)
    assert str(first.page) == f"{tmp_path}/a.html: no such file or folder"
    assert isinstance(second.page, RawPage)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_an_error(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, a__html="")
    (tmp_path / "a.html").chmod(0)
    assert "cannot be read: Permission denied" in error(list(read_inputs([str(tmp_path / "a.html")], reading)))


def test_error_of_the_system_is_told(tmp_path: Path, reading: ReadOptions) -> None:
    name = str(tmp_path / ("x" * 300))
    assert "cannot be read: File name too long" in error(list(read_inputs([name], reading)))


def test_file_over_the_limit_is_not_read(tmp_path: Path, reading: ReadOptions) -> None:
    write(tmp_path, a__html="x" * 101)
    found = list(read_inputs([str(tmp_path / "a.html")], replace(reading, max_bytes=100)))
    assert "over the limit of 100 bytes" in error(found)


# ------------------------------------------------------------------ standard input, URLs


def test_dash_is_standard_input(reading: ReadOptions) -> None:
    [found] = read_inputs(["-"], reading)
    assert (found.name, found.page) == ("standard input", RawPage(b"from a pipe"))


def test_url_is_fetched(reading: ReadOptions) -> None:
    page = RawPage(b"<p>Hello", "https://example.com/final", "html")
    [found] = read_inputs(["HTTPS://example.com/a"], replace(reading, fetch=lambda url: page))
    assert (found.name, found.page) == ("HTTPS://example.com/a", page)


def test_the_password_of_a_url_is_fetched_with_and_stands_in_no_name(reading: ReadOptions) -> None:
    asked: list[str] = []
    fetching = replace(reading, fetch=lambda url: asked.append(url) or RawPage(b"x"))
    [found] = read_inputs(["https://reader:secret@example.com/@desk"], fetching)
    assert (found.name, asked) == ("https://example.com/@desk", ["https://reader:secret@example.com/@desk"])


def test_url_that_cannot_be_fetched_is_an_error(reading: ReadOptions) -> None:
    assert error(list(read_inputs(["https://example.com/a"], reading))).endswith("no network in tests")


@pytest.mark.parametrize("name", ["www.example.com", "www.example.com/story", "news.example.org/story"])
def test_address_without_scheme_gets_a_hint(name: str, reading: ReadOptions) -> None:
    [found] = read_inputs([name], reading)
    assert f"for a web page, write https://{name}" in str(found.page)


def test_missing_file_gets_no_hint(reading: ReadOptions) -> None:
    [found] = read_inputs(["gone.html"], reading)
    assert "web page" not in str(found.page)
