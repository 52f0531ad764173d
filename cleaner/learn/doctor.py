"""The redesign alarm: a site's records held against its own past, day by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from statistics import median
from typing import NamedTuple

import msgspec
from msgspec import Struct

from cleaner.model import RULE_MISSED, RuleHits, Status
from cleaner.structs import resolved
from cleaner.text import first_names

MIN_BEFORE, MIN_AFTER = 5, 3  # pages of a site before and after a day, to say anything of it
MIN_RATE_BEFORE = 0.6  # of pages that had something, for its loss to be one
MAX_RATE_LEFT = 0.25  # of that rate afterwards
MIN_MISSED, MIN_MISSED_RATE = 3, 0.1  # pages of a site without the story where its rule says, on whatever days
MIN_HITS_BEFORE = 0.95  # of pages on which a part of the rule found something, if it finds nothing afterwards
MAX_LENGTH_LEFT = 0.5  # of the texts' usual length
COUNTED = (Status.OK, Status.TEASER_ONLY, Status.EMPTY)
STORY = "the story where the rule says"
NOTHING = msgspec.Raw(b"null")
EMPTY = (b"null", b"[]", b'""', b"")


class _Day(Struct, frozen=True):
    value: str = ""


class UsedRule(NamedTuple):
    """A rule in one of its layouts, as a record names it; what its hits are numbers of."""

    site: str
    version: int | None
    layout: str | None


class _CheckedTool(Struct, frozen=True):
    rule: str | None = None
    rule_version: int | None = None
    layout: str | None = None
    hits: RuleHits = RuleHits()


class _Flags(Struct, frozen=True):
    flags: tuple[str, ...] = ()


class _CheckedInput(Struct, frozen=True):
    kind: str = "html"
    fetched_at: str | None = None


@resolved
class Checkup(Struct, frozen=True):
    """The part of a record that tells whether its site is as it was."""

    status: Status
    tool: _CheckedTool = _CheckedTool()
    input: _CheckedInput = _CheckedInput()
    quality: _Flags = _Flags()
    published: _Day | None = None
    text: str | None = None
    title: msgspec.Raw = NOTHING
    authors: msgspec.Raw = NOTHING
    images: msgspec.Raw = NOTHING

    @property
    def day(self) -> str:
        """The day of publication, else of fetching; empty where neither is known."""
        moment = self.published.value if self.published is not None else self.input.fetched_at
        return (moment or "")[:10]

    @property
    def site(self) -> str | None:
        """The site whose rule was used; None without one."""
        return (self.tool.rule or "").removeprefix("sites/") or None

    @property
    def used_rule(self) -> UsedRule:
        return UsedRule(self.site or "", self.tool.rule_version, self.tool.layout)


READ_FACTS = msgspec.json.Decoder(Checkup).decode
PartNames = Callable[[UsedRule, str, int], str]  # of one number among the hits: `body`, `label` or `fields`


class Loss(Struct, frozen=True):
    """Something that pages had before a day, and have not since. before, after: rates, 0–1."""

    what: str
    since: str
    pages: int
    before: float
    after: float


class Break(Struct, frozen=True):
    """What was lost on one day. layout: of the rule before that day. pages: since then. kind: of the input."""

    site: str
    layout: str | None
    since: str
    pages: int
    losses: tuple[Loss, ...]
    kind: str = "html"


class Missed(Struct, frozen=True):
    """Pages of a site, of so many, without the story where its rule says, that no break explains. first, last: days."""

    site: str
    kind: str
    pages: int
    of: int
    first: str
    last: str


class Diagnosis(Struct, frozen=True):
    """breaks: by site and day. checked: the sites that could be checked. unchecked: records, by why they could not.

    missed: by site.
    """

    breaks: tuple[Break, ...]
    checked: tuple[str, ...]
    unchecked: Mapping[str, int]
    missed: tuple[Missed, ...] = ()


def _has(name: str) -> Callable[[Checkup], bool]:
    return lambda facts: bytes(getattr(facts, name)) not in EMPTY


CHECKS: dict[str, Callable[[Checkup], bool]] = {
    STORY: lambda facts: RULE_MISSED not in facts.quality.flags,
    "title": _has("title"),
    "authors": _has("authors"),
    "pictures": _has("images"),
}


def part_number(rule: UsedRule, kind: str, number: int) -> str:
    """A part of a rule that is not at hand, by its number from 1."""
    names = {"body": "place of the story", "label": "statement", "fields": "source"}
    return f"{names[kind]} {number + 1} of the rule"


def diagnose(facts: Iterable[Checkup], name_part: PartNames = part_number) -> Diagnosis:
    """What has broken, site by site, pages and dumps apart; and what could not be checked, and why."""
    unchecked: Counter[str] = Counter()
    by_site: dict[tuple[str, str], list[Checkup]] = defaultdict(list)
    for one in facts:
        problem = _why_not(one)
        if problem:
            unchecked[problem] += 1
        else:
            by_site[one.site or "", one.input.kind].append(one)
    breaks: list[Break] = []
    missed: list[Missed] = []
    checked: dict[str, None] = {}
    few: Counter[str] = Counter()
    for (site, kind), found in sorted(by_site.items()):
        in_order = sorted(found, key=lambda one: one.day)
        own = list(_breaks_of(site, kind, in_order, name_part))
        breaks += own
        missed += _missed(site, kind, in_order, own)
        if not _splits([one.day for one in in_order]):
            few[site] += len(found)
            continue
        checked[site] = None
    if few:
        unchecked[_too_few([site for site, _ in few.most_common()])] = few.total()
    return Diagnosis(tuple(breaks), tuple(checked), dict(unchecked), tuple(missed))


def _too_few(sites: Sequence[str]) -> str:
    """Why sites are not checked, with the first of their names."""
    needed = f"too few of them ({MIN_BEFORE} before a day and {MIN_AFTER} since are needed)"
    if len(sites) == 1:
        return f"{sites[0]} has {needed}"
    return f"{len(sites):,} sites have {needed}: {first_names(sites)}"


def _missed(site: str, kind: str, facts: Sequence[Checkup], breaks: Sequence[Break]) -> Iterator[Missed]:
    """The pages before a site's first break that have no story where the rule says, where they are not few."""
    lost = [one.since for one in breaks if any(loss.what == STORY for loss in one.losses)]
    own = [one for one in facts if not lost or one.day < lost[0]]
    days = [one.day for one in own if RULE_MISSED in one.quality.flags]
    if len(days) >= max(MIN_MISSED, MIN_MISSED_RATE * len(own)):
        yield Missed(site, kind, len(days), len(own), days[0], days[-1])


