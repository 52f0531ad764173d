"""The address of a picture: not of what stands there until it is loaded, and the largest of those it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from typing import NamedTuple

from cleaner.tree import Element
from cleaner.urls import is_picture_file

ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")
ADDRESS_SET = "srcset"  # what the names of attributes with sets of addresses end with: "data-lazy-srcset"
PICTURE_HOLDERS = ("source", "picture")
# What is no picture, in three patterns: begun with a letter that is rare in addresses, each is found fast.
NO_FILE = re.compile(r"(?!https?:)[a-z][a-z\d+.-]{0,20}:|[{\[]|(?:https?:)?//:", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"/(?:blank|spacer|pixel|placeholder|1x1|transparent|loading|loader|lazy|dummy|empty|gr[ae]y)[^/]*\.(?:gif|png|svg)",
    re.IGNORECASE,
)
BLURRED = re.compile(r"blur[_:=][1-9]")  # stands there until the clear picture is loaded
TEMPLATE = re.compile(r"(?:\{|%7b)[a-z_]+(?:\}|%7d)", re.IGNORECASE)  # a script fills it in
PIXELS = re.compile(r"(\d{1,5})(?:\.\d{1,9})? {0,3}(?:px)?", re.IGNORECASE)
NAMED_SIZE = re.compile(r"(?<![a-z\d])(\d{2,4})x(\d{2,4})(?:@2x)?\.\w{3,4}$", re.IGNORECASE)
MAX_ADDRESS_CHARS = 2_000
MAX_SOURCES = 20  # of a <picture>


class PictureSource(NamedTuple):
    """Where a picture is found, as printed. width, height: its pixels, where the page declares them."""

    address: str
    width: int | None = None
    height: int | None = None


class Offer(NamedTuple):
    """An address of a set. width: its pixels; density: how many of them make one of the page's."""

    address: str
    width: int | None = None
    density: float = 1.0


def picture_source(image: Element) -> PictureSource:
    """The largest picture an element names, itself or in its <picture>; else its copy in a <noscript>."""
    # lxml does not know that <source> has no end tag: the picture may stand in it
    holders = list(takewhile(lambda above: above.tag in PICTURE_HOLDERS, image.iterancestors()))
    own = next(_own_addresses(image), "")
    sized = PictureSource(own, pixels(image.get("width")), pixels(image.get("height")))
    sets = chain([image], islice(chain.from_iterable(holder.iter("source") for holder in holders[-1:]), MAX_SOURCES))
    offers = [(element, offer) for element in sets for offer in _offers_of(element)]
    wide = sorted(offers, key=lambda found: -(found[1].width or 0))  # whether it is a picture is asked of the widest
    widest = next((found for found in wide if found[1].width is not None and _is_picture(found[1].address)), None)
    if widest is not None:
        element, offer = widest
        largest = PictureSource(offer.address, offer.width, _height(offer.width, element, image))
        listed = any(one.address == own for _, one in offers)  # its width is that of the set, not of the frame
        return sized if own and not listed and (sized.width or 0) > (offer.width or 0) else largest
    dense = [offer for _, offer in offers if _is_picture(offer.address)]
    densest = max(dense, key=lambda offer: offer.density, default=None)
    if densest is not None and (not own or densest.density > 1):
        return PictureSource(densest.address)
    if own:
        return sized
    around = image.getparent()
    alone = [around] if around is not None and len(around) == 1 else []  # an element for a placeholder alone
    return PictureSource(next(_copies(image, *holders, *alone), ""))


def named_size(address: str) -> tuple[int, int] | None:
    """The size in the name of a file: `banner_728x90.png`."""
    found = NAMED_SIZE.search(address)
    return (int(found[1]), int(found[2])) if found is not None else None


def pixels(declared: str | None) -> int | None:
    """The number of pixels an attribute declares; None for a share, for 0 and for what is no number."""
    found = PIXELS.fullmatch((declared or "").strip())
    return int(found[1]) or None if found is not None else None


def _height(width: int | None, *elements: Element) -> int | None:
    """The height that goes with a width, by the proportions the first of the elements declares."""
    for element in elements:
        across, down = pixels(element.get("width")), pixels(element.get("height"))
        if across and down and width:
            return round(width * down / across)
    return None


def _own_addresses(image: Element) -> Iterator[str]:
    """Its own addresses, likeliest first."""
    named = [address for address in map(image.get, ADDRESSES) if address and _is_picture(address)]
    yield from (address for address in named if not BLURRED.search(address[:MAX_ADDRESS_CHARS]))
    yield from filter(_is_file, (str(value) for name, value in image.items() if str(name).startswith("data-")))
    yield from named


def _copies(*elements: Element) -> Iterator[str]:
    """The addresses in a <noscript> behind one of the elements, or before it."""
    for neighbour in chain.from_iterable((element.getnext(), element.getprevious()) for element in elements):
        if neighbour is not None and neighbour.tag == "noscript":
            yield from filter(_is_picture, (copy.get("src", "") for copy in neighbour.iter("img")))


def _is_picture(address: str) -> bool:
    if not address or address.isspace():
        return False
    opening = address[:MAX_ADDRESS_CHARS]
    return not (NO_FILE.match(opening) or PLACEHOLDER.search(opening) or TEMPLATE.search(opening))


def _is_file(value: str) -> bool:
    is_address = len(value) <= MAX_ADDRESS_CHARS and not any(map(str.isspace, value.strip()))
    return is_address and is_picture_file(value.strip()) and _is_picture(value)


def _offers_of(element: Element) -> Iterator[Offer]:
    for name in element.keys():  # noqa: SIM118 -- an element is no mapping
        if str(name).endswith(ADDRESS_SET):
            yield from offers_in(element.get(name, ""))


def offers_in(srcset: str) -> Iterator[Offer]:
    """The pictures of a set.

    An address ends at white space, and may hold commas; behind it stand a width or density, and a comma.
    """
    address = ""
    for word in srcset.split():
        if address:
            size, _, following = word.partition(",")
            yield _offer(address, size)
            address = following
        elif word.endswith(","):
            yield Offer(word.strip(","))
        else:
            address = word.lstrip(",")
    if address:
        yield Offer(address)


def _offer(address: str, descriptor: str) -> Offer:
    try:
        size = float(descriptor[:-1])
    except ValueError:
        return Offer(address)
    return Offer(address, int(size)) if descriptor.endswith("w") else Offer(address, density=size)
