"""One process of a campaign: batches by number in, outcomes out; a case that hangs or kills it is left where it was."""

from __future__ import annotations

import faulthandler
import pickle
import resource
import tempfile
import warnings
from multiprocessing.connection import Connection
from pathlib import Path

from fuzz.batches import BatchRunner
from fuzz.cases import Case
from fuzz.checks import Checker
from fuzz.watch import within_seconds

CASE_SECONDS = 5.0
HANG_SECONDS = 1200.0  # where C code does not let the signal through, the process ends with a traceback
# Of address space beyond what is taken at the start. Each of the eight threads that clean a page again has arenas of
# 64 MB, which are reserved and not used: 2,000 were not enough for a compressor after 30,000 pages.
MEGABYTES = 4_000


def begun_path(out: Path, name: str) -> Path:
    """Where a worker leaves the case it has begun."""
    return out / f"begun-{name}.pickle"


def trace_path(out: Path, name: str) -> Path:
    """Where it leaves what it did when it hung or died."""
    return out / f"begun-{name}.trace"


def run(pipe: Connection, seed: int, out: Path, name: str, kinds: tuple[str, ...]) -> None:
    """Answer each batch number with its outcome, until the pipe is closed."""
    warnings.simplefilter("ignore")
    _limit_memory()
    with tempfile.TemporaryDirectory(prefix="cleaner-fuzz-") as folder, trace_path(out, name).open("w") as traces:
        faulthandler.enable(traces)

        def begun(case: Case) -> None:
            faulthandler.dump_traceback_later(HANG_SECONDS, exit=True, file=traces)
            begun_path(out, name).write_bytes(pickle.dumps(case))

        checker = Checker(Path(folder), lambda size: within_seconds(CASE_SECONDS))
        runner = BatchRunner(seed, out, checker, begun, kinds=kinds)
        while True:
            try:
                number = pipe.recv()
            except EOFError:
                break
            outcome = runner.run(number)
            faulthandler.cancel_dump_traceback_later()
            pipe.send(outcome)
        if runner.partner is not None:
            runner.partner.__exit__(None, None, None)


def _limit_memory() -> None:
    statm = Path("/proc/self/statm")
    if statm.exists():
        taken = int(statm.read_text().split()[0]) * resource.getpagesize()
        limit = taken + MEGABYTES * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