def _why_not(one: Checkup) -> str:
    """Why a record says nothing of its site; empty where it does."""
    if one.site is None:
        return "no rule of a site was used (`tool.rule`)"
    if one.status not in COUNTED:
        return "no article (`status`)"
    return "" if one.day else "neither a day of publication nor of fetching is known"


def _breaks_of(site: str, kind: str, facts: Sequence[Checkup], name_part: PartNames) -> Iterator[Break]:
    """The losses of a site, those of one day together."""
    losses = sorted({*_losses(facts), *_part_losses(facts, name_part)}, key=lambda loss: loss.since)
    for since, found in groupby(losses, key=lambda loss: loss.since):
        before = [one.tool.layout for one in facts if one.day < since]
        pages = sum(one.day >= since for one in facts)
        yield Break(site, before[-1] if before else None, since, pages, tuple(sorted(found, key=_order)), kind)


def _order(loss: Loss) -> tuple[bool, str]:
    return loss.what != STORY, loss.what


def _losses(facts: Sequence[Checkup]) -> Iterator[Loss]:
    """What all pages of a site may have, whatever its rule."""
    days = [one.day for one in facts]
    for what, check in CHECKS.items():
        yield from find_loss(what, days, list(map(check, facts)))
    lengths = [len(one.text or "") for one in facts]
    usual = median(lengths[: max(len(lengths) // 2, 1)])
    is_long = [length >= MAX_LENGTH_LEFT * usual for length in lengths]
    yield from find_loss(f"texts of {MAX_LENGTH_LEFT:.0%} of the usual length", days, is_long)


def _part_losses(facts: Sequence[Checkup], name_part: PartNames) -> Iterator[Loss]:
    """Places, statements and sources of a rule, in each of its versions and layouts, that stopped finding anything."""
    by_rule: dict[UsedRule, list[Checkup]] = defaultdict(list)
    for one in facts:
        by_rule[one.used_rule].append(one)
    for rule, found in by_rule.items():
        days = [one.day for one in found]
        for kind in RuleHits.__struct_fields__:
            rows = [getattr(one.tool.hits, kind) for one in found]
            for number in range(min(map(len, rows))):
                has = [row[number] > 0 for row in rows]
                what = name_part(rule, kind, number)
                yield from find_loss(what, days, has, min_before=MIN_HITS_BEFORE, max_left=0.0)


def find_loss(
    what: str,
    days: Sequence[str],
    has: Sequence[bool],
    *,
    min_before: float = MIN_RATE_BEFORE,
    max_left: float = MAX_RATE_LEFT,
) -> Iterator[Loss]:
    """The day from which on pages lack what those before had, if there is one. max_left: of the rate before."""
    seen = [0, *accumulate(map(int, has))]
    count = len(has)
    splits = [at for at in range(1, count - MIN_AFTER + 1) if days[at] != days[at - 1]]
    rates = {at: (seen[at] / at, (seen[count] - seen[at]) / (count - at)) for at in splits}
    at = max(rates, key=lambda one: rates[one][0] - rates[one][1], default=0)
    if at < MIN_BEFORE:  # too few pages of the design before: any later day would be the wrong one
        return
    before, after = rates[at]
    if before >= min_before and after <= max_left * before:
        yield Loss(what, days[at], count - at, before, after)


def _splits(days: Sequence[str]) -> list[int]:
    """Where a row of days may be split: a new day, with enough pages on both sides."""
    return [at for at in range(MIN_BEFORE, len(days) - MIN_AFTER + 1) if days[at] != days[at - 1]]
