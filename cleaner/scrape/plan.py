"""What a crawl is to do."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from cleaner._version import __version__
from cleaner.fetch import FetchOptions, Network
from cleaner.rulebook import FetchRule, Rulebook
from cleaner.scrape.addresses import site_of

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"})
PRODUCT = "news-cleaner"


@dataclass(frozen=True, slots=True)
class ScrapePlan:
    """targets: home pages, feeds, sitemaps, articles, host names, files of addresses.

    contact: an address that the people of a site can write to. since, until: of the dates that feeds, sitemaps and
    addresses give; aware. limit, per_host: articles to fetch in this run. match: what the address of an article must
    contain. delay_seconds: the least time between two requests to a host. is_dry: find, and fetch no article. ignored:
    "robots", "opt-out". recheck_days: articles that are known for no longer are asked for again, whether they changed.
    shard: (i, n): only the sites of the i-th of n machines. list_only: the targets are the articles, nothing else is
    looked for. is_rendering: a browser shows pages that need it.
    """

    targets: tuple[str, ...]
    out: Path
    rules: Rulebook
    fetching: FetchOptions
    network: Network
    contact: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    per_host: int | None = None
    match: re.Pattern[str] | None = None
    delay_seconds: float = 1.0
    is_dry: bool = False
    ignored: frozenset[str] = frozenset()
    recheck_days: float = 0.0
    shard: tuple[int, int] = (1, 1)
    list_only: bool = False
    is_rendering: bool = False

    def rule_for(self, url: str) -> FetchRule | None:
        """What the rule file of a site says of fetching it."""
        parts = urlsplit(url)
        return self.rules.fetch_rule(parts.hostname or "", parts.path or "/")

    def has_site(self, url: str) -> bool:
        """Whether a target is of this machine's share of the sites."""
        number, machines = self.shard
        return zlib.crc32(site_of(url).encode()) % machines == number - 1

    @property
    def user_agent(self) -> str:
        """`news-cleaner/1.0 (+mailto:desk@example.org)`: who asks, and whom a site can write to."""
        return f"{PRODUCT}/{__version__}" + (f" (+{self.contact})" if self.contact else "")
