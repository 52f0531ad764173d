"""Make the page type's weights from pages of known kind: `python -m training.page_types FOLDER`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from rich.console import Console

from cleaner.errors import CleanerError
from cleaner.labelers.page_type.weights import FOLDER, MANIFEST, PageTypeManifest, TermWeights
from cleaner.model import DocumentKind
from cleaner.rulebook import load_rules
from training.composed import Stock
from training.data_sets import digest_of, read_truths
from training.front_pages import FrontPages
from training.kind_forests import KindSettings, Pages, column_names, cross_validate, fit, no_story_shares, written_terms
from training.page_examples import KindExample, read_kinds

# Data set → forms that are learned from, what one of its pages weighs, every which page is made a front page too.
SETS: Mapping[str, tuple[tuple[str, ...], float, int]] = {
    "wcxb_other": (("html", "flat layout", "flat bare"), 1.5, 0),
    "wcxb_dev": (("html", "layout", "flat bare"), 0.6, 5),
    "fundus_unit_dev": (("html", "layout", "bare", "flat bare"), 1.5, 2),
    "fundus_unit_more": (("html", "layout", "bare", "flat bare"), 1.5, 1),
    "trafilatura_eval": (("html", "flat layout"), 0.6, 12),
}
LENDERS = ("fundus_unit_dev", "fundus_unit_more", "wcxb_dev")  # to front pages: the sets with text
SOURCES = {
    "fundus": "test data of Fundus (MIT)",
    "wcxb": "WCXB by Murrough Foley (CC BY 4.0)",
    "trafilatura_eval": "evaluation set of trafilatura (Apache-2.0)",
}
MADE_WEIGHT = 0.3
# Likelihood above which a page is no story: .4 % of articles are above it, cross-validated.
BOUND: Mapping[DocumentKind, float] = {"html": 0.84, "text": 0.9}


def read_all(folders: Sequence[Path]) -> list[KindExample]:
    """The examples of all sets, front pages too."""
    rules = load_rules(sites=False)
    fronts = FrontPages(Stock(row for folder in folders if folder.name in LENDERS for row in read_truths(folder)))
    found: list[KindExample] = []
    for folder in folders:
        forms, _, every = SETS[folder.name]
        found += read_kinds(folder, rules, forms, fronts if every else None, max(every, 1))
    return found


def weight_of(example: KindExample) -> float:
    return MADE_WEIGHT if example.is_made else SETS[example.set_name][1]


def figures_of(examples: Sequence[KindExample], shares: Sequence[float], bound: float) -> dict[str, dict[str, float]]:
    """By data set, kind and form: pages, and how many of them are called pages without story."""
    pages: Counter[str] = Counter()
    no_story: Counter[str] = Counter()
    for example, share in zip(examples, shares, strict=True):
        name = "front pages made" if example.is_made else f"{example.set_name} {example.truth}"
        key = f"{name} {example.form}"
        pages[key] += 1
        no_story[key] += share > bound
    return {key: {"pages": pages[key], "no_story": no_story[key]} for key in sorted(pages)}


def train(data: Path, out: Path, settings: KindSettings, examples: Sequence[KindExample] = ()) -> None:
    """Write KIND.npz and manifest.json into out. Raises CleanerError where the data is not there."""
    folders = [data / name for name in SETS if (data / name).is_dir()]
    if "wcxb_other" not in {folder.name for folder in folders}:
        raise CleanerError(f"{data}: no wcxb_other, the pages of other kinds")
    console = Console(stderr=True)
    examples = examples or read_all(folders)
    out.mkdir(parents=True, exist_ok=True)
    terms: dict[str, Mapping[str, TermWeights]] = {}
    figures: dict[str, dict[str, float]] = {}
    kinds: tuple[DocumentKind, ...] = ("html", "text")
    for kind in kinds:
        own = [example for example in examples if (example.form == "html") == (kind == "html")]
        pages = Pages(own, [weight_of(example) for example in own], kind)
        console.print(f"{kind}: {len(own)} pages")
        if settings.folds:
            shares = no_story_shares(cross_validate(pages, settings))
            figures |= figures_of(own, shares, BOUND[kind])
        forest, learned = fit(pages, np.arange(len(own)), settings)
        terms[kind] = written_terms(pages, learned)
        np.savez_compressed(out / f"{kind}.npz", **msgspec.structs.asdict(forest))
    for key, row in figures.items():
        console.print(f"{key:40} {row['no_story']:4} of {row['pages']:4} without story")
    manifest = PageTypeManifest(
        command=f"python -m training.page_types {data.name}",
        data={folder.name: digest_of(folder) for folder in folders},
        sources=SOURCES,
        settings={name: float(value) for name, value in msgspec.structs.asdict(settings).items()},
        names={kind: tuple(column_names(kind)) for kind in kinds},
        bound={str(kind): bound for kind, bound in BOUND.items()},
        figures=figures,
        terms=terms,
    )
    lines = [json.dumps({key: value}, ensure_ascii=False) for key, value in msgspec.to_builtins(manifest).items()]
    (out / MANIFEST).write_text("{" + ",\n".join(line[1:-1] for line in lines) + "}\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit code 2 with one line for what the caller can mend."""
    parser = argparse.ArgumentParser(
        prog="python -m training.page_types",
        description="Learn what kind of page a page is; print the figures, cross-validated by host.",
    )
    parser.add_argument("data", type=Path, help="folder with the data sets (wcxb_other, wcxb_dev, …)")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the weights go (default: into the package)")
    parser.add_argument("--folds", type=int, default=8, help="parts of the cross-validation; 0: none (default: 8)")
    given = parser.parse_args(arguments)
    try:
        train(given.data, given.out, KindSettings(folds=given.folds))
    except CleanerError as error:
        print(f"cleaner: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
