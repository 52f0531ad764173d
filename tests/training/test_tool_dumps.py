"""tool_dumps: the pages of a data set as tools print them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training import tool_dumps

PAGE = '<meta charset="iso-8859-1"><p>The café is late.</p><script>let hidden = 1</script>'


@pytest.fixture
def data_set(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "one.html.gz").write_bytes(gzip.compress(PAGE.encode("latin-1")))
    (folder / "truth.jsonl").write_text(json.dumps({"id": "one", "text": "The café is late."}) + "\n")
    return folder


def test_every_page_is_dumped_by_every_tool(
    data_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tool_dumps, "TOOLS", {"cat": ("cat",), "sort": ("sort",)})
    out = tmp_path / "out"
    assert tool_dumps.main([str(data_set), "--out", str(out)]) == 0
    assert capsys.readouterr().out == "harbour: 2 dumps\n"
    made = gzip.decompress((out / "harbour" / "dumps" / "one.cat.txt.gz").read_bytes()).decode()
    assert "<p>The café is late.</p>" in made
    assert "hidden" not in made
    assert "iso-8859-1" not in made


def test_a_tool_that_fails_makes_no_dump() -> None:
    assert tool_dumps.dump(PAGE, ("false",)) is None


def test_a_tool_that_is_not_there_is_named(
    data_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tool_dumps, "TOOLS", {"x": ("no-such-browser", "-dump")})
    assert tool_dumps.main([str(data_set), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == "cleaner: not installed: no-such-browser\n"
