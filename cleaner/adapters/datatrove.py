"""datatrove: a step that turns documents of HTML into documents of text with the record as metadata."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from datatrove.pipeline.base import PipelineStep
from msgspec.structs import replace

from cleaner.adapters.worker_rules import RulesSource, WorkerRules, open_rules
from cleaner.errors import InputError
from cleaner.model import Options, RawPage, Record, Status
from cleaner.pipeline import DEFAULT_OPTIONS, clean_many
from cleaner.sources.tables import with_time
from cleaner.stages.assemble import failed_record

if TYPE_CHECKING:
    from datatrove.data import Document, DocumentsPipeline

BODY_MEMBERS = ("text", "body")  # the document's text says it already


class CleanDocuments(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Cleans each document: its text becomes the record's, the rest of the record `metadata["record"]`.

    html_key: where the page is: None for the document's text, else a key of its metadata, which is removed.
    url_key, date_key: of the metadata (readers of WARC write `url` and `date`); a date that is no time is not used.
    keep: documents with these statuses go on, the others are dropped; None keeps all.
    Counts documents by status (`ok`, `not_article` …), and what is forwarded and dropped.
    """

    type = "🧹 - CLEANER"
    name = "📰 News records"

    def __init__(
        self, rules: RulesSource = None, *, html_key: str | None = None, url_key: str = "url", date_key: str = "date",
        keep: Iterable[Status | str] | None = (Status.OK,), options: Options = DEFAULT_OPTIONS,
    ) -> None:  # fmt: skip
        super().__init__()
        self.rules = WorkerRules(open_rules(rules))  # datatrove pickles the step for each of its tasks
        self.html_key = html_key
        self.url_key = url_key
        self.date_key = date_key
        self.keep = None if keep is None else frozenset(_status(one) for one in keep)
        self.options = options

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Documents in, documents out, in their order."""
        for document in data or ():
            self.stat_update("total")
            with self.track_time():
                record = self._clean(document)
                self.stat_update(record.status.value)
            if self.keep is not None and record.status not in self.keep:
                self.stat_update("dropped", f"dropped_{record.status.value}")
                continue
            document.text = record.text
            document.metadata["record"] = {
                name: value for name, value in record.to_dict().items() if name not in BODY_MEMBERS
            }
            self.stat_update("forwarded")
            self.update_doc_stats(document)
            yield document

    def _clean(self, document: Document) -> Record:
        html = document.text if self.html_key is None else document.metadata.pop(self.html_key, None)
        url = document.metadata.get(self.url_key)
        known = RawPage(b"", url if isinstance(url, str) else None)
        known = with_time(known, document.metadata.get(self.date_key))
        try:
            page = replace(known, body=html)
        except InputError as error:
            where = "its text" if self.html_key is None else f"metadata[{self.html_key!r}]"
            reason = f"no page in {where}: {error}"
            return failed_record(known, self.rules.book.digest, Status.ERROR, reason, name=document.id)
        [record] = clean_many([page], self.rules.book, self.options)
        return record


def _status(given: Status | str) -> Status:
    try:
        return Status(given)
    except ValueError as error:
        raise InputError(f"keep: no status {given!r}; there are {', '.join(Status)}") from error
