"""A batch run: pages of the inputs through an engine into the shards of a folder, from where it was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from cleaner.errors import OutputError
from cleaner.run.folder import RunFile, RunFolder
from cleaner.run.plan import Plan, check_difference, settings_of
from cleaner.run.reader import Survey, TaskReader
from cleaner.run.tally import RowFacts, Tally
from cleaner.run.writer import ShardWriter
from cleaner.sinks.stores import open_store


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is. pages: of the run, earlier ones too; read_bytes: of survey.bytes. facts: of the last page."""

    pages: int
    read_bytes: int
    survey: Survey
    facts: RowFacts | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run. new_pages: of this call; left_out: what was no page, by what it is."""

    tally: Tally
    pages: int
    new_pages: int
    left_out: Counter[str]


def run_batch(plan: Plan, tell: Callable[[Progress], None] = lambda progress: None) -> Summary:
    """Do what is left of a run; tell is called before the first page and after each.

    A run that is killed is gone on with by the same call, and its shards are the same bytes as those of an unbroken
    one. Raises CleanerError: OutputError where the folder is another run's or cannot be written, ColumnError,
    ExtraMissing, and what the engine raises. KeyboardInterrupt ends the workers and leaves all rows made so far.
    """
    folder = RunFolder(plan.out)
    try:
        if folder.is_foreign():
            raise OutputError(f"{plan.out}: not empty, and no run's folder; name a new one")
        with folder.locked():
            return _run(plan, folder, tell)
    except OSError as error:
        told = error.strerror or str(error)
        raise OutputError(f"{plan.out}: cannot be written: {told}; the same command goes on from there") from error


def _run(plan: Plan, folder: RunFolder, tell: Callable[[Progress], None]) -> Summary:
    reader = TaskReader(plan.arguments, plan.reading, plan.out)
    store = open_store(plan.format, plan.out, plan.compression)
    survey = reader.survey()
    run = _open_run(plan, folder, survey)
    with closing(ShardWriter(folder, store, plan.shard_pages)) as writer:
        before = writer.pages
        if not run.is_finished or writer.was_cut:
            _work(plan, reader, writer, lambda facts: tell(Progress(writer.pages, reader.position(), survey, facts)))
            run.is_finished = True
            folder.write_run(run)
        return Summary(writer.total, writer.pages, writer.pages - before, Counter(writer.start.left_out))


def _open_run(plan: Plan, folder: RunFolder, survey: Survey) -> RunFile:
    """The run to go on with, or a new one. Raises OutputError where the folder was begun with something else."""
    settings = settings_of(plan, survey)
    run = folder.read_run()
    if run is not None and plan.start_over:
        open_store(run.settings.format, plan.out, run.settings.compression).clear()
        folder.clear()
        run = None
    if run is None:
        run = RunFile(settings)
        folder.write_run(run)
    elif run.settings != settings:
        check_difference(plan, run, settings)
        run = RunFile(settings, run.is_finished, (*run.earlier, run.settings))
        folder.write_run(run)
    return run


def _work(plan: Plan, reader: TaskReader, writer: ShardWriter, tell: Callable[[RowFacts | None], None]) -> None:
    """Clean and write all pages that are left."""
    first = writer.pages - writer.waiting
    tasks = reader.tasks(writer.start, first, skip=writer.waiting, mark_every=plan.shard_pages)
    tell(None)
    with closing(plan.engine(tasks, plan.job)) as rows:
        for row in rows:
            if writer.is_full:  # a kill came between its last row and its shard
                writer.publish(reader.marks.pop(writer.pages))
            tell(writer.write(row))
            if writer.is_full:
                writer.publish(reader.marks.pop(writer.pages))
    if writer.waiting:
        writer.publish(reader.end)
