"""Find the story's lead picture: which of the printed ones the page declares, or the declared one itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.json_ld import texts, type_names
from cleaner.json_paths import flat
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import Captioned, split_caption
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Image, Json

Found = tuple[str, Image]  # who said so, the picture

# Furniture of the page, by whole words of the address's last part or of the alternative text.
FURNITURE = frozenset(
    {
        "logo",
        "logos",
        "icon",
        "icons",
        "avatar",
        "sprite",
        "spacer",
        "pixel",
        "blank",
        "placeholder",
        "badge",
        "gravatar",
    }
)
WORD = lazy_pattern(r"[a-z]+")
SIZE = lazy_pattern(r"(?:[-_](?:\d{2,4}x\d{2,4}|\d{2,4}w|scaled|large|medium|small|thumb(?:nail)?))+$")
MIN_STEM_CHARS = 5


def with_lead(article: Article, found: list[Found]) -> list[Found]:
    """The pictures with the lead marked: the one the page declares, put first where it is not printed."""
    own = described(article)
    declared = (*(("jsonld:image", image) for image in own), *declared_in_meta(article))
    found = with_declared(found, (*own, *described_apart(article)))
    stems = [stem(image.url) if image.url else "" for _, image in found]
    for _, image in declared:
        name = stem(image.url) if image.url else ""
        same = (
            n
            for n, other in enumerate(stems)
            if found[n][1].url == image.url or (other == name and len(name) >= MIN_STEM_CHARS)
        )
        if (at := next(same, None)) is not None:
            lead = replace(completed(found[at][1], image), lead=True)
            return [*found[:at], (found[at][0], lead), *found[at + 1 :]]
    with_file = [n for n, (_, image) in enumerate(found) if image.url]
    if with_file and article.body and is_before_body(article, found[with_file[0]][1]):
        at = with_file[0]
        return [*found[:at], (found[at][0], replace(found[at][1], lead=True)), *found[at + 1 :]]
    return [*((source, replace(image, lead=True)) for source, image in declared[:1]), *found]


def with_declared(found: list[Found], declared: Iterable[Image]) -> list[Found]:
    """The pictures with the captions and credits that JSON-LD gives to files of their names."""
    known = {stem(image.url): image for image in declared if image.url and (image.credit or image.caption)}
    if not known:
        return found
    out = []
    for source, image in found:
        name = stem(image.url) if image.url else ""
        told = known.get(name) if len(name) >= MIN_STEM_CHARS else None
        out.append((source, completed(image, told) if told is not None else image))
    return out


def described(article: Article) -> tuple[Image, ...]:
    """The pictures of the article's JSON-LD, with what is said of them."""
    node = article.node
    images = (of_json_ld(entry) for entry in flat(node.get("image"))) if node else ()
    return tuple(image for image in images if image is not None)


def described_apart(article: Article) -> Iterator[Image]:
    """The ImageObjects that stand by themselves in JSON-LD."""
    for entry in article.page.signals.json_ld:
        if "ImageObject" in type_names(entry) and (image := of_json_ld(entry)) is not None:
            yield image


def is_before_body(article: Article, image: Image) -> bool:
    """Whether the picture is printed before the first paragraph."""
    first = article.body[0].index
    return any(signal.url == image.url and signal.block <= first for signal in article.page.signals.images)


def declared_in_meta(article: Article) -> Iterator[Found]:
    """The picture of og:image or twitter:image."""
    url = article.page.signals.first_meta("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
    if url and not is_furniture_name(stem(url)):
        yield "meta:og:image", Image(url=url, alt=article.page.signals.first_meta("og:image:alt", "twitter:image:alt"))


def of_json_ld(entry: Json) -> Image | None:
    """A picture of an address or an ImageObject with caption, creditText, author."""
    is_object = isinstance(entry, Mapping)
    addresses = (*texts(entry, "url"), *texts(entry, "contentUrl")) if is_object else texts({"url": entry}, "url")
    url = next(iter(addresses), None)
    if url is None or is_furniture_name(stem(url)):
        return None
    if not isinstance(entry, Mapping):
        return Image(url=url)
    caption = next(iter(texts(entry, "caption")), None)
    line = split_caption(caption) if caption else Captioned(None, None)
    paths = ("creditText", "creator.name", "author.name", "copyrightHolder.name", "copyrightNotice")
    credit = next((text for path in paths for text in texts(entry, path)), line.credit)
    return Image(url, line.caption, parse_credit(credit) if credit else None)


def completed(image: Image, other: Image) -> Image:
    """A picture with what another printing of it knows more."""
    return replace(
        image,
        url=image.url or other.url,
        caption=image.caption or other.caption,
        credit=image.credit or other.credit,
        alt=image.alt or other.alt,
    )


def is_furniture_name(name: str) -> bool:
    """Whether a file name or alternative text says logo, icon and the like."""
    return not FURNITURE.isdisjoint(WORD.findall(name.lower()))


@lru_cache(maxsize=512)  # asked for each picture of a page several times
def path_of(url: str) -> str:
    """The path of an address; empty for a broken one."""
    try:
        return unquote(urlsplit(url).path).lower()
    except ValueError:
        return ""


@lru_cache(maxsize=512)
def stem(url: str) -> str:
    """The file name of a picture without ending and size: by it two sizes of one picture are equal."""
    name = path_of(url).rstrip("/").rpartition("/")[2]
    return SIZE.sub("", name.partition(".")[0])
