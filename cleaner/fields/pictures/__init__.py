"""Read the story's pictures, with captions and credits, and the list of its photo credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.choice import all_found, each_once, rule_offers
from cleaner.fields.pictures.copies import distinct
from cleaner.fields.pictures.lead import Found, with_lead
from cleaner.fields.pictures.lines import caption_lines, rule_credits
from cleaner.fields.pictures.on_page import pictures_on_page
from cleaner.lines.credits import parse_credit
from cleaner.model import Choice, Credit, Image
from cleaner.text import bare
from cleaner.urls import is_saved_beside


def read_images(article: Article) -> Choice[tuple[Image, ...]] | None:
    """The pictures in page order, the lead first where the page only declares it; a caption printed twice is one.

    A caption without a picture, as in a dump, is a picture with a caption only. None where there is nothing.
    """
    found = list(from_rules(article)) or with_lead(article, distinct(pictures_on_page(article)))
    return all_found(list(without_local_addresses(found)))


def without_local_addresses(found: Iterable[Found]) -> Iterator[Found]:
    """The pictures, those of a saved page's folder without their addresses; of these what has caption or credit."""
    for source, image in found:
        if image.url is None or not is_saved_beside(image.url):
            yield source, image
        elif image.caption or image.credit:
            yield source, replace(image, url=None)


def from_rules(article: Article) -> Iterator[Found]:
    """The pictures a rule names."""
    for candidate in rule_offers(article, "images"):
        parts = candidate.parts
        credit = parse_credit(parts.get("credit", ""))
        yield candidate.source, Image(candidate.value, parts.get("caption"), credit, parts.get("alt"))


def photo_credits(article: Article, images: Choice[tuple[Image, ...]] | None) -> Choice[tuple[str, ...]] | None:
    """The distinct credits of the pictures, without label, in order; credits that belong to no picture follow."""
    pictures = images or Choice((), "role:credit")
    held = {index for signal in article.page.signals.images for index in signal.blocks}
    lines = caption_lines(article).items()
    loose = [line.credit for index, line in lines if not line.caption and index not in held]
    credits = distinct_credits(pictures.value, map(parse_credit, [*loose, *rule_credits(article)]))
    return Choice(credits, pictures.source) if credits else None


def distinct_credits(images: Iterable[Image], loose: Iterable[Credit | None] = ()) -> tuple[str, ...]:
    """The credits as printed, each once however it is capitalised and spaced."""
    credits = filter(None, [*(image.credit for image in images), *loose])
    return each_once([credit.raw for credit in credits], bare)
