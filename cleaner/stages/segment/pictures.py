"""Where the pictures of a page stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from operator import itemgetter

from cleaner.tree import Element, PageTree
from cleaner.urls import is_picture_file

MAX_IMAGES = 200
PICTURE_TAGS = ("img", "amp-img")


def find_pictures(tree: PageTree) -> list[tuple[Element, int]]:
    """The pictures of a page, each with the first block behind it, in page order."""
    return sorted(islice(chain(_shown(tree), _shown_without_scripts(tree)), MAX_IMAGES), key=itemgetter(1))


def _shown(tree: PageTree) -> Iterator[tuple[Element, int]]:
    for image in chain.from_iterable(tree.by_tag.get(tag, ()) for tag in PICTURE_TAGS):
        yield image, tree.first_block(image)


def _shown_without_scripts(tree: PageTree) -> Iterator[tuple[Element, int]]:
    """The pictures in a <noscript> that stand for no other one: a script makes the element that shows them."""
    for element in tree.by_tag.get("noscript", ()):
        beside = [other for other in (element.getprevious(), element.getnext()) if other is not None]
        for image in islice(element.iter("img"), 1):
            is_copy = any(next(other.iter(*PICTURE_TAGS), None) is not None for other in beside)
            if not is_copy and is_picture_file(image.get("src", "")):
                yield image, tree.first_block(element)
