"""What a page declares of its dates: in JSON-LD, in meta elements, in the data its framework left in a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.dates.states import state_values
from cleaner.json_ld import texts

# Field → the names of meta elements, in lower case, the surest first. "vague": names that as many systems fill with
# the last change.
META_NAMES: Mapping[str, tuple[str, ...]] = {
    "published": (
        "article:published_time", "datepublished", "og:published_time", "article:published",
        "og:article:published_time", "article.published", "parsely-pub-date", "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime", "sailthru.date", "published_at", "published", "publish_date", "publish-date",
        "publishdate", "publication_date", "publication-date", "published-date", "publisheddate", "dcterms.issued",
        "dc.date.issued", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_online_date",
        "citation_date", "pubdate", "pub_date", "article_date_original", "originalpublicationdate", "bt:pubdate",
        "ptime", "displaydate", "rnews:datepublished", "article:created",
    ),
    "vague": ("date", "dc.date", "dc:date", "dcterms.date", "datecreated"),
    "modified": (
        "article:modified_time", "datemodified", "og:updated_time", "og:modified_time", "article:modified",
        "article.updated", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "modified", "updated",
        "article:updated_time", "bt:moddate", "utime", "rnews:datemodified",
    ),
}  # fmt: skip
# Field → the keys of a state, as the editing systems behind it call them; compared without case, `_` and `-`.
STATE_KEYS: Mapping[str, tuple[str, ...]] = {
    "published": (
        "datepublished", "publishedat", "publishdate", "publisheddate", "publicationdate", "publishedtime",
        "publishtime", "firstpublished", "firstpublishedat", "firstpublishdate", "displaydate", "published", "pubdate",
    ),
    "modified": (
        "datemodified", "modifiedat", "updatedat", "lastupdated", "lastmodified", "lastupdateddate", "updated",
    ),
}  # fmt: skip
JSON_LD_PATHS: Mapping[str, str] = {"published": "datePublished", "modified": "dateModified"}


def declared_dates(article: Article, field: str) -> list[tuple[str, str]]:
    """(source, value) of `published` or `modified`; a state is read only where nothing simpler gives a date."""
    path = JSON_LD_PATHS[field]
    found = [(f"jsonld:{path}", value) for value in texts(article.node, path)]
    found.extend(meta_dates(article, field))
    return found or list(state_values(article, STATE_KEYS[field]))


def meta_dates(article: Article, field: str) -> Iterator[tuple[str, str]]:
    """(source, value) of the meta elements that give a field, the first of each name."""
    for name in META_NAMES[field]:
        for value in article.page.signals.meta.get(name, ())[:1]:
            yield f"meta:{name}", value
