"""What a crawl is to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from cleaner._version import __version__
from cleaner.fetch import FetchOptions, Network
from cleaner.rulebook import FetchRule, Rulebook

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"})
PRODUCT = "news-cleaner"


@dataclass(frozen=True, slots=True)
class ScrapePlan:
    """targets: home pages, feeds, sitemaps, articles, host names, files of addresses.

    contact: an address that the people of a site can write to. since, until: of the dates that feeds and sitemaps
    give; aware. limit, per_host: articles to fetch in this run. match: what the address of an article must contain.
    delay_seconds: the least time between two requests to a host. is_dry: find, and fetch no article. ignored:
    "robots", "opt-out". list_only: the targets are the articles, nothing else is looked for.
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
    list_only: bool = False
    is_rendering: bool = False

    def rule_for(self, url: str) -> FetchRule | None:
        """What the rule file of a site says of fetching it."""
        parts = urlsplit(url)
        return self.rules.fetch_rule(parts.hostname or "", parts.path or "/")

    @property
    def user_agent(self) -> str:
        """`news-cleaner/1.0 (+mailto:desk@example.org)`: who asks, and whom a site can write to."""
        return f"{PRODUCT}/{__version__}" + (f" (+{self.contact})" if self.contact else "")
