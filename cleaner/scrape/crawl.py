"""A crawl: what is fetched next, when, how it is fetched, and what is kept. Knows nothing of Scrapy."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from cleaner.fetch import Capture, FetchOptions, capture
from cleaner.libraries import ask
from cleaner.rulebook import FetchRule
from cleaner.scrape.addresses import authority_of, with_query
from cleaner.scrape.archive import Archive
from cleaner.scrape.frontier import Address, Frontier
from cleaner.scrape.ledger import Ledger
from cleaner.scrape.outcomes import FetchOutcome, examine
from cleaner.scrape.plan import PAGE_TYPES, ScrapePlan
from cleaner.scrape.sitemaps import MAX_SITEMAP_BYTES
from cleaner.scrape.state import State
from cleaner.scrape.targets import read_targets
from cleaner.scrape.verdicts import Verdicts

THREADS = 16
MAX_SHOWN_HOSTS = 20
MAX_AT_ONCE = 256  # hosts with a request under way or waiting for its time
ACCEPT_LISTS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/html, */*;q=0.5"


@dataclass(slots=True)
class HostClock:
    """free_at: when the host's last answer had been read, by the monotonic clock. pause: what the server asked for."""

    delay_seconds: float = 0.0
    free_at: float = 0.0
    pause_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class HostLine:
    """A host in numbers. next_seconds: until its next request; None where it has none."""

    host: str
    waiting: int
    fetched: int
    articles: int
    errors: int
    next_seconds: float | None


