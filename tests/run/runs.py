"""Runs as processes of their own, for tests: started, looked into, killed, compared."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

STUB = Path(__file__).parent / "stub"
ROOT = Path(__file__).parent.parent.parent
SECONDS = 300  # no run here takes that long; a hung one ends


def page(number: int, text: str = "") -> str:
    """A page that differs from all others."""
    sentence = f"of story {number} says what it has to say, and ends."
    paragraphs = "".join(f"<p>Paragraph {part} {sentence}</p>" for part in range(6))
    return (
        f"<html><head><title>Story {number}</title></head><body><article><h1>Story {number}</h1>{paragraphs}"
        f"<p>{text}</p></article></body></html>"
    )


def write_pages(path: Path, pages: list[str]) -> Path:
    """JSON lines of pages with different URLs."""
    rows = ({"url": f"https://site{n % 7}.example/{n}", "html": one} for n, one in enumerate(pages))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "cleaner", "run", *map(str, arguments)]


def environment(stub: str | None = None, **more: str) -> dict[str, str]:
    """Where the checkout is first, after the stub if one is asked for."""
    path = [str(STUB)] * (stub is not None) + [str(ROOT)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(path)} | ({"STUB": stub} if stub else {}) | more


def run(*arguments: object, stub: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """`cleaner run …` to its end."""
    return subprocess.run(
        command(*arguments), env=environment(stub, **more), capture_output=True, text=True, timeout=SECONDS
    )


def start(*arguments: object, stub: str | None = None, **more: str) -> subprocess.Popen[bytes]:
    """Start a run, with Ctrl-C as a terminal has it: a shell's background jobs, and all below them, are deaf to it."""
    return subprocess.Popen(
        command(*arguments),
        env=environment(stub, **more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def children(pid: int) -> list[int]:
    """Processes that a process has started and that are still there."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            found += map(int, (task / "children").read_text().split())
        except OSError:  # the thread has ended meanwhile
            continue
    return found


def kill(pid: int) -> bool:
    """kill -9; whether there was somebody to kill."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition: Any, seconds: float = 60.0) -> None:
    """Return when the condition holds. Fails where it does not come to hold at all."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "this does not come to be"
        time.sleep(0.01)


def output(folder: Path) -> dict[str, bytes]:
    """What a run has made: path below the folder → content."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".run" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.name != "_run.json"}


def records(folder: Path) -> list[dict[str, Any]]:
    """The records of a run with JSON lines, in their order."""
    return list(_lines(folder))


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("records-*.jsonl")):
        yield from (json.loads(line) for line in path.read_bytes().splitlines())
