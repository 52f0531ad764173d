"""Which meta elements of a page name its authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word
from cleaner.lines.words import LABELS, PREFIXES

META_NAMES = (
    "author", "article:author", "article:author_name", "og:author", "og:article:author", "parsely-author",
    "sailthru.author", "cxenseparse:author", "byl", "byline", "dc.creator", "dcterms.creator", "dc.contributor",
    "citation_author", "creator",
)  # fmt: skip
# Not who made the application for telephones.
META_LIKE = lazy_pattern(r"(?<!^smartbanner:)(?:^|(?<=[.:_-]))(?:authors?(?:_?name)?|byline|writer)$")


def author_sources(meta: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The usual meta elements, those named alike, the second of Twitter's pairs ("Written by", "Jane Doe")."""
    alike = [name for name in meta if META_LIKE.search(name)]
    for name in dict.fromkeys((*META_NAMES, *alike)):
        yield f"meta:{name}"
    for number in "12":
        labels = [fold_word(label).strip(": ") for label in meta.get(f"twitter:label{number}", ())]
        if not (PREFIXES | LABELS).isdisjoint(labels):
            yield f"meta:twitter:data{number}"
