"""The block model's weights: a small file of numbers beside a manifest that says where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from cleaner.labelers.block_model.forest import Forest
from cleaner.model import DocumentKind
from cleaner.structs import resolved

FOLDER = Path(__file__).parent / "weights"
MANIFEST = "manifest.json"


class KindManifest(Struct, frozen=True):
    """Of one kind of page. features: column names, in order. tokens, words: class and id subwords, and words of
    short blocks, and what they speak for.

    threshold: P(body) above which a block is body. calibration: (F1 the model expects, F1 it had), ascending, from
    pages it had not seen. figures: cross-validated by outlet, by data set.
    """

    features: tuple[str, ...]
    threshold: float
    calibration: tuple[tuple[float, float], ...]
    figures: Mapping[str, Mapping[str, float]]
    tokens: Mapping[str, float] = {}
    words: Mapping[str, float] = {}


@resolved
class Manifest(Struct, frozen=True):
    """What the weights were made from. data: digest of each data set; small_words: function words of many languages."""

    command: str
    data: Mapping[str, str]
    sources: Mapping[str, str]
    settings: Mapping[str, float]
    small_words: str
    kinds: Mapping[str, KindManifest]


class Weights(Struct, frozen=True, eq=False):
    """All the model needs for pages of one kind."""

    forest: Forest
    manifest: KindManifest
    small_words: frozenset[str]


@lru_cache(maxsize=1)
def read_manifest() -> Manifest:
    """The manifest that ships."""
    return msgspec.json.decode((FOLDER / MANIFEST).read_bytes(), type=Manifest)


@lru_cache(maxsize=2)
def load_weights(kind: DocumentKind) -> Weights:
    """The weights for pages of one kind. Read once a process: 5 ms."""
    import numpy as np

    manifest = read_manifest()
    with np.load(FOLDER / f"{kind}.npz", allow_pickle=False) as arrays:
        forest = Forest(arrays["columns"], arrays["borders"], arrays["leaves"], int(arrays["bias"]))
    return Weights(forest, manifest.kinds[kind], frozenset(manifest.small_words.split()))
