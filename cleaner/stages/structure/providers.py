"""Whose embed an address is, what kind, and the address under which readers know it.

The table of those who show embeds, vocabulary/embed_providers.json, has one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote

import msgspec

from cleaner.model import EmbedKind
from cleaner.structs import resolved
from cleaner.urls import split_url
from cleaner.vocabulary import file_text


class PlayerPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """player: pattern of a player's address; page: that of the page readers know, with its groups."""

    player: str
    page: str


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key of the query of a player on a host, and the address that `{}`, its value, makes."""

    host: str
    key: str
    page: str


class Id(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The id of an element: how it starts, the pattern of its rest, and the address that `{}`, its group, makes."""

    start: str
    rest: str
    page: str


@resolved
class ProviderEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One who shows embeds, told by the domains, by a pattern of host and path (`place`) or of the path alone.

    video_path: what the path of its videos holds, where its kind is another. widgets: how paths of its buttons begin.
    quotations: class of a quotation that a script makes a post of → its attributes with the post's address, best
    first. elements, attributes, classes: tag, attribute and class of an element → the address, with attributes in
    braces. script: pattern of the path of a script that shows what it is named after.
    names_posts_in_query: else the query of a post's address only says who shared it.
    """

    name: str
    kind: EmbedKind
    domains: tuple[str, ...] = ()
    place: str | None = None
    path: str | None = None
    video_path: str | None = None
    widgets: tuple[str, ...] = ()
    pages: tuple[PlayerPage, ...] = ()
    queries: tuple[Query, ...] = ()
    quotations: Mapping[str, tuple[str, ...]] = {}
    elements: Mapping[str, str] = {}
    attributes: Mapping[str, str] = {}
    classes: Mapping[str, str] = {}
    script: str | None = None
    names_posts_in_query: bool = False
    ids: tuple[Id, ...] = ()


class Provider(NamedTuple):
    """Who shows an embed. name: None for what no provider shows, a file of some site."""

    name: str | None
    kind: EmbedKind


@lru_cache(maxsize=1)  # a constant of the package: read when it is first asked for, not on import
def provider_entries() -> tuple[ProviderEntry, ...]:
    return msgspec.json.decode(file_text("embed_providers.json"), type=tuple[ProviderEntry, ...])


def provider_of(address: str) -> Provider | None:
    """Whose embed an address is; None for what is no embed of a story: advertising, buttons, counters."""
    parts = split_url(address)
    if parts is None or parts.hostname is None or parts.path.startswith(_widgets()):
        return None
    entry = next(_entries_of(parts.hostname, parts.path), None)
    if entry is None:
        return Provider(None, "document") if parts.path.lower().endswith(".pdf") else None
    is_video = entry.video_path is not None and entry.video_path in parts.path
    return Provider(entry.name, "video" if is_video else entry.kind)


def post_address(address: str) -> str:
    """The address of a post without a query that says nothing of it."""
    parts = split_url(address)
    entry = next(_entries_of(parts.hostname or "", parts.path), None) if parts is not None else None
    return address if entry is not None and entry.names_posts_in_query else address.partition("?")[0]


def known_address(address: str) -> str:
    """The address of a post or video under which readers know it, of the address of its player."""
    parts = split_url(address)
    if parts is None:
        return address
    inner = next(_inner_addresses(parts), None)
    if inner is not None:
        return inner
    for player, page in _pages():
        if player.fullmatch(address):
            return player.sub(page, address)
    return address


def _entries_of(host: str, path: str) -> Iterator[ProviderEntry]:
    """Whose embed it may be, surest first."""
    yield from (entry for pattern, entry in _patterns("place") if pattern.fullmatch(host + path))
    labels = host.split(".")
    domains = (".".join(labels[at:]) for at in range(len(labels)))
    yield from (_by_domain()[domain] for domain in domains if domain in _by_domain())
    yield from (entry for pattern, entry in _patterns("path") if pattern.fullmatch(path))


def _inner_addresses(parts: SplitResult) -> Iterator[str]:
    """The address that the query of a player's address names."""
    host = f".{parts.hostname or ''}"
    for query in (query for entry in provider_entries() for query in entry.queries):
        if host.endswith(f".{query.host}"):
            for value in parse_qs(parts.query).get(query.key, [])[:1]:
                yield query.page.format(value if query.page == "{}" else quote(value))


@cache
def addresses_of(of: str) -> tuple[tuple[str, str], ...]:
    """What `elements`, `attributes` or `classes` show embeds, each with the address."""
    return tuple(chain.from_iterable(getattr(entry, of).items() for entry in provider_entries()))


@cache
def quotations() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Classes of quotations that a script makes posts of, with the attributes that hold the post's address."""
    return tuple(chain.from_iterable(entry.quotations.items() for entry in provider_entries()))


@cache
def script_paths() -> tuple[re.Pattern[str], ...]:
    """The paths of scripts that show what they are named after."""
    return tuple(re.compile(entry.script) for entry in provider_entries() if entry.script is not None)


@cache
def forms_of_ids() -> tuple[Id, ...]:
    """The ids that name an embed."""
    return tuple(chain.from_iterable(entry.ids for entry in provider_entries()))


@cache
def _by_domain() -> Mapping[str, ProviderEntry]:
    return {domain: entry for entry in provider_entries() for domain in entry.domains}


@cache
def _widgets() -> tuple[str, ...]:
    return tuple(start for entry in provider_entries() for start in entry.widgets)


@cache
def _patterns(of: str) -> tuple[tuple[re.Pattern[str], ProviderEntry], ...]:
    """The patterns of places or of paths, compiled."""
    return tuple((re.compile(getattr(entry, of)), entry) for entry in provider_entries() if getattr(entry, of))


@cache
def _pages() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form.player), form.page) for entry in provider_entries() for form in entry.pages)
