"""What a change of rules changed: the records of two runs, matched by the names of their inputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from cleaner.run.record_values import RecordValues

NO_OUTLET = "(unknown)"


class Change(Struct, frozen=True):
    """One field of one page. before, after: empty where there is no value."""

    name: str
    outlet: str
    field: str
    before: str
    after: str


class RunComparison(Struct, frozen=True):
    """Two runs. pages: in both; only_before, only_after: names of inputs that one of them alone has.

    pages_by_outlet: of both. quality: mean score before and after, of pages in both that have one.
    """

    pages: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changes: tuple[Change, ...]
    pages_by_outlet: Mapping[str, int]
    quality: tuple[float, float] | None = None

    def by_field(self) -> dict[str, list[Change]]:
        """The changes of each field, the fields with most of them first."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.field, []).append(change)
        return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))

    def by_outlet(self) -> dict[str, list[Change]]:
        """The changes at each outlet, those with most changed pages first."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.outlet, []).append(change)
        return dict(sorted(found.items(), key=lambda pair: (-len({one.name for one in pair[1]}), pair[0])))

    @property
    def changed_pages(self) -> int:
        return len({change.name for change in self.changes})


def compare(before: Iterable[RecordValues], after: Iterable[RecordValues]) -> RunComparison:
    """Compare what both runs have. Where an input gave several records, the first stands beside the first."""
    old, new = _by_name(before), _by_name(after)
    both = [key for key in old if key in new]
    changes: list[Change] = []
    pages: Counter[str] = Counter()
    scores: list[tuple[float, float]] = []
    for key in both:
        one, other = old[key], new[key]
        outlet = other.outlet or one.outlet or NO_OUTLET
        pages[outlet] += 1
        fields = [field for field in one.values if field in other.values]
        for field in fields:
            if field == "quality":
                scores += _scores(one.values[field], other.values[field])
            elif one.values[field] != other.values[field]:
                changes.append(Change(key[0], outlet, field, one.values[field], other.values[field]))
    return RunComparison(
        len(both),
        tuple(key[0] for key in old if key not in new),
        tuple(key[0] for key in new if key not in old),
        tuple(changes),
        dict(pages),
        _means(scores),
    )


def _by_name(rows: Iterable[RecordValues]) -> dict[tuple[str, int], RecordValues]:
    """Records by the name of their input and their number among those of that name."""
    counts: Counter[str] = Counter()
    found: dict[tuple[str, int], RecordValues] = {}
    for row in rows:
        found[row.name, counts[row.name]] = row
        counts[row.name] += 1
    return found


def _scores(before: str, after: str) -> list[tuple[float, float]]:
    try:
        return [(float(before), float(after))]
    except ValueError:
        return []


def _means(scores: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not scores:
        return None
    return sum(old for old, _ in scores) / len(scores), sum(new for _, new in scores) / len(scores)
