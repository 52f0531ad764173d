"""`cleaner clean`: inputs in, records out."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from cleaner.cli.messages import say, say_counts
from cleaner.cli.options import FORCE_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import open_reading, open_rules, sources_of

if TYPE_CHECKING:
    from cleaner.sinks import Sink
    from cleaner.sinks.destination import ReadFile

SHOWN = "shown"  # not a format to ask for: the readable page on a terminal
JSON_FORMATS = ("jsonl", "json")
EPILOG = examples(
    ("cleaner clean story.html", "read it in the terminal"),
    ("cleaner clean https://example.com/story", "fetch one page, as a browser would for you"),
    ("cleaner clean dump.txt --url https://example.com/a", "a flattened dump, with its site's rule"),
    ("cleaner clean inbox/ -o records.jsonl", "all pages of a folder; or -o FILE.json, .csv, .md, .txt"),
    ("cat story.html | cleaner clean - | jq .title", "in a pipe"),
)


@click.command(epilog=EPILOG, short_help="Make records of pages: files, folders, URLs, standard input.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write there instead; the new file appears when it is whole.",
)  # fmt: skip
@click.option(
    "--format", "format_name", type=click.Choice([*JSON_FORMATS, "csv", "text", "markdown"]),
    help="[default: a readable page on a terminal, by the ending of FILE, else jsonl]",
)  # fmt: skip
@FORCE_OPTION
@click.option("--explain", is_flag=True, help="Add every block with its role, who said so and why (JSON formats).")
@page_options
def clean(
    inputs: tuple[str, ...],
    output: Path | None,
    format_name: str | None,
    force: bool,
    explain: bool,
    options: PageOptions,
) -> int:
    """Make one record of each INPUT: a file (HTML or text dump), a folder of them, a URL, or - for standard input.

    On a terminal the page is shown to be read; in a pipe there is one JSON record per line. An input that cannot be
    read has a line on the error stream, and in JSON it is a record with the status `error`; the others go on.
    """
    from cleaner.cli.batch import Batch, NothingRead
    from cleaner.cli.progress import ProgressBar
    from cleaner.sinks.tables import holds_records
    from cleaner.sources import find_places

    format_name = format_name or _default_format(output, explain)
    if explain and format_name not in JSON_FORMATS:
        raise click.UsageError("--explain adds to the JSON formats; to read it, use: cleaner explain INPUT")
    reading = open_reading(options)
    own_output = (output,) if output is not None and holds_records(output) else ()  # of the same command before
    places = find_places(inputs, but_not=own_output, leave_out=reading.leave_out)
    if options.url is not None and len(places) > 1:
        raise click.UsageError(f"--url says where one page was found, and there are {len(places)} pages")
    if "-" in inputs and sys.stdin.isatty():
        say("reading from the terminal; end with Ctrl-D")
    many = len(places) > 1 or any(Path(argument).is_dir() for argument in inputs)
    destination = _open(output, format_name, force=force, sources=sources_of(places, options))
    is_quiet = output is None and sys.stdout.isatty()  # a bar would run through the text shown
    with ProgressBar(len(places), is_quiet=is_quiet) as progress:
        batch = Batch(reading, open_rules(options), progress, explain=explain, format_name=format_name)
        with suppress(NothingRead), destination as stream:
            _choose_sink(format_name)(batch.rows(places), stream, many=many)
    if reading.left_out or batch.total > len(inputs):
        say_counts(batch.total, batch.failed, reading.left_out)
    return batch.exit_code


def _default_format(output: Path | None, explain: bool) -> str:
    from cleaner.sinks import FORMATS

    if output is not None:
        return FORMATS.get(output.suffix.lower(), "jsonl")
    if sys.stdout.isatty():
        return "json" if explain else SHOWN
    return "jsonl"


def _open(
    output: Path | None, format_name: str, *, force: bool, sources: tuple[ReadFile, ...]
) -> AbstractContextManager[TextIO]:
    from cleaner.sinks import open_file, open_stdout

    if output is None:
        return open_stdout(inputs=sources, is_drawing=format_name == SHOWN)
    return open_file(output, force=force, inputs=sources)


def _choose_sink(format_name: str) -> Sink:
    if format_name == SHOWN:
        from cleaner.cli.readable import write_readable  # rich, 60 ms that only a terminal needs

        return write_readable
    from cleaner.sinks import SINKS

    return SINKS[format_name]
