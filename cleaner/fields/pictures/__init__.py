"""Read the story's pictures, with captions and credits, and the list of its photo credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from cleaner.article import Article
from cleaner.fields.choice import all_found, each_once, rule_offers
from cleaner.fields.pictures.files import file_key, is_furniture
from cleaner.fields.pictures.lead import Found, completed, with_lead
from cleaner.fields.pictures.lines import caption_lines, rule_credits
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import Captioned, announced_bracket, without_marked
from cleaner.model import BOILERPLATE_ROLES, Choice, Credit, Image, ImageSignal, Role
from cleaner.text import bare

BELOW_BLOCKS = 6  # a picture with a caption may stand so far behind the body
OTHER_ROLES = BOILERPLATE_ROLES - {Role.BOILERPLATE, Role.FOOTER}  # a figure may have a <footer>


def read_images(article: Article) -> Choice[tuple[Image, ...]] | None:
    """The pictures in page order, the lead first where the page only declares it; a caption printed twice is one.

    A caption without a picture, as in a dump, is a picture with a caption only. None where there is nothing.
    """
    return all_found(list(from_rules(article)) or with_lead(article, distinct(from_page(article))))


def photo_credits(article: Article, images: Choice[tuple[Image, ...]] | None) -> Choice[tuple[str, ...]] | None:
    """The distinct credits of the pictures, without label, in order; credits that belong to no picture follow."""
    pictures = images or Choice((), "role:credit")
    credits = distinct_credits(pictures.value, map(parse_credit, rule_credits(article)))
    return Choice(credits, pictures.source) if credits else None


def distinct_credits(images: Iterable[Image], loose: Iterable[Credit | None] = ()) -> tuple[str, ...]:
    """The credits as printed, each once however it is capitalised and spaced."""
    credits = filter(None, [*(image.credit for image in images), *loose])
    return each_once([credit.raw for credit in credits], bare)


def from_rules(article: Article) -> Iterator[Found]:
    """The pictures a rule names."""
    for candidate in rule_offers(article, "images"):
        parts = candidate.parts
        credit = parse_credit(parts.get("credit", ""))
        yield candidate.source, Image(candidate.value, parts.get("caption"), credit, parts.get("alt"))


def from_page(article: Article) -> list[Found]:
    """The pictures of the story and the captions without one, in page order."""
    lines = caption_lines(article)
    found: list[tuple[int, Found]] = []
    last = article.text_end
    for signal in article.page.signals.images:
        own = [index for index in signal.blocks or (signal.block,) if index in lines]
        if is_in_story(article, signal, last, has_caption=bool(own)):
            last = max([last, *own])  # in a gallery the next picture stands below this one
            found.append((signal.block, ("page:images", of_signal(signal, [lines.pop(index) for index in own]))))
    for index, line in lines.items():
        source = article.source_of(article.page.blocks[index])
        found.append((index, (source, Image(caption=line.caption or None, credit=parse_credit(line.credit)))))
    return [entry for _, entry in sorted(found, key=itemgetter(0))]


def of_signal(signal: ImageSignal, lines: list[Captioned]) -> Image:
    """A picture with the captions of its blocks; a credit that an element or attribute marks is cut out of them."""
    captions = [without_marked(line.caption, signal.credit) for line in lines]
    caption = " ".join(filter(None, dict.fromkeys(captions)))
    announced = (announced_bracket(signal.alt) or ("", ""))[1]  # "A dog (Photo: Jane Doe)" as the alternative text
    credits = map(parse_credit, [signal.credit, *(line.credit for line in lines), announced])
    alt = "" if signal.alt == caption else signal.alt
    return Image(signal.url, caption or None, next(filter(None, credits), None), alt or None)


def is_in_story(article: Article, signal: ImageSignal, last: int, *, has_caption: bool) -> bool:
    """Whether a picture belongs to the story: with a caption, or between its headline and the end of the body.

    last: the last block of the story so far, body or caption.
    """
    end = last + BELOW_BLOCKS if has_caption else article.text_end
    if not article.first_block <= signal.block <= end or is_furniture(signal):
        return False
    return has_caption or (bool(article.body) and article.role_of(article.page.blocks[signal.block]) not in OTHER_ROLES)


def distinct(found: Iterable[Found]) -> list[Found]:
    """The pictures, each once: by caption, else by file name. A second printing adds what the first lacks."""
    once: dict[str, Found] = {}
    for source, image in found:
        first_source, first = once.setdefault(picture_key(image), (source, image))
        once[picture_key(image)] = (first_source, completed(first, image))
    return list(once.values())


def picture_key(image: Image) -> str:
    """What two printings of one picture have in common."""
    if image.caption:
        return f"caption {bare(image.caption)}"
    if image.url:
        return f"file {file_key(image.url)}"
    return f"credit {bare(image.credit.raw) if image.credit else ''}"
