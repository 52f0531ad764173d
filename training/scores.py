"""Make the regressions that say how right the body of a page can be expected to be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray
from rich.console import Console

from cleaner.labelers.block_model.cohesion import COHESION_NAMES
from cleaner.labelers.block_model.doubt import DOUBT_NAMES, VOTE_NAMES
from cleaner.labelers.block_model.final_body import FINAL_NAMES, OWN_NAMES
from cleaner.labelers.block_model.kindred import KINDRED_NAMES
from cleaner.labelers.block_model.page_score import FARTHEST, ScoreManifest, ScoreWeights, Term, evaluate
from cleaner.model import DocumentKind
from training.page_examples import PageExample

# What a page of a data set weighs; two or three snippets of a text say less than all of it.
WEIGHTS: Mapping[str, float] = {
    "fundus_unit_dev": 2.0,
    "fundus_unit_more": 2.0,
    "wcxb_dev": 1.0,
    "trafilatura_eval": 0.3,
}
WHOLE = frozenset({"fundus_unit_dev", "fundus_unit_more", "wcxb_dev"})  # sets with the whole text
COMPOSED_WEIGHT = 0.3  # with more, real pages are told apart less well
LOST_WEIGHT = 0.014  # of a body with a part taken out; there are three for each page
NAMES = (
    *DOUBT_NAMES,
    *VOTE_NAMES,
    *COHESION_NAMES,
    *("prose_share", "link_share", "repeated_share", "runs", "led_share"),
    *("body_share", "body_links", "body_mean", "body_largest", "body_ends", "body_list"),
    *("other_prose", "main_share", "rival_share", "item_words_share", "body_in_items", "body_item_words"),
    *OWN_NAMES,
    *KINDRED_NAMES,
)
COLUMNS = [FINAL_NAMES.index(name) for name in NAMES]
BAD, GOOD = 0.7, 0.9  # F1 of bodies that are to be called unsure, and of those that are not
MAX_GOOD_UNSURE = 0.0275  # share of the good ones that may be: with other flags and statuses, under 4 % of pages
STEPS = 30  # of Newton's method, which converges in ten

Numbers = NDArray[np.float64]


class ScoreSettings(Struct, frozen=True):
    """folds: of the cross-validation. l2: how much weights are held at 0; figures are flat around it."""

    folds: int = 5
    l2: float = 0.02
    seed: int = 1


def train_scores(
    examples: Sequence[PageExample], made_from: Mapping[str, str], command: str, out: Path, settings: ScoreSettings
) -> None:
    """Write the weights to out, and print the figures. made_from: digest of each data set."""
    console = Console(stderr=True)
    weights: dict[str, ScoreWeights] = {}
    figures: dict[str, dict[str, float]] = {}
    kinds: tuple[DocumentKind, ...] = ("html", "text")
    for kind in kinds:
        own = [e for e in examples if e.f1 is not None and e.score_numbers and (e.form == "html") == (kind == "html")]
        scores = cross_validate(own, settings)
        bound = bound_of(own, scores)
        figures |= figures_of(own, scores, bound)
        weights[kind] = replace(fit(own, settings), unsure_below=bound)
        console.print(f"score, {kind}: {len(own)} pages, unsure below {bound}")
    for key, row in figures.items():
        console.print(f"{key:28}", "  ".join(f"{name} {value:g}" for name, value in row.items()))
    made = {name: float(value) for name, value in msgspec.structs.asdict(settings).items()}
    manifest = ScoreManifest(command, made_from, made, figures, weights)
    text = json.dumps(msgspec.to_builtins(manifest), ensure_ascii=False, indent=1)
    out.write_text(text + "\n", encoding="utf-8")


def fit(examples: Sequence[PageExample], settings: ScoreSettings) -> ScoreWeights:
    """The regression on the F1 that the bodies had, by Newton's method."""
    rows, true, weight = rows_of(examples), true_scores(examples), _weights(examples)
    mean, deviation = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    inputs = np.clip((rows - mean) / deviation, -FARTHEST, FARTHEST)
    inputs = np.column_stack([inputs, np.ones(len(rows))])
    held = np.diag([settings.l2] * len(NAMES) + [0.0])
    found = np.zeros(len(NAMES) + 1)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (weight * (likely - true)) + held @ found
        curvature = (inputs * (weight * likely * (1 - likely))[:, None]).T @ inputs + held
        found -= np.linalg.solve(curvature + 1e-9 * np.eye(len(found)), slope)
    columns = zip(NAMES, mean.tolist(), deviation.tolist(), found[:-1].tolist(), strict=True)
    terms = tuple(Term(name, *(round(number, 5) for number in numbers)) for name, *numbers in columns)
    return ScoreWeights(round(float(found[-1]), 5), terms, unsure_below=0.0)


def rows_of(examples: Sequence[PageExample]) -> Numbers:
    return np.array([example.score_numbers for example in examples])[:, COLUMNS]


def true_scores(examples: Sequence[PageExample]) -> Numbers:
    return np.array([example.f1 for example in examples], dtype=np.float64)


def _weights(examples: Sequence[PageExample]) -> Numbers:
    weights = np.array([WEIGHTS[example.set_name] * _made_weight(example) for example in examples])
    weights /= weights.sum()
    return weights


def _made_weight(example: PageExample) -> float:
    return LOST_WEIGHT if example.is_lost else COMPOSED_WEIGHT if example.is_composed else 1.0


def cross_validate(examples: Sequence[PageExample], settings: ScoreSettings) -> Numbers:
    """Per page the score of a regression that has seen no page of its outlet."""
    outlets = sorted({example.outlet for example in examples})
    order = np.random.default_rng(settings.seed).permutation(len(outlets))
    fold_of = {outlet: int(place) % settings.folds for outlet, place in zip(outlets, order, strict=True)}
    fitted = [
        fit([example for example in examples if fold_of[example.outlet] != fold], settings)
        for fold in range(settings.folds)
    ]
    return np.array([evaluate(fitted[fold_of[example.outlet]], example.score_numbers) for example in examples])


def bound_of(examples: Sequence[PageExample], scores: Numbers) -> float:
    """The score below which as many good bodies are as may be called unsure."""
    good = np.sort(scores[_is_real(examples) & (true_scores(examples) > GOOD)])
    return round(float(good[int(MAX_GOOD_UNSURE * len(good))]), 4)


def figures_of(examples: Sequence[PageExample], scores: Numbers, bound: float) -> dict[str, dict[str, float]]:
    """By data set and form: how many bodies are bad and good, and how many of each are called unsure."""
    figures: dict[str, dict[str, float]] = {}
    true, is_unsure, is_real = true_scores(examples), scores < bound, _is_real(examples)
    names = np.array([f"{example.set_name} {example.form}" for example in examples])
    for name in sorted(set(names[is_real].tolist())):
        own = is_real & (names == name)
        bad, good = own & (true < BAD), own & (true > GOOD)
        counts = {"bad": bad, "bad_unsure": bad & is_unsure, "good": good, "good_unsure": good & is_unsure}
        figures[name] = {key: float(np.count_nonzero(mask)) for key, mask in counts.items()}
        figures[name]["error"] = round(float(np.abs(scores[own] - true[own]).mean()), 4)
    return figures


def _is_real(examples: Sequence[PageExample]) -> NDArray[np.bool_]:
    """Whether the whole true text of the page is known, and nothing was set into it."""
    return np.array([example.set_name in WHOLE and not example.is_composed for example in examples])
