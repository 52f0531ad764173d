"""Find the story's lead picture: which of the printed ones the page declares, or the declared one itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.pictures.files import file_key, is_furniture_name, stem
from cleaner.json_ld import texts, type_names
from cleaner.json_paths import flat
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import split_caption
from cleaner.model import Image, Json

Found = tuple[str, Image]  # who said so, the picture

META_NAMES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
ALT_NAMES = ("og:image:alt", "twitter:image:alt")
CREDIT_PATHS = ("creditText", "creator.name", "author.name", "copyrightHolder.name", "copyrightNotice")


def with_lead(article: Article, found: list[Found]) -> list[Found]:
    """The pictures with the lead marked: the one the page declares, put first where it is not printed."""
    described = list(of_article(article))
    found = with_described(found, [*described, *described_apart(article)])
    declared = [("jsonld:image", image) for image in described] + list(of_meta(article))
    files = [file_key(image.url) for _, image in found]
    for _, image in declared:
        key = file_key(image.url)
        if key in files:
            return with_lead_at(found, files.index(key), image)
    first = next((n for n, (_, image) in enumerate(found) if image.url), None)
    if first is not None and is_above_body(article, found[first][1]):
        return with_lead_at(found, first, found[first][1])
    return [*((source, replace(image, lead=True)) for source, image in declared[:1]), *found]


def with_lead_at(found: list[Found], at: int, declared: Image) -> list[Found]:
    """The pictures with one marked as the lead, and completed by what the page declares of it."""
    source, image = found[at]
    return [*found[:at], (source, replace(completed(image, declared), lead=True)), *found[at + 1 :]]


def with_described(found: list[Found], described: list[Image]) -> list[Found]:
    """The pictures with the captions and credits that JSON-LD gives to files of their names."""
    by_file = {file_key(image.url): image for image in described}
    return [(source, completed(image, by_file.get(file_key(image.url), image))) for source, image in found]


def is_above_body(article: Article, image: Image) -> bool:
    """Whether the picture is printed before the first paragraph."""
    first = article.body[0].index if article.body else -1
    above = [signal.url for signal in article.page.signals.images if signal.block <= first]
    return image.url in above


def of_article(article: Article) -> Iterator[Image]:
    """The pictures of the article's JSON-LD, with what is said of them."""
    for entry in flat((article.node or {}).get("image")):
        yield from of_json_ld(entry)


def described_apart(article: Article) -> Iterator[Image]:
    """The ImageObjects that stand by themselves in JSON-LD."""
    for entry in article.page.signals.json_ld:
        if "ImageObject" in type_names(entry):
            yield from of_json_ld(entry)


def of_meta(article: Article) -> Iterator[Found]:
    """The picture of og:image or twitter:image."""
    signals = article.page.signals
    url = signals.first_meta(*META_NAMES)
    if url and not is_furniture_name(stem(url)):
        yield "meta:og:image", Image(url=url, alt=signals.first_meta(*ALT_NAMES))


def of_json_ld(entry: Json) -> Iterator[Image]:
    """The picture of an address or an ImageObject with caption, creditText, author."""
    node = entry if isinstance(entry, Mapping) else {"url": entry}
    urls = [*texts(node, "url"), *texts(node, "contentUrl")]
    if urls and not is_furniture_name(stem(urls[0])):
        line = split_caption(" ".join(texts(node, "caption")[:1]))
        credits = [text for path in CREDIT_PATHS for text in texts(node, path)]
        yield Image(urls[0], line.caption, parse_credit(" ".join(credits[:1]) or line.credit or ""))


def completed(image: Image, other: Image) -> Image:
    """A picture with what another printing of it knows more."""
    return replace(
        image,
        url=image.url or other.url,
        caption=image.caption or other.caption,
        credit=image.credit or other.credit,
        alt=image.alt or other.alt,
    )
