"""The authors a page declares: what rules found, JSON-LD, meta elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.choice import rule_offers
from cleaner.json_ld import clean_text, texts, type_names
from cleaner.json_paths import flat
from cleaner.lines.bylines import merged, parse_byline
from cleaner.lines.bylines.pen_names import read_pen_name
from cleaner.model import Author, Candidate, Json
from cleaner.text import collapse

Authors = tuple[Author, ...]
Offer = tuple[str, Authors]

MAX_PEN_CHARS = 40


def from_rules(article: Article) -> Iterator[Offer]:
    """What the site's rule found; candidates of one source are one list of authors."""
    grouped: dict[str, list[Author]] = {}
    for candidate in rule_offers(article, "authors"):
        if candidate.is_evidence:
            continue  # no better than the page's other marks, and ranked with them
        grouped.setdefault(candidate.source, []).extend(of_candidate(candidate))
    for source, authors in grouped.items():
        yield source, tuple(merged(authors))


def of_candidate(candidate: Candidate) -> Authors:
    """The authors of one candidate: its named parts where the pattern caught them, else its text."""
    parts = candidate.parts
    printed = parts.get("name") or parts.get("authors") or candidate.value
    found = parse_byline(printed)
    if len(found) != 1:
        return found
    known = {key: parts[key] for key in ("email", "handle", "role", "affiliation") if parts.get(key)}
    return (replace(found[0], raw=collapse(candidate.value) or found[0].raw, **known),)


def from_json_ld(article: Article) -> Iterator[Offer]:
    """The article object's author, then creator."""
    node = article.node
    if node is None:
        return
    for key in ("author", "creator"):
        found = [author for entry in flat(node.get(key)) for author in of_json_ld(entry)]
        yield f"jsonld:{key}", tuple(merged(found))


def of_json_ld(entry: Json) -> Authors:
    """The authors of one JSON-LD value: a name, or an object with name, type, jobTitle, email, affiliation."""
    if isinstance(entry, str):
        return of_structured(clean_text(entry))
    if not isinstance(entry, Mapping):
        return ()
    found = [author for name in texts(entry, "name") for author in of_structured(name)]
    if len(found) != 1:
        return tuple(found)
    author = found[0]
    if author.kind == "person" and "Organization" in " ".join(type_names(entry)):
        author = replace(author, kind="organisation")
    employer = next((name for path in ("worksFor.name", "affiliation.name") for name in texts(entry, path)), None)
    role, email = texts(entry, "jobTitle"), texts(entry, "email")
    return (
        replace(
            author,
            role=author.role or (role[0] if role else None),
            email=author.email or (email[0].removeprefix("mailto:") if email and "@" in email[0] else None),
            affiliation=author.affiliation or employer,
        ),
    )


def of_structured(name: str) -> Authors:
    """The authors of a string that is said to be an author: a login name will do where nothing better is printed."""
    found = parse_byline(name)
    if not found and len(name) <= MAX_PEN_CHARS and (pen_name := read_pen_name(name)) is not None:
        return (pen_name,)
    return found


def from_meta(article: Article) -> Iterator[Offer]:
    """The meta elements for authors, each as one list."""
    for source, declared in groupby(article.declared.meta_authors, attrgetter("source")):
        yield source, tuple(merged(author for line in declared for author in of_structured(line.text)))
