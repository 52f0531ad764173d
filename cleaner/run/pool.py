"""The engine `local`: worker processes of this machine, each driven by a thread of its own.

    tasks ─▶ feeder thread ─▶ queue of batches ─▶ driver threads, one per worker ─▶ rows ─▶ put in order, yielded
                                                   ▲ watcher thread: kills a worker whose page takes too much

A worker that is killed harms nobody else: it has its own pipe, and holds no lock that others need.
"""

from __future__ import annotations

import os
import pickle
import queue
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias

from cleaner.errors import CleanerError
from cleaner.model import Status
from cleaner.run.process import StartFailed, Worker
from cleaner.run.tasks import Job, Task, failed_row

BATCH_TASKS = 8  # at 25 ms a page a fifth of a second: the way to the worker and back is below 1 % of it
BATCH_BYTES = 2_000_000
MAX_WAITING_BYTES = 64_000_000  # rows that wait for an earlier page; drivers take no new batch beyond it
ROW_OVERHEAD_BYTES = 200
WATCH_SECONDS = 0.1
# A worker that dies on a page may have been killed by somebody else (a person, the system short of memory), so the
# page is given to another. A page that kills three is to blame.
MAX_DEATHS = 3
MAX_FAILED_STARTS = 5
# A worker that has grown this much between pages is replaced: what libraries keep, and holes in its heap.
RENEWAL_BYTES = 200_000_000

Batch: TypeAlias = list[Task]


@dataclass(frozen=True, slots=True)
class End:
    """There are no more tasks; so many there were."""

    count: int


Outcome: TypeAlias = tuple[int, bytes] | BaseException | End  # a row by its place in the order; what went wrong


def run_local(tasks: Iterator[Task], job: Job) -> Iterator[bytes]:
    """Rows of the tasks in order, made by job.workers processes. See Engine."""
    with closing(Pool(tasks, job)) as pool:
        yield from pool.rows()


