"""The page's address as it declares it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from cleaner.article import Article
from cleaner.fields.choice import first_choice, site_offers
from cleaner.json_ld import texts
from cleaner.model import Choice
from cleaner.urls import canonical_form, split_url


def read_canonical_url(article: Article) -> Choice[str] | None:
    """The page's address as it declares it: absolute, http(s), without tracking parameters and fragment.

    None where the page declares none, or only its site's front page.
    """
    own = split_url(article.page.document.url)
    declared = ((source, canonical_form(url, article.page.document.url)) for source, url in _declared(article))
    return first_choice((source, url) for source, url in declared if url and not _is_front_page_of_another(url, own))


def _declared(article: Article) -> Iterator[tuple[str, str]]:
    signals = article.page.signals
    for candidate in site_offers(article, "canonical_url"):
        yield candidate.source, candidate.value
    if signals.canonical:
        yield "link:canonical", signals.canonical
    if og_url := signals.first_meta("og:url"):
        yield "meta:og:url", og_url
    node = article.node
    yield from (("jsonld:mainEntityOfPage", url) for url in texts(node, "mainEntityOfPage.@id")[:1])
    yield from (("jsonld:url", url) for url in texts(node, "url")[:1])


def _is_front_page_of_another(url: str, own: SplitResult | None) -> bool:
    """Whether a story declares its site's front page as its address: a template's mistake, and all its stories'."""
    parts = urlsplit(url)
    is_front = parts.path in ("", "/") and not parts.query and not parts.fragment
    return is_front and own is not None and (own.path not in ("", "/") or bool(own.query))
