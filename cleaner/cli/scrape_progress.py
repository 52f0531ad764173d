"""What a crawl shows while it works: a table by host on a terminal, a line a minute in a log."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from cleaner.cli.messages import say

if TYPE_CHECKING:
    from types import TracebackType

    from cleaner.scrape.crawl import Crawl

LOG_SECONDS = 60.0


class ScrapeProgress:
    """Called with the crawl after each outcome. Prints to the error stream only."""

    def __init__(self) -> None:
        self._shown_at = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def __call__(self, crawl: Crawl) -> None:
        now = time.monotonic()
        if now - self._shown_at >= LOG_SECONDS:
            self._shown_at = now
            counts = crawl.ledger.counts
            say(f"{counts['article article']:,} articles of {counts.total():,} answers")
