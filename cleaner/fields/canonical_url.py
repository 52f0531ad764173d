"""The page's address as it declares it."""

from __future__ import annotations

from cleaner.article import Article
from cleaner.fields.choice import first_choice, site_values
from cleaner.model import Choice
from cleaner.urls import canonical_form, is_front_page

SOURCES = ("link:canonical", "meta:og:url", "jsonld:mainEntityOfPage.@id", "jsonld:url")


def read_canonical_url(article: Article) -> Choice[str] | None:
    """The page's address as it declares it: absolute, http(s), without tracking parameters and fragment.

    None where the page declares none, or only its site's front page: a template's mistake.
    """
    own = article.page.document.url
    declared = [*site_values(article, "canonical_url"), *article.declared.first_texts(*SOURCES)]
    offers = [(source, canonical_form(text, own) or "") for source, text in declared]
    if own is not None and not is_front_page(own):
        offers = [(source, url) for source, url in offers if not is_front_page(url)]
    return first_choice(offers)
