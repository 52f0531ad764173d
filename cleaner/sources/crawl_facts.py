"""What a crawl wrote of its responses into a WARC file: `metadata` records beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from cleaner.model import History

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# What a crawl fetched a response for, or what came of it. Only a `page` is cleaned.
ResponseRole: TypeAlias = Literal["page", "discovery", "redirect", "busy", "unchanged", "duplicate", "part", "rendered"]
LEFT_OUT: Mapping[str, str] = {
    "discovery": "responses fetched to find articles",
    "redirect": "redirects",
    "busy": "responses of busy servers, asked again later",
    "unchanged": "responses that have not changed",
    "duplicate": "articles that are there under another address",
    "part": "parts of articles that are joined in another record",
    "rendered": "pages that are there as a browser showed them",
}
FACTS_TYPE = "application/warc-fields"
PREFIX = "cleaner-"
NOTE = "note"  # the role of a metadata record of a crawl itself: it is read, and is no page


class CrawlFacts(Struct, frozen=True):
    """role: see LEFT_OUT. problem: why there is no page, where there was no response or none that may be used."""

    role: str = "page"
    history: History | None = None
    problem: str | None = None


def write_facts(facts: CrawlFacts) -> bytes:
    """The content of a metadata record."""
    lines = [("role", facts.role)]
    if facts.history is not None:
        lines.append(("version", str(facts.history.version)))
        lines += [("previous", facts.history.previous)] if facts.history.previous else []
        lines += [("part", part) for part in facts.history.parts]
    if facts.problem:
        lines.append(("problem", " ".join(facts.problem.split())))
    return "".join(f"{PREFIX}{name}: {value}\r\n" for name, value in lines).encode()


def read_facts(content: bytes) -> CrawlFacts | None:
    """What a metadata record says; None for one that no crawl of this program wrote."""
    found: dict[str, list[str]] = {}
    for line in content.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        found.setdefault(name.strip().lower().removeprefix(PREFIX), []).append(value.strip())
        if not line.startswith(PREFIX):
            return None
    if "role" not in found:
        return None
    version = found.get("version", ["1"])[0]
    history = History(
        version=int(version) if version.isdecimal() else 1,
        previous=next(iter(found.get("previous", ())), None),
        parts=tuple(found.get("part", ())),
    )
    return CrawlFacts(found["role"][0], history, next(iter(found.get("problem", ())), None))


class CrawlNotes:
    """What the last metadata record of a crawl said, for the records that go with it."""

    def __init__(self) -> None:
        self._facts = CrawlFacts()
        self._of: str | None = None

    def facts_of(self, record: WarcRecord, content: bytes) -> CrawlFacts:
        """What the crawl says of a record; its own metadata records say it of themselves, where they are a problem."""
        if str(record.record_type) != "metadata":
            return self._facts if (record.record_id or "").strip("<>") == self._of else CrawlFacts()
        facts = read_facts(content) if record.headers.get("Content-Type") == FACTS_TYPE else None
        if facts is None:
            return CrawlFacts()
        self._facts, self._of = facts, (record.headers.get("WARC-Concurrent-To") or "").strip("<>")
        return CrawlFacts(NOTE, problem=facts.problem)
