"""Web addresses: the page's canonical URL, and the registrable domain of a host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

from cleaner.fields.byline_words import words
from cleaner.fields.json_ld import article_node, texts
from cleaner.fields.lazy import lazy_pattern
from cleaner.fields.precedence import first_choice, site_offers
from cleaner.model import Choice, Story

# Parameters that say where a reader came from, never which page it is. Each is one vendor's documented name.
TRACKING = lazy_pattern(
    r"""utm_\w+ | at_(?:medium|campaign|custom\d|link\w*|format|ptr\w*|bbc\w*) | mc_[ce]id | hsa_\w+ | pk_\w+ | mtm_\w+
      | fbclid | gclid | dclid | gbraid | wbraid | gclsrc | msclkid | yclid | twclid | ttclid | igshid | igsh | srsltid
      | li_fat_id | _hsenc | _hsmi | __twitter_impression | wt_mc | wtrid | xtor | ns_\w+ | s_cid | cmpid | cmp | icid
      | ito | smid | ref_src | ref_url | mkt_tok | vero_id | oly_(?:anon|enc)_id | ncid | traffic_source | amp_js_v
      | usqp | spm""",
    re.VERBOSE | re.IGNORECASE,
)
# Hosts whose customers are outlets of their own, beyond those the public suffix list names.
BLOG_HOSTS = words(
    """wordpress.com substack.com medium.com tumblr.com typepad.com livejournal.com ghost.io over-blog.com beehiiv.com
    wixsite.com squarespace.com jimdo.com blogger.de"""
)
ADDRESS_OF_A_MACHINE = lazy_pattern(r"[\d.]+|\[.*\]|[^.]*")  # IPv4, IPv6, a bare host name: no domain to register


def read_canonical_url(story: Story) -> Choice[str] | None:
    """The page's address as it declares it: absolute, http(s), without tracking parameters and fragment.

    None where the page declares none, or only its site's front page.
    """
    own = _split(story.page.document.url)
    declared = ((source, canonical_form(url, story.page.document.url)) for source, url in _declared(story))
    return first_choice((source, url) for source, url in declared if url and not _is_front_page_of_another(url, own))


def _declared(story: Story) -> Iterator[tuple[str, str]]:
    signals = story.page.signals
    for candidate in site_offers(story, "canonical_url"):
        yield candidate.source, candidate.value
    if signals.canonical:
        yield "link:canonical", signals.canonical
    if og_url := signals.first_meta("og:url"):
        yield "meta:og:url", og_url
    node = article_node(story)
    yield from (("jsonld:mainEntityOfPage", url) for url in texts(node, "mainEntityOfPage.@id")[:1])
    yield from (("jsonld:url", url) for url in texts(node, "url")[:1])


def canonical_form(url: str, base: str | None = None) -> str | None:
    """An address in the form that is compared and hashed: absolute, host in lower case, nothing that tracks.

    None for what is no web address ("javascript:…", a relative address without a base).
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        port = parts.port
    except ValueError:  # "http://[broken", a port that is no number: a page may print anything here
        return None
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host:
        return None
    default = port is None or port == {"http": 80, "https": 443}[parts.scheme]
    place = host if default else f"{host}:{port}"
    kept = [pair for pair in parts.query.split("&") if pair and not TRACKING.fullmatch(pair.split("=")[0])]
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # "#!" addresses a page of its own
    return urlunsplit((parts.scheme, place, parts.path or "/", "&".join(kept), fragment))


def registrable_domain(url: str | None) -> str | None:
    """The part of the host somebody registered: `bbc.co.uk`, `name.blogspot.com`. None for an IP or a bare host name.

    From the public suffix list that ships with the `publicsuffixlist` package; the network is never asked.
    """
    parts = _split(url)
    if parts is None or not (host := parts.hostname) or ADDRESS_OF_A_MACHINE.fullmatch(host):
        return None
    domain = _public_suffixes(punycode="xn--" in host).privatesuffix(host)
    return domain if domain and domain not in BLOG_HOSTS else host.removeprefix("www.")


def host_of(url: str | None) -> str | None:
    """The host of an address in lower case, without `www.`."""
    parts = _split(url)
    host = parts.hostname if parts is not None else None
    return host.removeprefix("www.") if host else None


@cache
def _public_suffixes(*, punycode: bool) -> PublicSuffixList:
    """The list, read when first asked; with the suffixes in punycode it takes three times as long."""
    return PublicSuffixList(accept_unknown=False, accept_encoded_idn=punycode)


def _split(url: str | None) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip()) if url else None
        return parts if parts is not None and parts.hostname else None
    except ValueError:
        return None


def _is_front_page_of_another(url: str, own: SplitResult | None) -> bool:
    """Whether a story declares its site's front page as its address: a template's mistake, and all its stories'."""
    parts = urlsplit(url)
    is_front = parts.path in ("", "/") and not parts.query and not parts.fragment
    return is_front and own is not None and (own.path not in ("", "/") or bool(own.query))
