"""Choose the story's authors among the page's sources."""

from __future__ import annotations

from msgspec.structs import replace

from cleaner.fields.author_lines import PRINTED_SOURCES, near_blocks
from cleaner.fields.author_signals import Authors, Offer, from_json_ld, from_meta, from_rules
from cleaner.fields.json_ld import article_node, texts
from cleaner.fields.names import is_name, name_key, same_person
from cleaner.fields.precedence import first_choice
from cleaner.model import Author, Choice, Story

GUESSES = frozenset({"people:class", "role:bio", "line:name", "line:names"})
# Sources that read the same printed line, by another name.
KINDS = {
    **dict.fromkeys(("people:itemprop", "people:rel"), "marked"),
    **dict.fromkeys(("rule:line", "role:byline", "line:byline"), "line"),
    **dict.fromkeys(("class:author", "people:class", "role:bio", "line:name", "line:names"), "guess"),
}
FULL = 4  # the weight of an offer that names a person in full
MORE_KINDS = 2  # measured on three sets: 1 loses .02 author F1 on the news set, 2 gains on all
MANY = 3  # of two-name lists the second name is as often a reviewer or a role


def read_authors(story: Story) -> Choice[Authors] | None:
    """The authors, in the order printed: a rule's first, else those of the first source that names a person in full.

    General sources in order: JSON-LD, meta elements, marked elements, printed lines, guesses. One that names only an
    organisation, a desk or a single word ("Kim") waits for a better one; one that stands alone against most of the
    others gives way. The outlet itself is left out where a person is named. None where nobody is.
    """
    outlets = outlet_names(story)
    near = near_blocks(story)
    general = [*from_json_ld(story), *from_meta(story), *(offer for ask in PRINTED_SOURCES for offer in ask(near))]
    ruled, general = (
        [(source, without_outlet(authors, outlets)) for source, authors in offers if authors]
        for offers in (from_rules(story), general)
    )
    general.sort(key=lambda offer: -weight(offer, outlets))  # stable: the order of the sources holds among equals
    return first_choice([*ruled, *fullest(unlike_most_last(general, outlets))], printed)


def unlike_most_last(offers: list[Offer], outlets: frozenset[str]) -> list[Offer]:
    """The offers, led by the one that two more kinds of source agree on than on the first, where there is one.

    Some publishers put their company or a technician into the first meta element of every page.
    """
    strong = [offer for offer in offers if weight(offer, outlets) == FULL]
    if not strong:
        return offers
    votes = [
        len({kind_of(source) for source, other in offers if is_same_group(authors, other)}) for _, authors in strong
    ]
    best = max(range(len(strong)), key=lambda n: (votes[n], -n))
    if votes[best] < votes[0] + MORE_KINDS:
        return offers
    return [strong[best], *(offer for offer in offers if offer is not strong[best])]


def fullest(offers: list[Offer]) -> list[Offer]:
    """The offers, led by the one that names all of the first one's people and at least three: others were forgotten."""
    if not offers:
        return offers
    first = offers[0][1]
    for offer in offers[1:]:
        people = [author for author in offer[1] if author.kind == "person"]
        if len(people) >= MANY and len(people) == len(offer[1]) > len(first) and is_within(first, offer[1]):
            return [offer, *(other for other in offers if other is not offer)]
    return offers


def kind_of(source: str) -> str:
    """Which of the independent kinds a source is: what the page declares twice counts once."""
    return KINDS.get(source) or source.partition(":")[0]


def is_same_group(one: Authors, other: Authors) -> bool:
    """Whether two offers name the same people; organisations beside them do not count."""
    people, others = ([a for a in authors if a.kind == "person"] for authors in (one, other))
    return len(people) == len(others) and is_within(tuple(people), tuple(others))


def is_within(some: Authors, all_of: Authors) -> bool:
    """Whether each of the first is one of the others."""
    return all(any(same_person(author.name, other.name) for other in all_of) for author in some)


def outlet_names(story: Story) -> frozenset[str]:
    """What the outlet may call itself in an author's place, as name keys without spaces."""
    signals = story.page.signals
    domain = (story.outlet.domain if story.outlet else None) or ""
    names = [
        story.outlet.name if story.outlet else None,
        story.facts.outlet,
        signals.first_meta("og:site_name"),
        signals.first_meta("application-name"),
        signals.first_meta("publisher"),
        *texts(article_node(story), "publisher.name"),
        domain,
        domain.partition(".")[0],
    ]
    return frozenset(squeezed(name) for name in names if name)


def squeezed(name: str) -> str:
    """A name without what printings of an outlet differ in."""
    return name_key(name).replace(" ", "").removeprefix("the").removesuffix("online")


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


def printed(authors: Authors) -> str:
    """The authors as one line, by which two offers are compared."""
    return "; ".join(author.name for author in authors)
