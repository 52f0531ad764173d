"""Whose site a page is, where it is one person's: a blog that bears the name of the one who writes it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.authors.declared import Offer
from cleaner.lines.bylines import is_full_name, parse_byline
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, name_key
from cleaner.lines.outlets import rights_holder
from cleaner.lines.words import NEVER_NAMES
from cleaner.model import Role
from cleaner.text import fold
from cleaner.urls import host_of
from cleaner.vocabulary import alternatives, words_of

MAX_NAME_CHARS, MAX_NAME_WORDS = 40, 4
MAX_LINE_CHARS = 120
MIN_PART_CHARS = 5  # of a host
DOMAINS_OF_PEOPLE = (".blog", ".dev", ".name")
TITLE_PARTS = lazy_pattern(r"\s+[|·•–—:-]+\s+|['’]s\b")
ABOUT_ME = words_of("about_me")
BEFORE_OWNER = lazy_pattern(rf"(?:^|(?<=\W))(?:{alternatives(words_of('before_owner'))})$")


def from_owner(article: Article) -> Iterator[Offer]:
    """The person whose name the site bears and its host spells.

    Firms and papers bear names that read like people's, as places do: so the page must speak as one person ("I'm Jane
    Doe", "About me"), or the domain be one for people.
    """
    hosts = [label for label in article.site_names.labels if len(label) >= MIN_PART_CHARS]
    if not hosts:
        return
    is_personal = (host_of(article.declared.host_url) or "").endswith(DOMAINS_OF_PEOPLE)
    for source, name in owner_names(article):
        people = parse_byline(name) if spells(hosts, name, is_personal=is_personal) else ()
        is_person = [author.name for author in people] == [name] and is_full_name(people[0])
        if is_person and is_in_script(article, name) and (is_personal or is_of_a_person(article, name)):
            yield f"owner:{source}", people
            return


def owner_names(article: Article) -> Iterator[tuple[str, str]]:
    """What may be the name of who owns the site: what it is called, who claims the rights, short lines."""
    yield from ((name.source, name.text) for name in article.declared.names)
    yield from (("title", part) for part in TITLE_PARTS.split(article.page.signals.title or ""))
    for block in article.blocks_as(Role.COPYRIGHT, Role.FOOTER):
        yield "copyright", rights_holder(block.text)
    yield from (("line", block.text) for block in article.page.blocks if len(block.text) <= MAX_NAME_CHARS)


def spells(hosts: list[str], name: str, *, is_personal: bool) -> bool:
    """Whether a part of the host spells a name; of a domain for people, whether it is any word of it."""
    written = name.split()
    if not 1 < len(written) <= MAX_NAME_WORDS or any(len(word) > 1 and word.isupper() for word in written):
        return False  # "UC Merced"
    if not any(word.lower().strip(".,") in host for word in written for host in hosts):
        return False  # which is cheaper to ask
    words = name_key(name).split()
    if not NEVER_NAMES.isdisjoint(words):
        return False  # "Harbour Reviews"
    return any("".join(words) in host or (is_personal and host in words) for host in hosts)


def is_in_script(article: Article, name: str) -> bool:
    """Whether a name is in the headline's script: papers romanise theirs."""
    return bool(JOINED_SCRIPT.search(article.headline_text)) == bool(JOINED_SCRIPT.search(name))


def is_of_a_person(article: Article, name: str) -> bool:
    """Whether the page speaks as the one with the name: "I'm Jane Doe", "About me"."""
    folded = fold(name)
    for block in article.page.blocks:
        line = fold(block.text[:MAX_LINE_CHARS])
        before, found, _ = line.partition(folded)
        if line.strip(" .!:") in ABOUT_ME or (found and BEFORE_OWNER.search(before.rstrip())):
            return True
    return False
