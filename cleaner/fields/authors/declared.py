"""The authors a page declares: what rules found, JSON-LD, meta elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.choice import site_offers
from cleaner.json_ld import clean_text, texts, type_names
from cleaner.json_paths import flat
from cleaner.lines.bylines import merged, parse_byline
from cleaner.lines.bylines.parts import EMAIL
from cleaner.lines.signers import read_signers
from cleaner.model import Author, Candidate, Json
from cleaner.text import collapse

Authors = tuple[Author, ...]
Offer = tuple[str, Authors]

PARTS = ("email", "handle", "role", "affiliation")  # that a rule's pattern may catch


def from_rules(article: Article) -> Iterator[Offer]:
    """What the site's rule found; candidates of one source are one list of authors."""
    for source, candidates in groupby(site_offers(article, "authors"), attrgetter("source")):
        yield source, tuple(merged(author for candidate in candidates for author in of_candidate(candidate)))


def of_candidate(candidate: Candidate) -> Authors:
    """The authors of one candidate: its named parts where the pattern caught them, else its text."""
    parts = candidate.parts
    found = parse_byline(parts.get("name") or parts.get("authors") or candidate.value)
    if len(found) != 1:
        return found
    caught = {name: parts[name] for name in PARTS if parts.get(name)}
    return (replace(found[0], raw=collapse(candidate.value) or found[0].raw, **caught),)


def from_json_ld(article: Article) -> Iterator[Offer]:
    """The article object's author, then creator."""
    node = article.node or {}
    for key in ("author", "creator"):
        yield f"jsonld:{key}", tuple(merged(author for entry in flat(node.get(key)) for author in of_json_ld(entry)))


def of_json_ld(entry: Json) -> Authors:
    """The authors of one JSON-LD value: a name, or an object with name, type, jobTitle, email, affiliation."""
    if isinstance(entry, str):
        return read_declared(clean_text(entry))
    if not isinstance(entry, Mapping):
        return ()
    found = [author for name in texts(entry, "name") for author in read_declared(name)]
    if len(found) != 1:
        return tuple(found)
    (author,) = found
    is_organisation = author.kind == "person" and "Organization" in " ".join(type_names(entry))
    return (
        replace(
            author,
            kind="organisation" if is_organisation else author.kind,
            role=author.role or first_text(entry, "jobTitle"),
            email=author.email or first_email(entry),
            affiliation=author.affiliation or first_text(entry, "worksFor.name", "affiliation.name"),
        ),
    )


def first_text(entry: Mapping[str, Json], *paths: str) -> str | None:
    """The first text at one of the paths."""
    return next((text for path in paths for text in texts(entry, path)), None)


def first_email(entry: Mapping[str, Json]) -> str | None:
    """The e-mail address of a JSON-LD object."""
    emails = EMAIL.findall(first_text(entry, "email") or "")
    return emails[0] if emails else None


def read_declared(name: str) -> Authors:
    """The authors of a string that is said to be an author: a login name will do where nothing better is printed."""
    return read_signers(name, [name])


def from_meta(article: Article) -> Iterator[Offer]:
    """The meta elements for authors, each as one list."""
    for source, declared in groupby(article.declared.meta_authors, attrgetter("source")):
        yield source, tuple(merged(author for line in declared for author in read_declared(line.text)))
