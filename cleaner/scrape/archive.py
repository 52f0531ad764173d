"""The archive of a crawl: WARC files, one gzip member a record, with the exchanges as they went over the wire."""

from __future__ import annotations

import gzip
import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from fastwarc.warc import WarcRecord, WarcRecordType

from cleaner._version import __version__
from cleaner.fetch import Capture
from cleaner.scrape.state import State
from cleaner.sources.crawl_facts import FACTS_TYPE, CrawlFacts, write_facts

MAX_FILE_BYTES = 1_000_000_000
PACK_LEVEL = 6
NAME = "crawl-{crawl}-{number:05}.warc.gz"  # one name in the world: archives are put together in one folder


class Archive:
    """Appends exchanges. A file is never written on by a later crawl, so records that name a place in it stay true."""

    def __init__(self, folder: Path, state: State, agent: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._state = state
        self._agent = agent
        self._file: BinaryIO | None = None
        self._name = ""
        self._crawl = state.lasting_fact("crawl", secrets.token_hex(4))
        self._cut_torn_files()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def add(
        self,
        url: str,
        facts: CrawlFacts,
        captured: Capture | None = None,
        *,
        joined: bytes = b"",
        is_whole: bool = True,
    ) -> None:
        """Write one exchange, or why there is none. joined: a page that was made of several, or of a browser's;
        is_whole: False where a piece of it was cut short.

        The bytes are on the disk when it returns, and count from when the caller's transaction ends.
        """
        self._put(
            _records(url, facts, captured, joined, is_whole=captured.is_whole if captured is not None else is_whole)
        )

    def _put(self, records: Sequence[WarcRecord]) -> None:
        file = self._open()
        for record in records:
            plain = BytesIO()
            record.write(plain, checksum_data=True)
            file.write(gzip.compress(plain.getvalue(), PACK_LEVEL, mtime=0))
        file.flush()
        os.fsync(file.fileno())
        self._state.write("INSERT OR REPLACE INTO archive VALUES (?, ?)", self._name, file.tell())

    def _open(self) -> BinaryIO:
        if self._file is not None and self._file.tell() < MAX_FILE_BYTES:
            return self._file
        self.close()
        number = len(self._state.rows("SELECT file FROM archive")) + 1
        self._name = NAME.format(crawl=self._crawl, number=number)
        self._file = (self._folder / self._name).open("wb")
        info = f"software: news-cleaner/{__version__}\r\nformat: WARC file version 1.1\r\n"
        info += f"http-header-user-agent: {self._agent}\r\n"
        self._put([_record("warcinfo", info.encode(), {"Content-Type": FACTS_TYPE, "WARC-Filename": self._name})])
        return self._file

    def _cut_torn_files(self) -> None:
        """Remove what a killed crawl had written and not counted; archives of other crawls are left alone."""
        whole = {row["file"]: row["bytes"] for row in self._state.rows("SELECT file, bytes FROM archive")}
        for path in self._folder.glob(f"crawl-{self._crawl}-*.warc.gz"):
            if path.name not in whole:
                path.unlink()
            elif path.stat().st_size > whole[path.name]:
                os.truncate(path, whole[path.name])


def _records(
    url: str, facts: CrawlFacts, captured: Capture | None, joined: bytes, *, is_whole: bool
) -> list[WarcRecord]:
    """The facts go first, so that a reader knows them before it comes to the response."""
    if captured is None and not joined:
        return [_facts_record(url, facts, None)]
    if captured is None:
        page = _record("conversion", joined, {"WARC-Target-URI": url, "Content-Type": "text/html; charset=utf-8"})
        _mark_truncated(page, is_whole=is_whole)
        return [_facts_record(url, facts, page), page]
    target = {"WARC-Target-URI": url}
    response = _record("response", captured.response, target | {"Content-Type": "application/http; msgtype=response"})
    _mark_truncated(response, is_whole=is_whole)
    concurrent = {"WARC-Concurrent-To": response.record_id}
    request_type = {"Content-Type": "application/http; msgtype=request"}
    request = _record("request", captured.request, target | request_type | concurrent)
    return [_facts_record(url, facts, response), request, response]


def _mark_truncated(record: WarcRecord, *, is_whole: bool) -> None:
    if not is_whole:
        record.headers["WARC-Truncated"] = "disconnect"


def _facts_record(url: str, facts: CrawlFacts, about: WarcRecord | None) -> WarcRecord:
    headers: dict[str, Any] = {"WARC-Target-URI": url, "Content-Type": FACTS_TYPE}
    if about is not None:
        headers["WARC-Concurrent-To"] = about.record_id
    return _record("metadata", write_facts(facts), headers)


def _record(kind: str, content: bytes, headers: dict[str, Any]) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(getattr(WarcRecordType, kind))
    record.headers["WARC-Date"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(content)
    return record
