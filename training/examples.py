"""Pages with known text, as the block model learns from them: features, labels, weights."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaner.labelers.block_model import DeclaredTexts
from cleaner.labelers.block_model.context import features
from cleaner.labelers.block_model.measures import COLUMN
from cleaner.labelers.block_model.places import PlaceTable
from cleaner.labelers.open_blocks import hide
from cleaner.labelers.rules import label_blocks
from cleaner.model import BODY_ROLES, Block, Label, Options, Page, RawPage
from cleaner.rulebook import Rulebook
from cleaner.stages.decode import Undecodable, decode
from cleaner.stages.resolve import resolve_site
from cleaner.stages.segment import segment
from training.composed import Composer, Stock
from training.data_sets import read_raw, read_truths
from training.disturbed import disturb
from training.truth import align

MIN_TRUE_WORDS = 30.0  # a page with less text weighs no more than one with so much
# Learned from with half the weight of other pages, they cost dumps .02 of F1, pages .005: only held against the model.
NO_STORY_WEIGHT = 0.0
BLOCK_WORDS, MAX_BLOCK_WORDS = 6.0, 80.0  # so that short blocks count, and one long block is not the page


@dataclass(slots=True)
class Example:
    """One page in one form. rows: features, the learned columns still 0. wanted: 1 body, 0 not, -1 unknown.

    weights: of each block; 0 where a rule labelled it or the truth is open. fixed: blocks that a rule names body.
    is_open: no rule labelled it. truth: rows of the data set. no_story: the page's story was cut out of it.
    is_made: prose of other pages was set into it.
    """

    set_name: str
    outlet: str
    form: str
    rows: NDArray[np.float32]
    places: PlaceTable | None
    texts: list[str]
    wanted: NDArray[np.int8]
    weights: NDArray[np.float64]
    is_open: NDArray[np.bool_]
    fixed: NDArray[np.bool_]
    truth: Mapping[str, Any]
    no_story: bool = False
    is_made: bool = False

    @property
    def words(self) -> NDArray[np.float32]:
        return self.rows[:, COLUMN["words"]]


def read_examples(
    folder: Path, form: str, rules: Rulebook, small_words: frozenset[str], *, without_story: int = 0
) -> Iterator[Example]:
    """The pages of one data set in one form; every without_story-th a second time with its true text cut out."""
    for number, row in enumerate(read_truths(folder)):
        page = _segmented(read_raw(folder, row, form))
        if page is None or not page.blocks or not ("text" in row or "with" in row):
            continue
        labels = hide(page, label_blocks(page, resolve_site(page, rules)).labels)
        example = _example(folder.name, form, row, page, labels, small_words)
        yield example
        if without_story and number % without_story == 0 and "text" in row:
            rest = [i for i in range(len(page.blocks)) if not example.wanted[i] and not example.fixed[i]]
            if rest:
                yield _cut(example, page, labels, rest, small_words)


def read_tool_dumps(dumps: Path, truths: Path, rules: Rulebook, small_words: frozenset[str]) -> Iterator[Example]:
    """Of each page of a data set one of the dumps that training.tool_dumps has made of it, the tools in turn.

    dumps: the set's folder of made dumps. truths: the data set.
    """
    for number, row in enumerate(read_truths(truths)):
        made = sorted(dumps.glob(f"dumps/{row['id']}.*.txt.gz"))
        if not made or not ("text" in row or "with" in row):
            continue
        form = made[number % len(made)].name.removeprefix(f"{row['id']}.").removesuffix(".txt.gz")
        page = _segmented(read_raw(dumps, row, form))
        if page is not None and page.blocks:
            labels = hide(page, label_blocks(page, resolve_site(page, rules)).labels)
            yield _example(truths.name, form, row, page, labels, small_words)


def read_made(
    folder: Path, form: str, rules: Rulebook, small_words: frozenset[str], stock: Stock, every: int
) -> Iterator[Example]:
    """Every so-manieth page of one data set with other pages' prose set into it."""
    composer = Composer(stock)
    for number, row in enumerate(read_truths(folder)):
        raw = read_raw(folder, row, form)
        if number % every or raw is None or not row.get("text"):
            continue
        name = f"{folder.name}/{row['id']}/{form}"
        if form == "html":
            made = composer.compose(decode(raw, Options()), name, row.get("lang"))
        else:
            made = RawPage(disturb(str(raw.body), row, stock, name), kind="text")
        page = _segmented(made)
        if page is None or not page.blocks:
            continue
        labels = hide(page, label_blocks(page, resolve_site(page, rules)).labels)
        example = _example(f"made of {folder.name}", form, row, page, labels, small_words)
        example.is_made = True
        yield example


