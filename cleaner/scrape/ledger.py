"""The ledger of a crawl: each outcome is written to the archive and to the state in one transaction."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from cleaner.model import History, RawPage
from cleaner.scrape.addresses import key_of, pattern_of, site_of
from cleaner.scrape.archive import Archive
from cleaner.scrape.candidates import FoundAddress
from cleaner.scrape.discovery import sitemaps_of
from cleaner.scrape.frontier import Address, Frontier
from cleaner.scrape.outcomes import BUSY, FetchOutcome
from cleaner.scrape.parts import MAX_PARTS, join_parts, repeats_title
from cleaner.scrape.plan import PRODUCT, ScrapePlan
from cleaner.scrape.robots import MAX_ROBOTS_BYTES, read_robots
from cleaner.scrape.state import State, now_text
from cleaner.scrape.verdicts import PageVerdict, Verdicts
from cleaner.sources.crawl_facts import CrawlFacts, ResponseRole
from cleaner.stages.assemble import version_id
from cleaner.text import visible
from cleaner.urls import split_url

MAX_TRIES = 3
MAX_HOPS = 5
MAX_REFUSALS = 5  # in a row; then the host is left alone for this run
BUSY_DELAYS = 5.0  # how many usual delays a busy server is left alone that does not say how long
MAX_PAUSE_SECONDS = 300.0  # a server that asks for more is asked again in the next run


class Ledger:
    """Keeps outcomes. counts: of this call, by what came of an address. pauses: seconds a host asked for, by host."""

    def __init__(
        self, state: State, archive: Archive, frontier: Frontier, plan: ScrapePlan, verdicts: Verdicts
    ) -> None:
        self._state = state
        self._archive = archive
        self._frontier = frontier
        self._plan = plan
        self._verdicts = verdicts
        self.counts: Counter[str] = Counter()
        self.pauses: dict[str, float] = {}

    def keep(self, address: Address, outcome: FetchOutcome) -> None:
        """Write a response and what follows from it."""
        with self._state.transaction():
            self._count_refusals(address, outcome)
            if outcome.location is not None:
                self._redirect(address, outcome, outcome.location)
            elif outcome.status in BUSY and address.tries + 1 < MAX_TRIES:
                self._try_again(address, outcome)
            elif outcome.opt_out is not None:
                self._refuse(address, f"the publisher opts out: {outcome.opt_out}")
            elif outcome.status == 304:
                self._done(address, outcome, "unchanged", "unchanged")
            elif address.purpose == "robots":
                self._read_robots(address, outcome)
            elif address.purpose == "article":
                self._article(address, outcome)
            elif address.purpose == "part":
                self._part(address, outcome)
            else:
                self._done(address, outcome, "discovery", "list" if outcome.status < 300 else "missing")
            for candidate in outcome.candidates:
                self._offer(address, candidate)

    def fail(self, address: Address, reason: str, *, may_help_again: bool) -> None:
        """Write that no response came, or ask again later."""
        with self._state.transaction():
            if may_help_again and address.tries + 1 < MAX_TRIES:
                self._state.write("UPDATE address SET tries = tries + 1 WHERE id = ?", address.id)
                self.pauses[address.host] = BUSY_DELAYS * self._plan.delay_seconds
                return
            if address.purpose == "robots":
                self._close_host(address.host, f"robots.txt cannot be read, so nothing is fetched: {reason}")
            self._end_with_error(address, reason)

    def refuse(self, address: Address, reason: str) -> None:
        """Write that an address may not be fetched."""
        with self._state.transaction():
            self._refuse(address, reason)

    # ---------------------------------------------------------------- what came of it

    def _refuse(self, address: Address, reason: str) -> None:
        if address.purpose == "article":
            self._archive.add(address.url, CrawlFacts("page", problem=_naming(address.url, reason)))
        self._set(address, "refused", "refused", reason)
        if address.part_of is not None:
            self._join(address.part_of)

    def _redirect(self, address: Address, outcome: FetchOutcome, location: str) -> None:
        self._archive.add(address.url, CrawlFacts("redirect"), outcome.captured)
        too_many = f"more than {MAX_HOPS} redirects, the last to" if address.hops >= MAX_HOPS else None
        no_address = "redirects to what is no address:" if split_url(location) is None else None
        if too_many or no_address:
            self._end_with_error(address, f"{too_many or no_address} {visible(location)}")
            return
        if address.origin == "target" and address.purpose != "article":
            self._frontier.add_site(location)
        if key_of(location) == address.key or address.purpose == "robots":  # the same page
            self._frontier.move(address, location)
            return
        if site_of(location) not in self._frontier.sites:
            self._end_with_error(address, f"redirects to another site, {location}")
            return
        found = FoundAddress(location, "redirect", address.purpose, is_named=True, hops=address.hops + 1)
        if self._frontier.add(found) is None and self._frontier.is_redirect(location):
            self._end_with_error(address, f"redirects in a circle, to {location}")
            return
        self._set(address, "done", "redirect", None, outcome)

    def _end_with_error(self, address: Address, reason: str) -> None:
        self._archive.add(address.url, CrawlFacts("page", problem=_naming(address.url, reason)))
        self._set(address, "failed", "error", reason)
        if address.part_of is not None:
            self._join(address.part_of)

    def _try_again(self, address: Address, outcome: FetchOutcome) -> None:
        self._archive.add(address.url, CrawlFacts("busy"), outcome.captured)
        wait = outcome.retry_after_seconds()
        wait = BUSY_DELAYS * self._plan.delay_seconds if wait is None else wait
        if wait > MAX_PAUSE_SECONDS:
            self._close_host(address.host, f"asks to be left alone for {wait:,.0f} seconds (status {outcome.status})")
            return
        self.pauses[address.host] = wait
        free_at = (datetime.now(UTC) + timedelta(seconds=wait)).isoformat()
        self._state.write("UPDATE host SET free_at = ? WHERE authority = ?", free_at, address.host)
        self._state.write("UPDATE address SET tries = tries + 1 WHERE id = ?", address.id)

    def _read_robots(self, address: Address, outcome: FetchOutcome) -> None:
        if outcome.status >= 500 or outcome.status == 429:
            self._done(address, outcome, "discovery", "missing")
            self._close_host(address.host, f"robots.txt answers with status {outcome.status}, so nothing is fetched")
            return
        body = outcome.captured.body[:MAX_ROBOTS_BYTES] if outcome.status < 300 else b""
        text = body.decode("utf-8", "replace")
        rules = read_robots(text, PRODUCT)
        self._state.write(
            "UPDATE host SET robots = ?, robots_at = ?, delay = ? WHERE authority = ?",
            text, now_text(), rules.delay_seconds(), address.host,
        )  # fmt: skip
        self._done(address, outcome, "discovery", "list" if outcome.status < 300 else "missing")
        if not self._plan.list_only and self._frontier.has_front(address.host):
            for sitemap in sitemaps_of(address.url, rules.sitemaps()):
                self._frontier.add(sitemap)

    def _article(self, address: Address, outcome: FetchOutcome) -> None:
        verdict = outcome.verdict
        assert verdict is not None
        self._learn(address, is_article=verdict.is_article)
        if not verdict.is_article:
            first = CrawlFacts("page", History())
            self._done(address, outcome, first, verdict.status.value, verdict.reason)
            return
        if outcome.next_part is not None and self._frontier.add_part(address.id, 2, outcome.next_part):
            self._keep_part(address.id, address, outcome)
            self._done(address, outcome, "part", "first part")
            return
        history = self._history(address, verdict)
        if isinstance(history, str):
            self._done(address, outcome, history, history)
        else:
            self._done(address, outcome, CrawlFacts("page", history), "article")

    def _history(self, address: Address, verdict: PageVerdict) -> History | ResponseRole:
        """Which version of its article a page is, which is noted; or that it is none that is new."""
        canonical = _canonical_key(address, verdict.canonical_url)
        known = self._state.row("SELECT * FROM article WHERE canonical = ?", canonical)
        text = verdict.fingerprint.text or ""
        if known is not None and known["address"] != address.id:
            return "duplicate"
        if known is not None and known["text"] == text:
            return "unchanged"
        version = 1 if known is None else known["version"] + 1
        self._state.write(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)",
            canonical, address.id, version, version_id(verdict.id, version), text,
        )  # fmt: skip
        return History(version, None if known is None else known["record"])

    # ---------------------------------------------------------------- stories in parts

    def _keep_part(self, root: int, address: Address, outcome: FetchOutcome) -> None:
        title = (outcome.verdict.title if outcome.verdict is not None else None) or ""
        self._state.write(
            "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)",
            root, address.part, address.url, title, outcome.text,
        )  # fmt: skip

    def _part(self, address: Address, outcome: FetchOutcome) -> None:
        """A later part of a story, where it repeats the title; else another page, which ends the story."""
        root = address.part_of
        assert root is not None
        first = self._state.row("SELECT title FROM part WHERE address = ? AND number = 1", root)
        title = outcome.verdict.title if outcome.verdict is not None else None
        if outcome.status >= 300 or first is None or not repeats_title(first["title"], title):
            self._done(address, outcome, "discovery", "no part")
            self._join(root)
            return
        self._keep_part(root, address, outcome)
        self._done(address, outcome, "part", "part")
        following = outcome.next_part if address.part < MAX_PARTS else None
        if following is None or not self._frontier.add_part(root, address.part + 1, following):
            self._join(root)

    def _join(self, root: int) -> None:
        """Write the parts of a story that are there as one page."""
        rows = self._state.rows("SELECT * FROM part WHERE address = ? ORDER BY number", root)
        if not rows:
            return
        address = self._frontier.address(root)
        joined = join_parts([row["html"] for row in rows])
        verdict = self._verdicts.of(RawPage(joined, address.url, charset="utf-8", fetched_at=datetime.now(UTC)))
        history = self._history(address, verdict)
        if isinstance(history, History):
            parts = tuple(row["url"] for row in rows) if len(rows) > 1 else ()
            self._archive.add(address.url, CrawlFacts("page", replace(history, parts=parts)), joined=joined)
        self._state.write("DELETE FROM part WHERE address = ?", root)
        self._set(address, "done", "article" if isinstance(history, History) else history, None)

    # ---------------------------------------------------------------- writing

    def _done(
        self,
        address: Address,
        outcome: FetchOutcome,
        facts: CrawlFacts | ResponseRole,
        verdict: str,
        reason: str | None = None,
    ) -> None:
        written = facts if isinstance(facts, CrawlFacts) else CrawlFacts(facts)
        if written.role == "page" and outcome.rendered:
            self._archive.add(address.url, CrawlFacts("rendered"), outcome.captured)
            self._archive.add(address.url, written, joined=outcome.rendered)
        else:
            self._archive.add(address.url, written, outcome.captured)
        self._set(address, "done", verdict, reason, outcome)

    def _set(
        self, address: Address, state: str, verdict: str, reason: str | None, outcome: FetchOutcome | None = None
    ) -> None:
        self._state.write(
            "UPDATE address SET state = ?, verdict = ?, reason = ?, tries = 0 WHERE id = ?",
            state, verdict, reason, address.id,
        )  # fmt: skip
        self.counts[f"{address.purpose} {verdict}"] += 1
        if outcome is None:
            return
        headers = outcome.captured.headers
        self._state.write(
            "UPDATE address SET status = ?, fetched_at = ?, etag = coalesce(?, etag),"
            " last_modified = coalesce(?, last_modified) WHERE id = ?",
            outcome.status, outcome.fetched_at.isoformat(), headers.get("etag"), headers.get("last-modified"),
            address.id,
        )  # fmt: skip

    def _learn(self, address: Address, *, is_article: bool) -> None:
        self._state.write(
            "INSERT INTO shape VALUES (?, ?, ?) ON CONFLICT (pattern) DO UPDATE SET"
            " articles = articles + excluded.articles, others = others + excluded.others",
            pattern_of(address.url), int(is_article), int(not is_article),
        )  # fmt: skip

    def _count_refusals(self, address: Address, outcome: FetchOutcome) -> None:
        """Leave a host alone that refuses one request after the other."""
        if not outcome.is_refusal:
            self._state.write("UPDATE host SET refusals = 0 WHERE authority = ? AND refusals > 0", address.host)
            return
        self._state.write("UPDATE host SET refusals = refusals + 1 WHERE authority = ?", address.host)
        counted = self._state.row("SELECT refusals FROM host WHERE authority = ?", address.host)
        if counted is not None and counted["refusals"] >= MAX_REFUSALS:
            self._close_host(address.host, f"refuses {MAX_REFUSALS} requests in a row (status {outcome.status})")

    def _close_host(self, host: str, problem: str) -> None:
        self._state.write("UPDATE host SET problem = ? WHERE authority = ?", problem, host)

    def _offer(self, address: Address, candidate: FoundAddress) -> None:
        is_named_feed = address.origin == "target" and candidate.origin == "feed"
        if is_named_feed:  # many feeds lie on another host than their articles
            self._frontier.add_site(candidate.url)
        if candidate.origin == "sitemap" and address.purpose != "sitemap" and address.origin != "target":
            candidate = replace(candidate, origin="link")
        self._frontier.add(candidate)


def _canonical_key(address: Address, canonical_url: str | None) -> str:
    """The key of the address that the page gives itself, where that is one of the same site."""
    if canonical_url is None or site_of(canonical_url) != site_of(address.url):
        return address.key
    return key_of(canonical_url) or address.key


def _naming(url: str, reason: str) -> str:
    """The reason, which begins with the address it is about."""
    return reason if reason.startswith(url) else f"{url}: {reason}"
