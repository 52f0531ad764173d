"""What stands around a picture: the element it shares with its caption, the link of a teaser, who or what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import islice, takewhile
from typing import NamedTuple, TypeAlias

from cleaner.lines.class_words import class_parts, class_words
from cleaner.stages.structure.picture_addresses import ADDRESSES, PICTURE_HOLDERS
from cleaner.text import count_words
from cleaner.tree import Element, PageTree, opening_text
from cleaner.urls import PHOTOGRAPHS, absolute, is_picture_file, registrable_domain
from cleaner.vocabulary import words_of

FIGURE_DEPTH = 4  # levels between a picture, or its caption, and the element that holds both
STORY_TAGS = frozenset({"body", "article", "main"})
FRAME_WORDS = words_of("picture_frame_class_words")
FURNITURE_WORDS = words_of("portrait_class_words") | words_of("furniture_class_words")
AUTHOR_FOLDERS = words_of("author_folders")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SET_TAGS = frozenset({"small", "em", "i", "cite"})
CAPTION_TAGS = ("div", "p", "span", "small", "em", "i", "cite")
NO_PAGES = ("#", "javascript:", "mailto:", "data:")
MAX_FRAME_BLOCKS = 4  # a caption, a credit, two buttons
MAX_FRAME_CHARS = 600
MIN_SIDE = 50  # pixels; a picture of which a side is shorter is a tracking pixel, an icon, a line
MAX_PORTRAIT_SIDE = 100  # pixels of a square that is a portrait or a button
MAX_FLATNESS = 6  # a picture that is longer for its height is a banner or a line
MAX_LEVELS = 10  # between a picture and the teaser it stands in
MIN_LINKED = 0.5  # of a teaser's text
NUMBER = re.compile(r"\d{1,20}")
MIN_STORY_DIGITS = 6  # of a story's number in its address, and in that of its pictures' pages
MIN_TITLE_WORDS = 4  # behind a link, that make it one to another story

IsSmall: TypeAlias = Callable[[Element], bool]
Around: TypeAlias = Mapping[Element, Sequence[Element]]  # pictures → their near_ancestors()


class Frame(NamedTuple):
    """A small element that holds a picture with what may be its caption. is_set: it looks like one."""

    element: Element
    captions: list[Element]
    is_set: bool


def near_ancestors(element: Element) -> Iterator[Element]:
    """Up to FIGURE_DEPTH ancestors, nearest first, none as large as the story itself; without those of one picture."""
    depth, above = 0, element.getparent()
    while above is not None and depth < FIGURE_DEPTH and (tag := above.tag) not in STORY_TAGS:
        if tag not in PICTURE_HOLDERS:
            depth += 1
            yield above
        above = above.getparent()


def find_frames(tree: PageTree, is_small: IsSmall, around: Around) -> Mapping[Element, Frame]:
    """Pictures → the small elements that hold them with their captions, and no other picture."""
    frames: dict[Element, Frame] = {}
    for image, near in around.items():
        small = takewhile(lambda above: is_small(above) and _is_frame(above), near)
        frame = next(reversed(list(small)), None)
        if frame is not None and not _is_linked(tree, frame):
            captions = [part for part in frame.iterdescendants(*CAPTION_TAGS) if not _links(tree, part, image)]
            frames[image] = Frame(frame, captions, _is_set(tree, frame, captions))
    return frames


def _is_set(tree: PageTree, frame: Element, captions: Iterable[Element]) -> bool:
    """Whether all text of a frame is in small print or italics."""
    set_off = tree.blocks_in(caption for caption in captions if caption.tag in SET_TAGS)
    return bool(set_off) and set_off == [cover.block for cover in tree.covers(frame)]


def _links(tree: PageTree, part: Element, image: Element) -> bool:
    """Whether most of a part of a frame is links, or it stands in one that is not the picture's too."""
    link = next((above for above in near_ancestors(part) if above.tag == "a"), None)
    linked = sum(_length(tree, inner) for inner in part.iter("a"))
    is_linked = linked > MIN_LINKED * _length(tree, part)
    return is_linked or (link is not None and link not in image.iterancestors())


