"""Web addresses: the form in which two are compared, the host, the registrable domain."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary.inline import words

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
    parts = split_url(url)
    if parts is None or not (host := parts.hostname) or ADDRESS_OF_A_MACHINE.fullmatch(host):
        return None
    domain = _public_suffixes(punycode="xn--" in host).privatesuffix(host)
    return domain if domain and domain not in BLOG_HOSTS else host.removeprefix("www.")


def host_of(url: str | None) -> str | None:
    """The host of an address in lower case, without `www.`."""
    parts = split_url(url)
    host = parts.hostname if parts is not None else None
    return host.removeprefix("www.") if host else None


@cache
def _public_suffixes(*, punycode: bool) -> PublicSuffixList:
    """The list, read when first asked; with the suffixes in punycode it takes three times as long."""
    return PublicSuffixList(accept_unknown=False, accept_encoded_idn=punycode)


def split_url(url: str | None) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip()) if url else None
        return parts if parts is not None and parts.hostname else None
    except ValueError:
        return None
