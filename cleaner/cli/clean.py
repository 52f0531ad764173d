"""`cleaner clean`: inputs in, records out."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from cleaner.cli.fetching import address_options, fetch_lists, require_inputs
from cleaner.cli.messages import say
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
    ("cleaner clean inbox/ -o records.jsonl", "all pages of a folder (.json, .md, .txt too)"),
    ("cat story.html | cleaner clean - | jq .title", "in a pipe"),
)


@click.command(epilog=EPILOG, short_help="Make records of pages: files, folders, URLs, standard input.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
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
@address_options
@page_options
def clean(
    inputs: tuple[str, ...],
    output: Path | None,
    format_name: str | None,
    force: bool,
    explain: bool,
    options: PageOptions,
    **fetching: Any,
) -> int:
    """Make one record of each INPUT: a file (HTML or text dump), a folder of them, a URL, or - for standard input.

    On a terminal the page is shown to be read; in a pipe there is one JSON record per line. An input that cannot be
    read has a line on the error stream, and in JSON it is a record with the status `error`; the others go on.
    """
    format_name = format_name or _default_format(output, explain)
    if explain and format_name not in JSON_FORMATS:
        raise click.UsageError("--explain adds to the JSON formats; to read it, use: cleaner explain INPUT")
    require_inputs(inputs, fetching)
    wanted = Wanted(options, output, format_name, force, explain, has_lists=bool(fetching["lists"]))
    if not wanted.has_lists:
        return _clean(inputs, wanted)
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="cleaner-") as folder:
        [archive] = fetch_lists(fetching | asdict(options), Path(folder))
        return _clean((*inputs, *map(str, sorted(Path(archive).glob("*.warc.gz")))), wanted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person wants of all inputs. has_lists: some were fetched just now, and are called by their addresses."""

    options: PageOptions
    output: Path | None
    format_name: str
    force: bool
    explain: bool
    has_lists: bool


def _clean(inputs: tuple[str, ...], wanted: Wanted) -> int:
    from cleaner.cli.batch import Batch, NothingRead
    from cleaner.cli.progress import ProgressBar
    from cleaner.sources import find_places

    options, output, format_name = wanted.options, wanted.output, wanted.format_name
    places = find_places(inputs)
    if options.url is not None and len(places) > 1:
        raise click.UsageError(f"--url says where one page was found, and there are {len(places)} pages")
    if "-" in inputs and sys.stdin.isatty():
        say("reading from the terminal; end with Ctrl-D")
    many = len(places) > 1 or any(Path(argument).is_dir() for argument in inputs)
    destination = _open(output, format_name, force=wanted.force, sources=sources_of(places, options))
    is_quiet = output is None and sys.stdout.isatty()  # a bar would run through the text shown
    with ProgressBar(len(places), is_quiet=is_quiet) as progress:
        reading = replace(open_reading(options), names_addresses=wanted.has_lists)
        batch = Batch(reading, open_rules(options), progress, explain=wanted.explain, format_name=format_name)
        try:
            with destination as stream:
                _choose_sink(format_name)(batch.rows(places), stream, many=many)
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
