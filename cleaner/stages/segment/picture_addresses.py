"""The address of a picture: not of what stands there until it is loaded, and the largest of a set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from cleaner.tree import Element

ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")
ADDRESS_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
PICTURE_HOLDERS = ("source", "picture")
PLACEHOLDER = re.compile(
    r"^data:|/(?:blank|spacer|pixel|placeholder|1x1|transparent|loading|loader|lazy|dummy|empty|gr[ae]y)[^/]*\.(?:gif|png|svg)",
    re.IGNORECASE,
)
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif)(?:[?#]\S*)?$", re.IGNORECASE)
MAX_ADDRESS_CHARS = 2_000
MAX_SOURCES = 20  # of a <picture>


def picture_address(image: Element) -> str | None:
    """The address of the picture, as printed; None where there is none."""
    return next(_addresses(image), None)


def _addresses(image: Element) -> Iterator[str]:
    """What may be its address, likeliest first: its own, those of its <picture>, of its copy in a <noscript>."""
    yield from filter(_is_picture, (image.get(name, "") for name in ADDRESSES))
    yield from filter(_is_file, (str(value) for name, value in image.items() if str(name).startswith("data-")))
    yield from _from_sets(image)
    # lxml does not know that <source> has no end tag: the picture may stand in it
    holders = list(takewhile(lambda above: above.tag in PICTURE_HOLDERS, image.iterancestors()))
    for source in islice(chain.from_iterable(holder.iter("source") for holder in holders[-1:]), MAX_SOURCES):
        yield from _from_sets(source)
    for element in (image, *holders):
        neighbour = element.getnext()
        if neighbour is not None and neighbour.tag == "noscript":
            yield from filter(_is_picture, (copy.get("src", "") for copy in neighbour.iter("img")))


def _is_picture(address: str) -> bool:
    return bool(address.strip()) and not PLACEHOLDER.search(address[:MAX_ADDRESS_CHARS])


def _is_file(value: str) -> bool:
    is_address = len(value) <= MAX_ADDRESS_CHARS and not any(map(str.isspace, value.strip()))
    return is_address and PICTURE_FILE.search(value.strip()) is not None and _is_picture(value)


def _from_sets(element: Element) -> Iterator[str]:
    yield from filter(_is_picture, (largest(element.get(name, "")) for name in ADDRESS_SETS))


def largest(srcset: str) -> str:
    """The largest picture of a set; empty where there is none.

    An address ends at white space, and may hold commas; behind it stand a width or density, and a comma.
    """
    offers: list[tuple[float, str]] = []
    address = ""
    for word in srcset.split():
        if address:
            size, _, following = word.partition(",")
            offers.append((_size(size), address))
            address = following
        elif word.endswith(","):
            offers.append((1.0, word.strip(",")))
        else:
            address = word.lstrip(",")
    offers.append((1.0, address))
    return max(offers, key=lambda offer: (bool(offer[1]), offer[0]))[1]


def _size(descriptor: str) -> float:
    try:
        return float(descriptor[:-1])
    except ValueError:
        return 1.0
