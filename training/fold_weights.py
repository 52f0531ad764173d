"""Weights of the block model that have not seen a page's outlet, for what is learned from the model's own answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
from msgspec.structs import asdict, replace

from cleaner.labelers import block_model
from cleaner.labelers.block_model import page_score
from cleaner.labelers.block_model.forest import Forest
from cleaner.labelers.block_model.page_score import PageScore
from cleaner.labelers.block_model.weights import Weights, load_weights
from cleaner.model import DocumentKind

if TYPE_CHECKING:
    from training.forests import Learned


def write_fold(folder: Path, name: str, forest: Forest, learned: Learned, outlets: Sequence[str]) -> None:
    """Keep the weights of one fold. name: kind and number; outlets: those it has not seen."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / f"{name}.npz", **asdict(forest))
    tokens, words = learned
    text = json.dumps({"outlets": sorted(set(outlets)), "tokens": tokens, "words": words}, ensure_ascii=False)
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


class FoldWeights:
    """The weights of all folds in a folder; without a folder, those that ship."""

    def __init__(self, folder: Path | None) -> None:
        self.of_outlet: dict[tuple[str, str], Weights] = {}
        for path in sorted(folder.glob("*.json")) if folder is not None else ():
            kind: DocumentKind = "html" if path.name.startswith("html") else "text"
            weights, outlets = _read(path, load_weights(kind))
            self.of_outlet |= {(kind, outlet): weights for outlet in outlets}

    @contextmanager
    def unseen(self, outlet: str) -> Iterator[None]:
        """Pages are read with weights that have not seen the outlet."""

        def load(kind: DocumentKind) -> Weights:
            return self.of_outlet.get((kind, outlet)) or load_weights(kind)

        with patch.object(block_model, "load_weights", load), patch.object(page_score, "score_page", _no_score):
            yield


def _no_score(kind: DocumentKind, numbers: Sequence[float]) -> PageScore:
    """Nothing that is learned from reads the score, whose weights are made last."""
    return PageScore(1.0, is_unsure=False)


def _read(path: Path, shipped: Weights) -> tuple[Weights, list[str]]:
    """Those that ship, but for the forest and the words of the fold; and the outlets the fold has not seen."""
    written: Mapping[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    with np.load(path.with_suffix(".npz"), allow_pickle=False) as arrays:
        forest = Forest(arrays["columns"], arrays["borders"], arrays["leaves"], int(arrays["bias"]))
    manifest = replace(shipped.manifest, tokens=written["tokens"], words=written["words"])
    return replace(shipped, forest=forest, manifest=manifest), list(written["outlets"])
