"""How well the forests do on outlets they have not seen, and how far their own expectation can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from cleaner.labelers.block_model.expected_f1 import expected_f1
from training.examples import Example
from training.figures import best_score, snippet_f1, summarise
from training.forests import Settings, fill_in, fit_forest, folds_of, learn_words, outside, rows_out_of_fold

KNOTS = 12


def cross_validate(examples: Sequence[Example], settings: Settings, console: Console) -> list[NDArray[np.float64]]:
    """Scores of each page by a forest that has seen no page of its outlet."""
    folds = folds_of(examples, settings.folds, settings.seed)
    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(examples)
    for fold in range(settings.folds):
        seen = outside(examples, folds, fold)
        forest = fit_forest(rows_out_of_fold(seen, settings), seen, settings)
        learned = learn_words(seen)
        for index, example in enumerate(examples):
            if folds[index] == fold:
                scores[index] = forest.scores(fill_in(example, learned))
        console.print(f"fold {fold + 1} of {settings.folds}: {len(seen)} pages learned from")
    return scores


def _text(example: Example, scores: NDArray[np.float64], threshold: float) -> str:
    """The text of the chosen blocks; where a rule names the body, that."""
    kept = example.fixed if example.fixed.any() else example.is_open & (scores > threshold)
    return "\n".join(text for text, keep in zip(example.texts, kept.tolist(), strict=True) if keep)


def report(
    examples: Sequence[Example], scores: Sequence[NDArray[np.float64]], threshold: float, console: Console
) -> dict[str, dict[str, float]]:
    """Figures by data set and form."""
    figures: dict[str, dict[str, float]] = {}
    pairs = list(zip(examples, scores, strict=True))
    for name, form in sorted({(e.set_name, e.form) for e in examples}):
        own = [(e, _text(e, s, threshold)) for e, s in pairs if (e.set_name, e.form) == (name, form)]
        bodies = [best_score(e.truth, text) for e, text in own if "text" in e.truth and not e.no_story]
        figures[f"{name} {form}"] = dict(summarise(bodies)) if bodies else {"pages": float(len(own))}
        snippets = [
            (e.truth.get("with") or [], e.truth.get("without") or [], text) for e, text in own if not e.no_story
        ]
        if any(wanted for wanted, _, _ in snippets):
            figures[f"{name} {form}"]["snippet_f1"] = snippet_f1(snippets)
        cut = [len(text.split()) for e, text in own if e.no_story]
        if cut:
            figures[f"{name} {form}"]["words_without_story"] = float(np.median(cut))
    table = Table("data set", "figures", title="cross-validated by outlet")
    for name, row in figures.items():
        table.add_row(name, "  ".join(f"{key} {value:g}" for key, value in row.items()))
    console.print(table)
    return figures


def calibrate(
    examples: Sequence[Example], scores: Sequence[NDArray[np.float64]], threshold: float
) -> tuple[tuple[float, float], ...]:
    """What F1 pages had, by the F1 the model expected of them: means of equal groups, made ascending."""
    pairs = []
    for example, score in zip(examples, scores, strict=True):
        if "text" not in example.truth or example.fixed.any() or example.no_story or example.is_made:
            continue
        expected = expected_f1((score * example.is_open).tolist(), example.words.tolist(), threshold)
        text = _text(example, score, threshold)
        had = best_score(example.truth, text).words
        if expected > 0:
            pairs.append((expected, had))
    pairs.sort()
    groups = [group for group in np.array_split(np.array(pairs), KNOTS) if len(group)]
    means = [(float(group[:, 0].mean()), float(group[:, 1].mean())) for group in groups]
    highest = np.maximum.accumulate([had for _, had in means])
    return tuple((round(expected, 4), round(float(had), 4)) for (expected, _), had in zip(means, highest, strict=True))
