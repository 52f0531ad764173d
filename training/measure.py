"""The figures of clean() on the data sets, by set and form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.labelers.block_model.weights import read_manifest as block_model_manifest
from cleaner.labelers.page_type.weights import read_manifest as page_type_manifest
from cleaner.model import Record
from cleaner.pipeline import clean
from cleaner.rulebook import load_rules
from training.data_sets import FORMS, read_raw, read_truths
from training.figures import best_score, day_share, names_f1, snippet_f1, summarise, title_share, words_f1

Figures = dict[str, float]
Pairs = Sequence[tuple[Mapping[str, Any], Record]]
PINNED_OF_BLOCKS = ("pages", "shingle_f1", "exact", "word_f1", "snippet_f1")
WITHOUT_STORY = frozenset({"collection", "forum", "front", "listing", "product"})


def measure(data: Path, sets: Sequence[str], report: Callable[[str], None]) -> dict[str, Figures]:
    """The figures of each set and form, without site rules. report: called with `set form` after each."""
    rules = load_rules(sites=False)
    figures: dict[str, Figures] = {}
    for name in sets:
        truths = read_truths(data / name)
        for form in FORMS:
            pages = [(truth, read_raw(data / name, truth, form)) for truth in truths]
            pairs = [(truth, clean(raw, rules)) for truth, raw in pages if raw is not None]
            if pairs:
                figures[f"{name} {form}"] = {"pages": float(len(pairs)), **dict(_figures(pairs))}
                report(f"{name} {form}")
    return figures


def cross_validated() -> dict[str, Figures]:
    """What the models did on outlets that they had not seen, when they were trained: their manifests say it.

    Of page types the share that is told right, articles and pages without story.
    """
    figures: dict[str, Figures] = {}
    for kind, manifest in block_model_manifest().kinds.items():
        for where, row in manifest.figures.items():
            figures[f"blocks of {kind}, {where}"] = {name: row[name] for name in PINNED_OF_BLOCKS if name in row}
    for where, row in page_type_manifest().figures.items():
        share = row["no_story"] / row["pages"]
        truth = "front" if where.startswith("front") else where.split()[1]
        if truth in WITHOUT_STORY or truth == "article":
            right = 1 - share if truth == "article" else share
            figures[f"page type, {where}"] = {"pages": row["pages"], "right": right}
    return figures


def _figures(pairs: Pairs) -> Iterator[tuple[str, float]]:
    """Each figure for which there is truth."""
    if bodies := [best_score(truth, record.text) for truth, record in pairs if "text" in truth]:
        yield from ((name, value) for name, value in summarise(bodies).items() if name != "pages")
    if snippets := [(t["with"], t.get("without") or [], r.text) for t, r in pairs if t.get("with")]:
        yield "snippet_f1", snippet_f1(snippets)
    if titles := [(t["title"], r.title) for t, r in pairs if t.get("title")]:
        yield "title", title_share(titles)
    if authors := [(_names(t["authors"]), [a.name for a in r.authors]) for t, r in pairs if t.get("authors")]:
        yield "authors_f1", names_f1(authors)
    if dates := [(t["date"], r.published.value if r.published else None) for t, r in pairs if t.get("date")]:
        yield "date", day_share(dates)
    if credits := [(names, list(r.photo_credits)) for t, r in pairs if (names := _credits(t))]:
        yield "credits_f1", words_f1(credits)


def _names(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _credits(truth: Mapping[str, Any]) -> list[str]:
    images = (truth.get("source_extra") or {}).get("images") or []
    return [name for image in images if isinstance(image, dict) for name in image.get("authors") or []]
