"""Fit the forests, hold them against pages of outlets they have not seen, write weights and manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from catboost import CatBoostClassifier
from msgspec import Struct
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from cleaner.errors import CleanerError
from cleaner.fields.language.function_words import FUNCTION_WORDS
from cleaner.labelers.block_context import feature_names, learned_columns
from cleaner.labelers.block_model import expected_f1
from cleaner.labelers.forest import LEAF_SCALE, Forest
from cleaner.labelers.weights import MANIFEST, KindManifest, Manifest
from cleaner.learn.examples import Example, read_examples
from cleaner.learn.tokens import token_weights, word_weights
from cleaner.model import Kind
from cleaner.regression.data_sets import FORMS, digest_of, true_bodies
from cleaner.regression.figures import score_page, snippet_f1, summarise
from cleaner.rulebook import load_rules

# Data set → what one of its pages weighs, and under what licence it came.
SETS: Mapping[str, tuple[float, str]] = {
    "fundus_unit_dev": (4.0, "test data of Fundus (MIT)"),
    "wcxb_dev": (1.0, "WCXB by Murrough Foley (CC BY 4.0)"),
    "trafilatura_eval": (1.0, "evaluation set of trafilatura (Apache-2.0)"),
}
WITHOUT_STORY = 3  # every third page is held against the model a second time, its story cut out
INNER_FOLDS = 3
THRESHOLDS: Mapping[Kind, float] = {"html": 0.47, "text": 0.45}  # figures flat 0.4–0.55; docs/decisions/0008
KNOTS = 12


Learned = tuple[dict[str, float], dict[str, float]]  # weights of class and id subwords, and of words of short blocks


class Settings(Struct, frozen=True):
    """folds: of the cross-validation, 0 for none. The others are CatBoost's; figures are flat around them."""

    folds: int = 4
    trees: int = 400
    depth: int = 6
    learning_rate: float = 0.08
    l2_leaf_reg: float = 5.0
    border_count: int = 64
    seed: int = 1


