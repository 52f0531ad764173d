"""Forests that tell kinds of pages, none of which is weighed by terms of its own host."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from cleaner.labelers.block_model.doubt import PAGE_NAMES
from cleaner.labelers.page_type import no_story_share
from cleaner.labelers.page_type.declared import ADDRESS_NAMES, DECLARED_NAMES, FIELD_NAMES, SOURCES
from cleaner.labelers.page_type.glance import CLASS_NAMES, GLANCE_NAMES, ITEM_NAMES, SLUG_NAMES
from cleaner.labelers.page_type.signs import (
    ADDRESS_SIGN_NAMES,
    ITEM_SIGN_NAMES,
    LINE_SIGN_NAMES,
    ROOT_SIGN_NAMES,
    SIGN_NAMES,
)
from cleaner.labelers.page_type.weights import KINDS, LEAF_SCALE, TERM_NAMES, KindForest
from cleaner.model import DocumentKind
from training.forests import Settings
from training.page_examples import PageExample

INNER_FOLDS = 5
MIN_HOSTS = 5.0  # that a term stands on
MIN_TERM_WEIGHT = 0.7
PRIOR_HOSTS = 3.0  # of each kind, on which a term is as frequent as on all
WORDS_IN_DUMPS = ("lines",)  # all that a dump has
MARKED = (*ROOT_SIGN_NAMES, *ITEM_SIGN_NAMES, *CLASS_NAMES)  # only in markup, and of a made front page an article's

Matrix = NDArray[np.float64]
Indices = NDArray[np.int64]
Learned = dict[str, tuple[Matrix, NDArray[np.bool_]]]  # by source: weights of each term, and whether it is used


class KindSettings(Settings, frozen=True):
    """As Settings, with fewer and smaller trees; figures are flat around them."""

    folds: int = 5
    trees: int = 250
    depth: int = 5
    border_count: int = 32


def sources_of(kind: DocumentKind) -> tuple[str, ...]:
    """Where the terms of a page of this kind of document come from."""
    return SOURCES if kind == "html" else WORDS_IN_DUMPS


def column_names(kind: DocumentKind) -> list[str]:
    """What the forest's columns are, in order."""
    of_terms = [f"{source}_{name}" for source in sources_of(kind) for name in TERM_NAMES]
    signs = (*SIGN_NAMES, *GLANCE_NAMES) if kind == "html" else ()
    return [*PAGE_NAMES, *FIELD_NAMES, *DECLARED_NAMES, *signs, *of_terms]


class Pages:
    """The examples as arrays: numbers, kinds, and by source the pairs (page, term)."""

    def __init__(self, examples: Sequence[PageExample], weights: Sequence[float], kind: DocumentKind) -> None:
        self.kind = kind
        self.numbers = np.array([example.numbers for example in examples], dtype=np.float32)
        if kind == "html":
            of_articles = np.flatnonzero([example.is_front for example in examples])
            marked = [column_names(kind).index(name) for name in MARKED]
            self.numbers[of_articles[:, None], marked] = 0
        self.kinds = np.array([example.kind for example in examples])
        self.weights = np.array(weights)
        self.hosts = [example.host for example in examples]
        real = [(example.host, example.kind) for example in examples if not example.is_front]
        count = Counter(real)
        # A page counts for terms as one of its host; made front pages have the terms of articles.
        self.term_weights = np.array([0 if e.is_front else 1 / count[e.host, e.kind] for e in examples])
        self.vocabulary: dict[str, dict[str, int]] = {}
        self.pairs: dict[str, tuple[Indices, Indices]] = {}
        for source in sources_of(kind):
            known: dict[str, int] = {}
            listed = [(page, term) for page, e in enumerate(examples) for term in sorted(e.terms[source])]
            pairs = [(page, known.setdefault(term, len(known))) for page, term in listed]
            table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
            self.vocabulary[source], self.pairs[source] = known, (table[:, 0], table[:, 1])

    def folds(self, chosen: Indices, count: int, seed: int) -> Indices:
        """The fold of each chosen page: all of a host are in one."""
        hosts = sorted({self.hosts[page] for page in chosen})
        order = np.random.default_rng(seed).permutation(len(hosts))
        fold = {host: int(place) % count for host, place in zip(hosts, order, strict=True)}
        return np.array([fold[self.hosts[page]] for page in chosen])

    def learn_terms(self, chosen: Indices) -> Learned:
        """What the terms of the chosen pages speak for: log of their frequency in a kind over that in all."""
        is_chosen = np.zeros(len(self.hosts), dtype=bool)
        is_chosen[chosen] = True
        of_kind = np.bincount(self.kinds[chosen], self.term_weights[chosen], minlength=len(KINDS))
        learned: Learned = {}
        for source, (pages, terms) in self.pairs.items():
            own = is_chosen[pages]
            counts = np.zeros((len(self.vocabulary[source]), len(KINDS)))
            np.add.at(counts, (terms[own], self.kinds[pages[own]]), self.term_weights[pages[own]])
            hosts = counts.sum(axis=1)
            rate = (hosts / of_kind.sum())[:, None]
            frequency = (counts + PRIOR_HOSTS * rate) / (of_kind + PRIOR_HOSTS)
            weights = np.round(np.log(np.maximum(frequency, 1e-9)) - np.log(np.maximum(rate, 1e-9)), 1)
            used = (hosts >= MIN_HOSTS) & (np.abs(weights).max(axis=1) >= MIN_TERM_WEIGHT)
            learned[source] = np.where(used[:, None], weights, 0.0), used
        return learned

    def rows(self, chosen: Indices, learned: Learned) -> NDArray[np.float32]:
        """The forest's input for the chosen pages."""
        parts: list[NDArray[Any]] = [self.numbers]
        for source, (weights, used) in learned.items():
            pages, terms = self.pairs[source]
            sums = np.zeros((len(self.hosts), len(KINDS)))
            np.add.at(sums, pages, weights[terms])
            known = np.bincount(pages, used[terms], minlength=len(self.hosts))
            parts += [np.round(sums / np.sqrt(known + 1)[:, None], 4), known[:, None]]
        return np.concatenate([part[chosen] for part in parts], axis=1).astype(np.float32)


