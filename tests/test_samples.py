"""The samples that ship: what they give, and what a person said of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from cleaner import Record
from cleaner.model import RULE_MISSED
from cleaner.regression.check import check_record
from cleaner.regression.compare import compare, stable_members
from cleaner.regression.samples import Sample, clean_sample, find_samples, read_sample
from cleaner.rulebook import Rulebook

SAMPLES = find_samples(Path(__file__).parent.parent / "samples")
NAMES = [f"{folder.parent.name}/{folder.name}" for folder in SAMPLES]


@pytest.fixture(params=SAMPLES, ids=NAMES, scope="module")
def made(request: pytest.FixtureRequest, rules: Rulebook) -> tuple[Sample, Record]:
    """A sample and its record, cleaned once per worker."""
    return make(request.param, rules)


@cache
def make(folder: Path, rules: Rulebook) -> tuple[Sample, Record]:
    sample = read_sample(folder)
    return sample, clean_sample(sample, rules)


def test_record_is_as_expected(made: tuple[Sample, Record]) -> None:
    sample, record = made
    different = compare(sample.expected(), stable_members(record))
    assert not different, "\n".join(map(str, different))


def test_record_agrees_with_the_human(made: tuple[Sample, Record]) -> None:
    sample, record = made
    wrong = check_record(sample.facts.check, record)
    assert not wrong, "\n".join(map(str, wrong))


def test_sample_says_what_is_right(made: tuple[Sample, Record]) -> None:
    sample, _ = made
    check = sample.facts.check
    needed = {"status", "title"} if check.get("status") == "ok" else {"status"}  # a wall has no title worth a look
    assert needed <= check.keys(), "an expectation nobody checked is no expectation"


def test_no_sample_is_of_a_design_that_its_rule_does_not_know(made: tuple[Sample, Record]) -> None:
    _, record = made
    assert RULE_MISSED not in record.quality.flags, "give the rule a layout for it"
