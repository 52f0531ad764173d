"""Precision and recall of near duplicates on the labelled texts of tests/dedup, by threshold.

    python -m bench.duplicates [--stories tests/dedup]

In `pairs`, two texts are all there is: one is found where it shares a band with the other and passes the thresholds.
In `clusters` they stand among all others and are found where both end in one cluster, so that chains count. First each
threshold by itself, the others as they ship; then all as they ship, and what those miss or join wrongly.
"""

from __future__ import annotations

import argparse
import sys
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

import numpy as np
from msgspec import structs

from cleaner.dedup import Facts, Thresholds
from cleaner.dedup.clusters import DEFAULT_THRESHOLDS, are_copies, find_clusters
from cleaner.dedup.index import RecordIndex, build_index
from cleaner.dedup.signatures import BANDS, band_keys
from cleaner.model import Input, Outlet, Status

VALUES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
Pairs: TypeAlias = set[tuple[int, int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path(__file__).parent.parent / "tests" / "dedup")
    sys.path.insert(0, str(parser.parse_args().stories))
    from labelled import Labelled, labelled_texts

    texts: list[Labelled] = labelled_texts()
    index = build_index(facts_of(text.publisher, text.text, number) for number, text in enumerate(texts))
    wanted = {pair for pair in combinations(range(len(texts)), 2) if texts[pair[0]].story == texts[pair[1]].story}
    print(f"{len(texts)} texts, {len(wanted)} pairs of copies among {len(texts) * (len(texts) - 1) // 2}")
    print(f"{'precision and recall of':>26}  {'pairs':^13}   {'clusters':^13}")
    for member in ("across", "within", "contained"):
        for value in VALUES:
            thresholds = structs.replace(DEFAULT_THRESHOLDS, **{member: value})
            show(f"{member} {value}", wanted, in_pairs(index, thresholds), in_clusters(index, thresholds))
    found = in_pairs(index, DEFAULT_THRESHOLDS), in_clusters(index, DEFAULT_THRESHOLDS)
    show("as it ships", wanted, *found)
    for mistake, pairs in (
        ("alone missed", wanted - found[0]), ("alone wrong", found[0] - wanted),
        ("missed", wanted - found[1]), ("wrong", found[1] - wanted),
    ):  # fmt: skip
        for one, other in sorted(pairs):
            print(f"  {mistake}: {texts[one].story} ({texts[one].edit}) / {texts[other].story} ({texts[other].edit})")


def facts_of(publisher: str, text: str, number: int) -> Facts:
    return Facts(
        id=str(number),
        status=Status.OK,
        input=Input(str(number), "html", 0),
        url=f"https://{publisher}/{number}",
        outlet=Outlet(domain=publisher),
        text=text,
    )


def in_pairs(index: RecordIndex, thresholds: Thresholds) -> Pairs:
    found: Pairs = set()
    keys = np.stack([band_keys(index.signatures, band) for band in range(BANDS)])
    for one in range(len(index) - 1):
        others = np.arange(one + 1, len(index))
        meet = (keys[:, others] == keys[:, [one]]).any(axis=0)
        found |= {(one, int(other)) for other in others[meet & are_copies(index, one, others, thresholds)]}
    return found


def in_clusters(index: RecordIndex, thresholds: Thresholds) -> Pairs:
    labels = find_clusters(index, thresholds).labels
    return {pair for pair in combinations(range(len(index)), 2) if labels[pair[0]] == labels[pair[1]]}


def show(name: str, wanted: Pairs, *found: Pairs) -> None:
    figures = (f"{len(one & wanted) / max(1, len(one)):.3f} / {len(one & wanted) / len(wanted):.3f}" for one in found)
    print(f"{name:>26}  {'   '.join(figures)}")


if __name__ == "__main__":
    main()
