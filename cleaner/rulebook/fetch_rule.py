"""What a site's rule file says of fetching it: the key `fetch`."""

from __future__ import annotations

from msgspec import Struct


class FetchRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a crawl fetches the site; `clean` and `run` read none of it.

    start: addresses that list articles. articles: patterns of their paths (full match). headers, cookies: sent to the
    hosts of this file alone; cookies only those that answer a question for consent. query: parameters that articles
    are asked for with. next_page, single_page: CSS selectors of the links to the next part of a story and to all of
    it. render: the pages need a browser.
    """

    start: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    query: dict[str, str] = {}
    next_page: tuple[str, ...] = ()
    single_page: tuple[str, ...] = ()
    render: bool = False
