"""The names that a page declares for its outlet, in its metadata and its title, and how little speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from msgspec import Struct

from cleaner.article import Article
from cleaner.declared.site_names import MAX_NAME_WORDS, SiteNames, bare_forms, name_forms
from cleaner.declared.titles import part_texts, text_size
from cleaner.lines.outlets import House, house_of, is_host, mail_domains, rights_holder
from cleaner.lines.phrases import Phrases
from cleaner.model import Role
from cleaner.text import bare, count_words, fold
from cleaner.vocabulary import ordered_words, words_of

GUESSES = frozenset({"title", "copyright"})  # as hosts they are no names
MIN_HEADLINE_WORDS = 4
HEADINGS = frozenset({"h1", "h2", "h3"})
MENU_TAGS = frozenset({"li", "a"})

FILLERS = Phrases(ordered_words("site_name_fillers"))


class Doubt(IntEnum):
    """How little speaks for a name. LIKELY_PRINTED is the place of a name that only lines print."""

    SPELLED = 0  # the host is made of its letters
    CONFIRMED = 1  # the host or the title repeats it
    PLAIN = 2
    LIKELY_PRINTED = 3
    HOST = 4  # "n-tv.de" is a poor name
    COMPANY = 5  # "Coastal Holdings"
    GUESS = 6  # that nothing confirms: the photographer behind ©


class DeclaredName(Struct, frozen=True):
    """A name, what said it, how little speaks for it; company: where it is, or names, one."""

    source: str
    name: str
    doubt: Doubt
    company: str


def declared_names(article: Article) -> list[DeclaredName]:
    """The names, the surest first."""
    found = (*article.declared.names, *_title_names(article), *_copyright_names(article))
    host = host_names(article)
    in_title = name_forms(part_texts(article.page.signals.title or ""))
    offers = [_weighed(source, house_of(name), host, in_title) for source, name in found]
    return sorted(offers, key=lambda offer: offer.doubt)


def host_names(article: Article) -> SiteNames:
    """The names that the page's host gives."""
    return SiteNames(frozenset(), article.site_names.labels)


def _weighed(source: str, house: House, host: SiteNames, in_title: frozenset[str]) -> DeclaredName:
    """A name, without the words of a company where the host spells the rest: "Ediciones EL PAÍS"."""
    name = house.name
    shorter = (house.core, without_fillers(name))
    if not host.holds(name):
        name = next((short for short in shorter if short and host.holds(short)), name)
    is_company = house.core not in (name, "")
    return DeclaredName(source, name, _doubt(source, name, is_company, host, in_title), house.company)


def without_fillers(name: str) -> str:
    """The name without what sites add to theirs: "rbb24 Website", "Báo VnExpress"."""
    return FILLERS.cut_end(FILLERS.cut_front(name), " ")


def _doubt(source: str, name: str, is_company: bool, host: SiteNames, in_title: frozenset[str]) -> Doubt:
    if is_host(name):
        return Doubt.GUESS if source in GUESSES else Doubt.HOST
    if host.holds(name):
        return Doubt.SPELLED
    if source == "copyright":  # its evidence is weighed with that of other lines
        return Doubt.GUESS
    if host.is_one(name):
        return Doubt.CONFIRMED
    if source != "title" and not in_title.isdisjoint(bare_forms(name)):
        return Doubt.CONFIRMED
    return Doubt.COMPANY if is_company else Doubt.PLAIN


def _title_names(article: Article) -> Iterator[tuple[str, str]]:
    """A part of <title> that the host confirms; else an end of it that the page names by itself."""
    parts = part_texts(article.page.signals.title or "")
    if len(parts) < 2:
        return
    host = host_names(article)
    yield from (("title", part) for part in reversed(parts) if host.is_one(part))
    first, last = parts[0], parts[-1]
    if is_host(first) and host.holds(first):
        return  # "post.example - Storm closes it - Sea": what ends it is a section
    named = _names_at_the_foot(article)
    is_longer = text_size(first) < text_size(last)
    if is_longer and not named.is_one(last) and (named.is_one(first) or _is_masthead(article, first, last)):
        yield "title", first  # "Harbour Post - Storm closes it"
    elif _is_logo(article, last) and (
        named.is_one(last) or not (_is_headline(article, last, parts[:-1]) or _outweighs(article, last, parts[:-1]))
    ):
        yield "title", last


def _outweighs(article: Article, part: str, others: Sequence[str]) -> bool:
    """Whether a part of the title is longer than all others and printed below them: a headline, and no name."""
    is_longer = count_words(part) >= MIN_HEADLINE_WORDS and text_size(part) > sum(map(text_size, others))
    return is_longer and _last_place(article, part) > max(_last_place(article, other) for other in others)


def _last_place(article: Article, text: str) -> int:
    """Index of the last block down to the text's end that is the text, -1 where none is; links and lists are menus."""
    blocks = article.page.blocks[: article.text_end + 1]
    found = [block.index for block in blocks if block.tag not in MENU_TAGS and bare(block.text) == bare(text)]
    return max(found, default=-1)


def _is_masthead(article: Article, name: str, headline: str) -> bool:
    """Whether a short name is a logo, or an h1 above a headline in a heading of its own."""
    logos = {bare(image.alt) for image in article.page.signals.images}
    headings = {bare(block.text) for block in article.page.blocks if block.tag in HEADINGS}
    is_logo = bare(name) in logos or (bare(name) in map(bare, article.declared.h1_texts) and bare(headline) in headings)
    is_name = count_words(name) <= MAX_NAME_WORDS and fold(name) not in words_of("menu_words")
    return is_name and is_logo and _last_place(article, headline) > _last_place(article, name)


def _names_at_the_foot(article: Article) -> SiteNames:
    """Who claims the rights, and the hosts of mail addresses below the text: they name the site."""
    holders = [house_of(holder).core for _, holder in _copyright_names(article)]
    labels = [domain.partition(".")[0] for block in article.below_text for domain in mail_domains(block.text)]
    return SiteNames(name_forms(holders), frozenset(map(bare, labels)))


def _is_headline(article: Article, part: str, others: Sequence[str]) -> bool:
    """Whether a part of the title is a headline, though it stands by itself: declared, or the only one that does."""
    if bare(part) in article.declared.headings:
        return True
    return bare(part) == bare(article.headline_text) and not any(_stands_alone(article, other) for other in others)


def _is_logo(article: Article, name: str) -> bool:
    """Whether a short name, none of a button, stands on the page by itself."""
    is_name = count_words(name) <= MAX_NAME_WORDS and fold(name) not in words_of("menu_words")
    return is_name and _stands_alone(article, name)


def _stands_alone(article: Article, text: str) -> bool:
    """Whether a text is a block of the page, or what it says of a picture."""
    texts = [block.text for block in article.page.blocks]
    texts += [image.alt for image in article.page.signals.images]
    return text.casefold() in map(str.casefold, texts)


def _copyright_names(article: Article) -> Iterator[tuple[str, str]]:
    holders = (rights_holder(block.text) for block in article.blocks_as(Role.COPYRIGHT, Role.FOOTER))
    yield from (("copyright", holder) for holder in holders if holder)