def _segmented(raw: RawPage | None) -> Page | None:
    try:
        return segment(decode(raw, Options()), Options()) if raw is not None else None
    except Undecodable:
        return None


def _example(
    set_name: str,
    form: str,
    row: Mapping[str, Any],
    page: Page,
    labels: Sequence[Label | None],
    small_words: frozenset[str],
) -> Example:
    texts = [block.text for block in page.blocks]
    is_open = np.array([label is None for label in labels], dtype=bool)
    fixed = np.array([label is not None and label.role in BODY_ROLES for label in labels], dtype=bool)
    rows = features(page, labels, small_words, {}, {}, DeclaredTexts(page))
    if "text" in row:
        wanted = np.array(align(texts, row["text"]), dtype=np.int8)
        free = _optional(row, texts)
        weights = _weights(rows[:, COLUMN["words"]], wanted, is_open & ~free)
    else:
        wanted = _by_snippets(row, texts)
        decided = (wanted >= 0) & is_open
        weights = decided / max(decided.sum(), 1) / 2  # snippets decide few blocks of a page
    return Example(
        set_name,
        row.get("outlet") or row["id"],
        form,
        rows,
        PlaceTable(page.blocks) if page.tree is not None else None,
        texts,
        wanted,
        weights,
        is_open,
        fixed,
        row,
    )


def _cut(
    whole: Example, page: Page, labels: Sequence[Label | None], rest: Collection[int], small_words: frozenset[str]
) -> Example:
    """The page without its story: what a front page, an error page or a wall looks like."""
    blocks = tuple(_renumbered(page.blocks[i], n) for n, i in enumerate(rest))
    cut = _example(
        whole.set_name,
        whole.form,
        {**whole.truth, "text": ""},
        msgspec.structs.replace(page, blocks=blocks),
        [labels[i] for i in rest],
        small_words,
    )
    cut.no_story = True
    cut.weights = cut.weights * NO_STORY_WEIGHT
    return cut


def _renumbered(block: Block, index: int) -> Block:
    return msgspec.structs.replace(block, index=index)


def _optional(row: Mapping[str, Any], texts: Sequence[str]) -> NDArray[np.bool_]:
    """Blocks the truth leaves open: a summary that is as right inside the body as outside."""
    summary = {" ".join(text.split()) for text in (row.get("source_extra") or {}).get("summary") or []}
    return np.array([text in summary for text in texts], dtype=bool)


def _weights(words: NDArray[np.float32], wanted: NDArray[np.int8], counts: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What each block weighs: by its words, so that pages weigh about the same."""
    true = max(MIN_TRUE_WORDS, float(words[wanted > 0].sum()))
    weights = (np.minimum(words, MAX_BLOCK_WORDS) + BLOCK_WORDS) / (true + 0.3 * BLOCK_WORDS * len(words))
    return np.where(counts, weights, 0.0)


def _by_snippets(row: Mapping[str, Any], texts: Sequence[str]) -> NDArray[np.int8]:
    """Blocks that hold a snippet of the story, or one that is none of it; the others are unknown."""
    wanted, unwanted = ([" ".join(s.split()) for s in row.get(key) or []] for key in ("with", "without"))
    found = []
    for text in texts:
        yes, no = any(s in text for s in wanted if s), any(s in text for s in unwanted if s)
        found.append(-1 if yes == no else int(yes))
    return np.array(found, dtype=np.int8)
