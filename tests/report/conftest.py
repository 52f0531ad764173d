"""A small explained page."""

from __future__ import annotations

import pytest

from cleaner.model import (
    Author,
    Block,
    Choice,
    Cut,
    Document,
    Input,
    Label,
    Labels,
    Outlet,
    Page,
    Record,
    Role,
    Signals,
    Status,
    Tool,
)
from cleaner.report import Explanation, explain_blocks
from cleaner.report.receipt import explain_fields

SKIP = Label(Role.NAVIGATION, "shared/navigation:skip", "a skip link")
BODY = Label(Role.PARAGRAPH, "trafilatura", "text of the story")
MORE = Label(Role.RELATED, "shared/related:inline", "a link inside the sentence")


@pytest.fixture
def page() -> Page:
    texts = ("Skip to text", "Home", "Ships sailed. Read more", "<script>alert(1)</script> & \x1b[31mred")
    document = Document("", "html", None, "utf-8", "utf-8", "00", 9)
    blocks = tuple(Block(number, text, tag="p") for number, text in enumerate(texts))
    return Page(document, Signals(), blocks)


@pytest.fixture
def labels() -> Labels:
    return Labels((SKIP, SKIP, BODY, None), cuts=(Cut(2, 14, 23, MORE),))


@pytest.fixture
def record() -> Record:
    return Record(
        id="1",
        status=Status.OK,
        title='Harbour "reopens" <b>',
        authors=(Author("Ada Blau"), Author("Cem Dal")),
        outlet=Outlet("Coast Daily", source="og:site_name"),
        tool=Tool("news-cleaner", "0", body_by="trafilatura"),
        input=Input("00", "html", 9),
    )


@pytest.fixture
def explanation(page: Page, labels: Labels, record: Record) -> Explanation:
    choices = {
        "authors": Choice(
            record.authors, "jsonld:author", (("Staff", "meta:author"), ("Ada Blau, Cem Dal", "rel:author"))
        ),
        "title": Choice("Harbour reopens", "h1"),
    }
    grounds = (("site rule", "none matches"),)
    return Explanation("a.html", record, explain_blocks(page, labels), explain_fields(record, choices), grounds)
