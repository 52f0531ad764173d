"""Pages and dumps of known kind, as the page type is learned from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.errors import CleanerError
from cleaner.labelers.page_type import page_numbers
from cleaner.labelers.page_type.declared import terms_of
from cleaner.labelers.page_type.weights import KINDS
from cleaner.model import Document, Options, RawPage
from cleaner.pipeline import DEFAULT_OPTIONS, label_and_choose
from cleaner.rulebook import Rulebook
from cleaner.stages.decode import Undecodable, decode
from cleaner.stages.resolve import resolve_site
from cleaner.stages.segment import segment
from cleaner.urls import host_of
from training.data_sets import read_raw, read_truths
from training.flatten import bare_dump, layout_dump
from training.front_pages import FrontPages

# What the truth calls a page → its kind. A page without is an article.
KIND_OF = {"listing": "index", "collection": "index"}
MADE_DUMPS = {"flat layout": layout_dump, "flat bare": bare_dump}


@dataclass(slots=True)
class KindExample:
    """One page in one form. numbers, terms: what the model sees. truth: what the data set calls the page's kind.

    is_made: a front page made of an article.
    """

    set_name: str
    id: str
    form: str
    host: str
    truth: str
    numbers: list[float]
    terms: Mapping[str, set[str]]
    is_made: bool = False

    @property
    def kind(self) -> int:
        """Number of the kind among KINDS."""
        return KINDS.index(KIND_OF.get(self.truth, self.truth))


def read_kinds(
    folder: Path, rules: Rulebook, forms: Sequence[str], fronts: FrontPages | None = None, every: int = 1
) -> Iterator[KindExample]:
    """The pages of a data set in some forms: those it has, and the MADE_DUMPS.

    fronts: every so-manieth page a second time, made a front page of, in HTML and as a dump.
    """
    for number, row in enumerate(read_truths(folder)):
        raw = read_raw(folder, row, "html")
        document = None if raw is None else _decoded(raw)
        for form in forms:
            if form == "html" and document is not None:
                yield from _example(folder.name, row, form, document, rules)
            elif form in MADE_DUMPS and document is not None:
                yield from _example(folder.name, row, form, _dump(document, form), rules)
            elif (dump := read_raw(folder, row, form)) is not None and form != "html":
                yield from _example(folder.name, row, form, _decoded(dump), rules)
        if fronts is not None and document is not None and number % every == 0:
            made = fronts.make(document, f"{folder.name}/{row['id']}", row.get("lang"))
            front = None if made is None else _decoded(made)
            if front is not None:
                front_row = {**row, "page_type": "index"}
                yield from _example(folder.name, front_row, "html", front, rules, is_made=True)
                form = sorted(MADE_DUMPS)[number // every % 2]
                yield from _example(folder.name, front_row, form, _dump(front, form), rules, is_made=True)


def _decoded(raw: RawPage) -> Document | None:
    try:
        return decode(raw, Options())
    except Undecodable:
        return None


def _dump(document: Document, form: str) -> Document | None:
    return _decoded(RawPage(MADE_DUMPS[form](document), kind="text"))


def _example(
    set_name: str,
    row: Mapping[str, Any],
    form: str,
    document: Document | None,
    rules: Rulebook,
    *,
    is_made: bool = False,
) -> Iterator[KindExample]:
    """One example, or none of a page that cannot be read."""
    if document is None:
        return
    try:
        page = segment(document, Options())
        match = resolve_site(page, rules)
    except CleanerError:
        return
    if not page.blocks and form != "html":
        return
    story, choices, _ = label_and_choose(page, match, DEFAULT_OPTIONS)
    host = (host_of(row.get("url")) or row.get("outlet") or row["id"]).removeprefix("www.")
    yield KindExample(
        set_name,
        row["id"],
        form,
        host,
        row.get("page_type", "article"),
        page_numbers(story, choices),
        terms_of(story.page),
        is_made,
    )
