"""What a run found, counted by outlet: small, and sums of it are what one count of all would be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import Struct

from cleaner.model import RULE_MISSED, TRUNCATED, UNREAD_TIME, Status
from cleaner.structs import resolved
from cleaner.urls import host_of

T = TypeVar("T", str, int)
MAX_OUTLETS = 10_000  # a crawl of everything has millions; those that come later are counted together
OTHER_OUTLETS = "(others)"
NO_OUTLET = "(unknown)"
QUALITY_STEPS = 100
# Fields whose fill rate is counted, of the pages with status `ok`.
COUNTED_FIELDS = ("title", "authors", "published", "section", "language", "images", "photo_credits")
EMPTY = (b"null", b"[]", b'""', b"")
NOTHING = msgspec.Raw(b"null")


class _Outlet(Struct, frozen=True):
    name: str | None = None
    domain: str | None = None


class _Tool(Struct, frozen=True):
    body_by: str | None = None


class _Quality(Struct, frozen=True):
    score: float = 0.0
    flags: tuple[str, ...] = ()


class _Input(Struct, frozen=True):
    bytes: int = 0
    name: str | None = None


@resolved
class RowFacts(Struct):
    """The part of a row that is counted. Decoding it skips the rest, 20 µs for a row of 15 KB.

    left_out: why there is no record, where a filter left it out.
    """

    status: Status
    left_out: str | None = None
    reason: str | None = None
    url: str | None = None
    outlet: _Outlet | None = None
    tool: _Tool = _Tool()
    quality: _Quality = _Quality()
    input: _Input = _Input()
    title: msgspec.Raw = NOTHING
    authors: msgspec.Raw = NOTHING
    published: msgspec.Raw = NOTHING
    section: msgspec.Raw = NOTHING
    language: msgspec.Raw = NOTHING
    images: msgspec.Raw = NOTHING
    photo_credits: msgspec.Raw = NOTHING

    @property
    def outlet_key(self) -> str:
        """The outlet's domain, else the URL's host without www."""
        return (self.outlet or _Outlet()).domain or host_of(self.url) or NO_OUTLET


READ_FACTS = msgspec.json.Decoder(RowFacts).decode


class OutletTally(Struct, omit_defaults=True):
    """Counts of one outlet. filled, body_by, quality (by hundredths of the score): of pages with status `ok`.

    truncated: pages of which only a part was there, or was read. missed: those that have nothing where the rule of
    their site says the story stands. unread_times: those whose time of fetching could not be read.
    """

    pages: int = 0
    bytes: int = 0
    truncated: int = 0
    missed: int = 0
    unread_times: int = 0
    status: dict[str, int] = {}
    filled: dict[str, int] = {}
    body_by: dict[str, int] = {}
    quality: dict[int, int] = {}

    def count(self, facts: RowFacts) -> None:
        self.pages += 1
        self.bytes += facts.input.bytes
        self.truncated += TRUNCATED in facts.quality.flags
        self.missed += RULE_MISSED in facts.quality.flags
        self.unread_times += UNREAD_TIME in facts.quality.flags
        _add(self.status, facts.status.value)
        if facts.status is Status.OK:
            _add(self.body_by, facts.tool.body_by or "nobody")
            _add(self.quality, round(facts.quality.score * QUALITY_STEPS))
            for name in COUNTED_FIELDS:
                if bytes(getattr(facts, name)) not in EMPTY:
                    _add(self.filled, name)

    def merge(self, other: OutletTally) -> None:
        self.pages += other.pages
        self.bytes += other.bytes
        self.truncated += other.truncated
        self.missed += other.missed
        self.unread_times += other.unread_times
        for own, more in (
            (self.status, other.status),
            (self.filled, other.filled),
            (self.body_by, other.body_by),
        ):
            for name, number in more.items():
                _add(own, name, number)
        for score, number in other.quality.items():
            _add(self.quality, score, number)

    @property
    def ok(self) -> int:
        return self.status.get(Status.OK.value, 0)

    @property
    def failed(self) -> int:
        """Pages that were an error or crashed the program."""
        return self.status.get(Status.ERROR.value, 0) + self.status.get(Status.CRASHED.value, 0)

    def fill_rate(self, field: str) -> float:
        """Share of the pages with status `ok` that have the field, 0–1."""
        return self.filled.get(field, 0) / self.ok if self.ok else 0.0

    def median_quality(self) -> float | None:
        """The median score of pages with status `ok`, to a hundredth; None without such pages."""
        half = (self.ok + 1) // 2
        seen = 0
        for score in sorted(self.quality):
            seen += self.quality[score]
            if seen >= half:
                return score / QUALITY_STEPS
        return None


class Tally(Struct):
    """Counts by outlet. left_out: rows that a filter left out, by the reason; they count nowhere else."""

    outlets: dict[str, OutletTally] = {}
    left_out: dict[str, int] = {}

    def count(self, facts: RowFacts) -> None:
        if facts.left_out is not None:
            _add(self.left_out, facts.left_out)
            return
        self._outlet(facts.outlet_key).count(facts)

    def merge(self, other: Tally) -> None:
        for key, outlet in other.outlets.items():
            self._outlet(key).merge(outlet)
        for reason, number in other.left_out.items():
            _add(self.left_out, reason, number)

    def total(self) -> OutletTally:
        merged = OutletTally()
        for outlet in self.outlets.values():
            merged.merge(outlet)
        return merged

    def by_size(self) -> Iterator[tuple[str, OutletTally]]:
        """Outlets with the most pages first; those counted together last."""
        yield from sorted(self.outlets.items(), key=lambda pair: (pair[0] == OTHER_OUTLETS, -pair[1].pages, pair[0]))

    def _outlet(self, key: str) -> OutletTally:
        if key not in self.outlets and len(self.outlets) >= MAX_OUTLETS:
            key = OTHER_OUTLETS
        return self.outlets.setdefault(key, OutletTally())


def _add(counts: dict[T, int], name: T, number: int = 1) -> None:
    counts[name] = counts.get(name, 0) + number
