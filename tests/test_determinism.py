"""The same bytes give the same record: twice, in any order, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cleaner import RawPage, clean, clean_many
from cleaner.regression.samples import find_samples, read_sample
from cleaner.rulebook import Rulebook

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent.parent / "samples"
CLEAN_ALL = """
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from cleaner import RawPage, clean, load_rules
from cleaner.regression.samples import find_samples, read_sample
rules = load_rules()
pages = [read_sample(folder).raw_page() for folder in find_samples(Path(sys.argv[1]))]
for words in ("yesterday", "3 hours ago", "Monday", "just now", "vor 2 Stunden", "today at 0:30"):
    for hours in (-11, 0, 5.5, 14):
        fetched_at = datetime(2024, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=hours)))
        body = f"<html><h1>Harbour opens</h1><p class=date>On {words}</p><p>{'The harbour opens again. ' * 9}</p>"
        pages.append(RawPage(body, fetched_at=fetched_at))
for page in pages:
    sys.stdout.write(clean(page, rules).to_json() + "\\n")
"""
MACHINES = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "42", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "PYTHONOPTIMIZE": "2"},
)


@pytest.fixture(scope="module")
def pages() -> list[RawPage]:
    return [read_sample(folder).raw_page() for folder in find_samples(SAMPLES)]


def test_neither_order_nor_a_second_time_matters(pages: list[RawPage], rules: Rulebook) -> None:
    forth = [record.to_json() for record in clean_many(pages, rules)]
    back = [record.to_json() for record in clean_many(pages[::-1], rules)]
    assert back[::-1] == forth


def test_pages_before_do_not_matter(pages: list[RawPage], rules: Rulebook, general_rules: Rulebook) -> None:
    alone = clean(pages[0], general_rules).to_json()
    for page in pages:
        clean(page, rules)
    assert clean(pages[0], general_rules).to_json() == alone


def test_machines_agree_whatever_their_zone_language_and_hash_seed() -> None:
    outputs = set()
    for machine in MACHINES:
        environment = os.environ | machine | {"PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", CLEAN_ALL, str(SAMPLES)]
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120).stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(find_samples(SAMPLES)) + 24


def test_callers_stack_does_not_matter(pages: list[RawPage], rules: Rulebook) -> None:
    def deeper(levels: int) -> str:
        return deeper(levels - 1) if levels else clean(pages[0], rules).to_json()

    assert deeper(300) == clean(pages[0], rules).to_json()


def test_threads_agree(pages: list[RawPage], rules: Rulebook) -> None:
    before = [clean(page, rules).to_json() for page in pages[:20]]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda page: clean(page, rules).to_json(), pages[:20])) == before
