"""What a page declares of its dates: in JSON-LD, in meta elements, in the data its framework left in a script."""

from __future__ import annotations

from collections.abc import Mapping

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
    found = [*_json_ld_values(article, JSON_LD_PATHS[field]), *_meta_values(article, field)]
    return found or list(state_values(article, STATE_KEYS[field]))


def vague_dates(article: Article) -> list[tuple[str, str]]:
    """(source, value) of the meta elements that may give either date."""
    return _meta_values(article, "vague")


def created_dates(article: Article) -> list[tuple[str, str]]:
    """(source, value) of when somebody began to write, or uploaded a video."""
    return [*_json_ld_values(article, "dateCreated"), *_json_ld_values(article, "uploadDate")]


def _json_ld_values(article: Article, path: str) -> list[tuple[str, str]]:
    return [(f"jsonld:{path}", value) for value in texts(article.node, path)]


def _meta_values(article: Article, field: str) -> list[tuple[str, str]]:
    """The first value of each meta element that gives a field."""
    meta = article.page.signals.meta
    return [(f"meta:{name}", meta[name][0]) for name in META_NAMES[field] if meta.get(name)]
