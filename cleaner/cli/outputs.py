"""Where `cleaner clean` writes, and in which format: by what -o names, unless --format says it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from cleaner.errors import OutputError

if TYPE_CHECKING:
    from cleaner.sinks import Row, Sink
    from cleaner.sinks.destination import ReadFile

SHOWN = "shown"  # not a format to ask for: the readable page on a terminal
JSON_FORMATS = ("jsonl", "json")
FORMATS = (*JSON_FORMATS, "csv", "xlsx", "text", "markdown", "html", "tei")
LINKED_FORMATS, POST_FORMATS = ("markdown",), ("text", "markdown")  # of which there are others, too
RUN_ENDINGS = {".parquet": "parquet", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite"}  # formats of a run
WORD_ENDINGS = (".doc", ".docx", ".odt", ".rtf")
FOLDER_FORMAT = "markdown"  # of the files in a folder, where nothing else is said


class FormatName(click.Choice):  # type: ignore[type-arg]  # generic from click 8.2 on
    """A format by its name, or by the ending of its files: `md` is `markdown`."""

    def __init__(self) -> None:
        super().__init__(FORMATS, case_sensitive=False)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if f".{value.lower()}" in RUN_ENDINGS:
            self.fail(_by_run(f".{value}"), param, ctx)
        if value.lower() not in FORMATS:
            from cleaner.sinks import FORMATS as BY_ENDING

            value = BY_ENDING.get(f".{value.lower().removeprefix('.')}", value)
        return str(super().convert(value, param, ctx))


def _by_run(ending: str) -> str:
    """Which command writes a format that this one does not."""
    return f"written by: cleaner run INPUT --format {RUN_ENDINGS[ending.lower()]} --out FOLDER"


class Output(Struct, frozen=True):
    """path: of a file or, with is_folder, a folder; None is standard output.

    plain: without links. posts: with what they say, as quotations.
    """

    path: Path | None
    format_name: str
    is_folder: bool = False
    plain: bool = False
    posts: bool = False

    def write(self, rows: Iterable[Row], *, many: bool, force: bool, inputs: tuple[ReadFile, ...]) -> None:
        """Write the rows as they come. Raises OutputError; what was there before is then as it was."""
        if self.path is None:
            from cleaner.sinks import open_stdout

            with open_stdout(inputs=inputs, is_drawing=self.format_name == SHOWN) as stream:
                self._sink()(rows, stream, many=many)
        elif self.is_folder:
            self._write_folder(rows, self.path, inputs)
        elif self.format_name == "xlsx":
            from cleaner.sinks.destination import open_part
            from cleaner.sinks.spreadsheet import write_spreadsheet

            with open_part(self.path, force=force, inputs=inputs) as part:
                write_spreadsheet(rows, part)
        else:
            from cleaner.sinks import open_file
            from cleaner.sinks.tables import CSV_ENCODING

            encoding = CSV_ENCODING if self.format_name == "csv" else "utf-8"
            with open_file(self.path, force=force, inputs=inputs, encoding=encoding) as stream:
                self._sink()(rows, stream, many=many)

    def _sink(self) -> Sink:
        if self.format_name == SHOWN:
            from cleaner.cli.readable import write_readable  # rich, 60 ms that only a terminal needs

            return write_readable
        from cleaner.sinks import sink_of

        write: Callable[..., None] = sink_of(self.format_name)
        return partial(write, **self._wishes())

    def _wishes(self) -> dict[str, bool]:
        """What is not as usual, as the writers of the formats call it."""
        return {name: True for name in ("plain", "posts") if getattr(self, name)}

    def _write_folder(self, rows: Iterable[Row], folder: Path, inputs: tuple[ReadFile, ...]) -> None:
        from cleaner.sinks.destination import open_folder_part
        from cleaner.sinks.page_files import PAGE_FORMATS, write_page_files

        ending, page_of = PAGE_FORMATS[self.format_name]
        page_of = partial(page_of, **self._wishes())
        with open_folder_part(folder, inputs=inputs) as part:
            write_page_files(rows, part, page_of, ending)


def choose_output(name: str | None, format_name: str | None, *, explain: bool, plain: bool, posts: bool) -> Output:
    """The output that the options mean. Raises OutputError and click.UsageError where they mean none."""
    is_folder = name is not None and (name.endswith(("/", os.sep)) or Path(name).is_dir())
    path = Path(name) if name is not None else None
    chosen = format_name or (FOLDER_FORMAT if is_folder else _format_of(path, explain))
    _check(path, chosen, is_folder=is_folder)
    if explain and (chosen not in JSON_FORMATS or is_folder):
        raise click.UsageError("--explain adds to the JSON formats; to read it, use: cleaner explain INPUT")
    if plain and chosen not in LINKED_FORMATS:
        raise click.UsageError(f"--plain is for {', '.join(LINKED_FORMATS)}; {chosen} is the same with and without it")
    if posts and chosen not in POST_FORMATS:
        raise click.UsageError(f"--posts is for {', '.join(POST_FORMATS)}; other formats have them as they are")
    return Output(path, chosen, is_folder, plain, posts)


def _format_of(path: Path | None, explain: bool) -> str:
    """The format that the ending of a file means; of standard output, what suits a terminal or a pipe."""
    from cleaner.sinks import FORMATS as BY_ENDING
    from cleaner.sinks.destination import is_open_already

    if path is None:
        shown = "json" if explain else SHOWN
        return shown if sys.stdout.isatty() else "jsonl"
    if path.suffix.lower() in BY_ENDING:
        return BY_ENDING[path.suffix.lower()]
    if is_open_already(path):
        return "jsonl"
    if path.suffix.lower() in RUN_ENDINGS:
        raise OutputError(f"{path}: {_by_run(path.suffix)}")
    hint = "; Word opens .html" if path.suffix.lower() in WORD_ENDINGS else ""
    known = f"one of {', '.join(BY_ENDING)}, a folder (with / at its end), or name it with --format{hint}"
    raise OutputError(f"{path}: its ending is no format; {known}")


def _check(path: Path | None, format_name: str, *, is_folder: bool) -> None:
    if is_folder:
        from cleaner.sinks.page_files import PAGE_FORMATS

        if format_name not in PAGE_FORMATS:
            known = ", ".join(PAGE_FORMATS)
            raise click.UsageError(f"{format_name} holds all records in one file; a folder of files is {known}")
    if path is None and format_name == "xlsx":
        raise click.UsageError("xlsx is a file of bytes: name it with -o FILE.xlsx")
