"""Weigh what a page's sources say of its authors: who names a person in full, whom a byline confirms."""

from __future__ import annotations

from cleaner.fields.authors.declared import Authors, Offer
from cleaner.lines.names import is_name, same_person

MANY = 3  # of two-name lists the second name is as often a reviewer or a role
# What stands on a page without a word for "by": it may be anybody's.
GUESSES = frozenset({"line:name", "line:desk", "line:end", "role:bio", "text:end", "email"})


def ranked(declared: list[Offer], printed: list[Offer]) -> list[Offer]:
    """The offers, best first: people in full before others, then whom a byline names too, then as the sources are.

    Some publishers put their company or a technician into the first meta element of every page.
    """
    confirmed = [offer for offer in declared if any(is_same_group(offer[1], line) for _, line in printed)]
    offers = [*confirmed, *declared, *printed]
    offers.sort(key=rank)  # stable: the order of the sources holds among equals
    return sorted(offers, key=lambda offer: not completes(offer[1], offers[0][1]))


def rank(offer: Offer) -> int:
    """How little an offer says: 0 a person in full, 1 one word, a desk or an organisation, 2 a guess."""
    source, authors = offer
    if source in GUESSES:
        return 2
    # a degree may stand behind the name
    return 0 if any(author.kind == "person" and is_name(author.name.split(",")[0]) for author in authors) else 1


def completes(authors: Authors, first: Authors) -> bool:
    """Whether authors are all of the first ones and more, at least three people: the first source forgot some."""
    all_people = all(author.kind == "person" for author in authors)
    return all_people and len(authors) >= MANY and len(authors) > len(first) and is_within(first, authors)


def is_same_group(one: Authors, other: Authors) -> bool:
    """Whether two offers name the same people; organisations beside them do not count."""
    people, others = ([a for a in authors if a.kind == "person"] for authors in (one, other))
    return len(people) == len(others) > 0 and is_within(tuple(people), tuple(others))


def is_within(some: Authors, all_of: Authors) -> bool:
    """Whether each of the first is one of the others."""
    return all(any(same_person(author.name, other.name) for other in all_of) for author in some)
