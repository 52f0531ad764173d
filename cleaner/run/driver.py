"""Tasks made into rows by one worker process at a time: hired when it is needed, replaced when it ends on a page."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from cleaner.errors import CleanerError
from cleaner.model import Status
from cleaner.run.process import StartFailed, Worker
from cleaner.run.tasks import Limits, Task, failed_row

WATCH_SECONDS = 0.1
# A worker that dies on a page may have been killed by somebody else (a person, the system short of memory), so the
# page is given to another. A page that kills three is to blame.
MAX_DEATHS = 3
MAX_FAILED_STARTS = 5
# A worker that has grown this much between pages is replaced: what libraries keep, and holes in its heap.
RENEWAL_BYTES = 200_000_000


class Driver:
    """Keeps a worker and works tasks off with it. Used by one thread; watch() by another.

    setup: the pickled Job, as the worker reads it; rules_digest: for the rows of pages that end a worker.
    """

    def __init__(self, setup: bytes, limits: Limits, rules_digest: str) -> None:
        self._setup = setup
        self._limits = limits
        self._digest = rules_digest
        self._worker: Worker | None = None
        self._stopping = threading.Event()

    def rows(self, tasks: list[Task]) -> Iterator[bytes]:
        """The rows of the tasks, one each, in order, with as many workers as it takes. Raises CleanerError."""
        done, deaths = 0, 0
        while done < len(tasks):
            rest = tasks[done:]
            worker = self._worker or self._hire()
            try:
                worker.send(rest)
                for following in [*(task.number for task in rest[1:]), None]:
                    row = worker.receive(following)
                    done, deaths = done + 1, 0
                    yield row
            except (OSError, EOFError):
                cause = worker.cause_of_death(tasks[done].number)
                self.dismiss()
                deaths += 1
                verdict = self._verdict(tasks[done], cause, deaths)
                if verdict is not None:
                    done, deaths = done + 1, 0
                    yield verdict
        if self._worker is not None and self._worker.grown_bytes() > RENEWAL_BYTES:
            self.dismiss()

    def watch(self) -> None:
        """End the worker if its page has taken too much; called ten times a second by another thread."""
        worker = self._worker
        if worker is not None:
            worker.watch()

    def dismiss(self) -> None:
        """End the worker, whatever it does; the next task has a new one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def stop(self) -> None:
        """End the worker for good; what is being worked off raises CleanerError."""
        self._stopping.set()
        self.dismiss()

    def _verdict(self, task: Task, cause: str, deaths: int) -> bytes | None:
        """The row of a task on which a worker ended; None where it is to be tried once more."""
        if cause == "time":
            return failed_row(task, self._digest, Status.ERROR, self._limits.too_slow)
        if cause == "memory":
            return failed_row(task, self._digest, Status.ERROR, self._limits.too_large)
        if deaths < MAX_DEATHS:
            return None
        return failed_row(task, self._digest, Status.CRASHED, f"ends its worker: {cause}")

    def _hire(self) -> Worker:
        """A new worker, ready to work. Raises CleanerError where none can be started."""
        for attempt in range(1, MAX_FAILED_STARTS + 1):
            if self._stopping.is_set():
                raise CleanerError("the run is being ended")
            try:
                worker = self._worker = Worker(self._setup, self._limits)
                worker.wait_ready()
            except OSError as error:
                raise CleanerError(f"no worker can be started: {error.strerror or error}") from error
            except StartFailed as error:
                self.dismiss()
                if attempt == MAX_FAILED_STARTS:
                    raise CleanerError(f"workers end as they start: {error}") from error
                continue
            return worker
        raise AssertionError  # the loop returns or raises
