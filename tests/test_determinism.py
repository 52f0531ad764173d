"""The same bytes give the same record: twice, in any order, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import RawPage, clean, clean_many
from cleaner.regression.samples import find_samples, read_sample
from cleaner.rulebook import Rulebook

SAMPLES = Path(__file__).parent.parent / "samples"
CLEAN_ALL = """
import sys
from pathlib import Path
from cleaner import clean, load_rules
from cleaner.regression.samples import find_samples, read_sample
rules = load_rules()
for folder in find_samples(Path(sys.argv[1])):
    sys.stdout.write(clean(read_sample(folder).raw_page(), rules).to_json() + "\\n")
"""


@pytest.fixture(scope="module")
def pages() -> list[RawPage]:
    return [read_sample(folder).raw_page() for folder in find_samples(SAMPLES)]


def test_second_time_is_like_the_first(pages: list[RawPage], rules: Rulebook) -> None:
    first = [clean(page, rules).to_json() for page in pages]
    assert [clean(page, rules).to_json() for page in pages] == first


def test_order_of_pages_does_not_matter(pages: list[RawPage], rules: Rulebook) -> None:
    forth = [record.to_json() for record in clean_many(pages, rules)]
    back = [record.to_json() for record in clean_many(pages[::-1], rules)]
    assert back[::-1] == forth


def test_pages_before_do_not_matter(pages: list[RawPage], rules: Rulebook, general_rules: Rulebook) -> None:
    alone = clean(pages[0], general_rules).to_json()
    for page in pages:
        clean(page, rules)
    assert clean(pages[0], general_rules).to_json() == alone


@pytest.mark.slow
def test_processes_agree_whatever_the_hash_seed() -> None:
    outputs = set()
    for seed in ("0", "4242"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", CLEAN_ALL, str(SAMPLES)]
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120).stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(find_samples(SAMPLES))
