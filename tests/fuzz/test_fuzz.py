"""A minute of the fuzzer with a fixed seed, judged by counts of calls; and every finding that was kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from lxml.html import fromstring
from trafilatura.external import try_justext

from cleaner.fields.language.detectors import detect
from fuzz.batches import MAKERS
from fuzz.cases import Case, chance_of, load_case, save_case
from fuzz.checks import Checker
from fuzz.findings import failure_of, signature
from fuzz.invariants import check_same
from fuzz.make_pages import Seeds
from fuzz.partner import HOW, Partner, clean_here
from fuzz.structures import EXAMPLES, cases
from fuzz.watch import within_calls

pytestmark = pytest.mark.slow

SEED = 1
PARTS = 4  # of the cases of each kind, so that two processes share them
EXAMPLES_OF = {"page": 600, "file": 320, "batch": 80, "rule": 160, "answer": 320}
STRUCTURES = 150
COMPARED = 60
FINDINGS = sorted((Path(__file__).parent.parent / "findings").glob("*.json"))


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    # What is read once a process takes more calls than a page may: profiles of languages, lists of small words.
    detect("Der Hafen")
    try_justext(fromstring("<p>Der Hafen</p>"), "", None)
    return Checker(tmp_path_factory.mktemp("fuzz"), within_calls)


def made(kind: str, numbers: Sequence[int]) -> list[Case]:
    """Cases made of the samples alone, so that they are the same wherever there is a checkout."""
    seeds = Seeds()
    return [MAKERS[kind](chance_of(SEED, kind, number), seeds) for number in numbers]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("kind", EXAMPLES_OF)
def test_cases_keep_all_invariants(kind: str, part: int, checker: Checker, tmp_path: Path) -> None:
    failed: dict[str, str] = {}
    for number in range(part, EXAMPLES_OF[kind], PARTS):
        [case] = made(kind, [number])
        error = failure_of(checker.check, case)
        if error is not None and signature(error) not in failed:
            save_case(case, tmp_path / str(number), {})
            failed[signature(error)] = f"python -m fuzz --replay {tmp_path / str(number)}.json: {error}"
    assert failed == {}


@seed(SEED)
@settings(EXAMPLES, max_examples=STRUCTURES)
@given(case=cases)
def test_structures_keep_all_invariants(case: Case, checker: Checker) -> None:
    checker.check(case)


def test_pages_are_cleaned_alike_elsewhere(checker: Checker) -> None:
    pages = [case.raw_page() for case in made("page", range(COMPARED))]
    with Partner() as partner:
        check_same(clean_here(pages, checker.rules), partner.clean(pages, checker.rules), HOW)


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_finding_does_not_come_back(path: Path, checker: Checker) -> None:
    checker.check(load_case(path))
