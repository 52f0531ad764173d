"""Which network addresses a page may be fetched from."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv6Address

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
# What an address says of itself → what it is called.
KINDS = (
    ("is_unspecified", "an unspecified address"),
    ("is_loopback", "a loopback address"),
    ("is_link_local", "a link-local address"),
    ("is_multicast", "a multicast address"),
    ("is_reserved", "a reserved address"),
)
SHARED = ipaddress.ip_network("100.64.0.0/10")  # RFC 6598: behind a provider's NAT


def refusal(address: str) -> str | None:
    """Why an address is not on the public internet ("a loopback address"), or None where it is.

    An IPv6 address that carries an IPv4 address (mapped, 6to4, Teredo, NAT64) is judged by the one it carries.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(found, IPv6Address):
        carried = _carried(found)
        if carried is not None:
            return _kind(carried)
    return _kind(found)


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def _kind(address: IPv4Address | IPv6Address) -> str | None:
    for attribute, kind in KINDS:
        if getattr(address, attribute):
            return kind
    if address in SHARED:
        return "a shared provider address"
    return None if address.is_global else "a private address"
