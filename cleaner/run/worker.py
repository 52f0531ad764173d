"""A worker: a process of its own that makes rows of the tasks it is sent, until its pipe is closed.

`python -m cleaner.run.worker` is started by cleaner.run.process; it is no command for people.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from cleaner.errors import CleanerError
from cleaner.garbage import search_seldom
from cleaner.model import RawPage
from cleaner.run.frames import READY, REFUSED, ROW, read_frame, write_frame
from cleaner.run.tasks import Job, Task, row_of

EXIT_MEMORY = 77  # says to the parent that a page wanted more than its share of memory
# The parent stops a page that takes too long. Where the parent has been killed, nobody would: the alarm clock does,
# also while a C library holds the interpreter.
ALARM_GRACE_SECONDS = 5.0
# A page of our own that goes through every stage, so that the imports stages put off until they are needed (2 s on a
# busy machine, 25 ms the second time) count neither in the time nor in the memory of the first page that is sent.
SENTENCE = "The harbour opens again on Tuesday after four months of work, the port authority said in a statement. "
WARM_UP = Task(
    0,
    "",
    RawPage(
        f"<html><head><title>Harbour opens</title></head><body><article><h1>Harbour opens</h1><p>{SENTENCE * 3}</p>"
        f"<p>{SENTENCE * 2}</p></article></body></html>".encode(),
        url="https://example.com/harbour",
    ),
)


def main() -> int:
    """Read a job, then batches of tasks, from standard input; write rows to what was standard output."""
    search_seldom()
    tasks, rows = _take_pipes()
    try:
        job: Job = pickle.loads(read_frame(tasks))
    except CleanerError as error:  # a rule file that changed since the parent read it
        write_frame(rows, REFUSED + str(error).encode())
        return 2
    row_of(WARM_UP, job.rules, job.options)
    gc.freeze()  # what lives as long as the process is not looked through again for every few pages
    _limit_memory(job.limits.megabytes)
    write_frame(rows, READY)
    try:
        while True:
            for task in pickle.loads(read_frame(tasks)):
                write_frame(rows, ROW + _answer(task, job))
    except (EOFError, BrokenPipeError):  # the parent is done, or dead
        return 0


def _answer(task: Task, job: Job) -> bytes:
    _set_alarm(job.limits.seconds + ALARM_GRACE_SECONDS)
    try:
        return row_of(task, job.rules, job.options)
    except MemoryError:
        os._exit(EXIT_MEMORY)  # what is left of this process cannot be trusted with another page
    finally:
        _set_alarm(0)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes. What a library prints from now on goes to standard error and cannot get among the rows."""
    rows = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, rows


def _set_alarm(seconds: float) -> None:
    """Let the system end this process after so many seconds; 0: not at all. Windows has no such alarm."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int) -> None:
    """Bound the address space to what is taken now and that much more (Linux; elsewhere the parent watches alone)."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        import resource  # not on Windows

        taken = int(statm.read_text().split()[0]) * resource.getpagesize()
        limit = taken + megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    sys.exit(main())
