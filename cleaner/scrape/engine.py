"""scrape(): a crawl from its targets to its archive, on Scrapy's engine, from where it was left."""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter, deque
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from cleaner.errors import CleanerError, ExtraMissing, OutputError
from cleaner.run.folder import held_lock
from cleaner.scrape.plan import ScrapePlan

ARCHIVE = "warc"
STATE = "state.sqlite"
LOCK = ".lock"
MAX_DELAY_SECONDS = 60.0
# Each of these has its place elsewhere: robots.txt, redirects, retries and conditional requests in the ledger, whose
# state survives a kill; compression and the wire in cleaner.fetch; cookies nowhere.
SETTINGS: dict[str, Any] = {
    "SCHEDULER": "cleaner.scrape.scheduler.HostScheduler",
    "DOWNLOAD_HANDLERS": {
        "http": "cleaner.scrape.download.GuardedHandler",
        "https": "cleaner.scrape.download.GuardedHandler",
        **dict.fromkeys(("file", "ftp", "s3", "data")),
    },
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},
    "ROBOTSTXT_OBEY": False,
    "COOKIES_ENABLED": False,
    "CONCURRENT_REQUESTS": 256,  # hosts with a request under way or waiting for its time; MAX_AT_ONCE has the same
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY_JITTER": 0.0,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
    "AUTOTHROTTLE_MAX_DELAY": MAX_DELAY_SECONDS,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_ENABLED": False,
    "LOG_INSTALL_ROOT_HANDLER": False,
}


class ArticleCandidate(NamedTuple):
    """An article that a dry run would fetch. points, why: how much its address looks like one, and by what."""

    url: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """counts: of this call, by purpose and verdict ("article article"). targets: what a person named, by "fetched" and
    "failed"; failed: some of the latter, with the reason. waiting: addresses left for the next call, by host, with the
    reason where a host was closed. candidates: what a dry run found. is_finished: False where it was interrupted.
    """

    counts: Counter[str]
    targets: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    candidates: tuple[ArticleCandidate, ...] = ()
    is_finished: bool = True


def scrape(plan: ScrapePlan, report: Callable[[Any], None] = lambda crawl: None) -> CrawlSummary:
    """Fetch what is new or changed into plan.out/warc. report is called with the crawl after each outcome.

    A crawl that was killed is gone on with by the same call. Scrapy's reactor runs once in a process: a second call
    in the same process fails. Raises CleanerError: OutputError where another crawl writes there, ExtraMissing,
    InputError for a target that is none.
    """
    try:
        import feedparser  # noqa: F401
        import protego  # noqa: F401
        import scrapy  # noqa: F401
    except ImportError as error:
        raise ExtraMissing("scraping", "scrape") from error
    from cleaner.scrape.targets import read_targets

    deque(read_targets(plan.targets, plan.rules, list_only=plan.list_only), maxlen=0)  # raises before anything is made
    try:
        if plan.is_dry:
            return _scrape_aside(plan, report)
        plan.out.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(plan.out)
        with held_lock(plan.out / LOCK, f"{plan.out}: another crawl is writing there; wait for it, or end it"):
            return _scrape(plan, report)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"{plan.out}: cannot be written: {getattr(error, 'strerror', None) or error}") from error


def _scrape_aside(plan: ScrapePlan, report: Callable[[Any], None]) -> CrawlSummary:
    """A crawl that leaves nothing behind: it goes on from a copy of the state, where there is one."""
    from cleaner.scrape.state import copy_state

    with TemporaryDirectory(prefix="cleaner-") as folder:
        if plan.out.exists():
            _refuse_foreign(plan.out)
            copy_state(plan.out / STATE, Path(folder) / STATE)
        return _scrape(replace(plan, out=Path(folder)), report)


def _scrape(plan: ScrapePlan, report: Callable[[Any], None]) -> CrawlSummary:
    from cleaner.scrape.archive import Archive
    from cleaner.scrape.crawl import Crawl
    from cleaner.scrape.runs import begin_run, end_run, summarize
    from cleaner.scrape.state import State

    with closing(State(plan.out / STATE)) as state:
        run = begin_run(state, plan)
        archive = Archive(plan.out / ARCHIVE, state, plan.user_agent)
        with closing(archive), closing(Crawl(plan, state, archive, run)) as crawl:
            crawl.report = report
            crawl.seed()
            is_finished = _run_scrapy(crawl, plan)
            if is_finished:
                crawl.settle()
                end_run(state)
            return summarize(state, crawl, run, is_finished=is_finished)


def _run_scrapy(crawl: Any, plan: ScrapePlan) -> bool:
    """Run the engine until nothing waits; False where it was interrupted. Raises what went wrong in it."""
    from scrapy.crawler import AsyncCrawlerProcess

    from cleaner.scrape.spider import NewsSpider

    delays = {"DOWNLOAD_DELAY": plan.delay_seconds, "AUTOTHROTTLE_START_DELAY": plan.delay_seconds}
    process = AsyncCrawlerProcess(SETTINGS | delays | _browser_settings(plan))
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    spiders: list[Any] = []
    process.crawl(NewsSpider, crawl=crawl, spiders=spiders)
    process.start()
    problem = next((spider.problem for spider in spiders if spider.problem is not None), None)
    if problem is not None:
        raise problem
    return not crawl.has_more() and not crawl.is_ending


def _browser_settings(plan: ScrapePlan) -> dict[str, Any]:
    """Settings for pages that need a browser; none where nobody asks for it. Raises ExtraMissing and OutputError."""
    if not plan.is_rendering:
        return {}
    try:
        from cleaner.scrape.render import browser_settings, has_browser
    except ImportError as error:
        raise ExtraMissing("--render", "render") from error
    if not has_browser():
        raise CleanerError("--render needs Chromium, and none is found; on Debian: apt install chromium")
    return browser_settings()


def _refuse_foreign(out: Path) -> None:
    if not (out / STATE).exists() and any(path.name != LOCK for path in out.iterdir()):
        raise OutputError(f"{out}: not empty, and no crawl's folder; name a new one")
