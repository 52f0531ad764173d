"""Which record of a cluster is the likely original, and what told so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from msgspec import Struct, structs

from cleaner.dedup.facts import Facts
from cleaner.lines.agencies import find_agency
from cleaner.model import Moment, Status
from cleaner.text import count_words, fold
from cleaner.urls import registrable_domain

# How far local time is ahead of UTC in the east (Kiribati), and behind it in the west (Baker Island).
AHEAD, BEHIND = timedelta(hours=14), timedelta(hours=12)
LENGTHS = {"day": timedelta(days=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}


class Candidate(Struct, frozen=True):
    """A record of a cluster, its text counted and let go. words: of the text."""

    facts: Facts
    words: int

    @classmethod
    def of(cls, facts: Facts) -> Candidate:
        return cls(structs.replace(facts, text=""), count_words(facts.text))


Criterion: TypeAlias = Callable[[Sequence[Candidate]], Iterable[Candidate]]


class Original(Struct, frozen=True):
    """place: of the original among the candidates. why: the criterion that left it alone, in words."""

    place: int
    why: str


def choose_original(cluster: Sequence[Candidate]) -> Original:
    """Ask the criteria in turn, each of those the one before has left; what leaves one alone is the reason.

    The order in which the records stand has no say, unless two are the same in every member that is read.
    """
    left = list(cluster)
    for why, criterion in CRITERIA:
        fitting = list(criterion(left))
        if fitting:
            left = fitting
        if len(left) == 1:
            return Original(_place(left[0], cluster), why)
    return Original(_place(left[0], cluster), "the same in all that is compared")


def _place(one: Candidate, cluster: Sequence[Candidate]) -> int:
    return next(place for place, other in enumerate(cluster) if other is one)


def _are_stories(records: Sequence[Candidate]) -> Iterable[Candidate]:
    return (one for one in records if one.facts.status is Status.OK)


def _are_pointed_to(records: Sequence[Candidate]) -> Iterable[Candidate]:
    """Those whose address pages of other addresses give as their canonical one."""
    declared = [(one, one.facts.own_address, one.facts.address) for one in records]
    pointed = {address for _, own, address in declared if own != address}
    return [one for one, own, address in declared if own in pointed and own == address]


def _are_named_as_source(records: Sequence[Candidate]) -> Iterable[Candidate]:
    """Those whose outlet the others name as the text's source: "Source: Donga", "(Yonhap)"."""
    named = {key for one in records for source in one.facts.sources for key in _keys(source.name)}
    return [one for one in records if named & set(_outlet_keys(one.facts))]


def _outlet_keys(one: Facts) -> Iterable[str]:
    """The names of the outlet; the first label of its domain is one ("yna", "reuters")."""
    if one.outlet is not None and one.outlet.name:
        yield from _keys(one.outlet.name)
    domain = registrable_domain(one.url) or (one.outlet.domain if one.outlet else None)
    if domain:
        yield from _keys(domain.split(".")[0])
        yield domain


def _keys(name: str) -> Iterable[str]:
    """A name folded, and the agency it is a spelling of: "The Associated Press", "AP"."""
    yield fold(name).removeprefix("the ")
    agency = find_agency(name)
    if agency is not None:
        yield f"agency {agency.name}"


def _are_earliest(records: Sequence[Candidate]) -> Iterable[Candidate]:
    """Those published first. A day without an hour may be any hour of it, so it is not before one on the same day."""
    known = [(one, _span(one.facts.published)) for one in records if one.facts.published is not None]
    spans = [(one, span) for one, span in known if span is not None]
    if not spans:
        return []
    first_end = min(span[1] for _, span in spans)
    return [one for one, span in spans if span[0] < first_end]


def _span(moment: Moment) -> tuple[datetime, datetime] | None:
    """The first and last instant it can mean; a value without offset may be of any zone."""
    try:
        value = datetime.fromisoformat(moment.value)
    except ValueError:
        return None
    end = value + LENGTHS[moment.precision]
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC) - AHEAD, end.replace(tzinfo=UTC) + BEHIND
    return value, end


def _are_at_home(records: Sequence[Candidate]) -> Iterable[Candidate]:
    """Those that stand where they say they stand, not on a page of tracking parameters or a mirror."""
    return (one for one in records if one.facts.url is not None and one.facts.url == one.facts.address)


def _are_longest(records: Sequence[Candidate]) -> Iterable[Candidate]:
    longest = max(one.words for one in records)
    return (one for one in records if one.words == longest)


def _are_first_fetched(records: Sequence[Candidate]) -> Iterable[Candidate]:
    times = [one.facts.input.fetched_at for one in records if one.facts.input.fetched_at]
    return [one for one in records if times and one.facts.input.fetched_at == min(times)]


def _are_first_by_name(records: Sequence[Candidate]) -> Iterable[Candidate]:
    """Nothing tells them apart but what they are called: any rule will do that asks no order."""
    keys = [(one.facts.url or "", one.facts.id, one.facts.input.sha256, one.facts.input.name or "") for one in records]
    return [one for one, key in zip(records, keys, strict=True) if key == min(keys)]


# In order of trust: what a page says of itself and of others, then times, then what a copy tends to be.
CRITERIA: tuple[tuple[str, Criterion], ...] = (
    ("the only story", _are_stories),
    ("others give its address as theirs", _are_pointed_to),
    ("others name its outlet as the source", _are_named_as_source),
    ("published first", _are_earliest),
    ("fetched from its own address", _are_at_home),
    ("the longest text", _are_longest),
    ("fetched first", _are_first_fetched),
    ("first by address", _are_first_by_name),
)
