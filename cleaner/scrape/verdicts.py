"""The verdict on a page that has just been fetched: whether it is an article, which one, and with what text."""

from __future__ import annotations

import pickle
import threading
from datetime import datetime

import msgspec
from msgspec import Struct

from cleaner.fetch import Capture
from cleaner.model import RawPage, Status
from cleaner.rulebook import Rulebook
from cleaner.run.driver import WATCH_SECONDS, Driver
from cleaner.run.tasks import Job, Limits, Task
from cleaner.structs import resolved


class VerdictFingerprint(Struct, frozen=True):
    text: str | None = None


@resolved
class PageVerdict(Struct, frozen=True):
    """The part of a record that decides how the crawl goes on. id: without the version."""

    id: str
    status: Status
    reason: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    fingerprint: VerdictFingerprint = VerdictFingerprint()

    @property
    def is_article(self) -> bool:
        return self.status in (Status.OK, Status.TEASER_ONLY)


class Verdicts:
    """Cleans pages in a worker process of its own, which a page may end; used by any thread, one page at a time."""

    def __init__(self, rules: Rulebook) -> None:
        self._driver = Driver(pickle.dumps(Job(rules)), Limits(), rules.digest)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def of(self, page: RawPage) -> PageVerdict:
        """The verdict on a page. Raises CleanerError where no worker can be started."""
        with self._lock:
            [row] = self._driver.rows([Task(0, page.url or "", page)])
        return msgspec.json.decode(row, type=PageVerdict)

    def close(self) -> None:
        self._stopping.set()
        self._driver.stop()

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_SECONDS):
            self._driver.watch()


def page_of(captured: Capture, fetched_at: datetime) -> RawPage:
    """A response as the page it is."""
    return RawPage(
        captured.body,
        url=captured.url,
        charset=captured.charset,
        fetched_at=fetched_at,
        status=captured.status,
        is_truncated=not captured.is_whole,
    )