def _is_frame(element: Element) -> bool:
    """Whether a small element holds one picture, and no heading: under one stands more than a caption."""
    if next(element.iter(*HEADINGS), None) is not None:
        return False
    return next(islice(element.iter("img"), 1, None), None) is None


def _is_linked(tree: PageTree, element: Element) -> bool:
    """Whether a text is part of a link, or is one."""
    return any(above.tag == "a" and tree.has_text(above) for above in (element, *near_ancestors(element)))


def is_odd_sized(width: int | None, height: int | None) -> bool:
    """Whether a picture is too small or too flat for one of a story, by the size the page declares."""
    sides = sorted(side for side in (width, height) if side is not None)
    is_square = len(sides) == 2 and sides[0] == sides[1] <= MAX_PORTRAIT_SIDE
    is_flat = len(sides) == 2 and sides[1] > MAX_FLATNESS * sides[0]
    return is_square or is_flat or min(sides, default=MIN_SIDE) < MIN_SIDE


def find_furniture(tree: PageTree, is_small: IsSmall, around: Around, known: Container[Element]) -> set[Element]:
    """The pictures that stand for an author, an advertisement, a network: a class or a link right around says so.

    known: pictures that need not be looked at.
    """
    others = {image: near for image, near in around.items() if image not in known}
    marked = {image for image, near in others.items() if _is_marked(image, is_small, near)}
    return marked.union(filter(partial(_is_icon_of_heading, tree), others.keys() - marked))


def _is_marked(image: Element, is_small: IsSmall, near: Sequence[Element]) -> bool:
    style = image.get("style", "").replace(" ", "")
    is_shown = "display:none" not in style or any(map(is_picture_file, filter(None, map(image.get, ADDRESSES))))
    if "width:1px" in style or not is_shown:  # the further pictures of a slide show may be hidden, and are files
        return True
    return any(_is_furniture(element) or _leads_to_author(element) for element in (image, *takewhile(is_small, near)))


def find_links(around: Around) -> Mapping[Element, str]:
    """The pictures that are links → where these lead."""
    links = {image: next((above for above in near if above.tag == "a"), None) for image, near in around.items()}
    return {image: link.get("href", "") for image, link in links.items() if link is not None}


def leads_to(href: str, base: str | None) -> str:
    """Where a picture that is a link leads: `own` to a page of the site, `away` to another one, or nowhere."""
    if base is None or not _is_other_page(href, base):
        return ""
    return "own" if _is_own_site(href, base) else "away"


def find_teasers(
    tree: PageTree, is_small: IsSmall, images: Iterable[Element], linked: Mapping[Element, str], base: str | None
) -> set[Element]:
    """The pictures that lead to another story: in a link to one whose title is linked too, or beside such a title."""
    pages = {href for href in linked.values() if _is_other_page(href, base)}
    links = tree.by_tag.get("a", ()) if pages else ()
    titled: set[str] = set()
    for link in links:
        href = link.get("href", "")
        if href in pages and href not in titled and _is_title(link):
            titled.add(href)
    leading = {image for image, href in linked.items() if href in titled}
    is_teaser = cache(partial(_is_teaser, tree, base))  # read once for all pictures in it
    others = (image for image in images if image not in leading)
    return leading | {image for image in others if is_teaser(_around(image, is_small))}


def is_part_of_title(caption: Element) -> bool:
    """Whether what is marked as a caption stands in a link with a title, the kicker of a teaser, or holds the title."""
    link = next((above for above in near_ancestors(caption) if above.tag == "a"), None)
    if link is None:
        return False
    is_title = next(caption.iter(*HEADINGS), None) is not None
    return is_title or count_words(opening_text(link)) - count_words(opening_text(caption)) >= MIN_TITLE_WORDS


def _around(image: Element, is_small: IsSmall) -> Element | None:
    """The largest small element around a picture."""
    small = takewhile(is_small, islice(image.iterancestors(), MAX_LEVELS))
    return next(reversed(list(small)), None)


