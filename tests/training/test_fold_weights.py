"""Weights of a fold are used for pages of the outlets it has not seen, and for no others."""

from __future__ import annotations

from pathlib import Path

from cleaner.labelers import block_model
from cleaner.labelers.block_model.weights import load_weights
from training.fold_weights import FoldWeights, write_fold


def test_a_page_is_read_with_weights_that_have_not_seen_its_outlet(tmp_path: Path) -> None:
    write_fold(tmp_path, "html-0", load_weights("html").forest, ({"story": 1.5}, {}), ["herald", "herald"])
    folds = FoldWeights(tmp_path)
    with folds.unseen("herald"):
        assert block_model.load_weights("html").manifest.tokens == {"story": 1.5}
        assert block_model.load_weights("text") is load_weights("text"), "no fold of dumps has been kept"
    with folds.unseen("courier"):
        assert block_model.load_weights("html") is load_weights("html")
    assert block_model.load_weights is load_weights


def test_without_a_folder_the_weights_that_ship_are_used() -> None:
    with FoldWeights(None).unseen("herald"):
        assert block_model.load_weights("html") is load_weights("html")
