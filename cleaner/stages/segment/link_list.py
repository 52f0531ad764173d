"""What lynx's list of link addresses, at the end of a dump, says of the page: whose site it is, what its title is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote_plus

from cleaner.text import collapse
from cleaner.urls import registrable_domain
from cleaner.vocabulary import words_of

LINK = re.compile(r"^\s*+\d{1,4}\. ([a-z][a-z+.-]{1,20}:.*)")
SHARED = re.compile(r"[?&](?:text|title|subject)=([^&]+)")
ADDRESS = re.compile(r"https?://.*")
IN_PAGE = re.compile(r"mailto:|javascript:|file:[^#]*#")
MIN_LINKS = 10  # that lead to one site


def link_addresses(lines: Sequence[str]) -> list[str]:
    """The addresses of a list of links."""
    return [match[1] for match in map(LINK.fullmatch, lines) if match]


def linked_site(addresses: Sequence[str]) -> str | None:
    """The registrable domain that most links lead to; None where none has more than half of them.

    Links without a host count too: where the page's own have none, the others lead to somebody else. Links to another
    place in the page say nothing.
    """
    hosts = Counter("/".join(address.split("/", 3)[:3]) for address in addresses if not IN_PAGE.match(address))
    domains: Counter[str | None] = Counter()
    for host, links in hosts.most_common():
        if links == 1:  # as most hosts have
            break
        domain = registrable_domain(host)
        domains[domain] += links
        if domain is not None and domains[domain] >= MIN_LINKS and 2 * domains[domain] > hosts.total():
            return domain if domain.partition(".")[0] not in words_of("other_sites") else None
    return None


def shared_titles(addresses: Sequence[str]) -> tuple[str, ...]:
    """What the links to share the page by a network or a mail say of it, each text once."""
    found = (match for address in addresses for match in SHARED.finditer(address))
    texts = (match[1] for match in found if _is_to_share(match.string))
    plain = (collapse(ADDRESS.sub("", unquote_plus(text))) for text in texts)
    return tuple(dict.fromkeys(filter(None, plain)))


def _is_to_share(address: str) -> bool:
    label = (registrable_domain(address) or "").partition(".")[0]
    return address.startswith("mailto:?") or label in words_of("other_sites")
