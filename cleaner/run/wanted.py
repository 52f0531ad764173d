"""Which outlets of a run would gain most from a rule of their own: many pages, and doubt about their text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cleaner.errors import InputError
from cleaner.run.folder import RunFolder
from cleaner.run.tally import QUALITY_STEPS, OutletTally, Tally

BY_RULE = "rule"  # body_by of a page whose rule names the body


class WantedRule(Struct, frozen=True):
    """An outlet that wants a rule. pages: with a text that no rule has named.

    doubt: how much of a text may be wrong, 0–1, on average; gain: pages × doubt, as many pages' worth of wrong text.
    share: of the gain of all outlets, 0–1.
    """

    outlet: str
    pages: int
    doubt: float
    share: float = 0.0

    @property
    def gain(self) -> float:
        return self.pages * self.doubt


def read_tally(folder: Path) -> Tally:
    """The counts of a run. Raises InputError where the folder holds none."""
    run = RunFolder(folder)
    entries = run.read_journal()
    if run.read_run() is None or not entries:
        raise InputError(f"{folder}: no run has written here; name the folder given to: cleaner run --out")
    whole = Tally()
    for entry in entries:
        whole.merge(entry.tally)
    return whole


def wanted_rules(tally: Tally) -> list[WantedRule]:
    """The outlets that have pages whose text no rule has named, those that would gain most first.

    Pages whose outlet nobody knows are one, `(unknown)`: their doubt is a part of the whole.
    """
    found = list(_doubted(tally))
    whole = sum(one.gain for one in found) or 1.0
    shared = [replace(one, share=one.gain / whole) for one in found]
    return sorted(shared, key=lambda wanted: (-wanted.gain, wanted.outlet))


def _doubted(tally: Tally) -> Iterator[WantedRule]:
    for name, outlet in tally.outlets.items():
        pages = outlet.ok - outlet.body_by.get(BY_RULE, 0)
        if pages:
            yield WantedRule(name, pages, _doubt(outlet))


def _doubt(outlet: OutletTally) -> float:
    """1 minus the mean score of the pages with status `ok`."""
    total = sum(score * count for score, count in outlet.quality.items())
    return 1 - total / (QUALITY_STEPS * outlet.ok)
