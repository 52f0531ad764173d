"""The inputs of a run: what they are, and their pages as numbered tasks from any point on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from msgspec import Struct

from cleaner.errors import ColumnError, InputError
from cleaner.model import RawPage
from cleaner.run.selection import Selection
from cleaner.run.tasks import Task
from cleaner.sources import InputPage, Location, ReadOptions, read_place, walk_places
from cleaner.sources.locations import ENDINGS, ending, printable
from cleaner.sources.reading import count_kind
from cleaner.sources.storage import measure, position

TABLE_ENDINGS = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
WITH_TABLES = (*TABLE_ENDINGS, ".json", ".zip", ".tar")  # files that may be tables, or hold some
PROBED_ROWS = 100


class Survey(Struct, frozen=True):
    """What the inputs are, without reading them. bytes: as they lie there; 0 where that is unknown (standard input).

    digest: of names, sizes and times of all files: another one means that pages may have other numbers now.
    """

    places: int
    bytes: int
    digest: str


class Checkpoint(Struct, frozen=True):
    """A point between two pages: so many places are done, and so many pages of the next one.

    left_out: what had been left out by then, by what it was. names: digest of the names of all these places.
    """

    place: int = 0
    page: int = 0
    left_out: dict[str, int] = {}
    names: str = ""


class TaskReader:
    """Reads the pages of the inputs as tasks. checkpoints, end: points to go on from, set while the tasks are read.

    left_out: what was left out when all are read, what stands behind the last page too.
    not_read: the files of folders that are none of pages, by what they are; of the last survey.
    """

    def __init__(self, arguments: tuple[str, ...], reading: ReadOptions, out: Path, selection: Selection) -> None:
        self._arguments = arguments
        self._reading = reading
        self._out = out
        self._selection = selection
        self._done_bytes = 0
        self._file: BinaryIO | None = None
        self.checkpoints: dict[int, Checkpoint] = {}
        self.end = Checkpoint()
        self.left_out: dict[str, int] = {}
        self.not_read: Counter[str] = Counter()

    def survey(self) -> Survey:
        """Look at all places once.

        Raises InputError for an argument that is not there or has no pages, and for URLs; ColumnError where the first
        table is none of pages, and where a column that is asked for is in no table.
        """
        named = {printable(argument) for argument in self._arguments}
        digest = hashlib.sha256()
        count = size = 0
        missing: list[ColumnError] | None = None  # columns, of the first table; none where another has them all
        may_have_columns = not self._reading.columns.names
        self.not_read.clear()
        for place in self._places(self._pass_over):
            if place.kind == "url":
                raise InputError(f"{place.name}: cleaner run reads pages that were fetched already; fetch it first")
            if place.problem is not None and place.name in named:
                raise place.problem
            taken, mark = measure(place)
            if taken is None and place.kind == "file" and place.name in named:
                raise InputError(f"{place.name}: cannot be read: {mark}")
            digest.update(f"{place.name}\n{mark}\n".encode())
            count += 1
            size += taken or 0
            may_have_columns = may_have_columns or _may_hold_table(place)
            if missing != [] and place.is_named and _is_table(place):
                missing = self._missing_columns(place, before=missing)
        if not may_have_columns:
            names = ", ".join(map(repr, self._reading.columns.names))
            raise ColumnError(f"no column {names}: none of the inputs is a table, and only tables have columns")
        if missing:
            raise missing[0]
        return Survey(count, size, digest.hexdigest())

    def tasks(self, start: Checkpoint, number: int, *, skip: int, checkpoint_every: int) -> Iterator[Task]:
        """The pages from a checkpoint on but for the first `skip`; number: of the page there.

        When `checkpoint_every` pages have been read, or a multiple of them, checkpoints[the next number] is the point
        after them. When all are read, `end` is the point after the last, in its place, which may grow.
        """
        first = number
        for checkpoint, found in self._inputs_from(start):
            number += 1
            if (number - first) % checkpoint_every == 0:
                self.checkpoints[number] = checkpoint
            if skip:
                skip -= 1
            elif isinstance(found.page, InputError):
                yield Task(number - 1, found.name, found.known, str(found.page), kept=found.kept)
            else:
                yield Task(number - 1, found.name, found.page, kept=found.kept)

    def has_places_before(self, start: Checkpoint) -> bool:
        """Whether the places up to a checkpoint still have the names they had."""
        names = hashlib.sha256()
        for place in islice(self._places(), start.place + 1):
            names.update(f"{place.name}\n".encode())
        return start.names in ("", names.hexdigest())

    def _inputs_from(self, start: Checkpoint) -> Iterator[tuple[Checkpoint, InputPage]]:
        """What is read from a checkpoint on, each with the one after it; sets `end` and `left_out`."""
        self._restore(start.left_out)
        names = hashlib.sha256()
        self.end = start
        for count, place in enumerate(self._places(), 1):
            names.update(f"{place.name}\n".encode())
            here = names.hexdigest()
            done = start.page if count - 1 == start.place else 0
            pages = self._selected(place) if count > start.place else ()
            if count > start.place and not done:
                self.end = Checkpoint(count - 1, 0, dict(self._reading.left_out), here)
            for page, found in enumerate(pages, 1):
                if page == done:
                    self._restore(start.left_out)  # counted again on the way here
                if page > done:
                    self.end = Checkpoint(count - 1, page, dict(self._reading.left_out), here)
                    yield self.end, found
            self._file = None
            self._done_bytes += measure(place)[0] or 0
        self.left_out = dict(self._reading.left_out)

    def _selected(self, place: Location) -> Iterator[InputPage]:
        """The pages of a place that the filters let through; the others are counted."""
        for found in read_place(place, self._reading, self._remember):
            page = found.page
            reason = self._selection.reason_against_page(page) if isinstance(page, RawPage) else None
            if reason is None:
                yield found
            else:
                self._reading.leave_out(reason)

    def position(self) -> int:
        """How many bytes of the inputs have been read."""
        file = self._file
        return self._done_bytes + (position(file) if file is not None else 0)

    def _places(self, leave_out: Callable[[str], None] | None = None) -> Iterator[Location]:
        return walk_places(self._arguments, but_not=(self._out,), leave_out=leave_out)

    def _pass_over(self, what: str) -> None:
        count_kind(self.not_read, what)

    def _remember(self, file: BinaryIO) -> None:
        self._file = file

    def _restore(self, left_out: dict[str, int]) -> None:
        self._reading.left_out.clear()
        self._reading.left_out.update(left_out)

    def _missing_columns(self, place: Location, before: list[ColumnError] | None) -> list[ColumnError]:
        """What the first rows say of columns that are asked for and not there; before: of the first table.

        Raises ColumnError where none of the first rows of the first table is a page: it is the columns, not the rows.
        """
        missing: list[ColumnError] = []
        problem: ColumnError | None = None
        probing = replace(self._reading, warn=missing.append, note=lambda line: None)
        for found in islice(read_place(place, probing), PROBED_ROWS):
            if not isinstance(found.page, ColumnError):
                problem = None
                break
            problem = problem or found.page
        self._reading.left_out.clear()
        if problem is None:
            return missing if before is None or not missing else before
        if before is None:
            raise problem
        return before


def _may_hold_table(place: Location) -> bool:
    """Whether a place is a table or may hold one: a pipe, an archive, what a person names that has another ending."""
    path = place.path or PurePosixPath(place.address or "")
    is_page = ending(path) in ENDINGS and ending(path) not in WITH_TABLES
    return place.kind == "stdin" or not is_page


def _is_table(place: Location) -> bool:
    """Whether the place is a table that can be looked into: what is read from a pipe is not there any more."""
    if place.path is not None:
        return ending(place.path) in TABLE_ENDINGS and place.path.is_file()
    return place.address is not None and ending(PurePosixPath(place.address)) in TABLE_ENDINGS
