"""What became of an address: written to the archive and to the state, and counted."""

from __future__ import annotations

from collections import Counter

from cleaner.fetch import shown_url
from cleaner.scrape.archive import Archive
from cleaner.scrape.frontier import HOST_FILES, NAMED, Address
from cleaner.scrape.outcomes import FetchOutcome
from cleaner.scrape.state import State
from cleaner.sources.crawl_facts import CrawlFacts, ResponseRole

MAX_TAG_CHARS = 500  # of an ETag
FAILED = ("failed", "refused")  # states


class Entries:
    """counts: of this call, by purpose and verdict. targets: addresses a person named, by whether they were fetched.

    All writes are part of the caller's transaction.
    """

    def __init__(self, state: State, archive: Archive) -> None:
        self._state = state
        self._archive = archive
        self.counts: Counter[str] = Counter()
        self.targets: Counter[str] = Counter()

    def done(
        self,
        address: Address,
        outcome: FetchOutcome,
        facts: CrawlFacts | ResponseRole,
        verdict: str,
        reason: str | None = None,
    ) -> None:
        """Write a response, and what it was."""
        written = facts if isinstance(facts, CrawlFacts) else CrawlFacts(facts)
        if written.role == "page" and outcome.rendered:
            self._archive.add(address.url, CrawlFacts("rendered"), outcome.captured)
            is_whole = outcome.captured.is_whole
            self._archive.add(address.url, written, joined=outcome.rendered, is_whole=is_whole)
        else:
            self._archive.add(address.url, written, outcome.captured)
        self.set(address, "done", verdict, reason, outcome)

    def fail(self, address: Address, reason: str, *, state: str = "failed", verdict: str = "error") -> None:
        """Write why an address has no page. A refusal that is known already is neither written nor counted again."""
        known = self._state.row("SELECT verdict, reason FROM address WHERE id = ?", address.id)
        is_known = state == "refused" and known is not None and tuple(known) == (verdict, reason)
        has_row = state == "failed" or address.purpose == "article" or address.origin in NAMED
        if has_row and not is_known and address.purpose not in HOST_FILES:
            self._archive.add(address.url, CrawlFacts("page", problem=naming(address.url, reason)))
        self.set(address, state, verdict, reason, is_new=not is_known)

    def set(
        self,
        address: Address,
        state: str,
        verdict: str,
        reason: str | None,
        outcome: FetchOutcome | None = None,
        *,
        is_new: bool = True,
    ) -> None:
        self._state.write(
            "UPDATE address SET state = ?, verdict = ?, reason = ?, tries = 0 WHERE id = ?",
            state, verdict, reason, address.id,
        )  # fmt: skip
        self.counts[f"{address.purpose} {verdict}"] += is_new
        if address.origin in NAMED and verdict != "redirect":
            self.targets["failed" if state in FAILED or verdict == "error" else "fetched"] += 1
        if outcome is None:
            return
        headers = outcome.captured.headers
        self._state.write(
            "UPDATE address SET status = ?, fetched_at = ?, etag = coalesce(?, etag),"
            " last_modified = coalesce(?, last_modified) WHERE id = ?",
            outcome.status, outcome.fetched_at.isoformat(), _sendable(headers.get("etag")),
            _sendable(headers.get("last-modified")), address.id,
        )  # fmt: skip


def _sendable(value: str | None) -> str | None:
    """A value that can be sent back in a header; None for what a server should not have sent."""
    is_plain = value is not None and value.isascii() and value.isprintable() and len(value) <= MAX_TAG_CHARS
    return value if is_plain else None


def naming(url: str, reason: str) -> str:
    """The reason, which begins with the address it is about."""
    shown = shown_url(url)
    return reason if reason.startswith(shown) else f"{shown}: {reason}"
