"""The redesign alarm: a site's records held against its own past, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from statistics import median

import msgspec
from msgspec import Struct

from cleaner.model import RULE_MISSED, Status
from cleaner.structs import resolved

MIN_BEFORE, MIN_AFTER = 5, 3  # pages of a site before and after a day, to say anything of it
MIN_RATE_BEFORE = 0.6  # of pages that had something, for its loss to be one
MAX_RATE_LEFT = 0.25  # of that rate afterwards
MAX_LENGTH_LEFT = 0.5  # of the texts' usual length
COUNTED = (Status.OK, Status.TEASER_ONLY, Status.EMPTY)
STORY = "the story where the rule says"
NOTHING = msgspec.Raw(b"null")
EMPTY = (b"null", b"[]", b'""', b"")


class _Day(Struct, frozen=True):
    value: str = ""


class _UsedRule(Struct, frozen=True):
    rule: str | None = None


class _Flags(Struct, frozen=True):
    flags: tuple[str, ...] = ()


@resolved
class Checkup(Struct, frozen=True):
    """The part of a record that tells whether its site is as it was."""

    status: Status
    tool: _UsedRule = _UsedRule()
    quality: _Flags = _Flags()
    published: _Day | None = None
    text: str | None = None
    title: msgspec.Raw = NOTHING
    authors: msgspec.Raw = NOTHING
    images: msgspec.Raw = NOTHING

    @property
    def day(self) -> str:
        """The day of publication; empty where it is not known."""
        return self.published.value[:10] if self.published is not None else ""

    @property
    def site(self) -> str | None:
        """The site whose rule was used; None without one."""
        rule = self.tool.rule or ""
        return rule.removeprefix("sites/") or None


READ_FACTS = msgspec.json.Decoder(Checkup).decode


class Break(Struct, frozen=True):
    """What pages of a site had before a day and have not since. pages: since then; before, after: rates, 0–1."""

    site: str
    what: str
    since: str
    pages: int
    before: float
    after: float


def _has(name: str) -> Callable[[Checkup], bool]:
    return lambda facts: bytes(getattr(facts, name)) not in EMPTY


CHECKS: dict[str, Callable[[Checkup], bool]] = {
    STORY: lambda facts: RULE_MISSED not in facts.quality.flags,
    "title": _has("title"),
    "authors": _has("authors"),
    "pictures": _has("images"),
}


def find_breaks(facts: Iterable[Checkup]) -> list[Break]:
    """What has broken, site by site. Records without a site's rule, or that are no article, are not looked at."""
    by_site: dict[str, list[Checkup]] = defaultdict(list)
    for one in facts:
        if one.site is not None and one.status in COUNTED:
            by_site[one.site].append(one)
    return [found for site in sorted(by_site) for found in _breaks_of(site, by_site[site])]


def _breaks_of(site: str, facts: Sequence[Checkup]) -> Iterator[Break]:
    in_order = sorted((one for one in facts if one.day), key=lambda one: one.day)
    days = [one.day for one in in_order]
    for what, check in CHECKS.items():
        yield from _loss(site, what, days, list(map(check, in_order)))
    lengths = [len(one.text or "") for one in in_order]
    usual = median(lengths[: max(len(lengths) // 2, 1)]) if lengths else 0.0
    is_long = [length >= MAX_LENGTH_LEFT * usual for length in lengths]
    yield from _loss(site, f"texts of {MAX_LENGTH_LEFT:.0%} of the usual length", days, is_long)


def _loss(site: str, what: str, days: Sequence[str], has: Sequence[bool]) -> Iterator[Break]:
    """The day from which on pages lack what those before had, if there is one."""
    seen = [0, *accumulate(map(int, has))]
    count = len(has)
    splits = [at for at in range(MIN_BEFORE, count - MIN_AFTER + 1) if days[at] != days[at - 1]]
    rates = {at: (seen[at] / at, (seen[count] - seen[at]) / (count - at)) for at in splits}
    if not rates:
        return
    at = max(rates, key=lambda one: rates[one][0] - rates[one][1])
    before, after = rates[at]
    if before >= MIN_RATE_BEFORE and after <= MAX_RATE_LEFT * before:
        yield Break(site, what, days[at], count - at, before, after)
