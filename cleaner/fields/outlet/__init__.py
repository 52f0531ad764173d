"""Who published the page: its name, its registrable domain, its country."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.declared.site_names import MAX_NAME_WORDS, SiteNames, bare_forms, name_forms
from cleaner.declared.titles import part_texts
from cleaner.fields.choice import first_choice, site_offers
from cleaner.lines.outlets import clean_name, rights_holder, is_host, mail_domains
from cleaner.model import Choice, Outlet, Role
from cleaner.text import bare, count_words
from cleaner.urls import registrable_domain

GUESSES = frozenset({"title", "copyright"})
CONFIRMED, PLAIN, POOR, UNCONFIRMED_GUESS = range(4)  # how little speaks for a name
ADDRESSES = ("url", "link:canonical", "meta:og:url")


def read_outlet(article: Article) -> Choice[Outlet] | None:
    """The outlet, by the site's rule or by what the page says; `source` is what named it.

    A page that names nobody still has a domain, if its address is known or a byline gives an e-mail address.
    """
    name = first_choice(_ranked_names(article))
    domain = first_choice(_domains(article))
    named_by = name or domain
    if named_by is None:
        return None
    outlet = Outlet(_value_of(name), _value_of(domain), article.facts.country, named_by.source)
    return Choice(outlet, named_by.source, named_by.rejected)


def _value_of(choice: Choice[str] | None) -> str | None:
    return choice.value if choice is not None else None


def _ranked_names(article: Article) -> Iterator[tuple[str, str | None]]:
    """Rules first; then the offers that something on the page confirms, then the rest, weak forms last."""
    yield "rule:outlet", article.facts.outlet
    for candidate in site_offers(article, "outlet"):
        yield candidate.source, candidate.parts.get("outlet", candidate.value)
    found = (*article.declared.names, *_title_names(article), *_rights_holders(article))
    offers = [(source, clean_name(name)) for source, name in found]
    in_title = name_forms(part_texts(article.page.signals.title or ""))
    host = _host(article)
    yield from sorted(offers, key=lambda offer: _doubt(offer, host, in_title))


def _host(article: Article) -> SiteNames:
    """The names that the site's host gives."""
    return SiteNames(frozenset(), article.site_names.labels)


def _doubt(offer: tuple[str, str], host: SiteNames, in_title: frozenset[str]) -> int:
    """How little speaks for a name: nothing where the host or the title repeats it.

    A host is a poor name ("n-tv.de"), and a guess that nothing confirms a worse one (the photographer behind ©).
    """
    source, name = offer
    is_guess = source in GUESSES
    if is_host(name):
        return UNCONFIRMED_GUESS if is_guess else POOR
    if host.is_one(name):
        return CONFIRMED
    if is_guess:
        return UNCONFIRMED_GUESS
    return PLAIN if in_title.isdisjoint(bare_forms(name)) else CONFIRMED


def _title_names(article: Article) -> Iterator[tuple[str, str]]:
    """A part of <title> that the host confirms, or its last that stands elsewhere on the page by itself (a logo)."""
    parts = part_texts(article.page.signals.title or "")
    if len(parts) < 2:
        return
    host = _host(article)
    yield from (("title", part) for part in reversed(parts) if host.is_one(part))
    if bare(parts[-1]) not in article.declared.headings and _is_logo(article, parts[-1]):
        yield "title", parts[-1]


def _is_logo(article: Article, name: str) -> bool:
    """Whether a short name stands on the page by itself, as a block or for a picture."""
    texts = [block.text for block in article.page.blocks]
    texts += [image.alt for image in article.page.signals.images]
    return count_words(name) <= MAX_NAME_WORDS and name.casefold() in map(str.casefold, texts)


def _rights_holders(article: Article) -> Iterator[tuple[str, str]]:
    for block in article.blocks_as(Role.COPYRIGHT, Role.FOOTER):
        yield "copyright", rights_holder(block.text)


def _domains(article: Article) -> Iterator[tuple[str, str | None]]:
    yield "rule:site", article.facts.domain
    for source, address in article.declared.first_texts(*ADDRESSES):
        yield source, registrable_domain(address)
    signed = article.blocks_as(Role.BYLINE, Role.BIO, Role.FOOTER, Role.COPYRIGHT)
    for block in (*signed, *article.below_text):
        for domain in mail_domains(block.text):
            yield "email", domain
