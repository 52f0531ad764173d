"""The engine `ray`: the same rows from a Ray cluster, each actor with a worker process under the same limits.

    tasks ─▶ parcels ─▶ actors, one a core, anywhere in the cluster ─▶ worker process ─▶ rows ─▶ in order, yielded

A page that kills or hangs its worker process is dealt with inside its actor, as in a local run. Where an actor or its
node goes, another takes what it had; a page's row does not depend on it.
"""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cleaner._version import __version__
from cleaner.errors import CleanerError, ExtraMissing
from cleaner.model import Status
from cleaner.run.driver import MAX_DEATHS, MAX_FAILED_STARTS, WATCH_SECONDS, Driver
from cleaner.run.tasks import Job, Limits, Task, failed_row

PARCEL_TASKS = 32  # 2 s of work: the way through the cluster, some milliseconds, is below 1 % of it
PARCEL_BYTES = 8_000_000
PARCELS_PER_ACTOR = 4  # under way or waiting for an earlier one: what bounds the memory of the run
GONE_SECONDS = 10.0  # within which Ray says that what an actor had will not come
START_SECONDS = 300.0  # a cluster that grows on demand takes minutes to give a core


@dataclass(slots=True, eq=False)
class Parcel:
    """Tasks that go to an actor together. rows: once they are there. deaths: of actors that were at work on it."""

    tasks: list[Task]
    rows: list[bytes] | None = None
    deaths: int = 0
    reference: Any = None
    actor: Actor | None = None


@dataclass(slots=True, eq=False)
class Actor:
    """One actor of the cluster. started: what it answers once it runs. parcels: not answered, in the order sent.

    is_running: it has a core. Others wait for one, perhaps for good, and are given nothing.
    """

    handle: Any
    started: Any
    is_running: bool = False
    parcels: list[Parcel] = field(default_factory=list)


class WorkerActor:
    """What runs in the cluster: a driver with its worker process."""

    def __init__(self, setup: bytes, limits: Limits, rules_digest: str) -> None:
        self._driver = Driver(setup, limits, rules_digest)
        threading.Thread(target=self._watch, daemon=True).start()

    def version(self) -> str:
        return __version__

    def work_off(self, tasks: list[Task]) -> list[bytes] | str:
        """The rows of the tasks; or why this actor's worker cannot work at all."""
        try:
            return list(self._driver.rows(tasks))
        except CleanerError as error:
            return str(error)

    def _watch(self) -> None:
        pause = threading.Event()
        while not pause.wait(WATCH_SECONDS):
            self._driver.watch()


def run_on_ray(tasks: Iterator[Task], job: Job) -> Generator[bytes]:
    """Rows of the tasks in order, made in the cluster at job.address (None: Ray's own choice). See Engine.

    job.workers: actors of one core each; None for as many as the cluster has cores. The rules have to be at the same
    place on every node, and the program in the same version. Raises CleanerError.
    """
    with connected(job.address) as ray:
        crew = Crew(ray, job)
        try:
            yield from crew.rows(parcels(tasks))
        finally:
            crew.dismiss()


