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
PARTS = ("url", "caption", "credit", "alt")
CREDIT_PATHS = ("creditText", "creator.name", "author.name", "copyrightHolder.name", "copyrightNotice")


def with_lead(article: Article, found: list[Found]) -> list[Found]:
    """The pictures with the lead marked: the one the page declares, put first where it is not printed."""
    described = list(of_article(article))
    found = with_described(found, [*described, *described_apart(article)])
    declared = [*(("jsonld:image", image) for image in described), *of_meta(article)]
    places = {file_key(image.url): at for at, (_, image) in reversed(list(enumerate(found))) if image.url}
    candidates = [*(image for _, image in declared), *above_text(article, found)]
    printed = [image for image in candidates if file_key(image.url) in places]
    for lead in printed[:1]:
        at = places[file_key(lead.url)]
        source, image = found[at]
        return [*found[:at], (source, replace(completed(image, lead), lead=True)), *found[at + 1 :]]
    return [*((source, replace(image, lead=True)) for source, image in declared[:1]), *found]


def with_described(found: list[Found], described: list[Image]) -> list[Found]:
    """The pictures with the captions and credits that JSON-LD gives to files of their names."""
    by_file = {file_key(image.url): image for image in described}
    return [(source, completed(image, by_file.get(file_key(image.url), image))) for source, image in found]


def above_text(article: Article, found: list[Found]) -> list[Image]:
    """The first picture, where it is printed before the first paragraph."""
    above = {signal.url for signal in article.page.signals.images if signal.block <= article.text_start}
    printed = [image for _, image in found if image.url]
    return [image for image in printed[:1] if image.url in above]


def of_article(article: Article) -> Iterator[Image]:
    """The pictures of the article's JSON-LD, with what is said of them."""
    for entry in flat(article.node.get("image")):
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
    return replace(image, **{part: getattr(image, part) or getattr(other, part) for part in PARTS})
