"""The parent's side of one worker: started, sent tasks, watched, killed."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from cleaner.errors import CleanerError
from cleaner.run.frames import READY, REFUSED, read_frame, write_frame
from cleaner.run.tasks import Limits, Task
from cleaner.run.worker import EXIT_MEMORY

START_SECONDS = 120.0  # imports and rules take 1 s; a machine that swaps may need a hundred times that
STDERR_BYTES = 2000
Overrun: TypeAlias = Literal["time", "memory"]


class StartFailed(Exception):
    """The worker ended before it was ready: killed by somebody, or it cannot start. str(): what it printed last."""


class Worker:
    """One process. Used by one thread, which sends and receives; watched by another, which may kill it.

    overrun: (what, the task's number) where the watcher has killed it for taking too much.
    """

    def __init__(self, setup: bytes, limits: Limits) -> None:
        self.limits = limits
        self.overrun: tuple[Overrun, int] | None = None
        self._lock = threading.Lock()
        self._current: int | None = None
        self._deadline = time.monotonic() + START_SECONDS
        self._rest_bytes: int | None = None
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 closed in close()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "cleaner.run.worker"],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            start_new_session=True,  # Ctrl-C and a closed terminal are the parent's business
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._tasks: BinaryIO = self._process.stdin  # type: ignore[assignment]  # IO[bytes] is the same here
        self._rows: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._setup = setup

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_ready(self) -> None:
        """Hand the job over. Raises StartFailed, and CleanerError where the worker says why it cannot work."""
        try:
            write_frame(self._tasks, self._setup)
            answer = read_frame(self._rows)
        except (EOFError, OSError) as error:
            self._process.wait()
            raise StartFailed(self._last_words()) from error
        if answer[:1] == REFUSED:
            raise CleanerError(answer[1:].decode())
        assert answer == READY
        self._rest_bytes = resident_bytes(self.pid)
        with self._lock:
            self._deadline = float("inf")

    def send(self, tasks: Sequence[Task]) -> None:
        """Give it tasks; the first begins now. Raises OSError where the worker is dead."""
        self._begin(tasks[0].number)
        write_frame(self._tasks, pickle.dumps(tasks, protocol=pickle.HIGHEST_PROTOCOL))

    def receive(self, following: int | None) -> bytes:
        """The row of the current task; then the following one is the current. Raises EOFError where it is dead."""
        row = read_frame(self._rows)[1:]
        self._begin(following)
        return row

    def _begin(self, number: int | None) -> None:
        with self._lock:
            self._current = number
            self._deadline = float("inf") if number is None else time.monotonic() + self.limits.seconds

    def watch(self) -> None:
        """Kill the process if its current task has taken too much. Called ten times a second by another thread."""
        with self._lock:
            if self.overrun is not None or self._process.poll() is not None:
                return
            if time.monotonic() > self._deadline:
                self._kill_for("time")
            elif self._current is not None and self.grown_bytes() > self.limits.megabytes * 1_000_000:
                self._kill_for("memory")

    def grown_bytes(self) -> int:
        """Memory it has taken since it was ready; 0 where the system does not say."""
        taken = resident_bytes(self.pid)
        return taken - self._rest_bytes if taken is not None and self._rest_bytes is not None else 0

    def _kill_for(self, overrun: Overrun) -> None:
        if self._current is not None:
            self.overrun = overrun, self._current
        self._process.kill()

    def cause_of_death(self, number: int) -> Overrun | str:
        """Why it ended while the task was the current one: an overrun of the task, or how the process ended."""
        code = self._process.wait()
        if self.overrun is not None and self.overrun[1] == number:
            return self.overrun[0]
        if code == EXIT_MEMORY:
            return "memory"
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._tasks, self._rows, self._stderr):
            try:
                pipe.close()
            except OSError:  # what was left in the buffer has nobody to read it
                continue

    def _last_words(self) -> str:
        self._stderr.seek(max(0, self._stderr.seek(0, os.SEEK_END) - STDERR_BYTES))
        lines = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self._process.returncode}"


def resident_bytes(pid: int) -> int | None:
    """Physical memory of a process; None where the system does not say so this way (not Linux), or it has gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
