"""A campaign: batches handed to processes until the time is over; its figures are those of its seed."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path

import msgspec

from fuzz import worker
from fuzz.batches import Outcome
from fuzz.cases import Case, save_case

REPORT_SECONDS = 10.0
PATIENCE_SECONDS = 300.0  # for the batches begun when the time is over


class Campaign:
    """figures: one line for each batch that is done, in a file of the seed."""

    def __init__(self, seed: int, out: Path, processes: int, kinds: tuple[str, ...]) -> None:
        self.seed = seed
        self.out = out
        self.processes = processes
        self.kinds = kinds
        self.cases: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.figures = out / f"seed-{seed}.jsonl"
        self.done: set[int] = set()
        out.mkdir(parents=True, exist_ok=True)
        if self.figures.exists():
            for line in self.figures.read_bytes().splitlines():
                self._count(msgspec.json.decode(line, type=Outcome))
        self.before = len(self.done)

    def run(self, seconds: float) -> None:
        """Hand out batches for so long, then wait for those begun. Progress goes to standard error."""
        end = time.monotonic() + seconds
        numbers = self._numbers()
        workers = [Worker(self, str(place)) for place in range(self.processes)]
        reported = time.monotonic()
        try:
            while workers:
                for one in [one for one in workers if one.batch is None]:
                    if time.monotonic() < end:
                        one.begin(next(numbers))
                    else:
                        one.close()
                        workers.remove(one)
                self._take(workers)
                if time.monotonic() - reported > REPORT_SECONDS:
                    reported = time.monotonic()
                    self._report(f"{max(0, end - reported):.0f} s left")
                if time.monotonic() > end + PATIENCE_SECONDS:
                    break
        finally:
            for one in workers:
                one.kill()

    def _take(self, workers: list[Worker]) -> None:
        """What workers have to say, within a second."""
        by_pipe = {one.pipe: one for one in workers}
        for pipe in wait(list(by_pipe), timeout=1.0):
            one = by_pipe[pipe]  # type: ignore[index]
            try:
                outcome = one.pipe.recv()
            except (EOFError, ConnectionResetError):
                outcome = one.bury()
            one.batch = None
            with self.figures.open("ab") as file:
                file.write(msgspec.json.encode(outcome) + b"\n")
            self._count(outcome)

    def _numbers(self) -> Iterator[int]:
        number = 0
        while True:
            if number not in self.done:
                yield number
            number += 1

    def _count(self, outcome: Outcome) -> None:
        self.done.add(outcome.batch)
        self.cases.update(outcome.cases)
        self.findings.update(outcome.findings)

    def summary(self) -> str:
        """The figures in one line, those of earlier campaigns of the seed included."""
        counts = ", ".join(f"{name} {self.cases[kind]:,}" for kind, name in NAMES.items())
        return f"{counts}, findings {len(self.findings)} ({sum(self.findings.values()):,} cases), seed {self.seed}"

    def _report(self, left: str) -> None:
        print(f"{self.summary()}, {left}", file=sys.stderr, flush=True)


NAMES = {"page": "pages", "file": "files", "batch": "record batches", "rule": "rule files", "answer": "answers"}


class Worker:
    """A process, and the batch it has. One that dies is started again."""

    def __init__(self, campaign: Campaign, name: str) -> None:
        self.campaign = campaign
        self.name = name
        self.batch: int | None = None
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.pipe: Connection = ours
        arguments = (theirs, self.campaign.seed, self.campaign.out, self.name, self.campaign.kinds)
        self.process = context.Process(target=worker.run, args=arguments, daemon=False)
        self.process.start()
        theirs.close()

    def begin(self, batch: int) -> None:
        self.batch = batch
        self.pipe.send(batch)

    def bury(self) -> Outcome:
        """What came of the batch of a process that died: a finding, with the case it died on; starts another."""
        self.process.join()
        out = self.campaign.out
        traced = worker.trace_path(out, self.name).read_text(errors="replace")
        places = [line.strip() for line in traced.splitlines() if "/cleaner/" in line]
        where = places[0].split("/cleaner/")[-1].replace('", line', ":") if places else f"code {self.process.exitcode}"
        name = f"the process hangs or dies at {where}"
        begun = worker.begun_path(out, self.name)
        if begun.exists():
            case: Case = pickle.loads(begun.read_bytes())
            stem = out / "findings" / f"died-{self.campaign.seed}-{self.batch}"
            stem.parent.mkdir(exist_ok=True)
            save_case(
                case, stem, {"signature": name, "happened": traced.splitlines()[:20], "origin": f"batch {self.batch}"}
            )
        outcome = Outcome(self.batch or 0, findings=Counter([name]))
        self._start()
        return outcome

    def close(self) -> None:
        self.pipe.close()
        self.process.join(PATIENCE_SECONDS)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


def write_summary(campaign: Campaign) -> None:
    """Print each finding with how many cases had it, then the closing line."""
    for name, count in campaign.findings.most_common():
        print(f"{count:6,}  {name}")
    print(campaign.summary())
    print(
        json.dumps({"batches": len(campaign.done), "of them now": len(campaign.done) - campaign.before}),
        file=sys.stderr,
    )
