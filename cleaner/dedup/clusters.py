"""Which records are copies of each other: same text, same address, or texts that share enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from cleaner.dedup.index import RecordIndex
from cleaner.dedup.signatures import BANDS, band_keys, containment, jaccard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Test: TypeAlias = Callable[[int, NDArray[np.int64]], NDArray[np.bool_]]  # one row, others → which are its copies

# Of a bucket (texts that agree in a band) so many are compared with all others, those of the smallest hashes: a
# phrase that 100,000 pages of one template share must not cost their number squared.
MAX_LEADERS = 1000


class Thresholds(Struct, frozen=True, kw_only=True):
    """From where on two texts are copies; measured on tests/dedup/stories.yaml, see docs/decisions/0007.

    across: share of shingles (of both, of those of either), of texts of different publishers. within: of the same
    publisher, whose stories share a template's sentences. contained: share of the shorter text that is in the longer
    one, of different publishers: a shortened agency text. declared: below it, pages of different addresses that
    declare the same canonical one are not copies: a template's mistake.
    """

    across: float = 0.35
    within: float = 0.8
    contained: float = 0.6
    declared: float = 0.1

    def at_least(self, share: float) -> Thresholds:
        """These with another share for texts of different publishers; what is stricter is never below it."""
        return Thresholds(
            across=share, within=max(share, self.within), contained=max(share, self.contained), declared=self.declared
        )


DEFAULT_THRESHOLDS = Thresholds()


class Clusters:
    """A partition of the records of an index, joined pair by pair.

    labels: of each row, equal within a cluster. members: label → rows, of clusters of more than one.
    """

    def __init__(self, index: RecordIndex) -> None:
        import numpy as np

        self.index = index
        self.labels: NDArray[np.int64] = np.arange(len(index))
        self.members: dict[int, list[int]] = {}

    def join(self, one: int, other: int) -> None:
        """Make two clusters one; the smaller takes the label of the larger."""
        kept, gone = int(self.labels[one]), int(self.labels[other])
        if kept == gone:
            return
        if len(self.members.get(kept, ())) < len(self.members.get(gone, ())):
            kept, gone = gone, kept
        moved = self.members.pop(gone, None) or [gone]
        self.members.setdefault(kept, [kept]).extend(moved)
        self.labels[moved] = kept

    def join_where(self, rows: NDArray[np.int64], test: Test) -> None:
        """Join the pairs of a bucket that pass the test; those already in one cluster are not tested.

        Every pair has its turn where the bucket is not over MAX_LEADERS, else every pair with one of the leaders,
        whom the texts decide, not the order of the records.
        """
        import numpy as np

        if (self.labels[rows] == self.labels[rows[0]]).all():
            return
        rows = rows[np.argsort(self.index.texts[rows], kind="stable")]
        for place in range(min(len(rows) - 1, MAX_LEADERS)):
            one, others = int(rows[place]), rows[place + 1 :]
            others = others[self.labels[others] != self.labels[one]]
            if len(others):
                for other in others[test(one, others)]:
                    self.join(one, int(other))


def find_clusters(index: RecordIndex, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Clusters:
    """Join all copies. Which records are in one cluster does not depend on their order."""
    clusters = Clusters(index)
    for keys in (index.texts, index.own):
        for rows in groups(keys):
            for row in rows[1:]:
                clusters.join(int(rows[0]), int(row))
    for rows in groups(index.declared):
        clusters.join_where(rows, lambda one, others: share_something(index, one, others, thresholds.declared))
    _join_near(clusters, thresholds)
    return clusters


def _join_near(clusters: Clusters, thresholds: Thresholds) -> None:
    """Join the texts that agree in a band and are copies; of one text by one publisher a single row stands for all."""
    import numpy as np

    index = clusters.index
    pairs = index.texts * np.uint64(3) + index.publishers
    _, distinct = np.unique(pairs, return_index=True)
    distinct = distinct[index.sizes[distinct] > 0]
    for band in range(BANDS):
        for places in groups(band_keys(index.signatures, band)[distinct]):
            clusters.join_where(distinct[places], lambda one, others: are_copies(index, one, others, thresholds))


def are_copies(index: RecordIndex, one: int, others: NDArray[np.int64], thresholds: Thresholds) -> NDArray[np.bool_]:
    """Whether a record's text is near each of the others'."""
    import numpy as np

    shared = jaccard(index.signatures[one], index.signatures[others])
    part = containment(shared, int(index.sizes[one]), index.sizes[others])
    is_same_publisher = (index.publishers[others] == index.publishers[one]) & (index.publishers[one] != 0)
    across = (shared >= thresholds.across) | (part >= thresholds.contained)
    return np.where(is_same_publisher, shared >= thresholds.within, across)


def share_something(index: RecordIndex, one: int, others: NDArray[np.int64], least: float) -> NDArray[np.bool_]:
    """Whether each of the others has a part of a record's text, or one of the two no text to measure."""
    import numpy as np

    sizes = index.sizes[others]
    if index.sizes[one] == 0:
        return np.ones(len(others), dtype=np.bool_)
    shared = jaccard(index.signatures[one], index.signatures[others])
    share_enough: NDArray[np.bool_] = containment(shared, int(index.sizes[one]), sizes) >= least
    share_enough[sizes == 0] = True
    return share_enough


def groups(keys: NDArray[np.uint64]) -> Iterator[NDArray[np.int64]]:
    """The places of each key that stands in more than one, in ascending order; the key 0 is none."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    edges = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    starts = np.concatenate(([0], edges))
    ends = np.concatenate((edges, [len(keys)]))
    is_group = ends - starts > 1
    for start, end in zip(starts[is_group], ends[is_group], strict=True):
        if ordered[start] != 0:
            yield order[start:end]
