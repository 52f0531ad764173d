"""The page type's weights: a forest that answers with one number a kind, and what the terms of a page speak for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from cleaner.model import DocumentKind, PageKind
from cleaner.structs import resolved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "weights"
MANIFEST = "manifest.json"
LEAF_SCALE = 1 << 20  # leaves are whole numbers: their sum is the same in any order and on any processor
KINDS: tuple[PageKind, ...] = ("article", "index", "product", "forum", "service", "documentation")

TERM_NAMES = (*KINDS, "known")
TermWeights = Mapping[str, tuple[float, ...]]  # term → what it speaks for, a number for each of KINDS


class KindForest(Struct, frozen=True, eq=False):
    """columns, borders: (levels, trees), the question `number > border`. leaves: (trees, 2 ** levels, kinds).

    bias: what the sums start from. Leaves and bias in LEAF_SCALE.
    """

    columns: NDArray[np.int16]
    borders: NDArray[np.float32]
    leaves: NDArray[np.int32]
    bias: NDArray[np.int64]

    def probabilities(self, numbers: NDArray[np.float32]) -> list[float]:
        """How likely the page is of each kind. Cost: one comparison a level and tree."""
        import numpy as np

        levels, trees = self.columns.shape
        answers = numbers[self.columns] > self.borders
        leaf = (answers << np.arange(levels)[:, None]).sum(axis=0)
        raw = self.leaves[np.arange(trees), leaf].sum(axis=0, dtype=np.int64) + self.bias
        powers = np.exp((raw - raw.max()) / LEAF_SCALE)
        # Four digits: what the last bits of exp() differ in between machines does not reach a record.
        found: list[float] = np.round(powers / powers.sum(), 4).tolist()
        return found


@resolved
class PageTypeManifest(Struct, frozen=True):
    """What the weights were made from. terms: by kind of document and source. data: digest of each data set.

    bound: likelihood above which a page is no story; figures: cross-validated by host.
    """

    command: str
    data: Mapping[str, str]
    sources: Mapping[str, str]
    settings: Mapping[str, float]
    names: Mapping[str, tuple[str, ...]]
    bound: Mapping[str, float]
    figures: Mapping[str, Mapping[str, float]]
    terms: Mapping[str, Mapping[str, TermWeights]]


@lru_cache(maxsize=1)
def read_manifest() -> PageTypeManifest:
    """The manifest that ships."""
    return msgspec.json.decode((FOLDER / MANIFEST).read_bytes(), type=PageTypeManifest)


@lru_cache(maxsize=2)
def load_forest(kind: DocumentKind) -> KindForest:
    """The forest for pages of one kind of document. Read once a process."""
    import numpy as np

    with np.load(FOLDER / f"{kind}.npz", allow_pickle=False) as arrays:
        return KindForest(arrays["columns"], arrays["borders"], arrays["leaves"], arrays["bias"])


def term_numbers(terms: Iterable[str], weights: TermWeights) -> list[float]:
    """TERM_NAMES: what the terms of a page speak for, by kind, and how many are known.

    The sum of their weights over the root of their number: many weak terms count less than few strong ones.
    """
    known = [weights[term] for term in terms if term in weights]
    count = len(known)
    if not count:
        return [0.0] * len(TERM_NAMES)
    scale = (count + 1) ** 0.5
    return [*(round(sum(column) / scale, 4) for column in zip(*known, strict=True)), float(count)]
