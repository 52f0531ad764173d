"""Which network addresses a page may be fetched from."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address

# What an address says of itself → what it is called.
KINDS = (
    ("is_unspecified", "an unspecified address"),
    ("is_loopback", "a loopback address"),
    ("is_link_local", "a link-local address"),
    ("is_site_local", "a site-local address"),
    ("is_multicast", "a multicast address"),
    ("is_reserved", "a reserved address"),
)
# Networks that Python counts as public, or does in some of its versions, and those with a name of their own.
NETWORKS = {
    ipaddress.ip_network(network): kind
    for network, kind in {
        "100.64.0.0/10": "a shared provider address",  # RFC 6598: behind a provider's NAT
        "192.0.0.0/24": "an address of a protocol",  # RFC 6890
        "192.88.99.0/24": "a 6to4 relay",  # RFC 7526
        "192.0.2.0/24": "a documentation address",  # RFC 5737
        "198.51.100.0/24": "a documentation address",
        "203.0.113.0/24": "a documentation address",
        "198.18.0.0/15": "an address for benchmarks",  # RFC 2544
        "2001::/23": "an address of a protocol",  # RFC 2928
        "2001:db8::/32": "a documentation address",  # RFC 3849
        "3fff::/20": "a documentation address",  # RFC 9637
    }.items()
}
# IPv6 networks whose last 32 bits are an IPv4 address.
COMPATIBLE = ipaddress.ip_network("::/96")  # RFC 4291, long given up; :: and ::1 are their own
TRANSLATED = ipaddress.ip_network("::ffff:0:0:0/96")  # RFC 2765
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
LAST_32_BITS = 0xFFFF_FFFF
ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214: what stands before the IPv4 address, in any network


def refusal(address: str) -> str | None:
    """Why an address is not on the public internet ("a loopback address"), or None where it is.

    An IPv6 address that carries an IPv4 address (mapped, translated, 6to4, Teredo, ISATAP, NAT64) is refused where
    the one it carries is.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "no IP address"
    carried = _carried(found) if isinstance(found, IPv6Address) else ()
    reasons = [_kind(one) for one in carried or (found,)]
    return next(filter(None, reasons), None)


def _carried(address: IPv6Address) -> Sequence[IPv4Address | IPv6Address]:
    """What decides for an address in its place: the IPv4 addresses in it, and itself where that is not enough."""
    last = IPv4Address(int(address) & LAST_32_BITS)
    if address.ipv4_mapped is not None or address in NAT64:
        return (last,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo  # its server and its client
    is_isatap = int(address) >> 32 & LAST_32_BITS in ISATAP
    if is_isatap or address in TRANSLATED or (address in COMPATIBLE and int(address) > 1):
        return last, address
    return ()


def _kind(address: IPv4Address | IPv6Address) -> str | None:
    for attribute, kind in KINDS:
        if getattr(address, attribute, False):  # only IPv6 has site-local ones
            return kind
    for network, kind in NETWORKS.items():
        if address in network:
            return kind
    return None if address.is_global else "a private address"
