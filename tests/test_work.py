"""The work of a page or file grows with it and not faster: of each shape twice as much costs no more than 2.2 times.

Work is counted, not timed (tests/counted.py): the counts are the same on every machine.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests import file_shapes, shapes

pytestmark = pytest.mark.slow

MAX_GROWTH = 2.2
CHARS = 4_000  # of the smallest page of a shape
MAX_REPEATED = 200  # things in it, where one is longer than a few characters
SHORT_CHARS = 6
LEAST = 10_000  # less work than this, beyond that of the page around it, is not measured
ROOT = Path(__file__).parent.parent
TABLES: dict[str, Mapping[str, shapes.Shape | file_shapes.FileShape]] = {**shapes.TABLES, **file_shapes.TABLES}


class Counter:
    """A process that counts the work of one page after the other."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.counted"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def work(self, kind: str, name: str, count: int) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{kind} {count} {name}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def counter() -> Iterator[Counter]:
    made = Counter()
    yield made
    made.process.communicate()


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, table in TABLES.items() for name in table])
def test_work_grows_with_the_page(kind: str, name: str, counter: Counter) -> None:
    """Where doubling costs too much, and the next doubling too, the one behind them tells whether they were steps.

    At a certain size another body may be found on a page, or another field read. What grows with the square costs four
    times as much in the next doubling.
    """
    shape = TABLES[kind][name]
    count = first_count(shape)
    around, small, middle = (counter.work(kind, name, n) for n in (1, count, 2 * count))
    if middle - around > MAX_GROWTH * max(small - around, LEAST):
        large = counter.work(kind, name, 4 * count)
        if large - middle > MAX_GROWTH * (middle - small):
            largest = counter.work(kind, name, 8 * count)
            assert largest - large <= MAX_GROWTH * (large - middle), f"{around}, {small}, {middle}, {large}, {largest}"


def first_count(shape: shapes.Shape | file_shapes.FileShape) -> int:
    """How many of its things make a page of a shape that is large enough to be measured."""
    chars_each = (len(shape(64)) - len(shape(32))) / 32
    count = max(1, int(CHARS / chars_each))
    return count if chars_each < SHORT_CHARS else min(count, MAX_REPEATED)
