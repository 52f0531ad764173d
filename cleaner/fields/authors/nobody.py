"""What a page declares or prints where an author stands, and is none: companies, agencies that build sites, teams."""

from __future__ import annotations

from cleaner.article import Article
from cleaner.fields.authors.declared import Authors, Offer
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import is_name
from cleaner.lines.outlets import clean_name, is_company, printed_hosts
from cleaner.model import Author
from cleaner.text import bare

OPEN_QUOTE = lazy_pattern(r"(?:^|\s)['‘‚\"“„«][^'’\"”»]*$")
CLOSING_QUOTES = tuple("'’\"”»")
SIDES = " - "


def declared_people(article: Article, offer: Offer) -> Offer:
    """A declared offer without companies and without who built the site."""
    source, authors = offer
    return source, tuple(author for author in authors if not is_firm(author) and not has_own_address(article, author))


def is_firm(author: Author) -> bool:
    """Whether an author is a company, its legal form in the name or cut from it: "Harbour Media, Inc."."""
    printed = author.raw or ""
    return is_company(author.name) or (
        author.name in (clean_name(printed), printed.rstrip(".")) and is_company(printed)
    )


def has_own_address(article: Article, author: Author) -> bool:
    """Whether a house other than the site stands with its own web address: "Medianotes, www.medianotes.example"."""
    form = bare(author.name)
    hosts = printed_hosts(author.raw or "")
    is_own = any(not is_mail and domain.partition(".")[0].replace("-", "") == form for domain, is_mail in hosts)
    return is_own and not is_name(author.name) and not article.site_names.holds(author.name)


def printed_people(article: Article, offer: Offer) -> Offer:
    """A printed offer without names that a quotation mark cuts, and of bare lines without teams."""
    source, authors = offer
    teams = sides(article.headline_text) if source == "line:name" else frozenset()
    return source, without(authors, teams)


def without(authors: Authors, teams: frozenset[str]) -> Authors:
    """The authors who are none of the teams, and whose name no quotation mark opens that ends behind it."""
    return tuple(author for author in authors if bare(author.name) not in teams and not is_cut_quote(author))


def sides(headline: str) -> frozenset[str]:
    """The two names that are all a headline says, in their bare form: "Harbour United - Real Bay". Empty for others."""
    names = headline.split(SIDES)
    return frozenset(map(bare, names)) if len(names) == 2 and all(map(is_name, names)) else frozenset()


def is_cut_quote(author: Author) -> bool:
    """Whether a name opens a quotation that is closed right behind it: half of "Storm - wife doubts 'Jane Roe'"."""
    behind = (author.raw or "").partition(author.name)[2]
    return behind.startswith(CLOSING_QUOTES) and OPEN_QUOTE.search(author.name) is not None
