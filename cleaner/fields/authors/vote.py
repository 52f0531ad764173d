"""Weigh what a page's sources say of its authors: who names a person in full, who stands alone, who forgot some."""

from __future__ import annotations

from cleaner.fields.authors.declared import Authors, Offer
from cleaner.lines.names import is_name, name_key, same_person

GUESSES = frozenset(
    {"people:class", "role:bio", "line:name", "line:names", "line:far", "line:desk", "line:end", "email"}
)
# Sources that read the same printed line, by another name.
KINDS = {
    **dict.fromkeys(("people:itemprop", "people:rel"), "marked"),
    **dict.fromkeys(("rule:line", "role:byline", "line:byline"), "line"),
    **dict.fromkeys(
        ("class:author", "people:class", "role:bio", "line:name", "line:names", "line:far", "line:desk"), "guess"
    ),
}
FULL = 4  # the weight of an offer that names a person in full
MORE_KINDS = 2  # measured on three sets: 1 loses .02 author F1 on the news set, 2 gains on all
MANY = 3  # of two-name lists the second name is as often a reviewer or a role


def weight(offer: Offer, outlets: frozenset[str]) -> int:
    """How much an offer says: 4 a person in full, 3 one word, a desk or an organisation, 1 just the outlet, 0 nobody.

    2: a person in full, from a source that guesses: it wins over the outlet's name only.
    """
    source, authors = offer
    if source in GUESSES:
        return 2 if authors else 0
    if any(author.kind == "person" and is_name(author.name.split(",")[0]) for author in authors):
        return FULL
    if not authors:
        return 0
    return 1 if all(squeezed(author.name) in outlets for author in authors) else 3


def is_settled(offers: list[Offer], outlets: frozenset[str]) -> bool:
    """Whether somebody is named in full and nobody else by another source: guesses could change nothing."""
    strong = [authors for offer in offers if weight(offer, outlets) == FULL for authors in [offer[1]]]
    return bool(strong) and all(is_same_group(strong[0], authors) for authors in strong[1:])


def unlike_most_last(offers: list[Offer], outlets: frozenset[str]) -> list[Offer]:
    """The offers, led by the one that two more kinds of source agree on than on the first, where there is one.

    Some publishers put their company or a technician into the first meta element of every page.
    """
    strong = [offer for offer in offers if weight(offer, outlets) == FULL]
    if not strong:
        return offers
    votes = [len({kind_of(source) for source, other in offers if is_same_group(found, other)}) for _, found in strong]
    best = max(range(len(strong)), key=lambda n: (votes[n], -n))
    if votes[best] < votes[0] + MORE_KINDS:
        return offers
    return [strong[best], *(offer for offer in offers if offer is not strong[best])]


def fullest(offers: list[Offer]) -> list[Offer]:
    """The offers, led by the one that names all of the first one's people and more: others were forgotten.

    It names at least three, or two kinds of source agree on it.
    """
    if not offers:
        return offers
    first = offers[0][1]
    for offer in offers[1:]:
        people = [author for author in offer[1] if author.kind == "person"]
        kinds = {kind_of(source) for source, other in offers if is_same_group(offer[1], other)} - {"guess"}
        enough = len(people) >= MANY or len(kinds) >= MORE_KINDS
        if enough and len(people) == len(offer[1]) > len(first) and is_within(first, offer[1]):
            return [offer, *(other for other in offers if other is not offer)]
    return offers


def kind_of(source: str) -> str:
    """Which of the independent kinds a source is: what the page declares twice counts once."""
    return KINDS.get(source) or source.partition(":")[0]


def is_same_group(one: Authors, other: Authors) -> bool:
    """Whether two offers name the same people; organisations beside them do not count."""
    if one is other:
        return True
    people, others = ([a for a in authors if a.kind == "person"] for authors in (one, other))
    return len(people) == len(others) and is_within(tuple(people), tuple(others))


def is_within(some: Authors, all_of: Authors) -> bool:
    """Whether each of the first is one of the others."""
    return all(any(same_person(author.name, other.name) for other in all_of) for author in some)


def squeezed(name: str) -> str:
    """A name without what printings of an outlet differ in."""
    return name_key(name).replace(" ", "").removeprefix("the").removesuffix("online")
