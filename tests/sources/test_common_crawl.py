"""A month of Common Crawl's news, from a mirror on this disk."""

# what is imported after the check needs the extra
from __future__ import annotations

import gzip
from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'news-cleaner[cloud]'")

from cleaner.sources.common_crawl import with_mirror
from cleaner.sources.places import find_places

FILES = ("crawl-data/CC-NEWS/2026/05/CC-NEWS-1.warc.gz", "crawl-data/CC-NEWS/2026/05/CC-NEWS-2.warc.gz")


@pytest.fixture
def mirror(tmp_path: Path) -> str:
    folder = tmp_path / "crawl-data" / "CC-NEWS" / "2026" / "05"
    folder.mkdir(parents=True)
    (folder / "warc.paths.gz").write_bytes(gzip.compress("\n".join([*FILES, ""]).encode()))
    return f"file://{tmp_path}"


def test_month_is_the_files_of_its_list(mirror: str) -> None:
    places = find_places([with_mirror("cc-news:2026-05", f"{mirror}/")])
    assert [place.address for place in places] == [f"{mirror}/{file}" for file in FILES]


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ("cc-news:2026-05", "name a mirror"),
        ("cc-news:2026-13", "for example, cc-news:2026-05"),
        ("cc-news:May", "for example, cc-news:2026-05"),
    ],
)
def test_what_is_no_month_is_named(argument: str, problem: str) -> None:
    [place] = find_places([argument])
    assert problem in str(place.problem)


def test_list_that_is_not_there_is_a_problem(mirror: str) -> None:
    [place] = find_places([with_mirror("cc-news:2026-06", mirror)])
    assert "its list cannot be read" in str(place.problem)


def test_other_arguments_have_no_mirror() -> None:
    assert with_mirror("page.html", "s3://commoncrawl") == "page.html"
