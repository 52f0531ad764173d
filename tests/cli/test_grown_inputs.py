"""Runs whose input files change after they were finished: what is new is made, or a line says that it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from conftest import Run


def write_rows(path: Path, *names: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        for name in names:
            page = f"<h1>{name}</h1><p>The harbour was closed on Monday, the office said.</p>"
            file.write(json.dumps({"html": page, "url": f"https://example.com/{name}"}) + "\n")


def addresses(out: Path) -> list[str]:
    lines = [line for path in sorted(out.glob("records-*.jsonl")) for line in path.read_bytes().splitlines()]
    return [json.loads(line)["url"].rpartition("/")[2] for line in lines]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    write_rows(folder / "b.jsonl", "one", "two")
    write_rows(folder / "d.jsonl", "three", "skipped", "four")
    return folder


@pytest.mark.parametrize("shard_pages", [2, 3, 100])
def test_rows_behind_the_last_are_made(run: Run, inbox: Path, tmp_path: Path, shard_pages: int) -> None:
    again = ("run", inbox, "--out", tmp_path / "out", "--workers", 1, "--shard-pages", shard_pages)
    run(*again)
    write_rows(inbox / "d.jsonl", "five")
    write_rows(inbox / "e.jsonl", "six")
    assert "--continue-anyway makes the rest with what is there now" in run(*again).err
    told = run(*again, "--continue-anyway").err
    assert addresses(tmp_path / "out") == ["one", "two", "three", "skipped", "four", "five", "six"]
    assert "7 pages in" in told
    assert "5 pages are of the input files as they were" in told
    assert "7 pages, nothing to do" in run(*again).err


def test_what_filters_leave_out_is_counted_once(run: Run, inbox: Path, tmp_path: Path) -> None:
    write_rows(inbox / "d.jsonl", "last")
    elsewhere = (inbox / "d.jsonl").read_text().replace("example.com/skipped", "other.org/skipped")
    (inbox / "d.jsonl").write_text(elsewhere.replace("example.com/last", "other.org/last"))
    again = ("run", inbox, "--out", tmp_path / "out", "--workers", 1, "--host", "example.com")
    run(*again)
    write_rows(inbox / "d.jsonl", "five")
    run(*again, "--continue-anyway")
    assert addresses(tmp_path / "out") == ["one", "two", "three", "four", "five"]
    left_out = json.loads((tmp_path / "out" / "_run.json").read_text())["left_out"]
    assert left_out == {"pages of other hosts (--host)": 2}


def test_rows_of_an_earlier_file_are_not_left_out_in_silence(run: Run, inbox: Path, tmp_path: Path) -> None:
    again = ("run", inbox, "--out", tmp_path / "out", "--workers", 1)
    run(*again)
    write_rows(inbox / "b.jsonl", "new")
    told = run(*again, "--continue-anyway").err
    assert addresses(tmp_path / "out") == ["one", "two", "three", "skipped", "four"]
    assert "what is new before the last of them is not read" in told


@pytest.mark.parametrize("change", ["before", "gone"])
def test_files_that_shift_the_others_are_refused(run: Run, inbox: Path, tmp_path: Path, change: str) -> None:
    again = ("run", inbox, "--out", tmp_path / "out", "--workers", 1)
    run(*again)
    if change == "before":
        write_rows(inbox / "c.jsonl", "new")
    else:
        (inbox / "b.jsonl").unlink()
    ran = run(*again, "--continue-anyway")
    assert ran.code == 2
    assert "an input file has come before those that are done, or one of these is gone" in ran.err
    assert addresses(tmp_path / "out") == ["one", "two", "three", "skipped", "four"]
