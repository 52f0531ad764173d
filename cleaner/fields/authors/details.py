"""Complete the chosen authors by what other sources say of the same people."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from cleaner.fields.authors.declared import Authors, Offer
from cleaner.fields.authors.vote import people_of
from cleaner.lines.bylines.merge import joined, with_addresses
from cleaner.lines.names import same_person
from cleaner.model import Author


def with_details(authors: Authors, offers: Iterable[Offer], emails: tuple[str, ...]) -> Authors:
    """The authors with role, employer, handle and e-mail address that other sources give the same people.

    emails: of lines by themselves; they count where no source gives an author's.
    """
    others = [other for _, found in offers for other in people_of(found)]
    complete = [joined_with(author, others) for author in authors]
    if any(author.email for author in complete):
        return tuple(complete)
    return tuple(with_addresses(complete, "email", list(emails)))


def joined_with(author: Author, others: Iterable[Author]) -> Author:
    """The author, under the same name, with what is known of others who are the same person."""
    if author.kind != "person":
        return author
    full = author
    for other in others:
        if same_person(author.name, other.name):
            full = joined(full, other)
    return replace(full, name=author.name)
