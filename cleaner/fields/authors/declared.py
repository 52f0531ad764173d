"""The authors a page declares: what rules found, JSON-LD, meta elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import attrgetter
from typing import TypeVar

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.choice import site_offers
from cleaner.json_ld import clean_text, texts, type_names
from cleaner.json_paths import as_text, flat
from cleaner.lines.bylines import joined, merged, parse_byline
from cleaner.lines.bylines.parts import EMAIL
from cleaner.lines.names import fold_word, is_name
from cleaner.lines.outlets import is_host
from cleaner.lines.signers import read_signers
from cleaner.lines.words import ORGANISATION_SURNAMES
from cleaner.model import Author, Block, Candidate, Json
from cleaner.text import collapse, fold

T = TypeVar("T")
Authors = tuple[Author, ...]
Offer = tuple[str, Authors]

MAX_VALUES = 100  # authors of one source: each is compared with every other
PARTS = ("email", "handle", "role", "affiliation")  # that a rule's pattern may catch


def from_rules(article: Article) -> Iterator[Offer]:
    """What the site's rule found; candidates of one source are one list of authors."""
    for source, candidates in groupby(site_offers(article, "authors"), attrgetter("source")):
        yield source, read_all(of_candidate, candidates)


def from_json_ld(article: Article) -> Iterator[Offer]:
    """The article object's author, then creator."""
    node = article.node
    for key in ("author", "creator"):
        entries = list(flat(node.get(key)))
        read = of_listed if len(entries) > 1 else of_json_ld
        yield f"jsonld:{key}", read_all(read, entries)


def from_items(article: Article) -> Iterator[Offer]:
    """The microdata items of authors whose name only the markup holds."""
    names = [person.name for person in article.page.signals.people if person.ground == "item"]
    yield "itemprop:author", read_all(read_declared, names)


def from_meta(article: Article) -> Iterator[Offer]:
    """The meta elements for authors, each as one list.

    One that begins with a web address says whose the site is: "harbourpost.com, Harbour Media". Of 20 such pages of
    public sets one calls the address the author.
    """
    for source, declared in groupby(article.declared.meta_authors, attrgetter("source")):
        named = read_all(read_declared, [declaration.text for declaration in declared])
        authors = tuple(author for author in named if not is_hidden_login(article, author.name))
        if not any(author.kind == "organisation" and is_host(author.name) for author in authors[:1]):
            yield source, authors


def is_hidden_login(article: Article, name: str) -> bool:
    """Whether a name is a word with a number, "express1", that no line of the page prints."""
    return name[-1:].isdigit() and " " not in name and not is_printed(name, article.page.blocks)


def is_printed(name: str, blocks: Iterable[Block]) -> bool:
    """Whether one of the blocks has a name in it."""
    folded = fold(name)
    return any(folded in fold(block.text) for block in blocks)


def read_all(read: Callable[[T], Authors], values: Iterable[T]) -> Authors:
    """The authors that are read in the values, each once."""
    found: list[Author] = []
    for value in islice(values, MAX_VALUES):
        found += read(value)
    return tuple(merged(found))


def read_declared(name: str) -> Authors:
    """The authors of a string that is said to be an author: a login name will do where nothing better is printed."""
    return read_signers(name, [name])


def of_candidate(candidate: Candidate) -> Authors:
    """The authors of one candidate: its named parts where the pattern caught them, else its text."""
    parts = candidate.parts
    found = parse_byline(parts.get("name") or parts.get("authors") or candidate.value)
    if len(found) != 1:
        return found
    caught = {name: parts[name] for name in PARTS if parts.get(name)}
    return (replace(found[0], raw=collapse(candidate.value) or found[0].raw, **caught),)


def of_json_ld(entry: Json) -> Authors:
    """The authors of one JSON-LD value: a name, or an object with name, type, jobTitle, email, affiliation."""
    if isinstance(entry, str):
        return read_declared(clean_text(entry))
    if not isinstance(entry, Mapping):
        return ()
    names = texts(entry, "name") or [" ".join((*texts(entry, "givenName"), *texts(entry, "familyName")))]
    found = read_all(read_declared, names)
    if len(found) != 1:
        return found
    author = joined(found[0], described(entry))
    types = " ".join(type_names(entry))
    if author.kind == "person" and "Organization" in types:
        author = replace(author, kind="organisation")
    if author.kind == "organisation" and "Person" in types and is_surname(author.name):
        author = replace(author, kind="person")  # "Emma Court", "Julia Press"
    return (author,)


def of_listed(entry: Json) -> Authors:
    """The author of one of several JSON-LD values: a person's name, if it looks like one, is not parted any more.

    "Luiz Felipe de Orleans e Bragança Neto" is one man where others are listed beside him.
    """
    found = of_json_ld(entry)
    name = clean_text(as_text(entry))
    if len(found) > 1 and is_name(name):
        return (Author(name=name, raw=name),)
    return found


def is_surname(name: str) -> bool:
    """Whether a name of two words ends in a word for organisations that people are called by too."""
    given, _, surname = name.partition(" ")
    return is_name(f"{given} {surname}") and fold_word(surname) in ORGANISATION_SURNAMES


def described(entry: Mapping[str, Json]) -> Author:
    """What a JSON-LD object says of its person besides the name."""
    emails = EMAIL.findall(" ".join(texts(entry, "email")))
    employers = [*texts(entry, "worksFor.name"), *texts(entry, "affiliation.name")]
    return Author(
        name="",
        role=next(iter(texts(entry, "jobTitle")), None),
        email=next(iter(emails), None),
        affiliation=next(iter(employers), None),
    )