def train(data: Path, out: Path, kinds: Sequence[Kind], settings: Settings) -> None:
    """Write KIND.npz and manifest.json into out. Raises CleanerError where the data is not there."""
    folders = [data / name for name in SETS if (data / name).is_dir()]
    if not folders:
        raise CleanerError(f"{data}: none of {', '.join(SETS)} is there")
    small_words = _small_words()
    console = Console(stderr=True)
    manifests = _manifests_so_far(out)
    for kind in kinds:
        with console.status(f"reading pages ({kind})"):
            examples = _read(folders, kind, frozenset(small_words.split()))
        console.print(f"{kind}: {len(examples)} pages, {sum(len(e.texts) for e in examples)} blocks")
        scores = _cross_validate(examples, settings, console) if settings.folds else None
        tokens, words = _learned(examples)
        forest = _fit([_with_learned(e, t) for e, t in _out_of_fold(examples, settings)], examples, settings)
        manifests[kind] = KindManifest(
            tuple(feature_names(kind)),
            THRESHOLDS[kind],
            _calibrate(examples, scores, THRESHOLDS[kind]) if scores else ((0.0, 0.0), (1.0, 1.0)),
            _report(examples, scores, THRESHOLDS[kind], console) if scores else {},
            tokens,
            words,
        )
        out.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            out / f"{kind}.npz",
            columns=forest.columns,
            borders=forest.borders,
            leaves=forest.leaves,
            bias=np.int64(forest.bias),
        )
    manifest = Manifest(
        command=f"python -m cleaner.learn.train {data.name} --folds {settings.folds} --trees {settings.trees}",
        data={folder.name: digest_of(folder) for folder in folders},
        sources={folder.name: SETS[folder.name][1] for folder in folders},
        settings={name: float(value) for name, value in msgspec.structs.asdict(settings).items()},
        small_words=small_words,
        kinds=dict(sorted(manifests.items())),
    )
    text = json.dumps(msgspec.to_builtins(manifest), ensure_ascii=False, indent=1)
    (out / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _small_words() -> str:
    """Function words of all languages there are lists of; single letters say nothing."""
    return " ".join(sorted({word for words in FUNCTION_WORDS.values() for word in words if len(word) > 1}))


def _manifests_so_far(out: Path) -> dict[str, KindManifest]:
    path = out / MANIFEST
    return dict(msgspec.json.decode(path.read_bytes(), type=Manifest).kinds) if path.is_file() else {}


def _read(folders: Sequence[Path], kind: Kind, small_words: frozenset[str]) -> list[Example]:
    rules = load_rules(sites=False)
    examples: list[Example] = []
    for folder in folders:
        for form in FORMS[:1] if kind == "html" else FORMS[1:]:
            examples += read_examples(folder, form, rules, small_words, without_story=WITHOUT_STORY)
    for example in examples:
        example.weights = example.weights * SETS[example.set_name][0] / (1 if kind == "html" else 2)
    return examples


def _folds(examples: Sequence[Example], count: int, seed: int) -> list[int]:
    """The fold of each example: all pages of an outlet are in one."""
    outlets = sorted({example.outlet for example in examples})
    order = np.random.default_rng(seed).permutation(len(outlets))
    fold = {outlet: int(place) % count for outlet, place in zip(outlets, order, strict=True)}
    return [fold[example.outlet] for example in examples]


def _out_of_fold(examples: Sequence[Example], settings: Settings) -> list[tuple[Example, Learned]]:
    """Each example with word weights from other outlets than its own: else they would give its labels away."""
    folds = _folds(examples, INNER_FOLDS, settings.seed + 1)
    weights = [_learned([e for e, f in zip(examples, folds, strict=True) if f != fold]) for fold in range(INNER_FOLDS)]
    return [(example, weights[fold]) for example, fold in zip(examples, folds, strict=True)]


def _learned(examples: Sequence[Example]) -> Learned:
    return token_weights(examples), word_weights(examples)


def _with_learned(example: Example, learned: Learned) -> NDArray[np.float32]:
    """The example's rows with the learned columns filled in."""
    columns = learned_columns(example.texts, example.is_open.tolist(), example.places, *learned)
    rows = example.rows.copy()
    rows[:, -columns.shape[1] :] = columns
    return rows


def _fit(rows: Sequence[NDArray[np.float32]], examples: Sequence[Example], settings: Settings) -> Forest:
    used = [example.weights > 0 for example in examples]
    x = np.concatenate([r[u] for r, u in zip(rows, used, strict=True)])
    y = np.concatenate([e.wanted[u] for e, u in zip(examples, used, strict=True)])
    w = np.concatenate([e.weights[u] for e, u in zip(examples, used, strict=True)])
    model = CatBoostClassifier(
        iterations=settings.trees,
        depth=settings.depth,
        learning_rate=settings.learning_rate,
        l2_leaf_reg=settings.l2_leaf_reg,
        border_count=settings.border_count,
        random_seed=settings.seed,
        rsm=0.4,  # of the columns a tree may ask: half the time, and no worse
        verbose=0,
        allow_writing_files=False,
    )
    model.fit(x, y, sample_weight=w / w.mean())
    return _export(model)


def _export(model: CatBoostClassifier) -> Forest:
    """The trees as arrays. CatBoost's first split is the lowest bit of a leaf's number."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        told: dict[str, Any] = json.loads(path.read_text())
    trees = told["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    columns = np.zeros((depth, len(trees)), dtype=np.int16)
    borders = np.full((depth, len(trees)), np.inf, dtype=np.float32)  # a question nobody answers yes
    leaves = np.zeros((len(trees), 1 << depth), dtype=np.int32)
    scale, (bias,) = told["scale_and_bias"]
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            columns[level, number], borders[level, number] = split["float_feature_index"], split["border"]
        values = np.array(tree["leaf_values"]) * scale * LEAF_SCALE
        leaves[number, : len(values)] = np.rint(values).astype(np.int32)
    return Forest(columns, borders, leaves, round(bias * LEAF_SCALE))


def _cross_validate(examples: Sequence[Example], settings: Settings, console: Console) -> list[NDArray[np.float64]]:
    """Scores of each page by a forest that has seen no page of its outlet."""
    folds = _folds(examples, settings.folds, settings.seed)
    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(examples)
    for fold in range(settings.folds):
        seen = [e for e, f in zip(examples, folds, strict=True) if f != fold]
        forest = _fit([_with_learned(e, t) for e, t in _out_of_fold(seen, settings)], seen, settings)
        learned = _learned(seen)
        for index, example in enumerate(examples):
            if folds[index] == fold:
                scores[index] = forest.scores(_with_learned(example, learned))
        console.print(f"fold {fold + 1} of {settings.folds}: {len(seen)} pages learned from")
    return scores


def _text(example: Example, scores: NDArray[np.float64], threshold: float) -> str:
    """The text of the chosen blocks; where a rule names the body, that."""
    kept = example.fixed if example.fixed.any() else example.is_open & (scores > threshold)
    return "\n".join(text for text, keep in zip(example.texts, kept.tolist(), strict=True) if keep)


def _report(
    examples: Sequence[Example], scores: Sequence[NDArray[np.float64]], threshold: float, console: Console
) -> dict[str, dict[str, float]]:
    """Figures by data set and form."""
    figures: dict[str, dict[str, float]] = {}
    pairs = list(zip(examples, scores, strict=True))
    for name, form in sorted({(e.set_name, e.form) for e in examples}):
        own = [(e, _text(e, s, threshold)) for e, s in pairs if (e.set_name, e.form) == (name, form)]
        told = [
            max((score_page(body, text) for body in true_bodies(e.truth)), key=lambda s: (s.exact, s.words))
            for e, text in own
            if "text" in e.truth and not e.no_story
        ]
        figures[f"{name} {form}"] = dict(summarise(told)) if told else {"pages": float(len(own))}
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


def _calibrate(
    examples: Sequence[Example], scores: Sequence[NDArray[np.float64]], threshold: float
) -> tuple[tuple[float, float], ...]:
    """What F1 pages had, by the F1 the model expected of them: means of equal groups, made ascending."""
    pairs = []
    for example, score in zip(examples, scores, strict=True):
        if "text" not in example.truth or example.fixed.any() or example.no_story:
            continue
        expected = expected_f1(score.tolist(), example.words.tolist(), example.is_open.tolist(), threshold)
        text = _text(example, score, threshold)
        had = max(score_page(body, text).words for body in true_bodies(example.truth))
        if expected > 0:
            pairs.append((expected, had))
    pairs.sort()
    groups = [group for group in np.array_split(np.array(pairs), KNOTS) if len(group)]
    means = [(float(group[:, 0].mean()), float(group[:, 1].mean())) for group in groups]
    highest = np.maximum.accumulate([had for _, had in means])
    return tuple((round(expected, 4), round(float(had), 4)) for (expected, _), had in zip(means, highest, strict=True))
