"""A record to write out."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner.model import Author, BodyBlock, Input, Moment, Outlet, Record, Status, Tool


def make_record(**members: Any) -> Record:
    known: dict[str, Any] = {
        "id": "1",
        "status": Status.OK,
        "title": "Harbour reopens",
        "authors": (Author("Ada Blau"), Author("Cem Dal")),
        "published": Moment("2024-03-01T08:30:00+09:00", "minute"),
        "outlet": Outlet("Coast Daily", "coast.example"),
        "text": "Ships sailed.\n\nNobody waved.",
        "body": (BodyBlock("paragraph", "Ships sailed."), BodyBlock("paragraph", "Nobody waved.")),
        "tool": Tool("news-cleaner", "0"),
        "input": Input("00", "html", 9),
    }
    return Record(**{**known, **members})


@pytest.fixture
def record() -> Record:
    return make_record()


@pytest.fixture
def record_with() -> Any:
    return make_record
