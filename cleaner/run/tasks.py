"""What goes into an engine and what comes out: numbered pages, and one encoded row for each."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cleaner.model import Options, RawPage, Record, Status
from cleaner.pipeline import DEFAULT_OPTIONS, clean
from cleaner.rulebook import Rulebook
from cleaner.stages.assemble import failed_record


class Task(Struct, frozen=True):
    """One page of a run. number: its place in the run, from 0, without gaps. name: where it was read from.

    problem: why it could not be read; then page is None, or what is known of it, without a body. kept: columns of its
    row that go into the record.
    """

    number: int
    name: str
    page: RawPage | None = None
    problem: str | None = None
    kept: Mapping[str, str] = msgspec.field(default_factory=dict)


class Limits(Struct, frozen=True):
    """What one page may take. seconds: wall clock. megabytes: of memory, beyond what the worker takes at rest."""

    seconds: float = 60.0
    megabytes: int = 1000

    @property
    def too_slow(self) -> str:
        """The reason of a page that was stopped."""
        return f"takes longer than the limit of {self.seconds:g} s"

    @property
    def too_large(self) -> str:
        """The reason of a page that was given no more memory."""
        return f"takes more memory than the limit of {self.megabytes} MB"


class Job(Struct, frozen=True):
    """What an engine needs to know. rules: picklable; the copy reads the rule files again where it is loaded.

    workers: None for one per core. address: of a cluster, for engines that have one.
    """

    rules: Rulebook
    options: Options = DEFAULT_OPTIONS
    limits: Limits = Limits()
    workers: int | None = None
    address: str | None = None


class Engine(Protocol):
    """Makes rows of tasks: exactly one per task, in the order of their numbers, whatever happens to a page.

    A row is what row_of() gives, so that it depends on the page, the rules and the options alone, never on the
    engine. Tasks are taken as they are needed, not all at once; rows come as they are ready. Closing the generator
    ends the workers. Raises CleanerError where no work can be done at all.
    """

    def __call__(self, tasks: Iterator[Task], job: Job) -> Generator[bytes]: ...


def row_of(task: Task, rules: Rulebook, options: Options = DEFAULT_OPTIONS) -> bytes:
    """The record of a task as one line of JSON, without the line end; its `input.name` is the task's name.

    A page that crashes the program gives a row too. Raises MemoryError only: limits.too_large is the row's reason.
    """
    if task.page is None or task.problem is not None:
        return failed_row(task, rules.digest, Status.ERROR, task.problem or "cannot be read")
    try:
        return encode_row(clean(task.page, rules, options), task)
    except MemoryError:
        raise
    except Exception as error:  # a batch never loses a row
        return failed_row(task, rules.digest, Status.CRASHED, f"{type(error).__name__}: {error}")


def failed_row(task: Task, rules_digest: str, status: Status, reason: str) -> bytes:
    """The row of a task whose page could not be read, or could not be cleaned within its limits."""
    page = task.page or RawPage(b"")
    name = None if page.body else task.name  # it is the identity where there is no page to be identified by
    return encode_row(failed_record(page, rules_digest, status, reason, name=name), task)


def encode_row(record: Record, task: Task) -> bytes:
    """The record as one line of JSON, without the line end, with the name of what it was read from and what is kept."""
    read_from = replace(record.input, name=task.name, kept=dict(task.kept))
    return msgspec.json.encode(replace(record, input=read_from))
