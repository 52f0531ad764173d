"""The record's fields: the table of them, and the one place that reads them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cleaner.article import Article
from cleaner.fields.access import read_access
from cleaner.fields.attribution.dateline import read_dateline
from cleaner.fields.attribution.sources import read_sources
from cleaner.fields.authors import read_authors
from cleaner.fields.canonical_url import read_canonical_url
from cleaner.fields.dates import read_modified, read_published
from cleaner.fields.language import read_language
from cleaner.fields.notices import read_notices
from cleaner.fields.pictures import photo_credits, read_images
from cleaner.fields.section import read_section, read_tags
from cleaner.fields.titles import read_kicker, read_subtitle, read_title
from cleaner.model import Choice, Outlet

Reader = Callable[[Article], Choice[Any] | None]

# In the order of the record. The outlet is read before: other fields, and the labelers of lines, need its name; the
# credits of photographs are read off the images.
FIELDS: Mapping[str, Reader] = {
    "canonical_url": read_canonical_url,
    "title": read_title,
    "subtitle": read_subtitle,
    "kicker": read_kicker,
    "authors": read_authors,
    "sources": read_sources,
    "dateline": read_dateline,
    "published": read_published,
    "modified": read_modified,
    "section": read_section,
    "tags": read_tags,
    "language": read_language,
    "images": read_images,
    "notices": read_notices,
    "access": read_access,
}


def choose_fields(article: Article, outlet: Choice[Outlet] | None) -> tuple[dict[str, Choice[Any]], tuple[str, ...]]:
    """The outlet as it was chosen and every other field that finds something; and the flags of all."""
    read: dict[str, Choice[Any] | None] = {"outlet": outlet}
    for name, read_field in FIELDS.items():
        read[name] = read_field(article)
    read["photo_credits"] = photo_credits(article, read["images"])
    choices = {name: choice for name, choice in read.items() if choice is not None}
    flags = tuple(flag for choice in choices.values() for flag in choice.flags)
    return {name: choice for name, choice in choices.items() if choice.value is not None}, flags
