"""Other commits of this project, each cleaning pages in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaner.rulebook import write_index

ROOT = Path(__file__).parent.parent
WORKER = Path(__file__).parent / "worker.py"


class CheckoutError(Exception):
    """A revision that does not exist, or a checkout whose program does not start."""


@contextlib.contextmanager
def checkout(which: str) -> Iterator[Path]:
    """The folder of a checkout: `which` itself, or a temporary git worktree of the revision that it names.

    Raises CheckoutError where it is neither.
    """
    if (Path(which) / "cleaner").is_dir():
        yield Path(which).resolve()
        return
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{which}^{{commit}}")
    if found.returncode != 0:
        raise CheckoutError(f"{which}: neither a checkout of the project nor a revision of {ROOT}")
    with tempfile.TemporaryDirectory(prefix="cleaner-") as temp:
        folder = Path(temp) / "checkout"
        added = _git("worktree", "add", "--detach", str(folder), found.stdout.strip())
        if added.returncode != 0:
            raise CheckoutError(f"{which}: git worktree: {added.stderr.strip()}")
        try:
            yield folder
        finally:
            _git("worktree", "remove", "--force", str(folder))


@contextlib.contextmanager
def with_few_sites(count: int) -> Iterator[Path]:
    """The folder of a copy of this checkout's program that has only the first so many of its site rules."""
    with tempfile.TemporaryDirectory(prefix="cleaner-") as temp:
        folder = Path(temp)
        for name in ("cleaner", "rules"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in sorted((folder / "rules" / "sites").iterdir())[count:]:
            path.unlink()
        write_index(folder / "rules")
        yield folder


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)


class Worker:
    """A process that cleans pages with the program of one checkout; a context manager that ends it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), *options],
            env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        package = Path(self.answer()["package"])
        if not package.is_relative_to(folder):
            raise CheckoutError(f"{folder}: its process imports {package}")

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request: path of the page, its kind and URL, and whether roles are wanted."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """The next answer, as worker.py describes it. Raises CheckoutError where the process has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise CheckoutError(f"{self.folder}: its process ended with code {self.process.wait()}; see above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()
