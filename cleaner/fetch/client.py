"""fetch(): one page as a RawPage, redirects followed, one polite retry."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from cleaner.errors import FetchError
from cleaner.fetch.body import shown
from cleaner.fetch.exchange import Answer, Dropped, exchange
from cleaner.fetch.network import Deadline, FetchOptions, Network
from cleaner.fetch.target import Target, follow, read_target
from cleaner.model import DocumentKind, RawPage
from cleaner.transport import content_type, is_partial

REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 500, 502, 503, 504})
BACKOFF_SECONDS = 2.0  # before the one retry, where the server names no time
MAX_WAIT_SECONDS = 20.0  # a server that asks for more gets no second request, and its answer is the page
DIGITS = re.compile(r"[0-9]+")
PAGE_TYPES: dict[str, DocumentKind | None] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/xml": None,
    "application/xml": None,
}


def fetch(url: str, options: FetchOptions | None = None, *, network: Network | None = None) -> RawPage:
    """Fetch one page with a GET request.

    Up to max_redirects redirects are followed, each checked like the first URL. After a dropped connection or one of
    the statuses 429, 500, 502, 503, 504 the request is sent once more, after Retry-After or two seconds. Any other
    status, 404 too, is a page like any other, with its status. RawPage.url is the last URL, without credentials. Of a
    page that is cut short twice, what came is the page, and RawPage.is_truncated says so.
    Raises FetchError: not http(s), a private address, no page type, too large, too slow, unreachable.
    """
    options = options or FetchOptions()
    network = network or Network()
    target = read_target(url)
    deadline = Deadline(target.shown, options.total_seconds, network)
    for _ in range(options.max_redirects + 1):
        page_or_target = _get(target, options, network, deadline)
        if isinstance(page_or_target, RawPage):
            return page_or_target
        target = page_or_target
    raise FetchError(
        f"{read_target(url).shown}: more than {options.max_redirects} redirects, the last to {target.shown}"
    )


def _get(target: Target, options: FetchOptions, network: Network, deadline: Deadline) -> RawPage | Target:
    """The page, or where it redirects to, with one retry; where that fails too, what came of the page before."""
    wait = BACKOFF_SECONDS
    page: RawPage | Target | None = None
    try:
        with exchange(target, options, network, deadline) as answer:
            retry_after = _wait_before_retry(answer, network, deadline)
            if retry_after is None:
                page = _read(answer, options, network)
            else:
                wait = retry_after
    except Dropped:
        if deadline.remaining() <= wait:
            raise
    if page is not None and (_is_whole(page) or deadline.remaining() <= wait):
        return page
    network.sleep(wait)
    try:
        with exchange(target, options, network, deadline) as answer:
            return _read(answer, options, network)
    except FetchError:
        if page is None:
            raise
        return page


def _is_whole(page: RawPage | Target) -> bool:
    return isinstance(page, Target) or not page.is_truncated


def _wait_before_retry(answer: Answer, network: Network, deadline: Deadline) -> float | None:
    """Seconds to wait before asking a busy server again; None where it is not busy, or wants too long a wait."""
    if answer.status not in BUSY:
        return None
    retry_after = _retry_after(answer.header("Retry-After"), network)
    wait = BACKOFF_SECONDS if retry_after is None else retry_after
    return wait if wait <= MAX_WAIT_SECONDS and wait < deadline.remaining() else None


def _retry_after(header: str | None, network: Network) -> float | None:
    """Seconds from now, from either form of the header; None where it is absent or unreadable."""
    if header is None:
        return None
    if DIGITS.fullmatch(header.strip()):
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, OverflowError, TypeError, IndexError):  # of the parser of e-mail dates
        return None
    return max(0.0, (moment - network.now()).total_seconds()) if moment.tzinfo else None


def _read(answer: Answer, options: FetchOptions, network: Network) -> RawPage | Target:
    location = answer.header("Location")
    if answer.status in REDIRECTS and location:
        return follow(answer.target, location)
    kind, charset = _content_type(answer)
    body = answer.read_body(options.max_body_bytes)
    return RawPage(
        body=body.data,
        url=answer.target.url,
        kind=kind,
        charset=charset,
        fetched_at=network.now(),
        status=answer.status,
        is_truncated=not body.is_whole
        or is_partial(answer.status, {"content-range": answer.header("Content-Range") or ""}),
    )


def _content_type(answer: Answer) -> tuple[DocumentKind | None, str | None]:
    """Kind and charset of the body, None where the server does not say. Raises FetchError for what is no page."""
    media_type, charset = content_type(answer.header("Content-Type"))
    if "/" not in media_type:
        return None, charset
    if media_type not in PAGE_TYPES:
        sent = f"sent as {shown(media_type)} (status {answer.status})"
        raise FetchError(f"{answer.target.shown}: {sent}, not as a page of text or HTML")
    return PAGE_TYPES[media_type], charset
