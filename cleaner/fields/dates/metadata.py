"""What a page declares of its dates: in JSON-LD, in meta elements, in the data its framework left in a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cleaner.lines.lazy import lazy_pattern

# Field → its sources, the surest first. "vague": names that as many systems fill with the last change, when somebody
# began to write, or uploaded a video.
DATE_SOURCES: Mapping[str, tuple[str, ...]] = {
    "published": (
        "jsonld:datePublished", "meta:article:published_time", "meta:datepublished", "meta:og:published_time",
        "meta:article:published", "meta:og:article:published_time", "meta:article.published", "meta:parsely-pub-date",
        "meta:cxenseparse:recs:publishtime", "meta:cxenseparse:publishtime", "meta:sailthru.date",
        "meta:published_at", "meta:published", "meta:publish_date", "meta:publish-date", "meta:publishdate",
        "meta:publication_date", "meta:publication-date", "meta:published-date", "meta:publisheddate",
        "meta:dcterms.issued", "meta:dc.date.issued", "meta:dcterms.created", "meta:dc.date.created",
        "meta:citation_publication_date", "meta:citation_online_date", "meta:citation_date", "meta:pubdate",
        "meta:pub_date", "meta:article_date_original", "meta:originalpublicationdate", "meta:bt:pubdate",
        "meta:ptime", "meta:displaydate", "meta:rnews:datepublished", "meta:article:created",
    ),
    "vague": (
        "meta:date", "meta:dc.date", "meta:dc:date", "meta:dcterms.date", "meta:datecreated", "jsonld:dateCreated",
        "jsonld:uploadDate",
    ),
    "modified": (
        "jsonld:dateModified", "meta:article:modified_time", "meta:datemodified", "meta:og:updated_time",
        "meta:og:modified_time", "meta:article:modified", "meta:article.updated", "meta:dcterms.modified",
        "meta:dc.date.modified", "meta:last-modified", "meta:lastmod", "meta:modified", "meta:updated",
        "meta:article:updated_time", "meta:bt:moddate", "meta:utime", "meta:rnews:datemodified",
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
# Names that nobody has listed: "w-published-date", "bbc_pub_date".
PUBLICATION_NAME = lazy_pattern(r"publi(?:sh|c).*(?:date|time)|(?:date|time).*publi(?:sh|c)|pub[_-]?date")


def publication_sources(meta_names: Iterable[str]) -> Iterator[str]:
    """The meta elements whose names say that they give the day of publication."""
    yield from (f"meta:{name}" for name in meta_names if PUBLICATION_NAME.search(name) is not None)
