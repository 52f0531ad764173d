"""Scrapy's download handler over the guarded connector: every request of a crawl goes through cleaner.fetch."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from cleaner.scrape.crawl import Crawl
from cleaner.scrape.frontier import Address

STEP_SECONDS = 0.2  # between two looks whether the crawl is being ended


class Ended(IgnoreRequest):  # type: ignore[misc]
    """The crawl is being ended, and the request was not sent."""


class GuardedHandler(BaseDownloadHandler):  # type: ignore[misc]
    """Waits until the host may be asked again, then sends the request in a thread."""

    lazy = False

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._crawl: Crawl = crawler.spider.crawl

    async def download_request(self, request: Any) -> Response:
        address: Address = request.meta["address"]
        slot = self.crawler.engine.downloader.slots.get(address.host)
        await self._wait(address, slot.delay if slot is not None else 0.0)
        loop = asyncio.get_running_loop()
        captured = await loop.run_in_executor(self._crawl.threads, self._crawl.fetch, address)
        request.meta["download_latency"] = captured.seconds  # AutoThrottle goes by it
        request.meta["captured"] = captured
        return Response(address.url, status=captured.status)

    async def _wait(self, address: Address, delay_seconds: float) -> None:
        while (left := self._crawl.wait_seconds(address, delay_seconds)) > 0:
            if self._crawl.is_ending or not self.crawler.engine.running:
                raise Ended
            await asyncio.sleep(min(left, STEP_SECONDS))
