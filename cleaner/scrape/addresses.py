"""Addresses of articles: which are the same page, which site they are of, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from cleaner.urls import absolute, canonical_form, registrable_domain, split_url
from cleaner.vocabulary import words_of

INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
TWIN_ENDING = re.compile(r"\.amp(?:\.html)?$", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
SLUG = re.compile(r"[^/]*[-_][^/]*")


def key_of(url: str) -> str | None:
    """What all addresses of one page have in common; None for what is no web address.

    Without scheme, tracking parameters, fragment, `www.` or `m.`, `index.html`, the last slash, and what asks for the
    AMP or print form.
    """
    canonical = canonical_form(url)
    if canonical is None:
        return None
    parts = urlsplit(canonical)
    path = TWIN_ENDING.sub("", INDEX_PAGE.sub("/", parts.path))
    kept = [part for part in path.split("/") if part and part.lower() not in words_of("twin_parts")]
    query = [pair for pair in parts.query.split("&") if pair and not _asks_for_twin(pair)]
    return f"{_host_key(parts)}/{'/'.join(kept)}" + (f"?{'&'.join(sorted(query))}" if query else "")


def is_twin(url: str) -> bool:
    """Whether it is the AMP, mobile or print form of a page."""
    parts = split_url(url)
    if parts is None or key_of(url) is None:
        return False
    first = (parts.hostname or "").partition(".")[0]
    path = TWIN_ENDING.sub("/amp", parts.path).lower().split("/")
    is_twin_host = first != "www" and first in words_of("twin_hosts")
    return is_twin_host or any(part in words_of("twin_parts") for part in path) or _has_twin_query(parts)


def with_query(url: str, parameters: Mapping[str, str]) -> str:
    """The address with more parameters, or with other values of them."""
    if not parameters:
        return url
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in parameters]
    return urlunsplit(parts._replace(query=urlencode([*kept, *parameters.items()])))


def joined(base: str, link: str) -> str:
    """The whole address of a link; empty where it is none: a page may print anything."""
    found = absolute(link, base)
    return found if found is not None and split_url(found) is not None else ""


def authority_of(url: str) -> str:
    """The host with the port, in lower case: what is asked one request at a time."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def site_of(url: str) -> str:
    """The registrable domain, else host and port: what one publisher has."""
    return registrable_domain(url) or authority_of(url)


def pattern_of(url: str) -> str:
    """The shape of an address: `news.example.com/*/#/*` of news.example.com/sport/2024/a-long-slug."""
    parts = urlsplit(url)
    shapes = []
    for part in parts.path.strip("/").split("/"):
        shape = DIGITS.sub("#", part)
        shapes.append("*-*" if SLUG.fullmatch(part) else shape if "#" in shape else "*")
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return f"{parts.netloc.lower()}/{'/'.join(shapes)}" + (f"?{'&'.join(names)}" if names else "")


def _host_key(parts: SplitResult) -> str:
    labels = parts.netloc.split(".")
    has_twin_label = len(labels) > 2 and labels[0] in words_of("twin_hosts")
    return ".".join(labels[1:] if has_twin_label else labels)


def _has_twin_query(parts: SplitResult) -> bool:
    return any(_asks_for_twin(pair) for pair in parts.query.split("&") if pair)


def _asks_for_twin(pair: str) -> bool:
    name, _, value = pair.lower().partition("=")
    return name in words_of("twin_parts") and (not value or value in words_of("twin_values"))
