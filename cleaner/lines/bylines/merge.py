"""Bring the authors of a byline together: each person once, with the addresses that are theirs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from msgspec.structs import replace

from cleaner.lines.names import is_name, name_key, same_person
from cleaner.model import Author

DETAILS = ("role", "email", "handle", "affiliation", "raw")


def merged(authors: Iterable[Author]) -> list[Author]:
    """The authors, each person once: the fuller name, and what each printing adds."""
    out: list[Author] = []
    for author in authors:
        at = next((n for n, other in enumerate(out) if is_same(author, other)), None)
        if at is None:
            out.append(author)
        else:
            out[at] = joined(out[at], author)
    return out


def is_same(one: Author, other: Author) -> bool:
    """Whether two authors are one; a degree behind a name makes nobody another."""
    if one.kind == other.kind == "person":
        return same_person(*(author.name.partition(",")[0] for author in (one, other)))
    return name_key(one.name) == name_key(other.name)


def is_full_name(author: Author) -> bool:
    """Whether an author is a person with first and last name; a degree may stand behind them."""
    name, _, _ = author.name.partition(",")
    return author.kind == "person" and is_name(name)


def joined(first: Author, second: Author) -> Author:
    """One author of two printings. A name written out beats one with initials."""
    has_initials = any(len(part) == 1 for part in name_key(first.name).split()[:-1])
    is_fuller = has_initials and len(name_key(second.name)) > len(name_key(first.name))
    details = {detail: getattr(first, detail) or getattr(second, detail) for detail in DETAILS}
    return replace(first, name=second.name if is_fuller else first.name, **details)


def with_addresses(authors: list[Author], field: str, addresses: list[str]) -> list[Author]:
    """The authors with the addresses that are theirs: by name, else in order where there are as many as people.

    field: of Author, `email` or `handle`.
    """
    people = [n for n, author in enumerate(authors) if author.kind == "person"]
    in_order = addresses if len(people) == len(addresses) else []
    left = list(dict.fromkeys(addresses))
    out = list(authors)
    for n, following in zip_longest(people, in_order):
        own = next((address for address in left if is_named_for(address, out[n].name)), following)
        if own in left:
            left.remove(own)
            out[n] = replace(out[n], **{field: own})
    return out


def is_named_for(address: str, name: str) -> bool:
    """Whether an e-mail address or handle holds the person's first or last name."""
    local, key = address.partition("@")[0].lower(), name_key(name).split()
    return any(len(part) > 2 and part in local for part in (key[0], key[-1]))
