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
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias

from cleaner.run.driver import WATCH_SECONDS, Driver
from cleaner.run.tasks import Job, Task

BATCH_TASKS = 8  # at 60 ms a page half a second: the way to the worker and back is below 1 % of it
BATCH_BYTES = 2_000_000
MAX_WAITING_BYTES = 64_000_000  # rows that wait for an earlier page; drivers take no new batch beyond it
ROW_OVERHEAD_BYTES = 200

TaskBatch: TypeAlias = list[Task]


@dataclass(frozen=True, slots=True)
class End:
    """There are no more tasks; so many there were."""

    count: int


Outcome: TypeAlias = tuple[int, bytes] | BaseException | End  # a row by its place in the order; what went wrong


def run_local(tasks: Iterator[Task], job: Job) -> Generator[bytes]:
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
        setup = pickle.dumps(job)
        self._tasks = tasks
        self._batches: queue.Queue[tuple[int, TaskBatch] | None] = queue.Queue(maxsize=workers)
        self._outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._waiting = WaitingRows(MAX_WAITING_BYTES)
        self._stopping = threading.Event()
        self._drivers = [Driver(setup, job.limits, job.rules.digest) for _ in range(workers)]
        self._threads = [threading.Thread(target=self._feed), threading.Thread(target=self._watch)]
        self._threads += [threading.Thread(target=self._drive, args=(driver,)) for driver in self._drivers]

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
        for driver in self._drivers:
            driver.stop()

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

    def _put(self, item: tuple[int, TaskBatch] | None) -> None:
        while not self._stopping.is_set():
            try:
                self._batches.put(item, timeout=WATCH_SECONDS)
            except queue.Full:
                continue
            break

    # -------------------------------------------------------------- the drivers' threads

    def _drive(self, driver: Driver) -> None:
        try:
            while not self._stopping.is_set() and self._waiting.wait_for_room():
                item = self._batches.get()
                if item is None:
                    self._batches.put(None)  # for the next driver
                    break
                place, batch = item
                for offset, row in enumerate(driver.rows(batch)):
                    self._waiting.add(row)
                    self._outcomes.put((place + offset, row))
            driver.dismiss()
        except BaseException as error:
            if not self._stopping.is_set():
                self._outcomes.put(error)

    # -------------------------------------------------------------- the watcher's thread

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_SECONDS):
            for driver in self._drivers:
                driver.watch()


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


def batches(tasks: Iterator[Task]) -> Iterator[TaskBatch]:
    """Tasks in lists of at most BATCH_TASKS; a list is ended early where it holds BATCH_BYTES of pages."""
    batch: TaskBatch = []
    held = 0
    for task in tasks:
        batch.append(task)
        held += len(task.page.body) if task.page is not None else 0
        if len(batch) >= BATCH_TASKS or held >= BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
