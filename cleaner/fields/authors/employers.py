"""Tell the outlet from the people who write for it."""

from __future__ import annotations

from msgspec.structs import replace

from cleaner.declared.site_names import SiteNames
from cleaner.fields.authors.declared import Authors
from cleaner.fields.authors.vote import people_of
from cleaner.lines.names import is_name
from cleaner.model import Author

MIN_NAME_WORDS = 2


def without_outlet(authors: Authors, outlet: SiteNames) -> Authors:
    """The authors with the outlet as an organisation, or without it where a person is named."""
    marked = tuple(with_employer(author, outlet) for author in authors)
    if not people_of(marked):
        return marked
    return tuple(author for author in marked if not outlet.holds(author.name))


def with_employer(author: Author, outlet: SiteNames) -> Author:
    """The author as an organisation, if it is the outlet; without its name behind the own one: "Jane Doe USA TODAY"."""
    if outlet.holds(author.name):
        return replace(author, kind="organisation")
    words = author.name.split()
    for count in range(MIN_NAME_WORDS, len(words)):
        name, employer = " ".join(words[:count]), " ".join(words[count:])
        if outlet.holds(employer) and is_name(name):
            return replace(author, name=name, affiliation=author.affiliation or employer)
    return author
