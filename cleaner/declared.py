"""What a page declares of itself, worked out once for labelers and fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from cleaner.json_ld import find_article
from cleaner.model import Json, Page


class Declared:
    """The page's own statements. They depend on the page alone, whatever its blocks are called."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def node(self) -> Mapping[str, Json] | None:
        """The JSON-LD object that describes the story; None where the page has none of an article-like type."""
        return find_article(self.page)