def count_cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Worker processes and the threads that drive them; close() ends them all."""

    def __init__(self, tasks: Iterator[Task], job: Job) -> None:
        workers = job.workers or count_cores()
        self._tasks = tasks
        self._job = job
        self._setup = pickle.dumps(job)
        self._batches: queue.Queue[tuple[int, Batch] | None] = queue.Queue(maxsize=workers)
        self._outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._waiting = WaitingRows(MAX_WAITING_BYTES)
        self._stopping = threading.Event()
        self._workers: dict[int, Worker] = {}  # by number of the driver
        self._failed_starts = 0
        self._threads = [threading.Thread(target=self._feed), threading.Thread(target=self._watch)]
        self._threads += [threading.Thread(target=self._drive, args=(number,)) for number in range(workers)]

    def rows(self) -> Iterator[bytes]:
        """The rows in the order of their tasks. Raises what the tasks raise, and CleanerError."""
        for thread in self._threads:
            thread.daemon = True  # the feeder may sit in a read that nothing ends
            thread.start()
        ready: dict[int, bytes] = {}
        following, end = 0, None
        while end is None or following < end:
            match self._outcomes.get():
                case End(count):
                    end = count
                case (place, row):
                    ready[place] = row
                case error:
                    raise error
            while following in ready:
                row = ready.pop(following)
                following += 1
                self._waiting.remove(row)
                yield row

    def close(self) -> None:
        """End the workers at once, whatever they do."""
        self._stopping.set()
        self._waiting.give_up()
        for worker in list(self._workers.values()):
            worker.close()

    # -------------------------------------------------------------- the feeder's thread

    def _feed(self) -> None:
        """Hand the tasks to the drivers in batches, each with its first task's place in the order."""
        place = 0
        try:
            for batch in batches(self._tasks):
                self._put((place, batch))
                place += len(batch)
            self._outcomes.put(End(place))
        except BaseException as error:  # raised again where the rows are taken
            self._outcomes.put(error)
        self._put(None)

    def _put(self, item: tuple[int, Batch] | None) -> None:
        while not self._stopping.is_set():
            try:
                self._batches.put(item, timeout=WATCH_SECONDS)
            except queue.Full:
                continue
            break

    # -------------------------------------------------------------- the drivers' threads

    def _drive(self, number: int) -> None:
        try:
            while not self._stopping.is_set() and self._waiting.wait_for_room():
                item = self._batches.get()
                if item is None:
                    self._batches.put(None)  # for the next driver
                    break
                self._work_off(number, *item)
            self._dismiss(number)
        except BaseException as error:
            if not self._stopping.is_set():
                self._outcomes.put(error)

    def _work_off(self, number: int, place: int, batch: Batch) -> None:
        """Rows of all tasks of a batch, with as many workers as it takes."""
        done, deaths = 0, 0
        while done < len(batch) and not self._stopping.is_set():
            rest = batch[done:]
            worker = self._workers.get(number) or self._hire(number)
            try:
                worker.send(rest)
                for following in [*(task.number for task in rest[1:]), None]:
                    self._hand_over(place + done, worker.receive(following))
                    done, deaths = done + 1, 0
            except (OSError, EOFError):
                cause = worker.cause_of_death(batch[done].number)
                self._dismiss(number)
                deaths += 1
                row = self._verdict(batch[done], cause, deaths)
                if row is not None:
                    self._hand_over(place + done, row)
                    done, deaths = done + 1, 0
        rested = self._workers.get(number)
        if rested is not None and rested.grown_bytes() > RENEWAL_BYTES:
            self._dismiss(number)

    def _verdict(self, task: Task, cause: str, deaths: int) -> bytes | None:
        """The row of a task on which a worker ended; None where it is to be tried once more."""
        limits, digest = self._job.limits, self._job.rules.digest
        if cause == "time":
            return failed_row(task, digest, Status.ERROR, limits.too_slow)
        if cause == "memory":
            return failed_row(task, digest, Status.ERROR, limits.too_large)
        if deaths < MAX_DEATHS:
            return None
        return failed_row(task, digest, Status.CRASHED, f"ends its worker: {cause}")

    def _hand_over(self, place: int, row: bytes) -> None:
        self._waiting.add(row)
        self._outcomes.put((place, row))

    def _hire(self, number: int) -> Worker:
        """A new worker, ready to work. Raises CleanerError where none can be started."""
        while True:
            if self._stopping.is_set():
                raise CleanerError("the run is being ended")
            worker = self._workers[number] = Worker(self._setup, self._job.limits)
            try:
                worker.wait_ready()
            except StartFailed as error:
                self._dismiss(number)
                self._failed_starts += 1
                if self._failed_starts >= MAX_FAILED_STARTS:
                    raise CleanerError(f"workers end as they start: {error}") from error
                continue
            self._failed_starts = 0
            return worker

    def _dismiss(self, number: int) -> None:
        worker = self._workers.pop(number, None)
        if worker is not None:
            worker.close()

    # -------------------------------------------------------------- the watcher's thread

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_SECONDS):
            for worker in list(self._workers.values()):
                worker.watch()


class WaitingRows:
    """Counts the bytes of rows that are made and not yet taken, so that a slow page does not fill the memory."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._given_up = False
        self._changed = threading.Condition()

    def add(self, row: bytes) -> None:
        with self._changed:
            self._bytes += len(row) + ROW_OVERHEAD_BYTES

    def remove(self, row: bytes) -> None:
        with self._changed:
            self._bytes -= len(row) + ROW_OVERHEAD_BYTES
            self._changed.notify_all()

    def wait_for_room(self) -> bool:
        """Return when a new batch may be taken; False where nobody waits for rows any more.

        It never waits for good: the page that all rows wait for is in a batch that somebody has taken, since batches
        are taken in order, and whoever has taken one finishes it.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._given_up or self._bytes <= self._limit)
            return not self._given_up

    def give_up(self) -> None:
        with self._changed:
            self._given_up = True
            self._changed.notify_all()


def batches(tasks: Iterator[Task]) -> Iterator[Batch]:
    """Tasks in lists of at most BATCH_TASKS; a list is ended early where it holds BATCH_BYTES of pages."""
    batch: Batch = []
    held = 0
    for task in tasks:
        batch.append(task)
        held += len(task.page.body) if task.page is not None else 0
        if len(batch) >= BATCH_TASKS or held >= BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
