"""Make inputs nobody wrote and look whether all that must hold does: `make fuzz MINUTES=10 SEED=1`.

    python -m fuzz --minutes 10 [--seed 1] [--out .fuzz] [--processes 2] [--only page,file]
    python -m fuzz --replay .fuzz/findings/*.json

One process per core takes batches of cases until the time is over. A seed makes the same cases in the same order; the
figures of a seed are kept, and it goes on where it stopped. Findings are small files in OUT/findings; to keep one as a
test, move its two files to tests/findings.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import traceback
from pathlib import Path

from fuzz.batches import TURNS
from fuzz.campaign import Campaign, write_summary
from fuzz.cases import load_case
from fuzz.checks import Checker
from fuzz.findings import failure_of
from fuzz.watch import within_seconds
from fuzz.worker import CASE_SECONDS

MAX_SEED = 1_000_000


def main() -> int:
    """Exit code 1 where there are findings."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, help="the same seed makes the same cases, and goes on where it stopped")
    parser.add_argument("--out", type=Path, default=Path(".fuzz"), help="folder of figures and findings")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--only", default=",".join(TURNS), help="kinds, with commas: page, file, batch, rule, answer, structures"
    )
    parser.add_argument(
        "--replay", type=Path, nargs="+", metavar="FILE", help="check these findings again, and nothing else"
    )
    given = parser.parse_args()
    kinds = tuple(given.only.split(","))
    if unknown := set(kinds) - set(TURNS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    if given.replay:
        return replay(given.replay)
    campaign = Campaign(
        secrets.randbelow(MAX_SEED) if given.seed is None else given.seed, given.out, given.processes, kinds
    )
    try:
        campaign.run(given.minutes * 60)
    except KeyboardInterrupt:
        print("stopped; the same seed goes on from here", file=sys.stderr)
    write_summary(campaign)
    return 1 if campaign.findings else 0


def replay(paths: list[Path]) -> int:
    """Check findings again; exit code 1 where one still fails."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(Path(folder), lambda size: within_seconds(CASE_SECONDS))
        for path in paths:
            error = failure_of(checker.check, load_case(path))
            failed += error is not None
            print(f"{'FAIL' if error else 'ok  '} {path}")
            if error is not None:
                traceback.print_exception(error, limit=-4)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
