"""The ledger of a crawl: each outcome is written to the archive and to the state in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from cleaner.fetch import shown_url
from cleaner.model import History, RawPage
from cleaner.scrape.addresses import key_of, pattern_of, site_of
from cleaner.scrape.archive import Archive
from cleaner.scrape.candidates import FoundAddress
from cleaner.scrape.discovery import sitemaps_of
from cleaner.scrape.entries import Entries
from cleaner.scrape.frontier import HOST_FILES, NAMED, Address, Frontier
from cleaner.scrape.host_rules import MAX_PAUSE_SECONDS, HostRules
from cleaner.scrape.outcomes import BUSY, FetchOutcome
from cleaner.scrape.parts import MAX_PARTS, join_parts, repeats_title
from cleaner.scrape.plan import ScrapePlan
from cleaner.scrape.state import State
from cleaner.scrape.verdicts import PageVerdict, Verdicts
from cleaner.sources.crawl_facts import CrawlFacts, ResponseRole
from cleaner.stages.assemble import version_id
from cleaner.urls import split_url

MAX_TRIES = 3
MAX_HOPS = 5
BUSY_DELAYS = 5.0  # how many usual delays a busy server is left alone that does not say how long
SERVER_ERRORS = 500  # and above: the page may well be there


class Ledger:
    """Keeps outcomes. counts, targets: see Entries. pauses: seconds a host asked for, by host."""

    def __init__(
        self, state: State, archive: Archive, frontier: Frontier, plan: ScrapePlan, verdicts: Verdicts
    ) -> None:
        self._state = state
        self._archive = archive
        self._frontier = frontier
        self._plan = plan
        self._verdicts = verdicts
        self._entries = Entries(state, archive)
        self.host_rules = HostRules(state, plan)
        self.counts = self._entries.counts
        self.targets = self._entries.targets
        self.pauses: dict[str, float] = {}

    def keep(self, address: Address, outcome: FetchOutcome) -> None:
        """Write a response and what follows from it."""
        with self._state.transaction():
            self.host_rules.count_refusals(address, outcome)
            if outcome.location is not None and not self._is_no_reservation(address, outcome.location):
                self._redirect(address, outcome, outcome.location)
            elif outcome.status in BUSY and address.tries + 1 < MAX_TRIES:
                self._try_again(address, outcome)
            elif outcome.opt_out is not None:
                self._opt_out(address, outcome, outcome.opt_out)
            elif outcome.status == 304:
                self._entries.done(address, outcome, "unchanged", "unchanged")
            elif address.purpose == "robots":
                self._read_robots(address, outcome)
            elif address.purpose == "reservation":
                self._read_reservations(address, outcome)
            elif address.purpose == "article":
                self._article(address, outcome)
            elif address.purpose == "part":
                self._part(address, outcome)
            else:
                self._list(address, outcome)
            for candidate in outcome.candidates:
                self._offer(address, candidate)

    def fail(self, address: Address, reason: str, *, may_help_again: bool) -> None:
        """Write that no response came, or ask again later."""
        with self._state.transaction():
            if may_help_again and address.tries + 1 < MAX_TRIES:
                self._state.write("UPDATE address SET tries = tries + 1 WHERE id = ?", address.id)
                self.pauses[address.host] = BUSY_DELAYS * self._plan.delay_seconds
                return
            self._end_with_error(address, reason)

    def refuse(self, address: Address, reason: str) -> None:
        """Write that the rules of its host forbid an address."""
        with self._state.transaction():
            self._entries.fail(address, reason, state="refused", verdict="forbidden")
            self._end_part(address)

    # ---------------------------------------------------------------- what came of it

    def _opt_out(self, address: Address, outcome: FetchOutcome, signal: str) -> None:
        self._state.write("UPDATE address SET fetched_at = ? WHERE id = ?", outcome.fetched_at.isoformat(), address.id)
        self._entries.fail(address, f"the publisher opts out: {signal}", state="refused", verdict="refused")
        self._end_part(address)

    def _list(self, address: Address, outcome: FetchOutcome) -> None:
        """A page that was fetched to find others; one that a person named and that is not there has a row."""
        if outcome.status < 300:
            self._entries.done(address, outcome, "discovery", "list")
        elif address.origin in NAMED:
            reason = f"the server answered with HTTP status {outcome.status}"
            self._entries.done(address, outcome, CrawlFacts("page", History()), "error", reason)
        else:
            self._entries.done(address, outcome, "discovery", "missing")

    def _redirect(self, address: Address, outcome: FetchOutcome, location: str) -> None:
        self._archive.add(address.url, CrawlFacts("redirect"), outcome.captured)
        too_many = f"more than {MAX_HOPS} redirects, the last to" if address.hops >= MAX_HOPS else None
        no_address = "redirects to what is no address:" if split_url(location) is None else None
        if too_many or no_address:
            self._end_with_error(address, f"{too_many or no_address} {shown_url(location)}")
            return
        if address.origin == "target" and address.purpose != "article":
            self._frontier.add_site(location)
        if key_of(location) == address.key or address.purpose in HOST_FILES:  # the same page
            self._frontier.move(address, location)
            return
        if site_of(location) not in self._frontier.sites:
            self._end_with_error(address, f"redirects to another site, {shown_url(location)}")
            return
        origin = address.origin if address.origin in NAMED else "redirect"
        found = FoundAddress(location, origin, address.purpose, is_named=True, hops=address.hops + 1)
        if self._frontier.add(found) is None and self._frontier.is_redirect(location):
            self._end_with_error(address, f"redirects in a circle, to {shown_url(location)}")
            return
        self._entries.set(address, "done", "redirect", None, outcome)

    def _end_with_error(self, address: Address, reason: str) -> None:
        if address.purpose == "robots":
            self.host_rules.close(address.host, f"robots.txt cannot be read, so nothing is fetched: {reason}")
        self._entries.fail(address, reason)
        self._end_part(address)

    def _try_again(self, address: Address, outcome: FetchOutcome) -> None:
        self._archive.add(address.url, CrawlFacts("busy"), outcome.captured)
        wait = outcome.retry_after_seconds()
        wait = BUSY_DELAYS * self._plan.delay_seconds if wait is None else wait
        if wait > MAX_PAUSE_SECONDS:
            self.host_rules.close(
                address.host, f"asks to be left alone for {wait:,.0f} seconds (status {outcome.status})"
            )
            return
        self.pauses[address.host] = wait
        free_at = (datetime.now(UTC) + timedelta(seconds=wait)).isoformat()
        self._state.write("UPDATE host SET free_at = ? WHERE authority = ?", free_at, address.host)
        self._state.write("UPDATE address SET tries = tries + 1 WHERE id = ?", address.id)

    def _read_robots(self, address: Address, outcome: FetchOutcome) -> None:
        self._entries.done(address, outcome, "discovery", "list" if outcome.status < 300 else "missing")
        rules = self.host_rules.keep_robots(address.host, outcome)
        if rules is not None and not self._plan.list_only and self._frontier.has_front(address.host):
            for sitemap in sitemaps_of(address.url, rules.sitemaps()):
                self._frontier.add(sitemap)

    def _is_no_reservation(self, address: Address, location: str) -> bool:
        """Whether a redirect only says that there is no such file: many sites lead to their front then."""
        return address.purpose == "reservation" and not location.endswith(HOST_FILES["reservation"])

    def _read_reservations(self, address: Address, outcome: FetchOutcome) -> None:
        self._entries.done(address, outcome, "discovery", "list" if outcome.status < 300 else "missing")
        self.host_rules.keep_reservations(address.host, outcome)

    def _article(self, address: Address, outcome: FetchOutcome) -> None:
        verdict = outcome.verdict
        if verdict is None:  # the server is busy, whatever is tried
            reason = f"the server answered with HTTP status {outcome.status}"
            self._entries.done(address, outcome, CrawlFacts("page", History()), "error", reason)
            return
        self._learn(address, is_article=verdict.is_article)
        if not verdict.is_article:
            first = CrawlFacts("page", History())
            self._entries.done(address, outcome, first, verdict.status.value, verdict.reason)
            return
        if outcome.next_part is not None and self._frontier.add_part(address.id, 2, outcome.next_part):
            self._keep_part(address.id, address, outcome)
            self._entries.done(address, outcome, "part", "first part")
            return
        history = self._history(address, verdict)
        if isinstance(history, str):
            self._entries.done(address, outcome, history, history)
        else:
            self._entries.done(address, outcome, CrawlFacts("page", history), "article")

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
            "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?)",
            root, address.part, address.url, title, outcome.text, outcome.captured.is_whole,
        )  # fmt: skip

    def _part(self, address: Address, outcome: FetchOutcome) -> None:
        """A later part of a story, where it repeats the title; else another page, which ends the story."""
        root = address.part_of
        assert root is not None
        first = self._state.row("SELECT title FROM part WHERE address = ? AND number = 1", root)
        title = outcome.verdict.title if outcome.verdict is not None else None
        if outcome.status >= 300 or first is None or not repeats_title(first["title"], title):
            self._entries.done(address, outcome, "discovery", "no part")
            self._join(root, has_end=outcome.status < SERVER_ERRORS)
            return
        self._keep_part(root, address, outcome)
        self._entries.done(address, outcome, "part", "part")
        following = outcome.next_part if address.part < MAX_PARTS else None
        if following is None or not self._frontier.add_part(root, address.part + 1, following):
            self._join(root)

    def _end_part(self, address: Address) -> None:
        """A part that cannot be had ends its story, of which the rest is missing."""
        if address.part_of is not None:
            self._join(address.part_of, has_end=False)

    def _join(self, root: int, *, has_end: bool = True) -> None:
        """Write the parts of a story that are there as one page."""
        rows = self._state.rows("SELECT * FROM part WHERE address = ? ORDER BY number", root)
        if not rows:
            return
        address = self._frontier.address(root)
        joined = join_parts([row["html"] for row in rows])
        is_whole = has_end and all(row["is_whole"] for row in rows)
        page = RawPage(joined, address.url, charset="utf-8", fetched_at=datetime.now(UTC), is_truncated=not is_whole)
        verdict = self._verdicts.of(page)
        history = self._history(address, verdict)
        if isinstance(history, History):
            parts = tuple(row["url"] for row in rows) if len(rows) > 1 else ()
            facts = CrawlFacts("page", replace(history, parts=parts))
            self._archive.add(address.url, facts, joined=joined, is_whole=is_whole)
        self._state.write("DELETE FROM part WHERE address = ?", root)
        self._entries.set(address, "done", "article" if isinstance(history, History) else history, None)

    # ---------------------------------------------------------------- writing

    def _learn(self, address: Address, *, is_article: bool) -> None:
        self._state.write(
            "INSERT INTO shape VALUES (?, ?, ?) ON CONFLICT (pattern) DO UPDATE SET"
            " articles = articles + excluded.articles, others = others + excluded.others",
            pattern_of(address.url), int(is_article), int(not is_article),
        )  # fmt: skip

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