class Crew:
    """The actors, and the parcels they have. An actor that goes is replaced by a new one, wherever there is a core."""

    def __init__(self, ray: Any, job: Job) -> None:
        self._ray = ray
        self._digest = job.rules.digest
        # Neither restarts nor retries of Ray's: a parcel that only waited behind a deadly one is not to blame.
        self._made = ray.remote(WorkerActor).options(num_cpus=1, max_restarts=0, max_task_retries=0)
        self._arguments = (ray.put(pickle.dumps(job)), job.limits, self._digest)
        self._line: deque[Parcel] = deque()
        self._failed_starts = 0
        count = job.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._actors = [self._hire() for _ in range(count)]

    def rows(self, waiting: Iterator[Parcel]) -> Iterator[bytes]:
        """The rows of the parcels in their order. Raises CleanerError where actors cannot work."""
        more = True
        while more or self._line:
            while more and len(self._line) < PARCELS_PER_ACTOR * len(self._running()):
                parcel = next(waiting, None)
                more = parcel is not None
                if parcel is not None:
                    self._line.append(parcel)
                    self._send(parcel)
            while self._line and self._line[0].rows is None:
                self._take_answer()
            if self._line:
                yield from self._line.popleft().rows or ()

    def dismiss(self) -> None:
        """End the actors, whatever they do."""
        for actor in self._actors:
            self._ray.kill(actor.handle)

    def _hire(self) -> Actor:
        handle = self._made.remote(*self._arguments)
        return Actor(handle, handle.version.remote())

    def _send(self, parcel: Parcel) -> None:
        """Give a parcel to the actor that has the fewest."""
        actor = min(self._running(), key=lambda one: len(one.parcels))
        actor.parcels.append(parcel)
        parcel.actor = actor
        parcel.reference = actor.handle.work_off.remote(parcel.tasks)

    def _take_answer(self) -> None:
        """Wait for the next answer; where it is that the actor has gone, see to its parcels."""
        under_way = {parcel.reference: parcel for parcel in self._line if parcel.rows is None}
        [reference], _ = self._ray.wait(list(under_way), num_returns=1)
        parcel = under_way[reference]
        actor = parcel.actor
        assert actor is not None
        if self._take(parcel):
            actor.parcels.remove(parcel)
        else:
            self._replace(actor)

    def _take(self, parcel: Parcel) -> bool:
        """Take the answer to a parcel; False where the actor has gone without one."""
        try:
            answer = self._ray.get(parcel.reference, timeout=GONE_SECONDS)
        except self._ray.exceptions.RayTaskError:
            raise
        except self._ray.exceptions.RayError:
            return False
        if isinstance(answer, str):
            raise CleanerError(f"a Ray worker cannot work: {answer}")
        parcel.rows, parcel.reference, parcel.actor = answer, None, None
        return True

    def _replace(self, actor: Actor) -> None:
        """A new actor for one that has gone; what it was at work on is to blame, what waited there is not."""
        lost = [parcel for parcel in actor.parcels if not self._take(parcel)]
        self._ray.kill(actor.handle)
        self._actors[self._actors.index(actor)] = self._hire()
        if lost:
            lost[0].deaths += 1
        for parcel in lost:
            if parcel.deaths < MAX_DEATHS:
                self._send(parcel)
            else:
                self._give_up(parcel)

    def _give_up(self, parcel: Parcel) -> None:
        """Of a parcel on which actors have ended, the pages go one by one; a single page is a row of its own."""
        if len(parcel.tasks) == 1:
            parcel.rows = [failed_row(parcel.tasks[0], self._digest, Status.CRASHED, "ends its Ray actor")]
            return
        place = self._line.index(parcel)
        singles = [Parcel([task]) for task in parcel.tasks]
        self._line.rotate(-place)
        self._line.popleft()
        self._line.extendleft(reversed(singles))
        self._line.rotate(place)
        for single in singles:
            self._send(single)

    def _running(self) -> list[Actor]:
        """The actors that have a core; waits where none has. Raises CleanerError where none gets one."""
        while True:
            running = [actor for actor in self._actors if actor.is_running]
            pending = {actor.started: actor for actor in self._actors if not actor.is_running}
            if not pending:
                return running
            wanted, seconds = (len(pending), 0.0) if running else (1, START_SECONDS)
            started, _ = self._ray.wait(list(pending), num_returns=wanted, timeout=seconds)
            for reference in started:
                self._admit(pending[reference])
            if running:
                return [*running, *(actor for actor in pending.values() if actor.is_running)]
            if not started:
                raise CleanerError(f"the Ray cluster has given no free core in {START_SECONDS:.0f} seconds")

    def _admit(self, actor: Actor) -> None:
        """Raises CleanerError where actors keep ending as they start, or a node has another version."""
        try:
            found = self._ray.get(actor.started)
        except self._ray.exceptions.RayError as error:
            self._failed_starts += 1
            if self._failed_starts >= MAX_FAILED_STARTS:
                problem = str(error).strip().splitlines()[-1]
                problem = f"Ray actors end as they start; is news-cleaner {__version__} on every node? {problem}"
                raise CleanerError(problem) from error
            self._actors[self._actors.index(actor)] = self._hire()
            return
        if found != __version__:
            raise CleanerError(f"a Ray node has news-cleaner {found}, and this is {__version__}: install the same one")
        actor.is_running = True
        self._failed_starts = 0


@contextmanager
def connected(address: str | None) -> Iterator[Any]:
    """The ray module, connected: to the cluster at the address, or to the one this process has joined already."""
    try:
        import ray  # an extra; 1 s
    except ModuleNotFoundError as error:
        raise ExtraMissing("--engine ray", "ray") from error
    is_ours = not ray.is_initialized()
    if is_ours:
        try:
            ray.init(address=address, log_to_driver=False, logging_level="ERROR", include_dashboard=False)
        except (ConnectionError, ValueError, RuntimeError) as error:
            where = address or "here"
            raise CleanerError(f"no Ray cluster can be reached at {where}: {str(error).splitlines()[0]}") from error
    try:
        yield ray
    finally:
        if is_ours:
            ray.shutdown()


def parcels(tasks: Iterator[Task]) -> Iterator[Parcel]:
    """Tasks in parcels of at most PARCEL_TASKS, ended early where one holds PARCEL_BYTES of pages."""
    held: list[Task] = []
    size = 0
    for task in tasks:
        held.append(task)
        size += len(task.page.body) if task.page is not None else 0
        if len(held) >= PARCEL_TASKS or size >= PARCEL_BYTES:
            yield Parcel(held)
            held, size = [], 0
    if held:
        yield Parcel(held)
