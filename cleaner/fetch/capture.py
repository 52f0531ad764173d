"""capture(): one request and its response as they went over the wire, for an archive."""

from __future__ import annotations

import re

from msgspec import Struct

from cleaner.errors import FetchError
from cleaner.fetch.body import sent_length, shown
from cleaner.fetch.exchange import Answer, exchange
from cleaner.fetch.network import Deadline, FetchOptions, Network
from cleaner.fetch.target import read_target
from cleaner.transport import HEAD_END, WithHeaders, content_type, is_partial

INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d[^\n]*\n.*?\r?\n\r?\n", re.DOTALL)  # "103 Early Hints", before the response


class Capture(Struct, WithHeaders, frozen=True):
    """One exchange. request, response: the bytes on the wire, up to the length that the response gives itself.

    body: with chunks joined and compression undone.
    headers: by name in lower case, the values of repeated ones joined with ", ". is_whole: False where the body was
    cut short or is a part by the server's own words. seconds: from the start of the request to the last byte.
    """

    url: str
    request: bytes
    response: bytes
    status: int
    headers: dict[str, str]
    body: bytes
    is_whole: bool
    seconds: float


def capture(url: str, options: FetchOptions, network: Network, *, media_types: frozenset[str] = frozenset()) -> Capture:
    """Send one GET request; redirects are not followed and nothing is tried again.

    media_types: of which a successful response may be, where it names one; empty: any.
    Raises FetchError: not http(s), a private address, another media type, too large, too slow, unreachable.
    """
    target = read_target(url)
    began = network.monotonic()
    deadline = Deadline(target.shown, options.total_seconds, network)
    with exchange(target, options, network, deadline) as answer:
        headers = _headers(answer)
        media_type = content_type(headers.get("content-type"))[0]
        is_page = answer.status != 200 or "/" not in media_type or media_type in (media_types or (media_type,))
        if not is_page:
            raise FetchError(f"{target.shown}: sent as {shown(media_type)}, not as a page of text or HTML")
        length = sent_length(answer.response)
        body = answer.read_body(options.max_body_bytes)
        return Capture(
            url=target.url,
            request=answer.request,
            response=_without_surplus(_without_interim(bytes(answer.wire.received)), length),
            status=answer.status,
            headers=headers,
            body=body.data,
            is_whole=body.is_whole and not is_partial(answer.status, headers),
            seconds=network.monotonic() - began,
        )


def _headers(answer: Answer) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in answer.response.headers:
        values = answer.response.headers.get_all(name, [])
        joined = ", ".join(str(value) for value in values)
        found[name.lower()] = joined.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    return found


def _without_interim(response: bytes) -> bytes:
    while (interim := INTERIM.match(response)) is not None:
        response = response[interim.end() :]
    return response


def _without_surplus(response: bytes, length: int | None) -> bytes:
    """What was read of a response, so that a later reader reads the same. length: of its body, where that is given."""
    end = HEAD_END.search(response)
    return response if length is None or end is None else response[: end.end() + length]
