"""Pages for the adapters, good ones and others, and the records that clean() makes of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cleaner import RawPage, Record, clean
from cleaner.rulebook import Rulebook

FETCHED_AT = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
PLACES = ("Varde", "Esbjerg", "Skagen", "Ribe", "Thyborøn", "Marstal", "Rønne", "Köge")


def story(place: str) -> str:
    """A page of its own for each place."""
    paragraphs = (
        f"The harbour of {place} reopens on Tuesday after four months of dredging, the port authority said on Sunday.",
        "Ships of up to nine metres of draught can enter again, two more than before the works began in the spring.",
        f"The work cost {place} eleven million crowns, of which the ministry of transport paid a third, it said.",
        f"“We had ships waiting outside for the tide every single day,” said the harbour master of {place}, Inge Dahl.",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{place} reopens</title><meta name=author content='Inge Dahl'></head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{place} reopens</h1>{body}</article></body></html>"
    )


@pytest.fixture(scope="session")
def rows() -> list[dict[str, Any]]:
    """Rows of a table of pages: eight stories, one in another charset, then an empty page and binary."""
    made: list[dict[str, Any]] = [
        {"id": str(number), "html": story(place).encode(), "url": f"https://{number}.example.com/{number}"}
        for number, place in enumerate(PLACES)
    ]
    made.append({"id": "latin", "html": story("Rømø").encode("cp1252"), "url": None})
    made.append({"id": "empty", "html": b"", "url": "https://example.com/empty"})
    made.append({"id": "binary", "html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "url": "not a url"})
    return [row | {"fetched_at": FETCHED_AT} for row in made]


@pytest.fixture(scope="session")
def local_records(rows: list[dict[str, Any]], rules: Rulebook) -> list[Record]:
    """What clean() makes of each row."""
    return [clean(RawPage(row["html"], url=row["url"], fetched_at=row["fetched_at"]), rules) for row in rows]
