"""Find the story's lead picture: which of the printed ones the page declares, or the declared one itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.pictures.files import asked_width, file_key, has_overlay, is_any_storys
from cleaner.fields.pictures.lines import is_caption_text
from cleaner.json_ld import texts, type_names
from cleaner.json_paths import flat
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import split_caption
from cleaner.model import Image, Json
from cleaner.text import bare
from cleaner.urls import picture_url

Found = tuple[str, Image]  # who said so, the picture

META_NAMES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
ALT_NAMES = ("og:image:alt", "twitter:image:alt")
MAX_CUT = 0.01  # by which the proportions of two copies differ: sizes are whole pixels
PARTS = ("url", "caption", "credit", "alt")
PIXELS = re.compile(r"(\d{1,5})(?:\.0+)?(?: ?px)?")
CREDIT_PATHS = ("creditText", "creator.name", "author.name", "copyrightHolder.name", "copyrightNotice")


def with_lead(article: Article, found: list[Found]) -> list[Found]:
    """The pictures with the lead marked: the one the page declares, put first where it is not printed."""
    base = article.page.signals.base
    described = of_json_ld(article.node.get("image"), base)
    apart = [node for node in article.page.signals.json_ld if "ImageObject" in type_names(node)]
    pictures = with_described(found, [*described, *of_json_ld(apart, base)])
    declared = [*described, *of_meta(article)]
    pictures = [(source, larger_copy(image, [*declared, *of_json_ld(apart, base)])) for source, image in pictures]
    files = [file_key(image.url) for _, image in pictures]
    for _, lead in (*declared, *above_text(article, pictures)):
        if file_key(lead.url) in files:
            at = files.index(file_key(lead.url))
            source, image = pictures[at]
            pictures[at] = source, replace(described_as(image, lead), lead=True)
            return pictures
    return [*((source, replace(image, lead=True)) for source, image in declared[:1]), *pictures]


def with_described(found: list[Found], described: list[Found]) -> list[Found]:
    """The pictures with the captions and credits that JSON-LD gives to files of their names."""
    by_file = {file_key(image.url): image for _, image in described}
    return [(source, described_as(image, by_file.get(file_key(image.url), image))) for source, image in found]


def described_as(image: Image, described: Image) -> Image:
    """A printed picture with what JSON-LD knows of it; what a system writes there for want of a caption is none."""
    is_alt = bool(image.alt) and bare(described.caption or "") == bare(image.alt or "")
    return completed(image, replace(described, caption=None) if is_alt else described)


def larger_copy(image: Image, declared: Iterable[Found]) -> Image:
    """The picture with address and size of its largest copy that the page declares, where that is surely the same."""
    copies = [copy for _, copy in declared if copy.url != image.url and is_larger_copy(copy, image)]
    best = max(copies, key=lambda copy: copy.width or 0, default=image)
    return replace(image, url=best.url, width=best.width, height=best.height)


def is_larger_copy(copy: Image, image: Image) -> bool:
    """Whether a declared picture is the file of a printed one, wider and cut in no other way; no card with a title."""
    sizes = [copy.width, copy.height, image.width, image.height]
    if not (copy.url and all(sizes)) or file_key(copy.url) != file_key(image.url) or has_overlay(copy.url):
        return False
    width, height, printed_width, printed_height = (float(size or 0) for size in sizes)
    is_wider = width > max(printed_width, asked_width(image.url or ""))
    return is_wider and abs(height * printed_width / (width * printed_height) - 1) <= MAX_CUT


def above_text(article: Article, found: list[Found]) -> list[Found]:
    """The first picture, where it is printed before the first paragraph."""
    above = {file_key(signal.url) for signal in article.page.signals.images if signal.block <= article.text_start}
    printed = [(source, image) for source, image in found if image.url]
    return [(source, image) for source, image in printed[:1] if file_key(image.url) in above]


def of_meta(article: Article) -> Iterator[Found]:
    """The picture of og:image or twitter:image."""
    signals = article.page.signals
    url = picture_url(signals.first_meta(*META_NAMES) or "", signals.base)
    if url and not is_any_storys(url):
        width, height = (PIXELS.fullmatch(signals.first_meta(f"og:image:{side}") or "") for side in ("width", "height"))
        yield (
            "meta:og:image",
            Image(
                url=url,
                alt=signals.first_meta(*ALT_NAMES),
                width=int(width[1]) if width else None,
                height=int(height[1]) if height else None,
            ),
        )


def of_json_ld(entries: Json, base: str | None) -> list[Found]:
    """The pictures of addresses, or of ImageObjects with caption, creditText, author. base: the page's address."""
    found: list[Found] = []
    for entry in flat(entries):
        node = entry if isinstance(entry, Mapping) else {"url": entry}
        for url in (*texts(node, "url"), *texts(node, "contentUrl"))[:1]:
            line = split_caption(" ".join(texts(node, "caption")[:1]))
            credits = [*chain.from_iterable(texts(node, path) for path in CREDIT_PATHS), line.credit]
            if not is_any_storys(url):
                caption = line.caption if is_caption_text(line.caption) else None
                size = pixels_of(node, "width"), pixels_of(node, "height")
                image = Image(picture_url(url, base), caption, parse_credit(credits[0]), width=size[0], height=size[1])
                found.append(("jsonld:image", image))
    return found


def completed(image: Image, other: Image) -> Image:
    """A picture with what another printing of it knows more; its size is that of the file at its address."""
    whole = replace(image, **{part: getattr(image, part) or getattr(other, part) for part in PARTS})
    if whole.url != other.url:
        return whole
    return replace(whole, width=whole.width or other.width, height=whole.height or other.height)


def pixels_of(node: Mapping[str, Json], side: str) -> int | None:
    """A side of an ImageObject in pixels: a number, a text, or a quantity with a value."""
    for path in (side, f"{side}.value"):
        for text in texts(node, path):
            if found := PIXELS.fullmatch(text):
                return int(found[1]) or None
    return None
