"""Another process that cleans the same pages: in another zone, with another hash seed, on threads, backwards."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from cleaner.model import RawPage
from cleaner.pipeline import clean_many
from cleaner.rulebook import Rulebook
from cleaner.run.frames import read_frame, write_frame

THREADS = 8
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}
SWITCH_SECONDS = 1e-3  # threads take turns five times as often as usual; fifty times takes twice the processor
HOW = "in another process, zone and order, with another hash seed, on threads"


class Partner:
    """The process, as its parent sees it; a context manager that ends it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fuzz.partner"],
            env=os.environ | ELSEWHERE | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def clean(self, pages: Sequence[RawPage], rules: Rulebook) -> list[str]:
        """The records as JSON, in the order of the pages. Raises EOFError where the process has died."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        write_frame(self._process.stdin, pickle.dumps((pages, rules)))  # type: ignore[arg-type]
        records: list[str] = pickle.loads(read_frame(self._process.stdout))  # type: ignore[arg-type]
        return records

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()


def clean_here(pages: Sequence[RawPage], rules: Rulebook) -> list[str]:
    """The records as JSON, one page after the other."""
    return [record.to_json() for record in clean_many(pages, rules)]


def clean_on_threads(pages: Sequence[RawPage], rules: Rulebook) -> list[str]:
    """The records as JSON, in the order of the pages; the last page is begun first, eight at a time."""

    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(lambda raw: clean_here([raw], rules)[0], reversed(pages)))[::-1]
    finally:
        sys.setswitchinterval(before)


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints does not get among the answers
    while True:
        try:
            pages, rules = pickle.loads(read_frame(sys.stdin.buffer))
        except EOFError:
            return
        write_frame(answers, pickle.dumps(clean_on_threads(pages, rules)))


if __name__ == "__main__":
    main()
