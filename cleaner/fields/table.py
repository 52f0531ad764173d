"""The table of the record's fields, and the one place that reads them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from cleaner.fields.access import read_access
from cleaner.fields.authors import read_authors
from cleaner.fields.dateline import read_dateline
from cleaner.fields.dates import read_modified, read_published
from cleaner.fields.images import photo_credits, read_images
from cleaner.fields.language import read_language
from cleaner.fields.notices import read_notices
from cleaner.fields.outlet import read_outlet
from cleaner.fields.section import read_section, read_tags
from cleaner.fields.sources import read_sources
from cleaner.fields.title import read_kicker, read_subtitle, read_title
from cleaner.fields.urls import read_canonical_url
from cleaner.model import Choice, Story

Reader = Callable[[Story], Choice[Any] | None]

# In the order of the record. The outlet comes first by itself: other fields read it from the story.
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
    "photo_credits": photo_credits,
    "notices": read_notices,
    "access": read_access,
}


def choose_outlet(story: Story) -> tuple[Story, Choice[Any] | None]:
    """The story with its outlet, which most other fields need, and the choice behind it."""
    choice = read_outlet(story)
    return (story, None) if choice is None else (msgspec.structs.replace(story, outlet=choice.value), choice)


def choose_fields(story: Story) -> dict[str, Choice[Any]]:
    """Read every field. A field that finds nothing is left out."""
    found = ((name, read(story)) for name, read in FIELDS.items())
    return {name: choice for name, choice in found if choice is not None}
