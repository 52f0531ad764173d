"""The spider: hands each response to the crawl, and errors too."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy import Spider

from cleaner.errors import FetchError
from cleaner.fetch.exchange import Dropped
from cleaner.scrape.crawl import Crawl
from cleaner.scrape.download import Ended


class NewsSpider(Spider):  # type: ignore[misc]  # Scrapy is an extra, and Any to the type checker
    """Follows what the state says; nothing is started here."""

    name = "news"

    def __init__(self, crawl: Crawl, spiders: list[Any], **arguments: Any) -> None:
        super().__init__(**arguments)
        spiders.append(self)
        self.crawl = crawl
        self.problem: BaseException | None = None

    async def start(self) -> Any:
        """Scrapy wants requests to start with; those of the state come from the scheduler."""
        return
        yield  # makes it a generator, as Scrapy wants one

    async def parse(self, response: Any, **arguments: Any) -> None:
        address = response.meta["address"]
        loop = asyncio.get_running_loop()
        captured = response.meta["captured"]
        try:
            examined = await loop.run_in_executor(
                self.crawl.threads, self.crawl.examine, address, captured, response.meta.get("rendered", b"")
            )
            if isinstance(examined, str):
                self.crawl.fail(address, examined, may_help_again=False)
            else:
                self.crawl.keep(address, examined)
        except BaseException as error:
            self._give_up(error)
        finally:
            self.crawl.release(address)

    def failed(self, failure: Any) -> None:
        """No response came, or the crawl is being ended."""
        address = failure.request.meta["address"]
        error = failure.value
        try:
            if isinstance(error, FetchError):
                self.crawl.fail(address, str(error), may_help_again=isinstance(error, Dropped))
            elif not isinstance(error, Ended):
                self._give_up(error)
        finally:
            self.crawl.release(address)

    def _give_up(self, error: BaseException) -> None:
        """A fault of the program, or a disk that is full: end the crawl, and raise it where the crawl was started."""
        self.problem = self.problem or error
        self.crawl.is_ending = True
