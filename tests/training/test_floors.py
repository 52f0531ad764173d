"""floors: pinned figures, and the refusal to lower one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaner.errors import CleanerError
from training.floors import PINNED, check_data, falls, read_floors, write_floors
from training.measure import cross_validated, measure

SENTENCES = [f"The council of district {n} met on Monday and agreed to repair the old bridge there." for n in range(8)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data set of one page, as HTML only."""
    folder = tmp_path / "small"
    (folder / "pages").mkdir(parents=True)
    body = "".join(f"<p>{text}</p>" for text in SENTENCES)
    page = f"<html><body><article><h1>Bridge to be repaired</h1>{body}</article></body></html>"
    (folder / "pages" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
    row = {"id": "one", "title": "Bridge to be repaired", "text": "\n".join(SENTENCES)}
    (folder / "truth.jsonl").write_text(json.dumps(row) + "\n")
    return tmp_path


def test_what_was_written_holds(data: Path) -> None:
    measured = measure(data, ["small"], lambda where: None)
    assert measured["small html"]["title"] == 1.0
    floors = write_floors(data / "floors.json", data, measured, lower=False)
    check_data(floors, data)
    assert falls(read_floors(data / "floors.json").figures, measured) == []


def test_a_figure_that_fell_is_named_and_not_lowered_without_a_word(data: Path) -> None:
    path = data / "floors.json"
    write_floors(path, data, {"small html": {"title": 1.0}}, lower=False)
    (fall,) = falls(read_floors(path).figures, {"small html": {"title": 0.9}})
    assert (fall.where, fall.figure, fall.floor, fall.measured) == ("small html", "title", 1.0, 0.9)
    with pytest.raises(CleanerError, match="--lower"):
        write_floors(path, data, {"small html": {"title": 0.9}}, lower=False)
    write_floors(path, data, {"small html": {"title": 0.9}}, lower=True)
    assert read_floors(path).figures["small html"]["title"] == 0.9


def test_a_figure_may_turn_by_one_page_and_is_never_pinned_lower(data: Path) -> None:
    path = data / "floors.json"
    floors = write_floors(path, data, {"small html": {"pages": 100.0, "title": 0.9}}, lower=False)
    assert falls(floors.figures, {"small html": {"pages": 100.0, "title": 0.89}}) == []
    assert [fall.figure for fall in falls(floors.figures, {"small html": {"pages": 100.0, "title": 0.88}})] == ["title"]
    assert [fall.figure for fall in falls(floors.figures, {"small html": {"pages": 99.0, "title": 0.9}})] == ["pages"]
    with pytest.raises(CleanerError, match=r"0\.8999, floor 0\.9000"):
        write_floors(path, data, {"small html": {"pages": 100.0, "title": 0.8999}}, lower=False)


def test_sets_that_were_not_measured_stay(data: Path) -> None:
    path = data / "floors.json"
    (data / "small").rename(data / "other")
    write_floors(path, data, {"other html": {"title": 0.7}}, lower=False)
    (data / "other").rename(data / "small")
    floors = write_floors(path, data, {"small html": {"title": 1.0}}, lower=False)
    assert set(floors.figures) == {"other html", "small html"}
    assert set(floors.data) == {"other", "small"}


def test_a_figure_that_was_not_measured_has_fallen(data: Path) -> None:
    path = data / "floors.json"
    floors = write_floors(path, data, {"small html": {"title": 1.0}}, lower=False)
    assert [fall.measured for fall in falls(floors.figures, {})] == [None]


def test_changed_data_are_noticed(data: Path) -> None:
    floors = write_floors(data / "floors.json", data, {"small html": {"title": 1.0}}, lower=False)
    (data / "small" / "truth.jsonl").write_text("{}\n")
    with pytest.raises(CleanerError, match="not the pages"):
        check_data(floors, data)


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_missing_or_broken_file_is_said(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "floors.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CleanerError, match=r"floors\.json"):
        read_floors(path)


def test_a_model_that_does_worse_on_unseen_outlets_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data / "floors.json"
    learned = {"blocks of html, small html": {"pages": 100.0, "word_f1": 0.96}}
    monkeypatch.setattr("training.floors.cross_validated", lambda: learned)
    measured = {"small html": {"title": 1.0}}
    floors = write_floors(path, data, measured, lower=False)
    assert floors.cross_validated == learned
    learned["blocks of html, small html"]["word_f1"] = 0.94
    with pytest.raises(CleanerError, match=r"blocks of html, small html word_f1: 0\.9400, floor 0\.9600"):
        write_floors(path, data, measured, lower=False)


def test_the_models_that_ship_are_not_below_what_is_pinned() -> None:
    pinned = read_floors(PINNED).cross_validated
    assert pinned
    assert falls(pinned, cross_validated()) == []
