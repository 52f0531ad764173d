"""Batches of cases: which kind a batch is of, its cases, and what came of them; a number and a seed decide all."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from cleaner.rulebook import load_rules
from fuzz.cases import Case, chance_of, is_in_share
from fuzz.checks import Checker
from fuzz.findings import failure_of, keep, minimise, signature
from fuzz.invariants import check_same
from fuzz.make_answers import make_answer
from fuzz.make_files import make_file
from fuzz.make_pages import Seeds, make_page
from fuzz.make_rules import make_rule
from fuzz.make_tables import make_batch
from fuzz.partner import HOW, Partner, clean_here
from fuzz.structures import run_examples

MAKERS: Mapping[str, Callable[[random.Random, Seeds], Case]] = {
    "page": make_page,
    "file": make_file,
    "batch": make_batch,
    "rule": lambda chance, seeds: make_rule(chance),
    "answer": make_answer,
}
STRUCTURES = "structures"  # batches of pages that Hypothesis makes
# What batch after batch is of, again and again, and how many cases are in one.
TURNS = (
    "page",
    "file",
    "page",
    STRUCTURES,
    "page",
    "rule",
    "page",
    "file",
    "page",
    "answer",
    "page",
    "file",
    "page",
    STRUCTURES,
    "page",
    "batch",
)
SIZES = {"page": 100, "file": 45, "batch": 15, "rule": 15, "answer": 30, STRUCTURES: 20}
# Which pages are cleaned elsewhere again: of every fourth batch one in four, chosen by its bytes.
SAME_EVERY = 4
SAME_SHARE = 4


class Outcome(Struct):
    """What came of a batch. cases: by kind; findings: by signature, how many cases."""

    batch: int
    cases: dict[str, int] = field(default_factory=Counter)
    findings: dict[str, int] = field(default_factory=Counter)


class BatchRunner:
    """Runs batches in one process. begun: called with each case before it is checked."""

    def __init__(
        self, seed: int, out: Path, checker: Checker, begun: Callable[[Case], None], *, kinds: tuple[str, ...]
    ) -> None:
        self.seed = seed
        self.out = out
        self.checker = checker
        self.begun = begun
        self.turns = tuple(turn for turn in TURNS if turn in kinds)
        self.seeds = Seeds.of_environment()
        self.partner: Partner | None = None

    def run(self, number: int) -> Outcome:
        """Check all cases of a batch. New findings are made small and written."""
        turn = self.turns[number % len(self.turns)]
        outcome = Outcome(number)
        if turn == STRUCTURES:
            self._run_structures(number, outcome)
            return outcome
        cases = list(self.cases(number))
        good = [case for case in cases if self._run_case(case, outcome)]
        if turn == "page" and number // 2 % SAME_EVERY == SAME_EVERY - 1:
            self._compare([case for case in good if is_in_share(case, SAME_SHARE)], outcome)
        return outcome

    def cases(self, number: int) -> Iterator[Case]:
        """The cases of a batch that is no batch of structures."""
        turn = self.turns[number % len(self.turns)]
        for place in range(SIZES[turn]):
            yield MAKERS[turn](chance_of(self.seed, number, place), self.seeds)

    def _run_case(self, case: Case, outcome: Outcome) -> bool:
        """Whether nothing is wrong."""
        outcome.cases[case.kind] += 1
        self.begun(case)
        error = failure_of(self.checker.check_in_campaign, case)
        if error is not None:
            self._find(case, error, outcome)
        return error is None

    def _find(self, case: Case, error: BaseException, outcome: Outcome) -> None:
        name = signature(error)
        outcome.findings[name] += 1
        if self._is_known(name):
            return
        self._keep(case, error, outcome)  # at once: making it small may end the process
        if is_shrunk(case):
            small = minimise(case, lambda candidate: self._fails_so(candidate, name))
            found = failure_of(self.checker.check, small)
            if found is not None and signature(found) == name:
                self._keep(small, found, outcome)

    def _fails_so(self, case: Case, name: str) -> bool:
        self.begun(case)
        error = failure_of(self.checker.check, case)
        return error is not None and signature(error) == name

    def _keep(self, case: Case, error: BaseException, outcome: Outcome) -> None:
        keep(case, error, self.out / "findings", origin=f"seed {self.seed}, batch {outcome.batch}")

    def _is_known(self, name: str) -> bool:
        return any(json.dumps(name) in path.read_text() for path in (self.out / "findings").glob("*.json"))

    def _run_structures(self, number: int, outcome: Outcome) -> None:
        """Hypothesis shrinks what is new; what is known is counted and goes on."""

        def check(case: Case) -> None:
            outcome.cases["page"] += 1
            self.begun(case)
            error = failure_of(self.checker.check_in_campaign, case)
            if error is None:
                return
            name = signature(error)
            if name in smallest or not self._is_known(name):
                if name not in smallest or len(case.body) <= len(smallest[name][0].body):
                    smallest[name] = (case, error)
                raise error
            outcome.findings[name] += 1

        smallest: dict[str, tuple[Case, BaseException]] = {}
        failed = failure_of(
            lambda _: run_examples(chance_of(self.seed, number).getrandbits(32), SIZES[STRUCTURES], check),
            Case("page", b""),
        )
        if failed is not None and not smallest:
            raise failed
        for case, error in smallest.values():
            self._find(case, error, outcome)

    def _compare(self, cases: list[Case], outcome: Outcome) -> None:
        """The same pages in the partner's process give the same records; a pair of pages that does not is a finding."""
        rules = load_rules()
        pages = [case.raw_page() for case in cases]
        here = clean_here(pages, self.checker.rules)
        self.partner = self.partner or Partner()
        try:
            there = self.partner.clean(pages, rules)
        except (EOFError, BrokenPipeError):
            self.partner = None
            outcome.findings["the partner's process died"] += 1
            return
        for case, one, other in zip(cases, here, there, strict=True):
            error = failure_of(lambda _, pair=(one, other): check_same([pair[0]], [pair[1]], HOW), case)  # type: ignore[misc]
            if error is not None:
                outcome.findings[signature(error)] += 1
                if not self._is_known(signature(error)):
                    self._keep(case, error, outcome)


def is_shrunk(case: Case) -> bool:
    """Whether findings are made small byte by byte: not files whose rows are known, nor Arrow's own formats."""
    is_file = case.kind == "file" and case.rows is None and not case.name.endswith(".parquet")
    return is_file or case.kind in ("page", "rule", "answer")
