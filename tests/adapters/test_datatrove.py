"""datatrove: documents in, documents with their records out, in its own executor."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datatrove", reason="needs pip install 'news-cleaner[datatrove]'")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from cleaner import CleanerError, RawPage, Record, clean
from cleaner.adapters.datatrove import CleanDocuments
from cleaner.model import Status
from cleaner.rulebook import Rulebook

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a reader of WARC files gives: decoded text, url, date."""
    return [
        {
            "text": row["html"].decode("utf-8", "replace"),
            "id": row["id"],
            "metadata": {"url": row["url"], "date": "2026-05-04T12:30:00Z"},
        }
        for row in rows
    ]


@pytest.fixture(scope="module")
def expected(pages: list[dict[str, Any]], rows: list[dict[str, Any]], rules: Rulebook) -> dict[str, Record]:
    return {
        page["id"]: clean(RawPage(page["text"], url=row["url"], fetched_at=row["fetched_at"]), rules)
        for page, row in zip(pages, rows, strict=True)
    }


def documents(pages: list[dict[str, Any]]) -> list[Document]:
    return [Document(page["text"], page["id"], metadata=dict(page["metadata"])) for page in pages]


def as_metadata(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.to_dict().items() if name not in ("text", "body")}


def test_documents_carry_their_records(
    pages: list[dict[str, Any]], rules: Rulebook, expected: dict[str, Record]
) -> None:
    made = list(CleanDocuments(rules, keep=None).run(iter(documents(pages))))
    assert [document.id for document in made] == [page["id"] for page in pages]
    assert {document.id: document.text for document in made} == {name: r.text for name, r in expected.items()}
    assert {d.id: d.metadata["record"] for d in made} == {name: as_metadata(r) for name, r in expected.items()}
    assert all(document.metadata["date"] == "2026-05-04T12:30:00Z" for document in made)  # what was there stays


def test_others_than_those_to_keep_are_dropped_and_counted(
    pages: list[dict[str, Any]], rules: Rulebook, expected: dict[str, Record]
) -> None:
    step = CleanDocuments(rules)
    made = [document.id for document in step.run(iter(documents(pages)))]
    assert made == [name for name, record in expected.items() if record.status is Status.OK]
    counted = {name: stat.total for name, stat in step.stats.stats.items()}
    assert counted["total"] == len(pages)
    assert counted["forwarded"] == counted["ok"] == len(made)
    others = Counter(record.status for record in expected.values() if record.status is not Status.OK)
    assert {name: counted[f"dropped_{name}"] for name in others} == others
    assert counted["dropped"] == len(pages) - len(made) == others.total() > 0


def test_page_may_be_in_the_metadata(pages: list[dict[str, Any]], rules: Rulebook, rows: list[dict[str, Any]]) -> None:
    document = Document("", "1", metadata={"raw": rows[8]["html"], "address": "https://example.com/1"})
    step = CleanDocuments(rules, html_key="raw", url_key="address")
    [made] = step.run(iter([document]))
    assert made.metadata["record"]["url"] == "https://example.com/1"
    assert "Rømø" in made.text
    assert "raw" not in made.metadata


@pytest.mark.parametrize("metadata", [{}, {"raw": 7}, {"raw": None}])
def test_document_without_a_page_is_an_error(metadata: dict[str, Any], rules: Rulebook) -> None:
    step = CleanDocuments(rules, html_key="raw", keep=None)
    [made] = step.run(iter([Document("x", "1", metadata=metadata)]))
    assert made.metadata["record"]["status"] == "error"
    assert "metadata['raw']" in made.metadata["record"]["reason"]


def test_strange_metadata_spoils_nothing(pages: list[dict[str, Any]], rules: Rulebook) -> None:
    document = Document(pages[0]["text"], "1", metadata={"url": 7, "date": "yesterday"})
    [made] = CleanDocuments(rules).run(iter([document]))
    assert made.metadata["record"]["status"] == "ok"


def test_unknown_status_to_keep_is_an_error(rules: Rulebook) -> None:
    with pytest.raises(CleanerError, match="no status 'good'; there are ok, empty"):
        CleanDocuments(rules, keep=("good",))


def test_two_tasks_of_its_executor_give_all_records(
    pages: list[dict[str, Any]], rules: Rulebook, expected: dict[str, Record], tmp_path: Path
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(2):
        lines = (json.dumps(page) for page in pages[number::2])
        (source / f"{number}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    executor = LocalPipelineExecutor(
        [
            JsonlReader(str(source)),
            CleanDocuments(rules, keep=None),
            JsonlWriter(str(tmp_path / "out"), compression=None),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "logs"),
        skip_completed=False,
    )
    executor.run()
    made = [json.loads(line) for file in (tmp_path / "out").glob("*.jsonl") for line in file.open()]
    assert {row["id"]: row["metadata"]["record"] for row in made} == {
        page["id"]: as_metadata(expected[page["id"]])
        for page in pages
        if page["text"]  # its reader drops empty ones
    }
