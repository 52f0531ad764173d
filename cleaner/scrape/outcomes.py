"""What came of a request, examined without touching the state: page, list, redirect, refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from cleaner.fetch import Capture
from cleaner.rulebook import FetchRule
from cleaner.scrape.addresses import joined
from cleaner.scrape.candidates import FoundAddress
from cleaner.scrape.discovery import discover
from cleaner.scrape.frontier import Address
from cleaner.scrape.pages import WebPage
from cleaner.scrape.parts import next_part, single_page
from cleaner.scrape.verdicts import PageVerdict, Verdicts, page_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 500, 502, 503, 504})
REFUSALS = frozenset({401, 403, 429, 451, 503})
MAX_CANDIDATES = 50_000  # of one response: the protocol's limit for a sitemap
DIGITS_OF_SECONDS = 9


class FetchOutcome(Struct, frozen=True):
    """One response, read. verdict: of an article. candidates: to be fetched next. opt_out: why it may not be kept.

    location: where it redirects to. next_part: the address of the story's next part; text: the page, decoded, where
    there may be more parts. rendered: the page as a browser shows it.
    """

    captured: Capture
    fetched_at: datetime
    verdict: PageVerdict | None = None
    candidates: tuple[FoundAddress, ...] = ()
    opt_out: str | None = None
    location: str | None = None
    next_part: str | None = None
    text: str = ""
    rendered: bytes = b""

    @property
    def status(self) -> int:
        return self.captured.status

    @property
    def is_refusal(self) -> bool:
        return self.status in REFUSALS

    def retry_after_seconds(self) -> float | None:
        """How long the server asks to be left alone; None where it does not say."""
        given = self.captured.headers.get("retry-after", "").strip()
        if given.isdecimal():
            return float(given[:DIGITS_OF_SECONDS])
        try:
            moment = parsedate_to_datetime(given)
        except (ValueError, OverflowError, TypeError, IndexError):
            return None
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - self.fetched_at).total_seconds())


def examine(
    address: Address, captured: Capture, verdicts: Verdicts, rule: FetchRule | None, *, obeys_opt_out: bool
) -> FetchOutcome:
    """Read a response for what its address was fetched for. Slow: a page is cleaned."""
    outcome = FetchOutcome(captured, datetime.now(UTC).replace(microsecond=0))
    location = captured.headers.get("location")
    if captured.status in REDIRECTS and location:
        return replace(outcome, location=joined(captured.url, location) or location.strip())
    if address.purpose in ("robots", "reservation") or captured.status == 304:
        return outcome
    if address.purpose in ("article", "part"):
        return _examine_article(address, outcome, verdicts, rule, obeys_opt_out=obeys_opt_out)
    if captured.status >= 300:
        return outcome
    found = islice(discover(captured, is_front=address.purpose == "front"), MAX_CANDIDATES)
    return replace(outcome, candidates=tuple(found))


def _examine_article(
    address: Address, outcome: FetchOutcome, verdicts: Verdicts, rule: FetchRule | None, *, obeys_opt_out: bool
) -> FetchOutcome:
    captured = outcome.captured
    if captured.status in BUSY:
        return outcome
    page = WebPage(captured)
    reason = page.opt_out() if obeys_opt_out and captured.status == 200 else None
    if reason is not None:
        return replace(outcome, opt_out=reason)
    whole = single_page(page, rule) if captured.status == 200 else None
    if whole is not None and address.hops == 0:
        return replace(outcome, location=whole)
    verdict = verdicts.of(page_of(captured, outcome.fetched_at))
    is_list = captured.status == 200 and not verdict.is_article
    links = tuple(islice(page.links(), MAX_CANDIDATES)) if is_list else ()
    following = next_part(page, rule, address.part) if verdict.is_article and captured.status == 200 else None
    has_parts = following is not None or address.purpose == "part"
    text = page.response.text if has_parts else ""
    return replace(outcome, verdict=verdict, candidates=links, next_part=following, text=text)
