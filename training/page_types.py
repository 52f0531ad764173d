"""Make the page type's weights from pages of known kind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace
from rich.console import Console

from cleaner.labelers.page_type import DECLARED_BOUND
from cleaner.labelers.page_type.weights import MANIFEST, PageTypeManifest, TermWeights, read_manifest
from cleaner.model import DocumentKind
from training.kind_forests import KindSettings, Pages, column_names, cross_validate, fit, no_story_shares, written_terms
from training.page_examples import PageExample

# What a page of a data set weighs.
WEIGHTS = {
    "wcxb_other": 1.5,
    "wcxb_dev": 0.6,
    "fundus_unit_dev": 1.5,
    "fundus_unit_more": 1.5,
    "trafilatura_eval": 0.6,
}
SOURCES = {
    "fundus": "test data of Fundus (MIT)",
    "wcxb": "WCXB by Murrough Foley (CC BY 4.0)",
    "trafilatura_eval": "evaluation set of trafilatura (Apache-2.0)",
}
MADE_WEIGHT = 0.6
REPEATS = 3  # of the cross-validation, each with other folds: the bound hangs on a handful of articles
LOST_ARTICLES = 0.004  # share of all articles that may be called pages without story, cross-validated


KINDS_OF_DOCUMENTS: tuple[DocumentKind, ...] = ("html", "text")


def weight_of(example: PageExample) -> float:
    return MADE_WEIGHT if example.is_front else WEIGHTS[example.set_name]


def bound_of(examples: Sequence[PageExample], shares: Sequence[float]) -> float:
    """Likelihood above which a page is called one without story: few articles are above it, with those that say so."""
    articles = [
        (e, share) for e, share in zip(examples, shares, strict=True) if e.truth == "article" and not e.is_front
    ]
    lost = sum(example.declares and share > DECLARED_BOUND for example, share in articles)
    others = sorted(share for example, share in articles if not example.declares)
    room = max(round(LOST_ARTICLES * len(articles)) - lost, 0)
    return round(others[-1 - room], 4)


def figures_of(examples: Sequence[PageExample], shares: Sequence[float], bound: float) -> dict[str, dict[str, float]]:
    """By data set, kind and form: pages, and how many are called pages without story, in the mean of the repeats."""
    pages: Counter[str] = Counter()
    no_story: Counter[str] = Counter()
    for example, share in zip(list(examples) * REPEATS, shares, strict=True):
        name = "front pages made" if example.is_front else f"{example.set_name} {example.truth}"
        key = f"{name} {example.form}"
        pages[key] += 1
        is_declared = example.declares and not example.is_front
        no_story[key] += share > (DECLARED_BOUND if is_declared else bound)
    return {
        key: {"pages": pages[key] / REPEATS, "no_story": round(no_story[key] / REPEATS, 1)} for key in sorted(pages)
    }


def _kind_of(key: str) -> DocumentKind:
    """The kind of document whose figures have this name."""
    return "html" if key.endswith(" html") else "text"


def train_page_types(
    examples: Sequence[PageExample],
    made_from: Mapping[str, str],
    command: str,
    out: Path,
    settings: KindSettings,
    kinds: Sequence[DocumentKind] = KINDS_OF_DOCUMENTS,
) -> None:
    """Write KIND.npz and manifest.json into out, and print the figures. made_from: digest of each data set.

    kinds: those to learn; of the other one what ships stays.
    """
    console = Console(stderr=True)
    out.mkdir(parents=True, exist_ok=True)
    shipped = read_manifest()
    terms: dict[str, Mapping[str, TermWeights]] = dict(shipped.terms)
    figures = {key: dict(row) for key, row in shipped.figures.items() if _kind_of(key) not in kinds}
    bounds = dict(shipped.bound)
    for kind in kinds:
        own = [e for e in examples if (e.form == "html") == (kind == "html") and not e.is_composed]
        pages = Pages(own, [weight_of(example) for example in own], kind)
        console.print(f"page type, {kind}: {len(own)} pages")
        if settings.folds:
            repeats = [replace(settings, seed=settings.seed + number) for number in range(REPEATS)]
            shares = [share for each in repeats for share in no_story_shares(cross_validate(pages, each))]
            bounds[kind] = bound_of(own * REPEATS, shares)
            figures |= figures_of(own, shares, bounds[kind])
        forest, learned = fit(pages, np.arange(len(own)), settings)
        terms[kind] = written_terms(pages, learned)
        np.savez_compressed(out / f"{kind}.npz", **msgspec.structs.asdict(forest))
    for key, row in figures.items():
        console.print(f"{key:40} {row['no_story']:5g} of {row['pages']:4g} without story")
    manifest = PageTypeManifest(
        command=command,
        data=made_from,
        sources=SOURCES,
        settings={name: float(value) for name, value in msgspec.structs.asdict(settings).items()},
        names={kind: tuple(column_names(kind)) for kind in KINDS_OF_DOCUMENTS},
        bound=bounds,
        figures=figures,
        terms=terms,
    )
    lines = [json.dumps({key: value}, ensure_ascii=False) for key, value in msgspec.to_builtins(manifest).items()]
    (out / MANIFEST).write_text("{" + ",\n".join(line[1:-1] for line in lines) + "}\n", encoding="utf-8")
