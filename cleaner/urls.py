"""Web addresses: the form in which two are compared, the host, the registrable domain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PSLFILE, PublicSuffixList

from cleaner.lines.lazy import lazy_pattern
from cleaner.text import fold, has_many_marks
from cleaner.vocabulary import alternatives, ordered_words, words_of

TRACKING = lazy_pattern(alternatives(ordered_words("tracking_parameters")), re.IGNORECASE)
ADDRESS_OF_A_MACHINE = lazy_pattern(r"[\d.]+|\[.*\]|[^.]*")  # IPv4, IPv6, a bare host name: no domain to register
ANY_ENCODED = "xn--"  # how the name of a domain begins that has other letters
PHOTOGRAPHS = (".jpg", ".jpeg")  # no button or icon is one
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif)(?:[?#]\S*)?$", re.IGNORECASE)
FROM_ROOT = ("/", "http://", "https://")
# An address that any base leaves as it is: it need not be joined to one, which most of a page's links would be.
WHOLE = re.compile(r"https?://[\w.-]+/[\w./%~,+=&:@-]*(?:\?[\w./%~,+=&:@-]+)?", re.ASCII)
SAVED_FOLDERS = tuple(ordered_words("saved_folders"))
HOST_BEFORE = lazy_pattern(r"^\s*https?://[^/?#\s]{1,253}?/?(?=https?://)", re.IGNORECASE)
DEFAULT_PORTS = {"http": (None, 80), "https": (None, 443)}


def canonical_form(url: str, base: str | None = None) -> str | None:
    """An address in the form that is compared and hashed: absolute, host in lower case, nothing that tracks.

    None for what is no web address ("javascript:…", a relative address without a base).
    """
    parts = split_url(url, base)
    if parts is None or parts.scheme not in DEFAULT_PORTS:
        return None
    is_default = parts.port in DEFAULT_PORTS[parts.scheme]
    place = f"{parts.hostname}" if is_default else f"{parts.hostname}:{parts.port}"
    kept = [pair for pair in parts.query.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0])]
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # "#!" addresses a page of its own
    return urlunsplit((parts.scheme, place, parts.path or "/", "&".join(kept), fragment))


def absolute(address: str | None, base: str | None) -> str | None:
    """The address joined to the base; None where it is blank or no address at all."""
    plain = (address or "").strip()
    try:
        return _joined(plain, base) if plain else None
    except ValueError:  # "http://[broken"
        return None


def unglued_address(address: str | None) -> str | None:
    """The address without a host that a template put before it: "https://example.comhttps://example.com/storm"."""
    return HOST_BEFORE.sub("", address) if address else None


def _joined(address: str, base: str | None) -> str:
    """Raises ValueError of what is no address."""
    if WHOLE.fullmatch(address):
        return address
    if has_many_marks(address) or has_many_marks(base or ""):
        raise ValueError("no host has so many marks")
    return urljoin(base or "", address)


def is_saved_beside(address: str) -> bool:
    """Whether a picture lies in the folder that a browser saved beside a page: on the reader's disk, not on the web."""
    if address.startswith(FROM_ROOT):
        return False
    folders = re.split(r"[/\\]", unquote(address).strip())[:-1]
    is_relative = split_url(address) is None and "" not in folders[:1]
    return is_relative and any(fold(folder).endswith(SAVED_FOLDERS) for folder in folders)


def picture_url(address: str, base: str | None) -> str | None:
    """The address of a picture joined to the base; of one that was saved beside the page, as it is."""
    found = address if is_saved_beside(address) else absolute(address, base)
    return found.replace(" ", "%20") if found else None


def is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site."""
    parts = split_url(url)
    return parts is not None and not (parts.path.strip("/") or parts.query or parts.fragment)


def is_picture_file(address: str) -> bool:
    """Whether an address ends as that of a photograph or drawing does."""
    return PICTURE_FILE.search(address) is not None


def registrable_domain(url: str | None) -> str | None:
    """The part of the host somebody registered: `bbc.co.uk`, `name.blogspot.com`. None for an IP or a bare host name.

    From the public suffix list that ships with the `publicsuffixlist` package; the network is never asked.
    """
    parts = split_url(url)
    host = parts.hostname if parts is not None else None
    if host is None or ADDRESS_OF_A_MACHINE.fullmatch(host):
        return None
    domain = _registered_domain(host)
    return domain if domain and domain not in words_of("blog_hosts") else host.removeprefix("www.")


def host_of(url: str | None) -> str | None:
    """The host of an address in lower case, without `www.`."""
    parts = split_url(url)
    return parts.hostname.removeprefix("www.") or None if parts is not None and parts.hostname else None


def is_known_domain(host: str) -> bool:
    """Whether a host is an IPv4 address, or ends as domains do which somebody can register."""
    is_ipv4 = host.replace(".", "").isdecimal()
    return is_ipv4 or _registered_domain(host) is not None


@lru_cache(maxsize=1024)  # a page's links lead to the same few hosts
def _registered_domain(host: str) -> str | None:
    """The part of a host that somebody has registered, as the public suffix list has it; None of none."""
    top_level = host.removesuffix(".").rpartition(".")[2]
    is_encoded = top_level.startswith(ANY_ENCODED)
    domain: str | None = _public_suffixes(ANY_ENCODED if is_encoded else top_level).privatesuffix(host)
    return domain


@lru_cache(maxsize=256)
def _public_suffixes(top_level: str) -> PublicSuffixList:
    """The list below a top-level domain, as reading the whole takes 40 ms of a start; for encoded domains the whole."""
    lines = None if top_level == ANY_ENCODED else _lines_of_suffixes(top_level)
    return PublicSuffixList(lines, accept_unknown=False)


def _lines_of_suffixes(top_level: str) -> Sequence[str]:
    """The lines of the list that end in a top-level domain."""
    ending = f"{top_level}\n".encode()
    before = _whole_list().split(b"." + ending)[:-1]
    lines = [part.rpartition(b"\n")[2].decode() + f".{top_level}" for part in before]
    return [*lines, top_level] if b"\n" + ending in _whole_list() else lines


@cache
def _whole_list() -> bytes:
    return Path(PSLFILE).read_bytes() + b"\n"


def split_url(url: str | None, base: str | None = None) -> SplitResult | None:
    """The parts of an address; None for one without host, or that is none: a page may print anything."""
    try:
        parts = urlsplit(_joined(url.strip(), base) if url else "")
        return parts if parts.hostname and parts.port != 0 else None
    except ValueError:  # "http://[broken", a port that is no number
        return None