def _is_teaser(tree: PageTree, base: str | None, around: Element | None) -> bool:
    """Whether most of the text around a picture is a link to another page, or its heading one to the same site."""
    if around is None or not _holds_link(around):
        return False
    titles = [link for link in around.iter("a") if _is_title(link) and _is_other_page(link.get("href", ""), base)]
    if any(_is_heading(link) and _is_own_site(link.get("href", ""), base) for link in titles):
        return True
    linked = sum(_length(tree, link) for link in titles)
    return linked > MIN_LINKED * _length(tree, around)


def _holds_link(element: Element) -> bool:
    return next(element.iterdescendants("a"), None) is not None


def _is_heading(link: Element) -> bool:
    around = link.getparent()
    return (around is not None and around.tag in HEADINGS) or next(link.iter(*HEADINGS), None) is not None


@lru_cache(maxsize=512)  # a page's pictures and titles lead to the same pages, and are asked for more than once
def _is_own_site(href: str, base: str | None) -> bool:
    if href.startswith("/") and not href.startswith("//"):
        return True
    return registrable_domain(absolute(href, base)) == _domain_of_page(base)


@lru_cache(maxsize=8)
def _domain_of_page(base: str | None) -> str | None:
    return registrable_domain(base)


@lru_cache(maxsize=512)
def _is_other_page(href: str, base: str | None) -> bool:
    """Whether a link leads to a page that is neither this one, or one of its pictures, nor a picture."""
    address = (absolute(href, base) or "").partition("#")[0]
    if href.startswith(NO_PAGES) or address in ("", base) or is_picture_file(address):
        return False
    number = max(NUMBER.findall(base or ""), key=len, default="")
    return len(number) < MIN_STORY_DIGITS or number not in address or not _is_own_site(href, base)


def _is_title(link: Element) -> bool:
    return count_words(opening_text(link)) >= MIN_TITLE_WORDS


def small_test(tree: PageTree) -> IsSmall:
    """The test whether an element of a tree is small; it answers at once what it was asked before."""
    return cache(partial(_is_small, tree))


def _is_small(tree: PageTree, element: Element) -> bool:
    """Whether an element holds no more text than a picture's caption."""
    first, last = tree.span(element)
    if first < last and tree.pieces[last - 1].block - tree.pieces[first].block >= MAX_FRAME_BLOCKS:
        return False
    return first == last or _length(tree, element) <= MAX_FRAME_CHARS


def _length(tree: PageTree, element: Element) -> int:
    """The characters of the blocks that an element holds, of no more than one more than a frame has."""
    return sum(cover.end - cover.start for cover in islice(tree.covers(element), MAX_FRAME_BLOCKS + 1))


def _tokens(element: Element) -> Sequence[str]:
    return f"{element.get('class', '')} {element.get('id', '')}".split()


def _is_furniture(element: Element) -> bool:
    """Whether a class or id names such a thing first: `author-image`; an `image-author` took the picture."""
    for token in (token for token in _tokens(element) if not FURNITURE_WORDS.isdisjoint(class_words(token))):
        parts = class_parts(token)
        places = [at for at, part in enumerate(parts) if part in FURNITURE_WORDS]
        if places and FRAME_WORDS.isdisjoint(parts[: places[0]]):
            return True
    return False


def _is_icon_of_heading(tree: PageTree, image: Element) -> bool:
    """Whether a picture that is no photograph stands in a heading with text."""
    around, address = image.getparent(), image.get("src", "").partition("?")[0]
    is_in_text = around is not None and around.tag in HEADINGS and tree.has_text(around)
    return is_in_text and not address.endswith(PHOTOGRAPHS)


def _leads_to_author(element: Element) -> bool:
    """Whether an element is a link to the page of an author: `/authors/jane-doe`."""
    href = element.get("href", "") if element.tag == "a" else ""
    return not AUTHOR_FOLDERS.isdisjoint(href.partition("?")[0].lower().split("/"))
