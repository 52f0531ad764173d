"""The pictures of a page, with the elements that hold their captions and credits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, takewhile
from operator import itemgetter

from msgspec.structs import replace

from cleaner.lines.class_words import class_words
from cleaner.model import Block, ImageSignal, Labels, Page, Role
from cleaner.stages.segment.attributes import first_value
from cleaner.stages.segment.pictures import find_pictures
from cleaner.stages.structure.picture_addresses import ADDRESSES, PictureSource, named_size, picture_source
from cleaner.stages.structure.picture_credits import MAX_CAPTIONS, credit_attribute, figure_credit
from cleaner.stages.structure.picture_frames import (
    Around,
    IsSmall,
    find_frames,
    find_furniture,
    find_links,
    find_teasers,
    is_odd_sized,
    is_part_of_title,
    leads_to,
    near_ancestors,
    small_test,
)
from cleaner.tree import Element, PageTree
from cleaner.urls import picture_url
from cleaner.vocabulary import words_of

BLOCK = itemgetter(1)
HEAD_BLOCKS = 40  # a headline stands at most so far above the text
REACH_BLOCKS = 6  # a picture, or the next caption of a gallery, may stand so far below the text
MIN_PLACEHOLDERS = 4  # pictures of one address, which a script replaces
MAX_CREDIT_CHARS = 200
CAPTION_WORDS = words_of("caption_class_words")


def with_pictures(page: Page, labels: Labels, body: Sequence[Block]) -> Page:
    """The page with what can be known of the pictures from the head of the story to its end; there are as many below.

    Of those far above it the address and the alternative text are read. labels: of the page; body: as kept_blocks()
    gives it.
    """
    if page.tree is None:
        return page
    pictures = find_pictures(page.tree)
    start = bisect_left(pictures, _head(page, body), key=BLOCK)
    stop = bisect_right(pictures, _reach(page, labels, body), key=BLOCK)
    base, empty = page.signals.base, _placeholders(image for image, _ in pictures)
    above = (_signal(image, block, picture_source(image), base, empty) for image, block in pictures[:start])
    read = _read(page.tree, dict(pictures[start:stop]), base, empty)
    apart = (replace(image, is_apart=True) for image in above)
    return replace(page, signals=replace(page.signals, images=(*apart, *read, *page.signals.images[stop:])))


def _head(page: Page, body: Sequence[Block]) -> int:
    """Index of the first block before which a picture of the story may stand; 0 where no <h1> says where it begins."""
    if not body:
        return 0
    first = body[0].index
    headings = [start for start, _ in page.signals.h1 if start < first]
    return max(0, min([first - HEAD_BLOCKS, *headings]) - REACH_BLOCKS) if headings else 0


def _reach(page: Page, labels: Labels, body: Sequence[Block]) -> int:
    """Index of the last block before which a picture of the story may stand: near its end, or that of its gallery."""
    if not body:
        return len(page.blocks)
    end = body[-1].index
    for index, label in enumerate(labels.labels[end:], end):
        if label is not None and label.role is Role.CAPTION and index <= end + REACH_BLOCKS:
            end = index
    return end + REACH_BLOCKS


def _placeholders(images: Iterable[Element]) -> set[str]:
    """The addresses that stand for many pictures, each of which a script puts in its place."""
    counts = Counter(first_value([image], *ADDRESSES) for image in images)
    return {address for address, count in counts.items() if count >= MIN_PLACEHOLDERS}


def _read(
    tree: PageTree, images: Mapping[Element, int], base: str | None, empty: Container[str]
) -> Iterator[ImageSignal]:
    """What can be known of some of the page's pictures. empty: addresses that are none."""
    is_small, around = small_test(tree), {image: tuple(near_ancestors(image)) for image in images}
    links, figures = find_links(around), _figures(tree, is_small, around)
    teasers = find_teasers(tree, is_small, images, links, base)
    apart = teasers | find_furniture(tree, is_small, around, teasers)
    figure_of = {image: next(filter(figures.__contains__, near), None) for image, near in around.items()}
    sources = {image: picture_source(image) for image in images}
    odd = {image for image, source in sources.items() if _is_odd_sized(source)}
    alone = [image for image in images if image not in apart and figure_of[image] is None]
    frames = find_frames(tree, is_small, {image: around[image] for image in alone})
    captions_of: dict[Element | None, list[Element]] = dict(figures)
    captions_of.update((frame.element, frame.captions) for frame in frames.values())
    shares = _shares(tree, images, apart | odd, figure_of, figures)
    credit_of = cache(partial(figure_credit, is_small, captions_of))  # read once for all pictures of a figure
    for image, block in images.items():
        figure = frames[image].element if image in frames else figure_of[image]
        credit = credit_attribute(image) or credit_of(figure)
        captions = shares.get(image, captions_of.get(figure, []))[:MAX_CAPTIONS]
        if image in teasers:
            captions = [caption for caption in captions if not is_part_of_title(caption)]
        yield replace(
            _signal(image, block, sources[image], base, empty),
            blocks=tuple(tree.blocks_in(captions)),
            credit=credit[:MAX_CREDIT_CHARS],
            around=tree.blocks_around(image),
            is_apart=image in apart or image in odd,
            is_framed=image in frames,
            is_set=image in frames and frames[image].is_set,
            leads_to=leads_to(links.get(image, ""), base),
        )


