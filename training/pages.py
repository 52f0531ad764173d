"""Make the weights of page type and score from pages as the block model reads them: `python -m training.pages DATA`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from cleaner.errors import CleanerError
from cleaner.labelers.block_model.page_score import PATH as SCORES
from cleaner.labelers.page_type.weights import FOLDER as PAGE_TYPE_FOLDER
from cleaner.model import DocumentKind
from training.data_sets import digest_of
from training.kind_forests import KindSettings
from training.page_examples import PageSet, read_pages
from training.page_types import train_page_types
from training.scores import ScoreSettings, train_scores

SETS = (
    PageSet("wcxb_other", ("html", "flat layout", "flat bare")),
    PageSet("wcxb_dev", ("html", "layout", "bare", "flat bare"), fronts=5, composed=1),
    PageSet("fundus_unit_dev", ("html", "layout", "bare", "flat bare"), fronts=2, composed=1),
    PageSet("fundus_unit_more", ("html", "layout", "bare", "flat bare"), fronts=1, composed=1),
    PageSet("trafilatura_eval", ("html", "flat layout"), fronts=12),
)
LENDERS = ("fundus_unit_dev", "fundus_unit_more", "wcxb_dev")  # to front pages: the sets with text


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit code 2 with one line for what the caller can mend."""
    parser = argparse.ArgumentParser(
        prog="python -m training.pages",
        description="Learn what kind of page a page is, and how right its text can be expected to be; print the "
        "figures, cross-validated. The block model is trained before.",
    )
    parser.add_argument("data", type=Path, help="folder with the data sets (wcxb_other, wcxb_dev, …)")
    parser.add_argument("--folds-from", type=Path, help="what `python -m training.train --folds-to` has written")
    parser.add_argument("--folds", type=int, default=5, help="parts of the cross-validation; 0: none (default: 5)")
    parser.add_argument("--kind", choices=["html", "text"], help="only the page type of this kind, and no score")
    given = parser.parse_args(arguments)
    try:
        train(given.data, given.folds_from, given.folds, given.kind)
    except CleanerError as error:
        print(f"cleaner: {error}", file=sys.stderr)
        return 2
    return 0


def train(data: Path, folds_from: Path | None, folds: int, kind: DocumentKind | None = None) -> None:
    """Write the weights into the package. Raises CleanerError where the data is not there."""
    made_from = {pages.name: digest_of(data / pages.name) for pages in SETS}
    command = f"python -m training.pages {data.name} --folds {folds}"
    if kind is not None:
        sets = tuple(replace(pages, forms=_forms(pages, kind), composed=0) for pages in SETS)
        examples = read_pages(data, sets, LENDERS, folds_from)
        command += f" --kind {kind}"
        train_page_types(examples, made_from, command, PAGE_TYPE_FOLDER, KindSettings(folds=folds), (kind,))
        return
    examples = read_pages(data, SETS, LENDERS, folds_from)
    train_page_types(examples, made_from, command, PAGE_TYPE_FOLDER, KindSettings(folds=folds))
    train_scores(examples, made_from, command, SCORES, ScoreSettings())


def _forms(pages: PageSet, kind: DocumentKind) -> tuple[str, ...]:
    return tuple(form for form in pages.forms if (form == "html") == (kind == "html"))


if __name__ == "__main__":
    sys.exit(main())
