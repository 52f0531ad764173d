"""Floors: figures on the data sets that no change may fall below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cleaner.errors import CleanerError
from cleaner.model import Record
from cleaner.pipeline import clean
from cleaner.regression.data_sets import FORMS, digest_of, read_raw, read_truths, true_bodies
from cleaner.regression.figures import day_share, names_f1, score_page, snippet_f1, summarise, title_share, words_f1
from cleaner.rulebook import load_rules

# That one page turns, as when a library below prints a text another way, is no fall: .011 of 138 pages, .002 of 800.
TURNED_PAGES = 1.5

Figures = dict[str, float]


class Floors(Struct, frozen=True):
    """data: digest of each data set. figures: `set form` → figure → floor; `pages`: how many they are of."""

    data: Mapping[str, str]
    figures: Mapping[str, Mapping[str, float]]


class Fall(Struct, frozen=True):
    """A figure below its floor, or one that was not measured (None)."""

    where: str
    figure: str
    floor: float
    measured: float | None


def read_floors(path: Path) -> Floors:
    """The pinned figures; raises CleanerError for a file that is not there or not floors."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except FileNotFoundError as error:
        raise CleanerError(f"{path}: no such file; make it with --write") from error
    except msgspec.DecodeError as error:
        raise CleanerError(f"{path}: {error}") from error


def check_data(floors: Floors, data: Path) -> None:
    """Raises CleanerError where a data set is not the one the floors were measured on."""
    for name, digest in floors.data.items():
        if digest_of(data / name) != digest:
            raise CleanerError(f"{data / name}: not the pages the floors were measured on; measure again with --write")


def measure(data: Path, sets: Sequence[str], seen: Callable[[str], None]) -> dict[str, Figures]:
    """The figures of each set and form, without site rules. seen: called with `set form` after each."""
    rules = load_rules(sites=False)
    figures: dict[str, Figures] = {}
    for name in sets:
        truths = read_truths(data / name)
        for form in FORMS:
            pages = [(truth, read_raw(data / name, truth, form)) for truth in truths]
            pairs = [(truth, clean(raw, rules)) for truth, raw in pages if raw is not None]
            if pairs:
                figures[f"{name} {form}"] = {"pages": float(len(pairs)), **dict(_figures(pairs))}
                seen(f"{name} {form}")
    return figures


def falls(floors: Floors, measured: Mapping[str, Figures], *, turned: float = TURNED_PAGES) -> list[Fall]:
    """What fell: below its floor by more than so many turned pages make, or not measured at all."""
    found = []
    for where, figures in floors.figures.items():
        spared = turned / figures["pages"] if figures.get("pages") else 0.0
        for figure, floor in figures.items():
            value = measured.get(where, {}).get(figure)
            if value is None or value < floor - (spared if figure != "pages" else 0.0):
                found.append(Fall(where, figure, floor, value))
    return found


def write_floors(path: Path, data: Path, measured: Mapping[str, Figures], *, lower: bool) -> Floors:
    """Pin the figures; those of sets that were not measured stay.

    Raises CleanerError where one would become lower, by however little, unless lower says that it may.
    """
    names = sorted({where.split()[0] for where in measured})
    known = read_floors(path) if path.is_file() else Floors({}, {})
    others = {where: row for where, row in known.figures.items() if where.split()[0] not in names}
    own = Floors(known.data, {where: row for where, row in known.figures.items() if where not in others})
    for fall in falls(own, measured, turned=0.0) if not lower else ():
        told = "not measured" if fall.measured is None else f"{fall.measured:.4f}"
        raise CleanerError(f"{fall.where} {fall.figure}: {told}, floor {fall.floor:.4f}; to lower it: --lower")
    digests = {name: digest for name, digest in known.data.items() if name not in names}
    digests |= {name: digest_of(data / name) for name in names}
    floors = Floors(dict(sorted(digests.items())), dict(sorted({**others, **measured}.items())))
    text = msgspec.json.format(msgspec.json.encode(floors), indent=1)
    path.write_bytes(text + b"\n")
    return floors


def _figures(pairs: Sequence[tuple[Mapping[str, Any], Record]]) -> Iterator[tuple[str, float]]:
    told = [
        max(
            (score_page(body, record.text) for body in true_bodies(truth)), key=lambda score: (score.exact, score.words)
        )
        for truth, record in pairs
        if "text" in truth
    ]
    if told:
        yield from ((name, value) for name, value in summarise(told).items() if name != "pages")
    snippets = [(t["with"], t.get("without") or [], r.text) for t, r in pairs if t.get("with")]
    if snippets:
        yield "snippet_f1", snippet_f1(snippets)
    if titles := [(t["title"], r.title) for t, r in pairs if t.get("title")]:
        yield "title", title_share(titles)
    if authors := [(_names(t["authors"]), [a.name for a in r.authors]) for t, r in pairs if t.get("authors")]:
        yield "authors_f1", names_f1(authors)
    if dates := [(t["date"], r.published.value if r.published else None) for t, r in pairs if t.get("date")]:
        yield "date", day_share(dates)
    if any(credits := [(_credits(t), list(r.photo_credits)) for t, r in pairs if _credits(t)]):
        yield "credits_f1", words_f1(credits)


def _names(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _credits(truth: Mapping[str, Any]) -> list[str]:
    images = (truth.get("source_extra") or {}).get("images") or []
    return [name for image in images if isinstance(image, dict) for name in image.get("authors") or []]
