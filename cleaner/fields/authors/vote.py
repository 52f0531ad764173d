"""Weigh what a page's sources say of its authors: who names a person in full, whom a byline confirms."""

from __future__ import annotations

from cleaner.fields.authors.declared import Authors, Offer
from cleaner.lines.names import is_name, name_key, same_person

MANY = 3  # of two-name lists the second name is as often a reviewer or a role


def ranked(declared: list[Offer], printed: list[Offer], guessed: list[Offer], outlets: frozenset[str]) -> list[Offer]:
    """The offers, best first: people in full before others, then whom a byline names too, then as the sources are.

    Some publishers put their company or a technician into the first meta element of every page.
    """
    lines = [authors for _, authors in printed]
    confirmed = [offer for offer in declared if any(is_same_group(offer[1], line) for line in lines)]
    offers = [*confirmed, *declared, *printed, *guessed]
    offers.sort(key=lambda offer: -fullness(offer[1], outlets))  # stable: the order of the sources holds among equals
    return sorted(offers, key=lambda offer: not completes(offer, offers[0]))


def fullness(authors: Authors, outlets: frozenset[str]) -> int:
    """How much authors say: 2 a person in full, 1 one word, a desk or an organisation, 0 just the outlet."""
    if any(author.kind == "person" and is_name(author.name.split(",")[0]) for author in authors):
        return 2
    return 0 if all(squeezed(author.name) in outlets for author in authors) else 1


def completes(offer: Offer, first: Offer) -> bool:
    """Whether an offer names all of the first one's people and others, at least three: the first forgot some."""
    authors = offer[1]
    all_people = all(author.kind == "person" for author in authors)
    return all_people and len(authors) >= MANY and len(authors) > len(first[1]) and is_within(first[1], authors)


def is_same_group(one: Authors, other: Authors) -> bool:
    """Whether two offers name the same people; organisations beside them do not count."""
    people, others = ([a for a in authors if a.kind == "person"] for authors in (one, other))
    return len(people) == len(others) > 0 and is_within(tuple(people), tuple(others))


def is_within(some: Authors, all_of: Authors) -> bool:
    """Whether each of the first is one of the others."""
    return all(any(same_person(author.name, other.name) for other in all_of) for author in some)


def squeezed(name: str) -> str:
    """A name without what printings of an outlet differ in."""
    return name_key(name).replace(" ", "").removeprefix("the").removesuffix("online")
