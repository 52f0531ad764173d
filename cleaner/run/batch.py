"""A batch run: pages of the inputs through an engine into the shards of a folder, from where it was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cleaner.errors import OutputError
from cleaner.run.folder import STATE, RunFile, RunFolder
from cleaner.run.plan import RunPlan, check_difference, settings_of
from cleaner.run.reader import Survey, TaskReader
from cleaner.run.tally import RowFacts, Tally
from cleaner.run.writer import ShardWriter
from cleaner.sinks.destination import refuse_inputs_in
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
    """What came of a run. new_pages: of this call; left_out: what was no page, by what it is.

    is_finished: False where it was interrupted (Ctrl-C). was_finished: there was nothing to do. has_changed: the input
    files have, since the first pages were made.
    """

    tally: Tally
    pages: int
    new_pages: int
    left_out: Counter[str]
    is_finished: bool
    was_finished: bool
    has_changed: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """What one call of run_batch works with."""

    plan: RunPlan
    folder: RunFolder
    run: RunFile
    reader: TaskReader
    survey: Survey
    writer: ShardWriter
    report: Callable[[Progress], None]


def run_batch(plan: RunPlan, report: Callable[[Progress], None] = lambda progress: None) -> Summary:
    """Do what is left of a run; report is called before the first page and after each.

    A run that is killed is gone on with by the same call, and its shards are the same bytes as those of an unbroken
    one. Ctrl-C ends the workers; all rows made so far stay. Raises CleanerError before anything is written:
    OutputError where the folder is another run's, InputError where an input is not there, ColumnError, ExtraMissing;
    later OutputError where the folder cannot be written, and what the engine raises.
    """
    reader = TaskReader(plan.arguments, plan.reading, plan.out, plan.selection)
    folder = RunFolder(plan.out)
    try:
        if folder.is_foreign():
            raise OutputError(f"{plan.out}: not empty, and no run's folder; name a new one")
        fetched = plan.out / STATE  # what the run itself has fetched lies there
        given = [Path(argument) for argument in plan.arguments]
        refuse_inputs_in(plan.out, [path for path in given if fetched not in path.parents])
        store = open_store(plan.format, plan.out, plan.compression, plan.reading.columns.keep)
        survey = reader.survey()
        with folder.locked():
            run = _open_run(plan, folder, reader, survey)
            with closing(ShardWriter(folder, store, plan.shard_pages)) as writer:
                return _finish(Call(plan, folder, run, reader, survey, writer, report))
    except OSError as error:
        problem = error.strerror or str(error)
        raise OutputError(f"{plan.out}: cannot be written: {problem}; the same command goes on from there") from error


def _finish(call: Call) -> Summary:
    """Do what is left, unless it is finished."""
    writer, run = call.writer, call.run
    before = writer.pages
    is_finished = True
    was_finished = run.is_finished and not writer.was_cut
    if not was_finished:
        try:
            _work(call)
            run.is_finished = True
            run.records = writer.pages - sum(writer.total.left_out.values())
            # of all that was read: behind the last record, too, and where there is none
            run.left_out = {**call.reader.left_out, **writer.total.left_out}
            call.folder.write_run(run)
        except KeyboardInterrupt:
            is_finished = False
    left_out = Counter(run.left_out if is_finished else _left_out(writer)) + call.reader.not_read
    has_changed = any(one.survey != run.settings.survey for one in run.earlier)
    return Summary(writer.total, writer.pages, writer.pages - before, left_out, is_finished, was_finished, has_changed)


def _left_out(writer: ShardWriter) -> dict[str, int]:
    """What is no record, by what it is: no page, or left out by a filter before or after cleaning."""
    return {**writer.start.left_out, **writer.total.left_out}


def _open_run(plan: RunPlan, folder: RunFolder, reader: TaskReader, survey: Survey) -> RunFile:
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
        has_changed = run.settings.survey != survey
        if has_changed and not plan.may_have_grown:
            _check_places(plan, folder, reader)
        is_finished = run.is_finished and not plan.may_have_grown and not has_changed
        run = RunFile(settings, is_finished, (*run.earlier, run.settings))
        folder.write_run(run)
    return run


def _check_places(plan: RunPlan, folder: RunFolder, reader: TaskReader) -> None:
    """Raise OutputError where the input files that are done are not those that come first now."""
    done = folder.read_journal()
    if done and not reader.has_places_before(done[-1].end):
        raise OutputError(
            f"{plan.out}: an input file has come before those that are done, or one of these is gone, so there is no "
            "place to go on from; name a new folder, or --start-over removes its records and begins anew"
        )


def _work(call: Call) -> None:
    """Clean and write all pages that are left."""
    plan, reader, writer = call.plan, call.reader, call.writer
    first = writer.pages - writer.waiting
    tasks = reader.tasks(writer.start, first, skip=writer.waiting, checkpoint_every=plan.shard_pages)
    call.report(Progress(writer.pages, reader.position(), call.survey))
    with closing(plan.engine(tasks, plan.job)) as rows:
        for row in rows:
            if writer.is_full:  # a kill came between its last row and its shard
                writer.publish(reader.checkpoints.pop(writer.pages))
            facts = writer.write(plan.selection.checked(row))
            call.report(Progress(writer.pages, reader.position(), call.survey, facts))
            if writer.is_full:
                writer.publish(reader.checkpoints.pop(writer.pages))
    if writer.waiting or not writer.shards:  # what comes next in a pipeline finds the columns of no records, too
        writer.publish(reader.end)
