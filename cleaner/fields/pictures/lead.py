"""Find the story's lead picture: which of the printed ones the page declares, or the declared one itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.pictures.files import file_key, is_furniture_name, stem
from cleaner.json_ld import texts, type_names
from cleaner.json_paths import flat
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import split_caption
from cleaner.model import Image, Json
from cleaner.urls import absolute

Found = tuple[str, Image]  # who said so, the picture

META_NAMES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
ALT_NAMES = ("og:image:alt", "twitter:image:alt")
PARTS = ("url", "caption", "credit", "alt")
CREDIT_PATHS = ("creditText", "creator.name", "author.name", "copyrightHolder.name", "copyrightNotice")


def with_lead(article: Article, found: list[Found]) -> list[Found]:
    """The pictures with the lead marked: the one the page declares, put first where it is not printed."""
    base = article.page.signals.base
    described = of_json_ld(article.node.get("image"), base)
    apart = [node for node in article.page.signals.json_ld if "ImageObject" in type_names(node)]
    pictures = with_described(found, [*described, *of_json_ld(apart, base)])
    declared = [*described, *of_meta(article)]
    files = [file_key(image.url) for _, image in pictures]
    for _, lead in (*declared, *above_text(article, pictures)):
        if file_key(lead.url) in files:
            at = files.index(file_key(lead.url))
            source, image = pictures[at]
            pictures[at] = source, replace(completed(image, lead), lead=True)
            return pictures
    return [*((source, replace(image, lead=True)) for source, image in declared[:1]), *pictures]


def with_described(found: list[Found], described: list[Found]) -> list[Found]:
    """The pictures with the captions and credits that JSON-LD gives to files of their names."""
    by_file = {file_key(image.url): image for _, image in described}
    return [(source, completed(image, by_file.get(file_key(image.url), image))) for source, image in found]


def above_text(article: Article, found: list[Found]) -> list[Found]:
    """The first picture, where it is printed before the first paragraph."""
    above = {signal.url for signal in article.page.signals.images if signal.block <= article.text_start}
    printed = [(source, image) for source, image in found if image.url]
    return [(source, image) for source, image in printed[:1] if image.url in above]


def of_meta(article: Article) -> Iterator[Found]:
    """The picture of og:image or twitter:image."""
    signals = article.page.signals
    url = signals.first_meta(*META_NAMES)
    if url and not is_furniture_name(stem(url)):
        yield "meta:og:image", Image(url=absolute(url, signals.base), alt=signals.first_meta(*ALT_NAMES))


def of_json_ld(entries: Json, base: str | None) -> list[Found]:
    """The pictures of addresses, or of ImageObjects with caption, creditText, author. base: the page's address."""
    found: list[Found] = []
    for entry in flat(entries):
        node = entry if isinstance(entry, Mapping) else {"url": entry}
        for url in (*texts(node, "url"), *texts(node, "contentUrl"))[:1]:
            line = split_caption(" ".join(texts(node, "caption")[:1]))
            credits = [*chain.from_iterable(texts(node, path) for path in CREDIT_PATHS), line.credit]
            if not is_furniture_name(stem(url)):
                found.append(
                    ("jsonld:image", Image(absolute(url, base), line.caption or None, parse_credit(credits[0])))
                )
    return found


def completed(image: Image, other: Image) -> Image:
    """A picture with what another printing of it knows more."""
    return replace(image, **{part: getattr(image, part) or getattr(other, part) for part in PARTS})
