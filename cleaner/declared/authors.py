"""Whom the meta elements of a page name as its authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word
from cleaner.lines.words import LABELS, PREFIXES

META_NAMES = (
    "author",
    "article:author",
    "article:author_name",
    "og:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "citation_author",
    "creator",
)
META_LIKE = lazy_pattern(r"(?:^|[.:_-])(?:authors?(?:_?name)?|byline|writer)$")
APPS = frozenset({"smartbanner:author"})  # who made the application for telephones


def meta_authors(meta: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Source and text of each: the usual elements, those named alike, Twitter's pairs ("Written by", "Jane Doe")."""
    alike = [name for name in meta if META_LIKE.search(name) and name not in APPS]
    for name in dict.fromkeys((*META_NAMES, *alike)):
        for text in meta.get(name, ()):
            yield f"meta:{name}", text
    for number in ("1", "2"):
        labels = [fold_word(label).strip(": ") for label in meta.get(f"twitter:label{number}", ())]
        if not (PREFIXES | LABELS).isdisjoint(labels):
            for text in meta.get(f"twitter:data{number}", ()):
                yield f"meta:twitter:data{number}", text
