"""What a crawl shows while it works: a table by host on a terminal, a line a minute in a log."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from cleaner.cli.messages import say
from cleaner.text import counted

if TYPE_CHECKING:
    from types import TracebackType

    from rich.live import Live
    from rich.table import Table

    from cleaner.scrape.crawl import Crawl

LOG_SECONDS = 60.0
TABLE_SECONDS = 0.5
COLUMNS = ("host", "queued", "fetched", "articles", "errors", "next request")


class ScrapeProgress:
    """Called with the crawl after each outcome. Prints to the error stream only."""

    def __init__(self) -> None:
        self._live = _make_live() if sys.stderr.isatty() else None
        self._shown_at = time.monotonic()

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def __call__(self, crawl: Crawl) -> None:
        now = time.monotonic()
        if now - self._shown_at < (LOG_SECONDS if self._live is None else TABLE_SECONDS):
            return
        self._shown_at = now
        if self._live is not None:
            self._live.update(_table(crawl), refresh=True)
        else:
            counts = crawl.ledger.counts
            say(f"{counted(counts['article article'], 'article')} of {counted(counts.total(), 'answer')}")


def _make_live() -> Live:
    from rich.live import Live

    from cleaner.report.console import open_console

    return Live(console=open_console(sys.stderr), transient=True, auto_refresh=False)


def _table(crawl: Crawl) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(COLUMNS):
        table.add_column(name, justify="right" if number else "left")
    for line in crawl.overview():
        numbers = (f"{number:,}" for number in (line.waiting, line.fetched, line.articles, line.errors))
        wait = "" if line.next_seconds is None else f"in {line.next_seconds:.1f} s" if line.next_seconds else "now"
        table.add_row(Text(line.host), *numbers, wait)
    return table
