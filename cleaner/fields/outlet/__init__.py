"""Who published the page: its outlet's name, its registrable domain, its country, and the company behind it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.declared import ADDRESSES
from cleaner.declared.site_names import SiteNames, host_labels
from cleaner.fields.choice import first_choice, site_offers
from cleaner.fields.outlet.declared_names import Doubt, declared_names, host_names
from cleaner.fields.outlet.likelihood import is_fuller_name, likely_name
from cleaner.fields.outlet.printed import PrintedNames, read_printed
from cleaner.lines.outlet_register import outlet_register
from cleaner.lines.outlets import mail_domains
from cleaner.model import Choice, Outlet, Role
from cleaner.urls import host_of, registrable_domain


def read_outlet(article: Article, own_register: str | None = None) -> Choice[Outlet] | None:
    """The outlet, by the site's rule or by what the page says; `source` is what named it.

    A page that names nobody still has a domain, if its address is known or a byline gives an e-mail address.
    own_register: the path of a table of outlets, laid over the one that ships.
    """
    return _OutletReading(article, own_register).outlet()


class _OutletReading:
    """One reading of a page: its lines are only read where nothing surer names the outlet."""

    def __init__(self, article: Article, own_register: str | None) -> None:
        self.article = article
        self.own_register = own_register
        self.declared = declared_names(article)
        self.printed: PrintedNames | None = None

    def outlet(self) -> Choice[Outlet] | None:
        """The outlet as read_outlet() gives it."""
        name = first_choice(self._ranked_names())
        domain = first_choice(_domains(self.article))
        company = self._company()
        named_by = name or domain or company
        if named_by is None:
            return None
        country = self.article.facts.country
        outlet = Outlet(_value_of(name), _value_of(domain), country, named_by.source, _value_of(company))
        return Choice(outlet, named_by.source, named_by.rejected)

    def _ranked_names(self) -> Iterator[tuple[str, str | None]]:
        """Rules first, then what the page declares; a likely printed name comes before what is declared in doubt."""
        yield "rule:outlet", self.article.facts.outlet
        for candidate in site_offers(self.article, "outlet"):
            yield candidate.source, candidate.parts.get("outlet", candidate.value)
        sure = [offer for offer in self.declared if offer.doubt < Doubt.LIKELY_PRINTED]
        yield from ((offer.source, offer.name) for offer in sure)
        if not sure and self.article.facts.outlet is None:
            yield from self._printed_names()
        poor = [offer for offer in self.declared if offer.doubt > Doubt.LIKELY_PRINTED and offer.source != "copyright"]
        yield from ((offer.source, offer.name) for offer in poor)

    def _printed_names(self) -> Iterator[tuple[str, str]]:
        """The likeliest name that lines print, if it is likely enough; else the one that the register has for the host.

        Where the page declares a host, it is a name which that host is made of, or none.
        """
        linked = self.article.page.signals.linked_site
        url = self.article.declared.host_url or (linked and f"https://{linked}")
        hosts = [host for host in (host_of(url), registrable_domain(url)) if host]
        declared_hosts = [offer.name.lower() for offer in self.declared if offer.doubt is Doubt.HOST]
        labels = [host_labels(url), *(host_labels(f"https://{host}") for host in declared_hosts)]
        own = SiteNames(frozenset(), host_names(self.article).labels.union(*labels))
        register = outlet_register(self.own_register)
        self.printed = read_printed([block.text for block in self.article.page.blocks], own, hosts, register)
        likely = likely_name(self.printed)
        listed = register.at(*hosts, *self.printed.hosts)
        names = listed.names if listed is not None else ()
        if likely is not None and likely.name.lower() in hosts:  # that is the domain, and no name
            likely = None
        if likely is not None and linked and not own.is_one(likely.name):  # an entry of a menu: "Welt"
            other = register.named(likely.name)
            is_elsewhere = other is not None and registrable_domain(f"https://{other.host}") not in hosts
            likely = None if is_elsewhere else likely
        if likely is not None and (own.is_one(likely.name) or not declared_hosts):
            fuller = [name for name in names[:1] if is_fuller_name(name, likely.name) and not declared_hosts]
            yield from (("register", name) for name in fuller)
            yield likely.source, likely.name
        if hosts and not declared_hosts:
            yield from (("register", name) for name in names if own.is_one(name))

    def _company(self) -> Choice[str] | None:
        """The company, by what the page declares, else by its claim of rights and its lines."""
        declared = ((offer.source, offer.company) for offer in self.declared)
        printed = self.printed.companies.most_common(1) if self.printed is not None else ()
        return first_choice([*declared, *(("copyright", company) for company, _ in printed)])


def _value_of(choice: Choice[str] | None) -> str | None:
    return choice.value if choice is not None else None


def _domains(article: Article) -> Iterator[tuple[str, str | None]]:
    yield "rule:site", article.facts.domain
    own = article.declared.host_url
    for source, address in sorted(article.declared.first_texts(*ADDRESSES), key=lambda found: found.text != own):
        yield source, registrable_domain(address)
    yield "links", article.page.signals.linked_site
    signed = article.blocks_as(Role.BYLINE, Role.BIO, Role.FOOTER, Role.COPYRIGHT)
    for block in (*signed, *article.below_text):
        for domain in mail_domains(block.text):
            yield "email", domain
