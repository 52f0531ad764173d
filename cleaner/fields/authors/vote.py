"""Weigh what a page's sources say of its authors: who names a person in full, whom a byline confirms."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from cleaner.declared.site_names import SiteNames
from cleaner.fields.authors.declared import Authors, Offer
from cleaner.lines.bylines import is_full_name, merged
from cleaner.lines.bylines.pieces import is_organisation
from cleaner.lines.names import JOINED_SCRIPT, is_name, name_key
from cleaner.model import Author
from cleaner.text import fold

MIN_NAME_WORDS = 2
MANY = 3  # of two-name lists the second name is as often a reviewer or a role
LINKED, MIN_LINKED = "people:rel", 2
# What stands on a page without a word for "by": it may be anybody's.
GUESSES = frozenset({"line:name", "line:desk", "line:end", "role:bio", "text:end"})
NEAR = frozenset({"line:name", "line:end"})
PEOPLE, NAMED_NEAR, HOUSES, GUESSED = range(4)  # what an offer says, the surest first


def ranked(
    declared: list[Offer], printed: list[Offer], outlet: SiteNames, is_shown: Callable[[str], bool]
) -> list[Offer]:
    """The offers, best first: people in full before others, then whom a byline names too, then as the sources are.

    Some publishers put their company or a technician into the first meta element of every page. Who has the
    account is often another than who signs: where no reader is shown the declared name (is_shown), the byline counts.
    """
    confirmed = [offer for offer in declared if is_confirmed(offer, printed)]
    signed = [offer for offer in printed if offer[0] not in GUESSES and any(map(is_full_name, offer[1]))]
    accounts = [author.name for _, authors in declared for author in authors]
    if signed and not confirmed and not any(is_shown(name) or is_like(name, signed[0][1]) for name in accounts):
        declared, printed = [], [*printed, *declared]
    offers = [*confirmed, *declared, *printed]
    is_signed = any(is_signed_house(offer, outlet) for offer in printed)
    # stable: the order of the sources holds among equals
    offers.sort(key=lambda offer: (*rank(offer), is_signed and all(outlet.is_one(author.name) for author in offer[1])))
    fuller = [offer for offer in offers if completes(offer, offers[0][1])]
    return [*fuller, *offers]


def is_like(name: str, authors: Authors) -> bool:
    """Whether a name may be one of the authors' in another form: it shares a word with it, or is in another script."""
    words = [frozenset(name_key(author.name).split()) for author in authors]
    is_comparable = all(is_joined(name) == is_joined(author.name) for author in authors)
    return not is_comparable or any(not named.isdisjoint(name_key(name).split()) for named in words)


def is_joined(name: str) -> bool:
    """Whether a name is in a script that joins words."""
    return JOINED_SCRIPT.search(name) is not None


def is_signed_house(offer: Offer, outlet: SiteNames) -> bool:
    """Whether a line says "by" of a house other than the outlet."""
    source, authors = offer
    is_house = rank(offer)[0] == HOUSES
    return is_house and source == "line:byline" and not any(outlet.is_one(author.name) for author in authors)


def rank(offer: Offer) -> tuple[int, bool]:
    """How little an offer says: by its source and whether it names people, then whether it names nobody in full.

    Some pages declare their outlet as the author of every story, and print near the headline who wrote it.
    """
    source, authors = offer
    is_full = any(map(is_full_name, authors))
    if source in GUESSES:
        return (NAMED_NEAR if source in NEAR and is_full else GUESSED), not is_full
    return (PEOPLE if any(map(is_person_like, authors)) else HOUSES), not is_full


def is_person_like(author: Author) -> bool:
    """Whether an author is a person, or a house with the name of one: many a writer has a site of that name."""
    return author.kind == "person" or (is_name(author.name) and not is_organisation(author.name))


def is_confirmed(offer: Offer, printed: list[Offer]) -> bool:
    """Whether a printed offer names the same people; organisations beside them do not count."""
    return any(is_same_group(people_of(offer[1]), people_of(authors)) for _, authors in printed)


def is_same_group(people: Authors, others: Authors) -> bool:
    """Whether some people are the others."""
    return 0 < len(people) == len(others) == len(merged([*people, *others]))


def completes(offer: Offer, first: Authors) -> bool:
    """Whether an offer has all of the first authors and more, at least three people: the first source forgot some.

    Two are enough where each is a link of the byline that leads to an author.
    """
    source, authors = offer
    count = len(people_of(authors))
    all_people = count == len(authors) == len(merged([*authors, *first]))
    return all_people and count >= (MANY if source != LINKED else MIN_LINKED) and count > len(first)


def people_of(authors: Authors) -> Authors:
    """The authors who are people."""
    return tuple(author for author in authors if author.kind == "person")


def without_outlet(authors: Authors, outlet: SiteNames) -> Authors:
    """The authors without the outlet where a person is named; else with the outlet as an organisation."""
    authors = tuple(as_studio(author, outlet) or with_employer(author, outlet) for author in authors)
    houses = {author: replace(author, kind="organisation") for author in authors if outlet.holds(author.name)}
    return _people_without(tuple(houses.get(author, author) for author in authors), frozenset(houses.values()))


def as_studio(author: Author, outlet: SiteNames) -> Author | None:
    """The author as a house where a name in capitals begins with the outlet's: "MDR SACHSEN-ANHALT" of MDR."""
    printed = author.raw or ""
    first, _, rest = printed.partition(" ")
    is_whole = printed.isupper() and fold(printed) == fold(author.name)
    return replace(author, name=printed, kind="organisation") if rest and is_whole and outlet.holds(first) else None


def with_employer(author: Author, outlet: SiteNames) -> Author:
    """The author without the outlet's name behind the own one: "Jane Doe USA TODAY"."""
    words = author.name.split() if author.kind == "person" else []
    for count in range(MIN_NAME_WORDS, len(words)):
        name, employer = " ".join(words[:count]), " ".join(words[count:])
        if outlet.holds(employer) and is_name(name):
            return replace(author, name=name, affiliation=author.affiliation or employer)
    return author


def without_desks(authors: Authors) -> Authors:
    """The people where there are any: "Jane Roe, Courier Staff" is one author, and where she works."""
    return _people_without(authors, frozenset(author for author in authors if author.kind == "desk"))


def _people_without(authors: Authors, houses: frozenset[Author]) -> Authors:
    """The authors that are none of the houses where a person or desk is among them, else all."""
    others = tuple(author for author in authors if author not in houses)
    return others if any(author.kind != "organisation" for author in others) else authors
