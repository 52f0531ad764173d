"""The pictures that a page shows in its story, each with the captions and credits that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from operator import attrgetter, itemgetter

from cleaner.article import Article
from cleaner.fields.pictures.captioned import with_captions
from cleaner.fields.pictures.files import is_furniture, path_of
from cleaner.fields.pictures.in_story import MAX_BLOCKS_BEHIND, is_in_story
from cleaner.fields.pictures.lead import Found
from cleaner.fields.pictures.lines import caption_lines
from cleaner.fields.pictures.loose_lines import loose_lines
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import Captioned
from cleaner.model import BODY_ROLES, Image, ImageSignal, Role
from cleaner.text import bare

MIN_NAME_CHARS = 6
ALT_END = re.compile(r"[,:|(–]")  # where more than a name stands in an alternative text
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def pictures_on_page(article: Article) -> list[Found]:
    """The pictures of the story and the captions without one, in page order."""
    lines = caption_lines(article)
    signals = pictures_of_page(article, lines)
    held = {index for signal in signals for index in signal.blocks}
    found: list[tuple[int, Found]] = []
    last = article.text_end
    for signal in signals:
        own = [index for index in signal.blocks if index in lines]
        no_captions = signal.is_apart or bool(own)
        beside = lines_beside(article, signal, lines.keys() - held)
        own = sorted([*own, *(index for index in beside if not (no_captions and lines[index].caption))])
        if is_in_story(article, signal, last, [lines[index] for index in own]):
            last = max([last, *own])  # in a gallery the next picture stands below this one
            shown = without_headings(article, {index: lines.pop(index) for index in own})
            found.append((signal.block, ("page:images", with_captions(signal, shown))))
    for index, line in loose_lines(article, lines) if lines else ():
        source = article.source_of(article.page.blocks[index])
        found.append((index, (source, Image(caption=line.caption or None, credit=parse_credit(line.credit)))))
    return [entry for _, entry in sorted(found, key=itemgetter(0))]


def without_headings(article: Article, lines: Mapping[int, Captioned]) -> list[Captioned]:
    """The captions of a picture, without the heading above another one, as a player has it."""
    below = [line for index, line in lines.items() if article.page.blocks[index].tag not in HEADING_TAGS]
    return below if any(line.caption for line in below) else list(lines.values())


def pictures_of_page(article: Article, lines: Mapping[int, Captioned]) -> list[ImageSignal]:
    """The pictures of the page without logos, icons and portraits of the authors, and those apart without a caption."""
    names = [bare(block.text) for block in article.lines_as(Role.BYLINE)]
    shown = [image for image in article.page.signals.images if not image.is_apart or has_line(image, lines)]
    own = frozenset(path_of(article.page.signals.base or "").split("/"))  # a site's stories may all be in /authors/
    return [image for image in shown if not is_furniture(image, own) and not is_portrait(image, names)]


def has_line(image: ImageSignal, lines: Mapping[int, Captioned]) -> bool:
    """Whether a caption or credit is a picture's own, or stands near enough below it to be."""
    return any(index in lines for index in (*image.blocks, *range(image.block, image.block + MAX_BLOCKS_BEHIND)))


def is_portrait(image: ImageSignal, bylines: Iterable[str]) -> bool:
    """Whether the alternative text of a picture is a name that stands in a byline: "Jane Doe, politics editor"."""
    name = bare(ALT_END.split(image.alt)[0])
    return len(name) >= MIN_NAME_CHARS and any(name in line for line in bylines)


def lines_beside(article: Article, signal: ImageSignal, loose: Collection[int]) -> Iterator[int]:
    """The captions that no figure holds right behind a picture: nothing of the text is between them."""
    images = article.page.signals.images  # in page order
    following = bisect_right(images, signal.block, key=attrgetter("block"))
    stop = min([signal.block + MAX_BLOCKS_BEHIND, *(other.block for other in images[following : following + 1])])
    near = article.page.blocks[signal.block : stop]
    beside = takewhile(lambda block: article.role_of(block) not in BODY_ROLES, near)
    return (block.index for block in beside if block.index in loose)