class Crawl:
    """Used by the reactor's thread, but for fetch() and examine(), which are for others."""

    def __init__(self, plan: ScrapePlan, state: State, archive: Archive, run: int) -> None:
        self.plan = plan
        self.threads = ThreadPoolExecutor(THREADS, "fetch")
        self.frontier = Frontier(state, plan, run)
        self._verdicts = Verdicts(plan.rules)
        self.ledger = Ledger(state, archive, self.frontier, plan, self._verdicts)
        self.is_ending = False
        self.busy: dict[str, Address] = {}
        self.report: Callable[[Crawl], None] = lambda crawl: None
        self._state = state
        self._clocks: dict[str, HostClock] = {}
        self._articles = self._count_articles(run)

    def seed(self) -> None:
        """Let the targets wait, where they do not yet."""
        with self._state.transaction():
            for candidate in read_targets(self.plan.targets, self.plan.rules, list_only=self.plan.list_only):
                if self.plan.has_site(candidate.url):
                    self.frontier.add_site(candidate.url)
                    self.frontier.add(candidate)

    def settle(self) -> None:
        """Give up the addresses a person named on hosts that are closed: each has a row that says why."""
        for address, problem in self.frontier.named_on_closed_hosts():
            self.ledger.fail(address, problem, may_help_again=False)

    def close(self) -> None:
        self._verdicts.close()
        self.threads.shutdown(wait=False, cancel_futures=True)

    # ---------------------------------------------------------------- what is next

    def has_more(self) -> bool:
        return not self.is_ending and any(self._next_of(host) for host in self._free_hosts())

    def take(self) -> Address | None:
        """The next address of a host that is free, which is busy from now on; None where there is none now."""
        if self.is_ending or len(self.busy) >= MAX_AT_ONCE:
            return None
        for host in self._free_hosts():
            address = self._next_allowed(host)
            if address is not None and not self.busy.keys() & hosts_of(address):
                self.busy |= dict.fromkeys(hosts_of(address), address)
                if address.purpose == "article":
                    self._articles[host] = self._articles.get(host, 0) + 1
                return address
        return None

    def release(self, address: Address) -> None:
        """The request of the host is done, and what came of it is kept."""
        for host in hosts_of(address):
            self.busy.pop(host, None)

    def _free_hosts(self) -> list[str]:
        return [host for host in self.frontier.hosts() if host not in self.busy]

    def _next_of(self, host: str) -> Address | None:
        return self.frontier.next_of(host, articles=not self.is_full(self._articles, host))

    def is_full(self, articles: Mapping[str, int], host: str) -> bool:
        """Whether no more articles of a host are wanted. articles: how many there are, by host."""
        plan = self.plan
        is_full = plan.limit is not None and sum(articles.values()) >= plan.limit
        return is_full or (plan.per_host is not None and articles.get(host, 0) >= plan.per_host)

    def _next_allowed(self, host: str) -> Address | None:
        """The next address that the rules of its host allow; those before it are refused."""
        while (address := self._next_of(host)) is not None:
            reason = None if address.purpose == "robots" else self.ledger.host_rules.refusal(address)
            if reason is None:
                return address
            self.ledger.refuse(address, reason)
        return None

    def _count_articles(self, run: int) -> dict[str, int]:
        """Articles of this run that an earlier call fetched, by host."""
        rows = self._state.rows(
            "SELECT host, count(*) AS n FROM address WHERE run = ? AND purpose = 'article' AND state != 'waiting'"
            " AND verdict NOT IN ('forbidden', 'refused', 'redirect') GROUP BY host",
            run,
        )
        return {row["host"]: row["n"] for row in rows}

    # ---------------------------------------------------------------- when

    def wait_seconds(self, address: Address, delay_seconds: float) -> float:
        """How long until the address may be asked for: the delay counts from the end of its host's last answer."""
        least = max(delay_seconds, self.plan.delay_seconds)
        clocks = [self._clock(host) for host in hosts_of(address)]
        free_at = max(clock.free_at + max(least, clock.delay_seconds, clock.pause_seconds) for clock in clocks)
        return free_at - time.monotonic()

    def _clock(self, host: str) -> HostClock:
        if host not in self._clocks:
            self._clocks[host] = self._earlier_clock(host)
        return self._clocks[host]

    def _earlier_clock(self, host: str) -> HostClock:
        """The clock of a host; one that an earlier call has asked may want to be left alone."""
        row = self._state.row("SELECT robots_at, delay, free_at FROM host WHERE authority = ?", host)
        if row is None or not row["robots_at"]:
            return HostClock(free_at=float("-inf"))
        clock = HostClock(row["delay"], time.monotonic())
        if row["free_at"]:
            left = datetime.fromisoformat(row["free_at"]) - datetime.now(UTC)
            clock.pause_seconds = max(0.0, left.total_seconds())
        return clock

    def overview(self) -> list[HostLine]:
        """Where each host is, those with most left first."""
        rows = self._state.rows(
            "SELECT host, sum(state = 'waiting' AND rank > 0) AS waiting, sum(state = 'done') AS fetched,"
            " sum(verdict IS 'article') AS articles, sum(state IN ('failed', 'refused')) AS errors"
            " FROM address GROUP BY host ORDER BY waiting DESC, host LIMIT ?",
            MAX_SHOWN_HOSTS,
        )
        return [HostLine(**dict(row), next_seconds=self._next_seconds(row["host"])) for row in rows]

    def _next_seconds(self, host: str) -> float | None:
        address = self.busy.get(host)
        return max(0.0, self.wait_seconds(address, 0.0)) if address is not None else None

    # ---------------------------------------------------------------- fetching, in other threads

    def fetch(self, address: Address) -> Capture:
        """One exchange. Raises FetchError."""
        is_page = address.purpose in ("article", "part")
        options, rule = self.plan.fetching, self.plan.rule_for(address.url) or FetchRule()
        url = with_query(address.url, rule.query) if is_page else address.url
        limit = options.max_body_bytes if is_page else max(options.max_body_bytes, MAX_SITEMAP_BYTES)
        options = msgspec.structs.replace(
            options,
            user_agent=self.plan.user_agent,
            headers=_headers(address, options, rule),
            max_body_bytes=limit,
        )
        try:
            types = PAGE_TYPES if is_page else frozenset()
            return capture(url, options, self.plan.network, media_types=types)
        finally:
            for host in hosts_of(address):
                clock = self._clocks[host]
                clock.free_at, clock.pause_seconds = time.monotonic(), 0.0

    def examine(self, address: Address, captured: Capture, rendered: bytes = b"") -> FetchOutcome | str:
        """What came of a response, or why it cannot be read: libraries that read hostile pages may raise anything.

        rendered: the page as a browser shows it, where one did.
        """
        obeys = "opt-out" not in self.plan.ignored
        rule = self.plan.rule_for(address.url)
        shown = as_shown(captured, rendered) if rendered else captured
        answer = ask(lambda: examine(address, shown, self._verdicts, rule, obeys_opt_out=obeys))
        if isinstance(answer, FetchOutcome):
            return msgspec.structs.replace(answer, captured=captured, rendered=rendered)
        return f"the response cannot be read: {answer.error or type(answer.error).__name__}"

    # ---------------------------------------------------------------- keeping

    def keep(self, address: Address, outcome: FetchOutcome) -> None:
        self.ledger.keep(address, outcome)
        self._after(address)

    def fail(self, address: Address, reason: str, *, may_help_again: bool) -> None:
        self.ledger.fail(address, reason, may_help_again=may_help_again)
        self._after(address)

    def _after(self, address: Address) -> None:
        clock = self._clock(address.host)
        clock.pause_seconds = self.ledger.pauses.pop(address.host, 0.0)
        if address.purpose == "robots":
            row = self._state.row("SELECT delay FROM host WHERE authority = ?", address.host)
            clock.delay_seconds = row["delay"] if row is not None else 0.0
        self.report(self)


def as_shown(captured: Capture, rendered: bytes) -> Capture:
    """The response with the page as a browser shows it."""
    headers = captured.headers | {"content-type": "text/html; charset=utf-8"}
    return msgspec.structs.replace(captured, headers=headers, body=rendered)


def hosts_of(address: Address) -> frozenset[str]:
    """The hosts that a request keeps busy: two where the robots.txt of one is fetched from another."""
    return frozenset({address.host, authority_of(address.url)})


def _headers(address: Address, options: FetchOptions, rule: FetchRule) -> dict[str, str]:
    """Headers beside the usual ones. Cookies are those of the site's own rule; those that servers set are not kept."""
    headers = options.headers | rule.headers
    if rule.cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in rule.cookies.items())
    if address.purpose not in ("article", "part"):
        headers["Accept"] = ACCEPT_LISTS
    if address.etag:
        headers["If-None-Match"] = address.etag
    if address.last_modified:
        headers["If-Modified-Since"] = address.last_modified
    return headers
