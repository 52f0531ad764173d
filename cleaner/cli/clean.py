"""`cleaner clean`: inputs in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from cleaner.cli.options import PageOptions, examples, page_options
from cleaner.cli.reading import open_reading, open_rules

if TYPE_CHECKING:
    from cleaner.sinks import Row, Sink

SHOWN = "shown"  # not a format to ask for: the readable page on a terminal
JSON_FORMATS = ("jsonl", "json")
EPILOG = examples(
    ("cleaner clean story.html", "read it in the terminal"),
    ("cleaner clean https://example.com/story", "fetch one page, as a browser would for you"),
    ("cleaner clean dump.txt --url https://example.com/a", "a flattened dump, with its site's rule"),
    ("cleaner clean inbox/ -o records.jsonl", "all pages of a folder (.json, .md, .txt too)"),
    ("cat story.html | cleaner clean - | jq .title", "in a pipe"),
)


@click.command(epilog=EPILOG, short_help="Make records of pages: files, folders, URLs, standard input.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write there instead; the file appears when it is whole.",
)  # fmt: skip
@click.option(
    "--format", "format_name", type=click.Choice([*JSON_FORMATS, "csv", "text", "markdown"]),
    help="[default: a readable page on a terminal, by the ending of FILE, else jsonl]",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Add every block with its role, who said so and why (JSON formats).")
@page_options
def clean(
    inputs: tuple[str, ...], output: Path | None, format_name: str | None, explain: bool, options: PageOptions
) -> int:
    """Make one record of each INPUT: a file (HTML or text dump), a folder of them, a URL, or - for standard input.

    On a terminal the page is shown to be read; in a pipe there is one JSON record per line. An input that cannot be
    read has a line on the error stream, and in JSON it is a record with the status `error`; the others go on.
    """
    from cleaner.cli.batch import Batch, NothingRead
    from cleaner.cli.progress import ProgressBar
    from cleaner.sources import find_places

    format_name = format_name or _default_format(output, explain)
    if explain and format_name not in JSON_FORMATS:
        raise click.UsageError("--explain adds to the JSON formats; to read it, use: cleaner explain INPUT")
    places = find_places(inputs)
    if options.url is not None and len(places) > 1:
        raise click.UsageError(f"--url says where one page was found, and there are {len(places)} pages")
    if "-" in inputs and sys.stdin.isatty():
        click.echo("cleaner: reading from the terminal; end with Ctrl-D", err=True)
    many = len(places) > 1 or any(Path(argument).is_dir() for argument in inputs)
    is_quiet = output is None and sys.stdout.isatty()  # a bar would run through the text shown
    with ProgressBar(len(places), is_quiet=is_quiet) as progress:
        batch = Batch(open_reading(options), open_rules(options), progress, explain=explain, format_name=format_name)
        try:
            _write(batch.rows(places), format_name, output, many=many)
        except NothingRead:
            return batch.exit_code
    return batch.exit_code


def _default_format(output: Path | None, explain: bool) -> str:
    from cleaner.sinks import FORMATS

    if output is not None:
        return FORMATS.get(output.suffix.lower(), "jsonl")
    if sys.stdout.isatty():
        return "json" if explain else SHOWN
    return "jsonl"


def _write(rows: Iterator[Row], format_name: str, output: Path | None, *, many: bool) -> None:
    from cleaner.sinks import open_file, open_stdout

    destination: AbstractContextManager[TextIO] = open_stdout() if output is None else open_file(output)
    sink = _choose_sink(format_name)
    with destination as stream:
        sink(rows, stream, many=many)


def _choose_sink(format_name: str) -> Sink:
    if format_name == SHOWN:
        from cleaner.cli.readable import write_readable  # rich, 60 ms that only a terminal needs

        return write_readable
    from cleaner.sinks import SINKS

    return SINKS[format_name]