def _is_odd_sized(source: PictureSource) -> bool:
    return is_odd_sized(*(named_size(source.address) or (source.width, source.height)))


def _signal(image: Element, block: int, source: PictureSource, base: str | None, empty: Container[str]) -> ImageSignal:
    """What an element says of a picture; around and above it nothing is looked at."""
    return ImageSignal(
        url="" if source.address in empty else picture_url(source.address, base) or "",
        alt=first_value([image], "alt"),
        block=block,
        width=source.width,
        height=source.height,
    )


def _figures(tree: PageTree, is_small: IsSmall, around: Around) -> Mapping[Element | None, list[Element]]:
    """The elements that may hold a picture with its caption → the captions; a <figure> also without one.

    A <caption> is one of a table that holds a picture and no text.
    """
    figures: dict[Element | None, list[Element]] = {figure: [] for figure in tree.by_tag.get("figure", ())}
    marked = chain.from_iterable(tree.by_token[token] for token in _caption_tokens(tree.by_token))
    of_tables = ((caption, caption.getparent()) for caption in tree.by_tag.get("caption", ()))
    named = [caption for caption, table in of_tables if table is not None and is_small(table)]
    captions = dict.fromkeys([*tree.by_tag.get("figcaption", ()), *named, *marked])
    with_picture = _above(image for image, near in around.items() if not _is_in_caption(near)) if captions else set()
    for caption in captions:
        holder = _holder(caption, with_picture)
        if holder is not None and caption not in with_picture:
            figures.setdefault(holder, []).append(caption)
    return figures


def _shares(
    tree: PageTree,
    images: Mapping[Element, int],
    apart: Container[Element],
    figure_of: Mapping[Element, Element | None],
    figures: Mapping[Element | None, list[Element]],
) -> Mapping[Element, list[Element]]:
    """Pictures with captions in turn in one element → the captions below each, above the next picture.

    apart: pictures of something else, which have none of them.
    """
    shown = {image: block for image, block in images.items() if image not in apart}
    together: dict[Element, list[Element]] = {}
    for image in shown:
        figure = figure_of[image]
        if figure is not None and figure.tag != "figure" and len(figures[figure]) > 1:
            together.setdefault(figure, []).append(image)
    shares: dict[Element, list[Element]] = {}
    starts = [*sorted(set(shown.values())), len(tree.lengths)]
    for figure, beside in together.items():
        captions = sorted(figures[figure], key=tree.first_block)
        places = list(map(tree.first_block, captions))
        if len(beside) > 1 and places[0] >= shown[beside[0]]:
            shares.update((image, []) for image in images if figure_of[image] is figure)
            for image in beside:
                start = shown[image]
                stop = starts[min(bisect_right(starts, start), len(starts) - 1)]
                shares[image] = captions[bisect_left(places, start) : bisect_left(places, stop)]
    return shares


def _is_in_caption(near: Sequence[Element]) -> bool:
    """Whether a picture is the sign of a camera, or the like, in what says who took the picture. near: around it."""
    return any(above.tag == "figcaption" for above in near)


def _caption_tokens(tokens: Iterable[str]) -> Iterator[str]:
    """The classes and ids that name a caption; all are searched at once, as most pages have hundreds of others."""
    listed = list(tokens)
    folded = "\n".join(listed).lower()
    for line in sorted({line for word in CAPTION_WORDS for line in _lines_with(word, folded)}):
        if not CAPTION_WORDS.isdisjoint(class_words(listed[line])):
            yield listed[line]


def _lines_with(word: str, text: str) -> Iterator[int]:
    line = place = 0
    while (found := text.find(word, place)) >= 0:
        line, place = line + text.count("\n", place, found), found + 1
        yield line


def _above(images: Iterable[Element]) -> set[Element]:
    """The elements that hold a picture."""
    found: set[Element] = set()
    for image in images:
        found.update(takewhile(lambda above: above not in found, image.iterancestors()))
    return found


def _holder(caption: Element, with_picture: set[Element]) -> Element | None:
    """The <figure> around a caption, else the nearest ancestor with a picture in it."""
    above = list(near_ancestors(caption))
    figures = [element for element in above if element.tag == "figure"]
    return next(chain(figures, filter(with_picture.__contains__, above)), None)
