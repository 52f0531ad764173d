"""Scrapy's scheduler over the frontier: one request at a time for each host, robots.txt first, nothing held in memory.

Scrapy's own keeps its queues in JOBDIR, which a process that is killed leaves broken; here what waits is in the state.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from cleaner.scrape.crawl import Crawl


class HostScheduler(BaseScheduler):  # type: ignore[misc]  # Scrapy is an extra, and Any to the type checker
    """Hands out the next address of a host that has no request under way."""

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl
        self._spider: Any = None

    @classmethod
    def from_crawler(cls, crawler: Any) -> HostScheduler:
        return cls(crawler.spider.crawl)

    def open(self, spider: Any) -> None:
        self._spider = spider

    def has_pending_requests(self) -> bool:
        """Whether something waits whose host is free. A host that is busy wakes the engine when it is done."""
        return self._crawl.has_more()

    def enqueue_request(self, request: Request) -> bool:
        return False  # all that waits is in the state

    def next_request(self) -> Request | None:
        address = self._crawl.take()
        if address is None:
            return None
        return Request(
            address.url,
            callback=self._spider.parse,
            errback=self._spider.failed,
            dont_filter=True,
            meta={"address": address, "download_slot": address.host},
        )
