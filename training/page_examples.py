"""Pages and dumps read with weights that have not seen their outlet: what page type and score are learned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from unittest.mock import patch

from msgspec import Struct

from cleaner import pipeline
from cleaner.errors import CleanerError
from cleaner.labelers.block_model.page_score import with_score
from cleaner.labelers.block_model.weights import load_weights
from cleaner.labelers.page_type import page_numbers, says_no_story
from cleaner.labelers.page_type.declared import terms_of
from cleaner.labelers.page_type.weights import KINDS
from cleaner.model import Document, DocumentKind, Labels, Options, RawPage
from cleaner.pipeline import DEFAULT_OPTIONS, label_and_choose
from cleaner.rulebook import Rulebook, load_rules
from cleaner.stages.decode import Undecodable, decode
from cleaner.stages.resolve import resolve_site
from cleaner.stages.segment import segment
from cleaner.urls import host_of
from training.composed import Composer, Stock
from training.data_sets import read_raw, read_truths
from training.disturbed import disturb
from training.figures import best_score, snippet_f1
from training.flatten import bare_dump, layout_dump
from training.fold_weights import FoldWeights
from training.front_pages import FrontPages
from training.lost_parts import Reading, lose_parts

# What the truth calls a page → its kind. A page without is an article.
KIND_OF = {"listing": "index", "collection": "index"}
MADE_DUMPS = {"flat layout": layout_dump, "flat bare": bare_dump}
LOST_FORMS = frozenset({"html", "layout"})  # of which parts are taken out
PROCESSES = 2
CHUNK = 8


class PageSet(Struct, frozen=True):
    """Pages of one data set to read. forms: those it has, and MADE_DUMPS.

    fronts: every so-manieth page is read a second time, made a front page of, in HTML and as a dump. composed: every
    so-manieth with other pages' prose set into it, in both forms; 0: none, and no bodies with parts taken out.
    """

    name: str
    forms: tuple[str, ...]
    fronts: int = 0
    composed: int = 0


@dataclass(slots=True)
class PageExample:
    """One page in one form. numbers, terms: what the page type's model sees. truth: what the data set calls its kind.

    score_numbers: block_model.final_body.FINAL_NAMES; empty where the block model was not asked. f1: of its text; None
    where its true text is not known. outlet: whose pages are in one fold. is_front: made a front page of. is_composed:
    it is not as it came: other prose was set into it, or, is_lost, a part of its body was taken out.
    """

    set_name: str
    id: str
    form: str
    host: str
    outlet: str
    truth: str
    numbers: list[float]
    terms: Mapping[str, set[str]]
    score_numbers: tuple[float, ...]
    f1: float | None
    is_front: bool = False
    is_composed: bool = False
    is_lost: bool = False
    declares: bool = False

    @property
    def kind(self) -> int:
        """Number of the kind among KINDS."""
        return KINDS.index(KIND_OF.get(self.truth, self.truth))


class Reader:
    """Reads the pages of the data sets. lenders: sets whose stories stand on the front pages that are made."""

    def __init__(self, data: Path, lenders: Sequence[str], folds: Path | None) -> None:
        self.data = data
        self.rules: Rulebook = load_rules(sites=False)
        self.stock = Stock(row for name in lenders for row in read_truths(data / name))
        self.fronts, self.composer = FrontPages(self.stock), Composer(self.stock)
        self.weights = FoldWeights(folds)
        self.reading: Reading | None = None  # of the page that was read last

    def read(self, pages: PageSet, number: int) -> list[PageExample]:
        """The examples that one page of a set gives."""
        row = _rows(self.data / pages.name)[number]
        raw = read_raw(self.data / pages.name, row, "html")
        document = None if raw is None else _decoded(raw)
        with self.weights.unseen(row.get("outlet") or row["id"]):
            found: list[PageExample | None] = []
            for form in pages.forms:
                found.append(self._example(pages.name, row, form, self._document(pages, row, form, document)))
                if pages.composed and form in LOST_FORMS and row.get("text"):
                    found += self._lost(found[-1], row)
            if pages.fronts and number % pages.fronts == 0 and document is not None:
                found += self._front_pages(pages, row, document, sorted(MADE_DUMPS)[number // pages.fronts % 2])
            if pages.composed and number % pages.composed == 0 and document is not None and row.get("text"):
                found += self._composed(pages, row, document)
        return [example for example in found if example is not None]

    def _document(
        self, pages: PageSet, row: Mapping[str, Any], form: str, document: Document | None
    ) -> Document | None:
        if form in MADE_DUMPS:
            return None if document is None else _dump(document, form)
        if form == "html":
            return document
        raw = read_raw(self.data / pages.name, row, form)
        return None if raw is None else _decoded(raw)

    def _front_pages(
        self, pages: PageSet, row: Mapping[str, Any], document: Document, form: str
    ) -> Iterator[PageExample | None]:
        made = self.fronts.make(document, f"{pages.name}/{row['id']}", row.get("lang"))
        front = None if made is None else _decoded(made)
        if front is not None:
            front_row = {key: row.get(key) for key in ("id", "url", "outlet")} | {"page_type": "index"}
            for own_form, own in (("html", front), (form, _dump(front, form))):
                example = self._example(pages.name, front_row, own_form, own)
                if example is not None:
                    example.is_front = True
                    yield example

    def _composed(self, pages: PageSet, row: Mapping[str, Any], document: Document) -> Iterator[PageExample]:
        name = f"score/{pages.name}/{row['id']}"
        page = self.composer.compose(document, name, row.get("lang"))
        dump = RawPage(disturb(layout_dump(document), row, self.stock, name), kind="text")
        for form, made in (("html", page), ("flat layout", dump)):
            example = None if made is None else self._example(pages.name, row, form, _decoded(made))
            if example is not None:
                example.is_composed = True
                yield example

    def _example(self, name: str, row: Mapping[str, Any], form: str, document: Document | None) -> PageExample | None:
        """None of a page that cannot be read."""
        if document is None:
            return None
        try:
            page = segment(document, Options())
            match = resolve_site(page, self.rules)
        except CleanerError:
            return None
        if not page.blocks and form != "html":
            return None
        with patch.object(pipeline, "with_score", self._with_score):
            story, choices, _ = label_and_choose(page, match, DEFAULT_OPTIONS)
        return PageExample(
            name,
            row["id"],
            form,
            host=(host_of(row.get("url")) or row.get("outlet") or row["id"]).removeprefix("www."),
            outlet=row.get("outlet") or row["id"],
            truth=row.get("page_type") or "article",
            numbers=page_numbers(story, choices),
            terms=terms_of(story.page),
            score_numbers=story.labels.numbers,
            f1=_f1(row, "\n".join(block.text for block in story.body)),
            declares=says_no_story(story, choices),
        )

    def _with_score(self, kind: DocumentKind, labels: Labels) -> Labels:
        asked = labels.numbers_of
        view, votes, chosen = asked.args if isinstance(asked, partial) else (None, (), ())
        self.reading = None if view is None else Reading(view, votes, chosen, labels.labels)
        return with_score(kind, labels)

    def _lost(self, whole: PageExample | None, row: Mapping[str, Any]) -> Iterator[PageExample]:
        """The page just read, with parts of its body taken out."""
        if whole is not None and self.reading is not None:
            threshold = load_weights(self.reading.view.kind).manifest.threshold
            for text, numbers in lose_parts(self.reading, f"{whole.set_name}/{whole.id}/{whole.form}", threshold):
                yield replace(whole, score_numbers=numbers, f1=_f1(row, text), is_composed=True, is_lost=True)


def read_pages(data: Path, sets: Sequence[PageSet], lenders: Sequence[str], folds: Path | None) -> list[PageExample]:
    """The examples of all sets, in order. folds: weights of the block model's cross-validation."""
    jobs = [(pages, number) for pages in sets for number in range(len(read_truths(data / pages.name)))]
    with Pool(PROCESSES, _begin, (data, lenders, folds)) as pool:
        return [example for found in pool.imap(_read, jobs, CHUNK) for example in found]


_reader: list[Reader] = []  # of a process of the pool


def _begin(data: Path, lenders: Sequence[str], folds: Path | None) -> None:
    _reader[:] = [Reader(data, lenders, folds)]


def _read(job: tuple[PageSet, int]) -> list[PageExample]:
    return _reader[0].read(*job)


@lru_cache(maxsize=8)
def _rows(folder: Path) -> list[dict[str, Any]]:
    return read_truths(folder)


def _decoded(raw: RawPage) -> Document | None:
    try:
        return decode(raw, Options())
    except Undecodable:
        return None


def _dump(document: Document, form: str) -> Document | None:
    return _decoded(RawPage(MADE_DUMPS[form](document), kind="text"))


def _f1(row: Mapping[str, Any], text: str) -> float | None:
    """How right the text is: mean F1 of words and of their runs, or F1 of snippets."""
    if row.get("text"):
        score = best_score(row, text)
        runs = 2 * score.precision * score.recall / (score.precision + score.recall or 1.0)
        return (runs + score.words) / 2
    wanted, unwanted = row.get("with") or [], row.get("without") or []
    return snippet_f1([(wanted, unwanted, text)]) if wanted else None
