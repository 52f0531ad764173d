"""Who published the page: its name, its registrable domain, its country."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from cleaner.article import Article
from cleaner.declared.site_names import MAX_NAME_WORDS, SiteNames, bare_forms, name_forms
from cleaner.declared.titles import part_texts
from cleaner.fields.choice import first_choice, site_offers
from cleaner.lines.outlets import clean_name, copyright_name, is_host, mail_domains
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
    in_title = name_forms(part_texts(article.page.signals.title or ""))
    labels = [label for label in article.site_names.labels if len(label) > 1]
    guesses = chain(_title_names(article), _copyright_names(article))
    offers = [(source, clean_name(name)) for source, name in chain(article.declared.names, guesses)]
    yield from sorted(offers, key=lambda offer: _doubt(*offer, in_title, labels))


def _doubt(source: str, name: str, in_title: frozenset[str], labels: list[str]) -> int:
    """How little speaks for a name: nothing where the host or the title repeats it.

    A host is a poor name ("n-tv.de"), and a guess that nothing confirms a worse one (the photographer behind ©).
    """
    unconfirmed = UNCONFIRMED_GUESS if source in GUESSES else PLAIN
    if is_host(name) or count_words(name) > MAX_NAME_WORDS:
        return max(POOR, unconfirmed)
    forms = bare_forms(name)
    in_host = any(label in form or form in label for form in forms for label in labels)
    is_repeated = unconfirmed == PLAIN and not forms.isdisjoint(in_title)
    return CONFIRMED if in_host or is_repeated else unconfirmed


def _title_names(article: Article) -> Iterator[tuple[str, str]]:
    """A part of <title> that the host confirms, or its last that stands elsewhere on the page by itself (a logo)."""
    parts = part_texts(article.page.signals.title or "")
    if len(parts) < 2:
        return
    host = SiteNames(frozenset(), article.site_names.labels)
    yield from (("title", part) for part in (*reversed(parts[1:]), parts[0]) if host.is_one(part))
    last = parts[-1]
    if count_words(last) <= MAX_NAME_WORDS and bare(last) not in article.declared.headings and _is_logo(article, last):
        yield "title", last


def _is_logo(article: Article, name: str) -> bool:
    """Whether a name stands on the page by itself, as a block or for a picture."""
    texts = [block.text for block in article.page.blocks]
    texts += [image.alt or "" for image in article.page.signals.images]
    return name.casefold() in map(str.casefold, texts)


def _copyright_names(article: Article) -> Iterator[tuple[str, str]]:
    for block in article.blocks_as(Role.COPYRIGHT, Role.FOOTER):
        yield "copyright", copyright_name(block.text)


def _domains(article: Article) -> Iterator[tuple[str, str | None]]:
    yield "rule:site", article.facts.domain
    for source, address in article.declared.first_texts(*ADDRESSES):
        yield source, registrable_domain(address)
    signed = article.blocks_as(Role.BYLINE, Role.BIO, Role.FOOTER, Role.COPYRIGHT)
    for block in (*signed, *article.below_text):
        for domain in mail_domains(block.text):
            yield "email", domain
