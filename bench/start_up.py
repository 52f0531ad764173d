"""Wall seconds of fresh processes: what a start takes, and whether it takes longer with another checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.checkouts import ROOT

# What this project aims at, in seconds.
HELP_LIMIT = 0.3
PAGE_LIMIT = 1.2
STARTS = 20  # of each checkout, in turn
LOAD_SCRIPT = "from cleaner import clean, load_rules; load_rules()"


def print_start_up(page: bytes) -> None:
    """Wall seconds of fresh processes, the best of five: start-up has no useful upper end.

    With compiled bytecode, as pip leaves it.
    """
    print("\nseconds of a fresh process")
    with tempfile.NamedTemporaryFile(suffix=".html") as file, tempfile.TemporaryDirectory() as bytecode:
        file.write(page)
        file.flush()
        for label, arguments, limit in (
            ("python -c pass", ("-c", "pass"), None),
            ("import clean, load the rules", ("-c", LOAD_SCRIPT), None),
            ("cleaner --help", ("-m", "cleaner", "--help"), HELP_LIMIT),
            ("cleaner clean page.html", ("-m", "cleaner", "clean", file.name), PAGE_LIMIT),
        ):
            seconds = best_of(arguments, with_bytecode(bytecode))
            print(f"{label:32} {seconds:8.2f}" + (f"  (aim {limit})" if limit else ""))


def print_start_turns(other: Path) -> None:
    """Wall seconds of fresh processes that load the rules, in turn, with compiled bytecode: the best of each."""
    seconds: dict[Path, list[float]] = {ROOT: [], other: []}
    with tempfile.TemporaryDirectory() as bytecode:
        for _ in range(STARTS):
            for folder, times in seconds.items():
                times.append(best_of(("-c", LOAD_SCRIPT), with_bytecode(bytecode) | {"PYTHONPATH": str(folder)}, 1))
    here, there = (min(times) for times in seconds.values())
    print(f"import clean, load the rules: {here:.4f} s, {here / there:.3f} of the other's")


def with_bytecode(folder: str) -> dict[str, str]:
    """The environment of a process that keeps its bytecode in a folder, whatever this one's says of writing it."""
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return variables | {"PYTHONPYCACHEPREFIX": folder}


def best_of(arguments: tuple[str, ...], variables: dict[str, str], times: int = 5) -> float:
    def once() -> float:
        started = time.perf_counter()
        quiet = subprocess.DEVNULL
        subprocess.run([sys.executable, *arguments], check=True, stdout=quiet, stderr=quiet, env=variables)
        return time.perf_counter() - started

    return min(once() for _ in range(times))
