"""`cleaner samples anonymise` as a person meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.cli import main
from tests.anonymise.test_anonymise import ADDRESS, PAGE

pytestmark = pytest.mark.slow


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def _anonymise(*arguments: object) -> int:
    return main(["samples", "anonymise", *map(str, arguments)])


def test_page_and_dump_are_written(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, dump = tmp_path / "shared.html", tmp_path / "shared.txt"
    assert _anonymise(page, "--url", ADDRESS, "-o", out, "--dump", dump) == 0
    assert "Marle Post" in out.read_text(encoding="utf-8")
    assert "Marle Post" in dump.read_text(encoding="utf-8")
    assert "https://www.marlepost.example/news/2026/05/04/" in capsys.readouterr().err


def test_without_a_file_the_page_goes_to_standard_output(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _anonymise(page) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_the_page_itself_is_never_replaced(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _anonymise(page, "-o", page, "--force") == 2
    assert page.read_text(encoding="utf-8") == PAGE
    assert str(page) in capsys.readouterr().err


def test_page_and_dump_are_two_files(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared = tmp_path / "shared.html"
    assert _anonymise(page, "-o", shared, "--dump", tmp_path / "." / "shared.html", "--force") == 2
    assert not shared.exists()
    assert "the same file" in capsys.readouterr().err


def test_a_page_that_is_too_large_is_said(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.cli.anonymise.MAX_BYTES", 1_000)
    assert _anonymise(page, "-o", tmp_path / "out.html") == 1
    assert "--paragraphs" in capsys.readouterr().err


def test_that_no_story_was_found_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "menu.html"
    page.write_text("<html><body><nav><a href='/a'>News</a><a href='/b'>Sport</a></nav></body>", encoding="utf-8")
    assert _anonymise(page, "-o", tmp_path / "out.html") == 1
    assert "no story is found" in capsys.readouterr().err
