"""Records to marks: which cluster of copies each is in, which of them is the likely original, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from cleaner.dedup.clusters import DEFAULT_THRESHOLDS, Clusters, Thresholds, find_clusters
from cleaner.dedup.facts import Facts
from cleaner.dedup.index import build_index
from cleaner.dedup.original import Member, choose_original
from cleaner.dedup.signatures import jaccard
from cleaner.errors import InputError
from cleaner.model import Record


class Mark(Struct, frozen=True, omit_defaults=True):
    """What a record says that has copies, as its member `duplicate`.

    cluster: names the cluster; the same records give the same name in any order. size: records in it.
    is_original: whether this is the likely original; why: the criterion that chose it. original,
    original_url: the original's. by: what a copy has in common with the original: the same text, the same address,
    or texts near each other (perhaps by way of others of the cluster). similarity: estimated share of common
    shingles with the original, 0–1.
    """

    cluster: str
    size: int
    is_original: bool
    original: str
    why: str
    original_url: str | None = None
    by: Literal["text", "url", "near"] | None = None
    similarity: float | None = None


class Verdict(Struct, frozen=True):
    """Of one cluster. row: of the original in the index."""

    cluster: str
    row: int
    original: str
    original_url: str | None
    why: str


class Duplicates:
    """Every cluster of copies among the records of an index."""

    def __init__(self, clusters: Clusters, verdicts: dict[int, Verdict]) -> None:
        self._clusters = clusters
        self._verdicts = verdicts

    @property
    def count(self) -> int:
        """Clusters of more than one record."""
        return len(self._verdicts)

    def marks(self) -> Iterator[Mark | None]:
        """One per record, in the order they were read; None for what has no copy."""
        return (self.mark(row) for row in range(len(self._clusters.index)))

    def mark(self, row: int) -> Mark | None:
        """The mark of one record, by its place in the order."""
        label = int(self._clusters.labels[row])
        verdict = self._verdicts.get(label)
        if verdict is None:
            return None
        ground, similarity = (None, None) if row == verdict.row else self._relation(row, verdict.row)
        return Mark(
            cluster=verdict.cluster,
            size=len(self._clusters.members[label]),
            is_original=row == verdict.row,
            original=verdict.original,
            why=verdict.why,
            original_url=verdict.original_url,
            by=ground,
            similarity=similarity,
        )

    def _relation(self, row: int, original: int) -> tuple[Literal["text", "url", "near"], float | None]:
        index = self._clusters.index
        if index.texts[row] and index.texts[row] == index.texts[original]:
            return "text", 1.0
        similarity = None
        if index.sizes[row] and index.sizes[original]:
            similarity = round(float(jaccard(index.signatures[row], index.signatures[[original]])[0]), 2)
        common = {index.own[row], index.declared[row]} & {index.own[original], index.declared[original]}
        return "url" if common - {0} else "near", similarity


def find_duplicates(
    read: Callable[[], Iterable[Facts]], thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> Duplicates:  # fmt: skip
    """Cluster all records, and choose the original of each cluster. The order of the records changes nothing.

    read: gives all records from the start, the same each time; called twice.
    Memory: 300 bytes a record, and about 1 KB for each that has a copy. Raises what reading raises, and InputError
    where the second reading gives other records than the first.
    """
    index = build_index(read())
    clusters = find_clusters(index, thresholds)
    candidates: dict[int, Member] = {}
    total = 0
    for row, facts in enumerate(read()):
        total += 1
        if row < len(index) and int(clusters.labels[row]) in clusters.members:
            candidates[row] = Member.of(facts)
    if total != len(index):
        raise InputError(f"the records changed while they were read: {len(index):,} and then {total:,}")
    return Duplicates(clusters, _judge_all(clusters, candidates))


def mark_records(records: Sequence[Record], thresholds: Thresholds = DEFAULT_THRESHOLDS) -> list[Mark | None]:
    """The marks of records in memory, one each, in their order; None for what has no copy."""
    facts = [msgspec.convert(record, Facts, from_attributes=True) for record in records]
    return list(find_duplicates(lambda: facts, thresholds).marks())


def _judge_all(clusters: Clusters, candidates: dict[int, Member]) -> dict[int, Verdict]:
    verdicts: dict[int, Verdict] = {}
    for label, rows in clusters.members.items():
        rows = sorted(rows)
        cluster = [candidates.pop(row) for row in rows]
        chosen = choose_original(cluster)
        original = cluster[chosen.place].facts
        names = sorted(f"{one.facts.id} {one.facts.url} {one.facts.input.sha256}" for one in cluster)
        name = hashlib.blake2b("\n".join(names).encode(), digest_size=8).hexdigest()
        verdicts[label] = Verdict(name, rows[chosen.place], original.id, original.url, chosen.why)
    return verdicts
