"""The state of a crawl as a file: copied while it is written, and without a trace."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from cleaner.errors import OutputError
from cleaner.scrape.state import State, copy_state


def test_copy_has_what_is_there_and_leaves_no_file_behind(tmp_path: Path) -> None:
    path = tmp_path / "crawl" / "state.sqlite"
    path.parent.mkdir()
    with closing(State(path)) as state:
        state.set_fact("run", "3")
        copy_state(path, tmp_path / "open.sqlite")
    copy_state(path, tmp_path / "closed.sqlite")
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    for name in ("open", "closed"):
        with closing(State(tmp_path / f"{name}.sqlite")) as copied:
            assert copied.fact("run") == "3"
    copy_state(tmp_path / "nowhere.sqlite", tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


def test_lasting_fact_keeps_its_first_value(tmp_path: Path) -> None:
    with closing(State(tmp_path / "state.sqlite")) as state:
        assert [state.lasting_fact("crawl", value) for value in ("a", "b")] == ["a", "a"]


def test_what_is_no_state_is_named(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_text("a letter, and no database at all, which is long enough for a header" * 20)
    with pytest.raises(OutputError, match="no state of a crawl"):
        State(path)
    with pytest.raises(OutputError, match="cannot be written"):
        State(tmp_path / "nowhere" / "state.sqlite")
