"""A samples folder and a record, as small as the tests allow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.model import Input, Record, Status, Tool

PAGE = b"<html><head><title>Ferry returns</title></head><body><article><h1>Ferry returns</h1>" + (
    b"<p>The ferry between the two islands is back in service after a winter in the dock, its owner said on Monday.</p>"
    b"<p>It sails four times a day, and takes bicycles for nothing until the end of the season in October.</p>"
    b"</article></body></html>"
)

MakeRecord = Callable[..., Record]


@pytest.fixture
def make_record() -> MakeRecord:
    """Builds a record from the fields that matter to a test."""

    def make(**fields: object) -> Record:
        given: dict[str, object] = {
            "id": "1",
            "status": Status.OK,
            "tool": Tool(name="news-cleaner", version="1.0", rule_version=3, rules_digest="d1"),
            "input": Input(sha256="00", kind="html", bytes=1),
        }
        return Record(**(given | fields))  # type: ignore[arg-type]  # fields by name, checked where they are read

    return make


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A folder with the sample example.com/ferry: page and page.yaml, no expectation."""
    folder = tmp_path / "samples" / "example.com" / "ferry"
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(PAGE)
    (folder / "page.yaml").write_text("url: https://example.com/ferry\n")
    return tmp_path / "samples"
