"""The pictures of a page, with the elements that hold their captions and credits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain, islice, takewhile

from cleaner.model import ImageSignal
from cleaner.stages.segment.attributes import absolute, first_value
from cleaner.text import collapse
from cleaner.tree import Element, PageTree, opening_text

MAX_IMAGES = 200
MAX_CREDIT_CHARS = 200
MAX_CAPTIONS = 20  # of one figure: with more, it holds a list of stories
MAX_MARKED = 1_000  # elements of a figure among which its credit is looked for: a larger one is the page
ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")
ADDRESS_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
PLACEHOLDER = re.compile(r"^data:|/(?:blank|spacer|pixel|placeholder|1x1|transparent)[^/]*\.(?:gif|png|svg)", re.I)
# fmt: off
# Named after IPTC's fields (Credit Line, By-line, Copyright Notice, Source) by those who print them.
CREDIT_ATTRIBUTES = (
    "data-credit", "data-credits", "data-creditline", "data-credit-line", "data-credit-text", "data-photo-credit",
    "data-image-credit", "data-img-credit", "data-caption-credit", "data-media-credit", "data-iptc-credit",
    "data-iptc-byline", "data-photographer", "data-photo-author", "data-image-author", "data-author",
    "data-copyright", "data-image-copyright", "data-copyright-notice", "data-attribution", "data-image-attribution",
)
CREDIT_PROPERTIES = frozenset({"creditText", "copyrightHolder", "copyrightNotice", "author", "creator"})
CREDIT_TAGS = ("span", "div", "p", "small", "cite", "em", "i", "a")
# A word of a class: "Image__credit", "figure-copyright", "photoCredit", "css-credit_x1y2"
CREDIT_CLASS = re.compile(
    r"(?:^|[^a-z])(?:(?:photo|image|img|picture|media|caption)?(?:credits?|copyright)|photographer|bildnachweis"
    r"|bildquelle|attribution)(?![a-z])|[a-z](?:Credits?|Copyright|Photographer|Attribution)(?![a-z])",
    re.MULTILINE,
)
CAPTION_TOKENS = (
    "wp-caption-text", "caption", "caption-text", "image-caption", "photo-caption", "article-caption",
    "media-caption", "figure-caption", "image__caption", "picture-caption",
)
# fmt: on
FIGURE_DEPTH = 4  # levels between a picture, or its caption, and the element that holds both
STORY_TAGS = frozenset({"body", "article", "main"})


def read_pictures(tree: PageTree, base: str | None) -> Iterator[ImageSignal]:
    figures = _figures(tree)
    marked_credit = cache(_marked_credit)  # of a figure: read once for all its pictures
    for image in tree.by_tag.get("img", ())[:MAX_IMAGES]:
        figure = next((above for above in _near_ancestors(image) if above in figures), None)
        yield ImageSignal(
            url=absolute(_address(image), base) or "",
            alt=first_value([image], "alt"),
            blocks=tuple(tree.blocks_in(figures.get(figure, [])[:MAX_CAPTIONS])),
            credit=_credit(image, figure, marked_credit),
            block=tree.first_block(image),
        )


def _figures(tree: PageTree) -> Mapping[Element | None, list[Element]]:
    """The elements that may hold a picture with its caption → the captions; a <figure> also without one."""
    figures: dict[Element | None, list[Element]] = {figure: [] for figure in tree.by_tag.get("figure", ())}
    marked = chain.from_iterable(tree.by_token.get(token, ()) for token in CAPTION_TOKENS)
    captions = dict.fromkeys([*tree.by_tag.get("figcaption", ()), *marked])
    with_picture = _around_pictures(tree.root) if captions else set()
    for caption in captions:
        holder = _holder(caption, with_picture)
        if holder is not None:
            figures.setdefault(holder, []).append(caption)
    return figures


def _around_pictures(root: Element) -> set[Element]:
    """The elements that hold a picture."""
    found: set[Element] = set()
    for image in root.iter("img"):
        found.update(takewhile(lambda above: above not in found, image.iterancestors()))
    return found


def _holder(caption: Element, with_picture: set[Element]) -> Element | None:
    """The <figure> around a caption, else the nearest ancestor with a picture in it."""
    above = list(_near_ancestors(caption))
    figures = [element for element in above if element.tag == "figure"]
    return next(chain(figures, filter(with_picture.__contains__, above)), None)


def _near_ancestors(element: Element) -> Iterator[Element]:
    """Up to FIGURE_DEPTH ancestors, nearest first, none as large as the story itself."""
    below_story = takewhile(lambda above: above.tag not in STORY_TAGS, element.iterancestors())
    return islice(below_story, FIGURE_DEPTH)


def _address(image: Element) -> str | None:
    """The address of the picture, not of what stands there until it is loaded; of a set, the last."""
    for attribute in ADDRESSES:
        value = image.get(attribute)
        if value and not PLACEHOLDER.search(value):
            return value
    largest = first_value([image], *ADDRESS_SETS).rpartition(",")[2]
    return next(iter(largest.split()), None)


def _credit(image: Element, figure: Element | None, marked_credit: Callable[[Element], str]) -> str:
    """The credit in an attribute of picture or figure, else that of an element in the figure marked as credit."""
    if figure is None:
        return first_value([image], *CREDIT_ATTRIBUTES)[:MAX_CREDIT_CHARS]
    credit = first_value([image, figure], *CREDIT_ATTRIBUTES) or marked_credit(figure)
    return credit[:MAX_CREDIT_CHARS]


def _marked_credit(figure: Element) -> str:
    """The text of the element that is marked as credit; the shortest, as a class may mark the caption too."""
    elements = islice(figure.iter(*CREDIT_TAGS), MAX_MARKED)
    texts = [collapse(opening_text(element)) for element in elements if _is_credit(element)]
    return min(filter(None, texts), key=len, default="")


def _is_credit(element: Element) -> bool:
    """Whether a class or microdata property marks an element in a figure as the picture's credit."""
    is_marked = CREDIT_CLASS.search(element.get("class", "")) is not None
    return is_marked or element.get("itemprop") in CREDIT_PROPERTIES
