"""Make the block model's weights from pages with known text: `python -m training.train FOLDER`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from cleaner.errors import CleanerError
from cleaner.labelers.block_model.weights import FOLDER

NEEDS = "training needs more than cleaning does: pip install --editable '.[train]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit code 2 with one line for what the caller can mend."""
    parser = argparse.ArgumentParser(
        prog="python -m training.train",
        description="Learn the block model's weights from folders of pages with known text; print the figures, "
        "cross-validated by outlet.",
    )
    parser.add_argument("data", type=Path, help="folder with the data sets (fundus_unit_dev, wcxb_dev, …)")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the weights go (default: into the package)")
    parser.add_argument("--folds", type=int, default=4, help="parts of the cross-validation; 0: none (default: 4)")
    parser.add_argument("--trees", type=int, default=400, help="trees of a forest (default: 400)")
    parser.add_argument("--kind", choices=["html", "text"], action="append", help="only this kind; may be repeated")
    parser.add_argument("--tool-dumps", type=Path, help="learn from the dumps that training.tool_dumps has made, too")
    parser.add_argument(
        "--folds-to",
        type=Path,
        help="where the weights of the cross-validation go too, which the page type and the quality score learn from",
    )
    given = parser.parse_args(arguments)
    try:
        from training.fit import train
        from training.forests import Settings  # numpy and CatBoost: not before --help
    except ImportError as error:
        print(f"cleaner: {error.name} is missing: {NEEDS}", file=sys.stderr)
        return 2
    try:
        settings = Settings(folds=given.folds, trees=given.trees)
        train(given.data, given.out, given.kind or ["html", "text"], settings, given.tool_dumps, given.folds_to)
    except CleanerError as error:
        print(f"cleaner: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