def variants(rows: NDArray[np.float32], kind: DocumentKind) -> list[tuple[NDArray[np.float32], float]]:
    """The rows, and as they are without address, without metadata too, without text: with what each weighs."""
    if kind == "text":
        return [(rows, 1.0)]
    names = column_names(kind)
    at = {name: number for number, name in enumerate(names)}
    address = [at[name] for name in (*ADDRESS_NAMES, *ADDRESS_SIGN_NAMES, *SLUG_NAMES)]
    no_address = rows.copy()
    no_address[:, address] = -1
    no_address[:, [at[name] for name in names if name.startswith("address_")]] = 0
    undeclared = no_address.copy()
    undeclared[:, [at[name] for name in DECLARED_NAMES if name not in ADDRESS_NAMES]] = 0
    undeclared[:, [at[name] for name in names if name.startswith("declared_")]] = 0
    undeclared[:, [at[name] for name in MARKED]] = 0
    no_text = rows.copy()
    no_text[:, [at[name] for name in PAGE_NAMES]] = -1
    no_text[:, [at[name] for name in (*LINE_SIGN_NAMES, *ITEM_NAMES)]] = 0
    no_text[:, [at[name] for name in names if name.startswith("lines_")]] = 0
    return [(rows, 1.0), (no_address, 0.35), (undeclared, 0.35), (no_text, 0.15)]


def fit(pages: Pages, chosen: Indices, settings: KindSettings) -> tuple[KindForest, Learned]:
    """The forest of the chosen pages, and what their terms speak for."""
    folds = pages.folds(chosen, INNER_FOLDS, settings.seed + 6)
    rows = np.zeros((len(chosen), len(column_names(pages.kind))), dtype=np.float32)
    for fold in range(INNER_FOLDS):
        rows[folds == fold] = pages.rows(chosen[folds == fold], pages.learn_terms(chosen[folds != fold]))
    made = variants(rows, pages.kind)
    model = settings.classifier(loss_function="MultiClass", rsm=0.3, classes_count=len(KINDS), thread_count=2)
    model.fit(
        np.concatenate([part for part, _ in made]),
        np.tile(pages.kinds[chosen], len(made)),
        sample_weight=np.concatenate([pages.weights[chosen] * weight for _, weight in made]),
    )
    return export(model), pages.learn_terms(chosen)


def cross_validate(pages: Pages, settings: KindSettings) -> Matrix:
    """Per page how likely each kind is, by a forest that has seen no page of its host."""
    everything = np.arange(len(pages.hosts))
    folds = pages.folds(everything, settings.folds, settings.seed)
    likely = np.zeros((len(everything), len(KINDS)))
    for fold in range(settings.folds):
        forest, learned = fit(pages, everything[folds != fold], settings)
        rows = pages.rows(everything[folds == fold], learned)
        likely[folds == fold] = [forest.probabilities(row) for row in rows]
    return likely


def no_story_shares(likely: Matrix) -> list[float]:
    return [no_story_share(row) for row in likely.tolist()]


def written_terms(pages: Pages, learned: Learned) -> dict[str, dict[str, tuple[float, ...]]]:
    """By source the terms that are used, with their weights."""
    found: dict[str, dict[str, tuple[float, ...]]] = {}
    for source, (weights, used) in learned.items():
        known = sorted((term, number) for term, number in pages.vocabulary[source].items() if used[number])
        found[source] = {term: tuple(weights[number].tolist()) for term, number in known}
    return found


def export(model: CatBoostClassifier) -> KindForest:
    """The trees as arrays. CatBoost's first split is the lowest bit of a leaf's number."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        model_json: dict[str, Any] = json.loads(path.read_text())
    trees = model_json["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    columns = np.zeros((depth, len(trees)), dtype=np.int16)
    borders = np.full((depth, len(trees)), np.inf, dtype=np.float32)  # a question nobody answers yes
    leaves = np.zeros((len(trees), 1 << depth, len(KINDS)), dtype=np.int32)
    scale, bias = model_json["scale_and_bias"]
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            columns[level, number], borders[level, number] = split["float_feature_index"], split["border"]
        values = np.array(tree["leaf_values"]).reshape(-1, len(KINDS)) * scale * LEAF_SCALE
        leaves[number, : len(values)] = np.rint(values).astype(np.int32)
    starts = np.broadcast_to(np.array(bias, dtype=np.float64), (len(KINDS),))
    return KindForest(columns, borders, leaves, np.rint(starts * LEAF_SCALE).astype(np.int64))
