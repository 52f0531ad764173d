"""Choose the story's authors among the page's sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.authors.declared import Authors, Offer, from_json_ld, from_meta, from_rules
from cleaner.fields.authors.printed import from_biographies, from_lines, from_marked, from_text_end
from cleaner.fields.authors.vote import ranked, squeezed
from cleaner.fields.choice import first_choice
from cleaner.json_ld import texts
from cleaner.lines.bylines import is_named_for, joined
from cleaner.lines.bylines.parts import EMAIL
from cleaner.lines.names import is_name, same_person
from cleaner.model import Author, Choice, Role


def read_authors(article: Article) -> Choice[Authors] | None:
    """The authors, in the order printed: a rule's first, else those of the first source that names a person in full.

    General sources in order: JSON-LD, meta elements, marked elements, printed lines, guesses. One that names only an
    organisation, a desk or a single word ("Kim") waits for a better one; one that stands alone against most of the
    others gives way. The outlet itself is left out where a person is named. None where nobody is.
    """
    outlets = outlet_names(article)

    def offered(*sources: Callable[[Article], Iterator[Offer]]) -> list[Offer]:
        offers = [offer for source in sources for offer in source(article)]
        return [(source, without_outlet(authors, outlets)) for source, authors in offers if authors]

    declared, printed = offered(from_json_ld, from_meta), offered(from_marked, from_lines)
    general = ranked(declared, printed, offered(from_biographies, from_text_end), outlets)
    offers = [*offered(from_rules), *general]
    choice = first_choice(offers, as_line)
    if choice is None:
        return None
    return replace(choice, value=with_details(without_desks(choice.value), offers, byline_emails(article)))


def without_desks(authors: Authors) -> Authors:
    """The people where there are any: "Jane Roe, Courier Staff" is one author, and where she works."""
    people = tuple(author for author in authors if author.kind != "desk")
    return people if any(author.kind == "person" for author in people) else authors


def with_details(authors: Authors, offers: list[Offer], emails: tuple[str, ...]) -> Authors:
    """The authors with what other sources say of the same people: role, employer, handle, e-mail address.

    emails: printed near the story by themselves; one goes to the person it is named for, or to the only author.
    """
    others = [other for _, found in offers for other in found if other.kind == "person"]
    out = []
    for author in authors:
        full = author
        for other in others:
            if author.kind == "person" and same_person(author.name, other.name):
                full = replace(joined(full, other), name=author.name)
        out.append(full)
    people = [n for n, author in enumerate(out) if author.kind == "person"]
    for n in people:
        mine = [email for email in emails if is_named_for(email, out[n].name)] or (emails if len(people) == 1 else ())
        if out[n].email is None and len(mine) == 1:
            out[n] = replace(out[n], email=mine[0])
    return tuple(out)


def byline_emails(article: Article) -> tuple[str, ...]:
    """The e-mail addresses in byline blocks, each once; those of other blocks near the story are the house's own."""
    lines = [block.text for block in article.blocks_as(Role.BYLINE)]
    return tuple(dict.fromkeys(email for line in lines for email in EMAIL.findall(line)))


def outlet_names(article: Article) -> frozenset[str]:
    """What the outlet may call itself in an author's place, as name keys without spaces."""
    signals = article.page.signals
    domain = (article.outlet.domain if article.outlet else None) or ""
    names = [
        article.outlet.name if article.outlet else None,
        article.facts.outlet,
        signals.first_meta("og:site_name"),
        signals.first_meta("application-name"),
        signals.first_meta("publisher"),
        *texts(article.node, "publisher.name"),
        domain,
        domain.partition(".")[0],
    ]
    bare = [name.partition("(")[0].strip() for name in names if name and "(" in name]  # "Deutsche Welle (www.dw.com)"
    return frozenset(squeezed(name) for name in (*names, *bare) if name)


def without_outlet(authors: Authors, outlets: frozenset[str]) -> Authors:
    """The authors with the outlet as an organisation, or without it where a person is named."""
    marked = tuple(
        replace(author, kind="organisation") if author.kind == "person" and squeezed(author.name) in outlets else author
        for author in [without_employer(author, outlets) for author in authors]
    )
    if not any(author.kind == "person" for author in marked):
        return marked
    return tuple(author for author in marked if author.kind == "person" or squeezed(author.name) not in outlets)


def without_employer(author: Author, outlets: frozenset[str]) -> Author:
    """The author without the outlet's name printed behind the own one: "Jane Doe USA TODAY"."""
    words = author.name.split()
    for count in range(2, len(words)):
        rest = " ".join(words[count:])
        if author.kind == "person" and squeezed(rest) in outlets and is_name(" ".join(words[:count])):
            return replace(author, name=" ".join(words[:count]), affiliation=author.affiliation or rest)
    return author


def as_line(authors: Authors) -> str:
    """The authors as one line, by which two offers are compared."""
    return "; ".join(author.name for author in authors)
