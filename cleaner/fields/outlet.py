"""Who published the page: its name, its registrable domain, its country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.article import Article
from cleaner.declared import Declaration
from cleaner.declared.site_names import MAX_NAME_WORDS, SiteNames, bare_forms, name_forms
from cleaner.declared.titles import part_texts
from cleaner.fields.choice import first_choice, site_offers
from cleaner.lines.outlets import bio_name, clean_name, copyright_name, is_host, login_name, mail_domains
from cleaner.model import Block, Choice, Outlet, Role
from cleaner.text import bare, count_words
from cleaner.urls import registrable_domain

GUESSES = frozenset({"title", "copyright", "bio"})
CONFIRMED, PLAIN, POOR, UNCONFIRMED_GUESS = range(4)  # how little speaks for a name
MAX_FOOTER_BLOCKS = 40  # a copyright line stands among the last blocks of a page
MAX_LOGIN_WORDS = 20


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
    offers = _named(_offers(article)) or _named(Declaration("bio", name) for name in _bio_names(article))
    for offer in sorted(offers, key=lambda offer: _doubt(offer, in_title, labels)):
        yield offer.source, offer.text


def _doubt(offer: Declaration, in_title: frozenset[str], labels: list[str]) -> int:
    """How little speaks for a name: nothing where the host or the title repeats it.

    A host is a poor name ("n-tv.de"), and a guess that nothing confirms a worse one (the photographer behind ©).
    """
    if is_host(offer.text) or count_words(offer.text) > MAX_NAME_WORDS:
        return UNCONFIRMED_GUESS if offer.source == "copyright" else POOR
    forms = bare_forms(offer.text)
    in_host = any(label in form or form in label for form in forms for label in labels)
    if offer.source in GUESSES:
        return CONFIRMED if in_host else UNCONFIRMED_GUESS
    return CONFIRMED if in_host or forms & in_title else PLAIN


def _named(offers: Iterable[Declaration]) -> list[Declaration]:
    """The offers that name somebody, without legal forms."""
    cleaned = [Declaration(offer.source, clean_name(offer.text)) for offer in offers]
    return [offer for offer in cleaned if offer.text]


def _offers(article: Article) -> Iterator[Declaration]:
    yield from article.declared.names
    yield from (Declaration("title", name) for name in _title_names(article))
    yield from (Declaration("copyright", name) for name in _copyright_names(article))


def _title_names(article: Article) -> Iterator[str]:
    """A part of <title> that the host confirms, or its last that stands elsewhere on the page by itself (a logo)."""
    parts = part_texts(article.page.signals.title or "")
    if len(parts) < 2:
        return
    host = SiteNames(frozenset(), article.site_names.labels)
    yield from (part for part in (*reversed(parts[1:]), parts[0]) if host.is_one(part))
    last = parts[-1]
    printed = [block.text for block in article.page.blocks]
    printed += [image.alt or "" for image in article.page.signals.images]
    is_printed = last.casefold() in [text.casefold() for text in printed]
    if is_printed and count_words(last) <= MAX_NAME_WORDS and bare(last) not in article.declared.headings:
        yield last


def _copyright_names(article: Article) -> Iterator[str]:
    last_blocks = article.page.blocks[: -MAX_FOOTER_BLOCKS - 1 : -1]
    for block in (*article.blocks_as(Role.COPYRIGHT, Role.FOOTER), *last_blocks):
        yield copyright_name(block.text)


def _bio_names(article: Article) -> Iterator[str]:
    """The paper in an author's biography, or in a login line for its readers; the line may be broken in two."""
    for block in _below_body(article):
        yield bio_name(block.text)
    for block in article.page.blocks:
        text = block.text
        if text.startswith(("with ", "With ")):
            text = f"{article.page.blocks[block.index - 1].text} {text}"
        if count_words(text) <= MAX_LOGIN_WORDS:
            yield login_name(text)


def _below_body(article: Article) -> tuple[Block, ...]:
    last = article.body[-1].index if article.body else -1
    return article.page.blocks[last + 1 :]


def _domains(article: Article) -> Iterator[tuple[str, str | None]]:
    signals = article.page.signals
    yield "rule:site", article.facts.domain
    yield "url", registrable_domain(article.page.document.url)
    yield "link:canonical", registrable_domain(signals.canonical)
    yield "meta:og:url", registrable_domain(signals.first_meta("og:url"))
    signed = article.blocks_as(Role.BYLINE, Role.BIO, Role.FOOTER, Role.COPYRIGHT)
    short = [block for block in _below_body(article) if count_words(block.text) <= MAX_NAME_WORDS]
    for block in (*signed, *short):
        for domain in mail_domains(block.text):
            yield "email", domain
