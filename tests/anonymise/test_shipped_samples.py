"""No sample that ships keeps long sentences of its site or names of its authors: held against real pages, where they
are at hand.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from cleaner import RawPage
from cleaner.anonymise.texts import MAX_FORMULA_WORDS
from cleaner.anonymise.words import WORD
from cleaner.lines.bylines import parse_byline
from cleaner.model import Options
from cleaner.regression.samples import find_samples, read_sample
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment

RUN_WORDS = 8
MIN_NAME_CHARS = 3  # shorter names are parts of words
MAX_RUNS = 4  # of a line: one of 11 words, where links of two or three words follow one another
HOUSES = frozenset(
    {"AFP Deutschland", "Euronews", "Habertürk", "Landesspiegel", "Última Hora", "दैनिक भास्कर"}
)  # that sign
SAMPLES = find_samples(Path(__file__).parents[2] / "samples")
SITES = frozenset(folder.parent.name for folder in SAMPLES)

pytestmark = [pytest.mark.bench, pytest.mark.slow]


def _lines(raw: RawPage) -> list[str]:
    options = Options()
    return [block.text for block in segment(decode(raw, options), options).blocks]


def _runs(line: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(line)]
    return {tuple(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1)}


def _runs_of_all(lines: Iterable[str]) -> set[tuple[str, ...]]:
    return {run for line in lines for run in _runs(line)}


def _site_of(url: str) -> str | None:
    labels = (urlsplit(url if "://" in url else f"http://{url}").hostname or "").split(".")
    return next((site for n in range(len(labels)) if (site := ".".join(labels[n:])) in SITES), None)


def _real_pages(data: Path) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """Site, truth and file of each real page of a site that has samples."""
    for truth in sorted(data.glob("*/truth.jsonl")):
        for row in map(json.loads, truth.read_bytes().splitlines()):  # bytes know no other line ends than \\n and \\r
            site = _site_of(row.get("url") or "")
            if site is not None:
                yield site, row, truth.parent / "pages" / f"{row['id']}.html.gz"


@pytest.fixture(scope="module")
def real_runs(bench_folder: Path) -> dict[str, set[tuple[str, ...]]]:
    """Site → the runs of words on its real pages."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for site, _, page in _real_pages(bench_folder):
        found[site] |= _runs_of_all(_lines(RawPage(gzip.decompress(page.read_bytes()), kind="html")))
    assert found, f"no page in {bench_folder} is of a site that has samples"
    return found


def test_no_sample_keeps_a_long_sentence_of_its_site(real_runs: dict[str, set[tuple[str, ...]]]) -> None:
    kept = [
        f"{folder.parent.name}/{folder.name}: {line}"
        for folder in SAMPLES
        for line in _lines(read_sample(folder).raw_page())
        if len(WORD.findall(line)) > MAX_FORMULA_WORDS
        and len(_runs(line) & real_runs.get(folder.parent.name, set())) > MAX_RUNS
    ]
    assert not kept, "\n".join(kept)


def _people(row: dict[str, Any]) -> Iterator[str]:
    """The full names of the people who wrote a page."""
    authors = row.get("authors") or []
    for name in [authors] if isinstance(authors, str) else authors:
        yield from (person.name for person in parse_byline(name) if person.kind == "person" and person.name in name)


def test_no_sample_names_somebody_who_writes_for_its_site(bench_folder: Path) -> None:
    authors: dict[str, set[str]] = defaultdict(set)
    for site, row, _ in _real_pages(bench_folder):
        authors[site].update(_people(row))
    kept = [
        f"{folder.parent.name}/{folder.name}: {name}"
        for folder in SAMPLES
        for name in sorted(authors[folder.parent.name] - HOUSES)
        if len(name) > MIN_NAME_CHARS and name in read_sample(folder).raw_page().body_bytes().decode(errors="replace")
    ]
    assert not kept, "\n".join(kept)
