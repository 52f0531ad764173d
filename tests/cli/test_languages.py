"""What the filters of a run may be given: what is plainly meant is understood, all else is an error that says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest

from cleaner.cli.languages import LanguageOption
from cleaner.run.selection import Selection

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("written", "code"),
    [("de", "de"), ("DE", "de"), ("german", "de"), ("German", "de"), ("Deutsch", "de"), ("deu", "de"), ("ger", "de"),
     ("pt_BR", "pt-br"), ("zh-Hans", "zh-hans"), ("español", "es"), ("Brazilian Portuguese", "pt-br")],
)  # fmt: skip
def test_language_is_understood_by_code_and_name(written: str, code: str) -> None:
    assert LanguageOption().convert(written, None, None) == code


@pytest.mark.parametrize("written", ["", "-", "xx", "klingonisch", "de,en"])
def test_what_is_no_language_is_an_error(written: str) -> None:
    with pytest.raises(click.BadParameter, match="is no language code such as"):
        LanguageOption().convert(written, None, None)


@pytest.mark.parametrize(
    ("wanted", "code", "declared", "is_kept"),
    [("en", "en", "en-GB", True), ("en-us", "en", None, True), ("en-us", "en", "en", True),
     ("en-us", "en", "en-US", True), ("en-us", "en", "en-GB", False), ("en-us", "de", "en-US", False),
     ("de-at", "de", "en-US", True), ("zh-hans", "zh", "zh-CN", True), ("zh-cn", "zh", "zh-Hans-CN", True),
     ("zh-hant", "zh", "zh-Hans-CN", False), ("en", "eng", None, False)],
)  # fmt: skip
def test_region_is_asked_for(wanted: str, code: str, declared: str | None, is_kept: bool) -> None:
    row = msgspec.json.encode({"status": "ok", "language": {"code": code, "declared": declared}})
    assert (Selection(languages=(wanted,)).checked(row) == row) == is_kept


@pytest.mark.parametrize("until", ["2024-05-01", "2024-04-30"])
def test_time_that_no_page_can_have_is_an_error(run: Run, tmp_path: Path, until: str) -> None:
    ran = run("run", tmp_path, "--out", tmp_path / "out", "--since", "2024-05-01", "--until", until)
    assert ran.code == 2
    assert f"--until {until}" in ran.err
    assert "is not after --since 2024-05-01" in ran.err
    assert not (tmp_path / "out").exists()
