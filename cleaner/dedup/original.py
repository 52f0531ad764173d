"""Which record of a cluster is the likely original, and by which criterion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from msgspec import Struct, structs

from cleaner.dedup.facts import Facts
from cleaner.lines.agencies import find_agency
from cleaner.model import Moment, Outlet, Status
from cleaner.text import count_words, fold
from cleaner.urls import registrable_domain

# How far local time is ahead of UTC in the east (Kiribati), and behind it in the west (Baker Island).
AHEAD, BEHIND = timedelta(hours=14), timedelta(hours=12)
NEVER = datetime.max.replace(tzinfo=UTC)
LENGTHS = {"day": timedelta(days=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}


class Member(Struct, frozen=True):
    """A record of a cluster, its text counted and let go. words: of the text."""

    facts: Facts
    words: int

    @classmethod
    def of(cls, facts: Facts) -> Member:
        return cls(structs.replace(facts, text=""), count_words(facts.text))


Criterion: TypeAlias = Callable[[Sequence[Member]], Iterable[Member]]


class Original(Struct, frozen=True):
    """place: of the original among the candidates. why: the criterion that left it alone, in words."""

    place: int
    why: str


def choose_original(cluster: Sequence[Member]) -> Original:
    """Apply the criteria in turn, each to those the one before has left; what leaves one alone is the reason.

    The order in which the records stand has no say, unless two are the same in every member that is read.
    """
    left = list(cluster)
    for why, criterion in CRITERIA:
        left = list(criterion(left)) or left
        if len(left) == 1:
            return Original(_place(left[0], cluster), why)
    return Original(_place(left[0], cluster), "the same in all that is compared")


def _place(one: Member, cluster: Sequence[Member]) -> int:
    return next(place for place, other in enumerate(cluster) if other is one)


def _first_by(key: Callable[[Member], Any]) -> Criterion:
    """The criterion that leaves those with the smallest key."""

    def choose(records: Sequence[Member]) -> Iterable[Member]:
        keys = [key(one) for one in records]
        smallest = min(keys)
        return [one for one, own in zip(records, keys, strict=True) if own == smallest]

    return choose


def _are_pointed_to(records: Sequence[Member]) -> Iterable[Member]:
    """Those whose address pages of other addresses give as their canonical one."""
    addresses = [(one.facts.own_address, one.facts.address) for one in records]
    pointed = {address for own, address in addresses if own != address}
    return [one for one in records if one.facts.own_address in pointed & {one.facts.address}]


def _are_named_as_source(records: Sequence[Member]) -> Iterable[Member]:
    """Those whose outlet the others name as the text's source: "Source: Donga", "(Yonhap)"."""
    named = {key for one in records for source in one.facts.sources for key in _keys(source.name)}
    return [one for one in records if named & _outlet_keys(one.facts)]


def _outlet_keys(one: Facts) -> set[str]:
    """The names of the outlet; the first label of its domain is one ("yna", "reuters")."""
    outlet = one.outlet or Outlet()
    domain = registrable_domain(one.url) or outlet.domain or ""
    return {domain, *_keys(outlet.name or ""), *_keys(domain.split(".")[0])} - {""}


def _keys(name: str) -> Iterable[str]:
    """A name folded, and the agency it is a spelling of: "The Associated Press", "AP"."""
    yield fold(name).removeprefix("the ")
    agency = find_agency(name)
    if agency is not None:
        yield f"agency {agency.name}"


def _are_earliest(records: Sequence[Member]) -> Iterable[Member]:
    """Those published first. A day without an hour may be any hour of it, so it is not before one on the same day."""
    spans = [_span(one.facts.published) for one in records]
    first_end = min(end for _, end in spans)
    return [one for one, (start, _) in zip(records, spans, strict=True) if start < first_end]


def _span(moment: Moment | None) -> tuple[datetime, datetime]:
    """The first and last instant it can mean; a value without offset may be of any zone."""
    if moment is None:
        return NEVER, NEVER
    try:
        value = datetime.fromisoformat(moment.value)
    except ValueError:
        return NEVER, NEVER
    end = value + LENGTHS[moment.precision]
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC) - AHEAD, end.replace(tzinfo=UTC) + BEHIND
    return value, end


def _is_elsewhere(one: Member) -> bool:
    """Whether it stands where it does not say it stands: on a page of tracking parameters, on a mirror."""
    return one.facts.url is None or one.facts.url != one.facts.address


def _fetched_at(one: Member) -> tuple[bool, str]:
    time = one.facts.input.fetched_at
    return time is None, time or ""


def _name(one: Member) -> tuple[str, ...]:
    """What they are called: the last resort, which depends on no order."""
    return one.facts.url or "", one.facts.id, one.facts.input.sha256, one.facts.input.name or ""


# In order of trust: what a page says of itself and of others, then times, then what a copy tends to be.
CRITERIA: tuple[tuple[str, Criterion], ...] = (
    ("the only story", _first_by(lambda one: one.facts.status is not Status.OK)),
    ("others give its address as theirs", _are_pointed_to),
    ("others name its outlet as the source", _are_named_as_source),
    ("published first", _are_earliest),
    ("fetched from its own address", _first_by(_is_elsewhere)),
    ("the longest text", _first_by(lambda one: -one.words)),
    ("fetched first", _first_by(_fetched_at)),
    ("first by address", _first_by(_name)),
)
