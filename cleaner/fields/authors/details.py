"""Complete the chosen authors by what other sources say of the same people."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from cleaner.fields.authors.declared import Authors, Offer
from cleaner.lines.bylines.merge import is_named_for, joined
from cleaner.lines.names import same_person
from cleaner.model import Author


def with_details(authors: Authors, offers: Iterable[Offer], emails: tuple[str, ...]) -> Authors:
    """The authors with role, employer, handle and e-mail address that other sources give the same people.

    emails: of lines by themselves; one goes to the person it is named for, or to the only author.
    """
    others = [other for _, found in offers for other in found if other.kind == "person"]
    is_alone = sum(author.kind == "person" for author in authors) == 1
    return tuple(
        with_email(with_role(author, others), emails, is_alone) if author.kind == "person" else author
        for author in authors
    )


def with_role(author: Author, others: Iterable[Author]) -> Author:
    """The author, joined with those of the others who are the same person, under the first name."""
    full = author
    for other in others:
        if same_person(author.name, other.name):
            full = replace(joined(full, other), name=author.name)
    return full


def with_email(author: Author, emails: tuple[str, ...], is_alone: bool) -> Author:
    """The author with the one address that is named for the person, or with the only one where nobody else wrote."""
    own = [email for email in emails if is_named_for(email, author.name)]
    if not own and is_alone:
        own = list(emails)
    return replace(author, email=own[0]) if author.email is None and len(own) == 1 else author
