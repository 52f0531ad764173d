"""The page's address as it declares it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.choice import first_choice, site_offers
from cleaner.json_ld import texts
from cleaner.model import Choice
from cleaner.urls import canonical_form, is_front_page


def read_canonical_url(article: Article) -> Choice[str] | None:
    """The page's address as it declares it: absolute, http(s), without tracking parameters and fragment.

    None where the page declares none, or only its site's front page: a template's mistake.
    """
    own = article.page.document.url
    is_story = own is not None and not is_front_page(own)
    offers: list[tuple[str, str]] = []
    for source, declared in _declared(article):
        url = canonical_form(declared, own)
        if url is not None and not (is_story and is_front_page(url)):
            offers.append((source, url))
    return first_choice(offers)


def _declared(article: Article) -> Iterator[tuple[str, str]]:
    for candidate in site_offers(article, "canonical_url"):
        yield candidate.source, candidate.value
    yield "link:canonical", article.page.signals.canonical or ""
    yield "meta:og:url", article.page.signals.first_meta("og:url") or ""
    for source, path in (("jsonld:mainEntityOfPage", "mainEntityOfPage.@id"), ("jsonld:url", "url")):
        for url in texts(article.node, path)[:1]:
            yield source, url
